"""Search: what can be found of the rendered pages, and the script that finds it without a server.

The site has one script for each locale, which carries the texts of all pages; a book holds its own texts already, so
its script carries none and reads them where they stand.
How a page is found is in ``overrides/assets/search.js``; what words mean the same is in ``content``.
"""
