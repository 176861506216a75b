"""What must hold in the content: one function per rule, one module per topic.

A rule opens nothing, prints nothing and decides nothing: it is given what was read and yields problems with their
places.
``run`` applies every rule; the built files have their own audit in ``finishing``.
"""
