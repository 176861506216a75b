"""Markdown pages become complete but still linked HTML pages, once, by MkDocs.

The only room that imports MkDocs; what it hands over are plain ``RenderedPage`` values.
When MkDocs has to go, this room is rewritten and no other.
"""
