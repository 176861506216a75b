"""What an editor sees while writing: the finished page in the browser, with its findings.

Stands above checks and finishing; the plugin in ``rendering`` reaches it only by the name that ``mkdocs.yml`` gives.
"""
