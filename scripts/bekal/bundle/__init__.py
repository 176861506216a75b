"""The folder that is handed over: start page, readme, manifest, signature, assembly, keys.

Pure: the same input gives the same bytes, and nothing here knows what a stick is.
"""
