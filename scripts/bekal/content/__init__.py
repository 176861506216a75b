"""What editors write: pages, blocks and data, parsed strictly and without MkDocs.

Everything here takes text and gives values; where the text is wrong the problem has a line and a column.
What must hold *between* pages is the business of ``checks``; what a page looks like is the business of the
templates in ``overrides``.
"""
