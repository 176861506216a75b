"""What looks at the built pages with other people's tools: axe-core, Lighthouse, browser data, screenshots.

It reads ``build/`` and knows the pages only as files; nothing that makes them depends on it.
"""
