"""The figures of a report as a table with bars: read as numbers, seen as lengths, the same on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.content.block_items import parse_figures
from bekal.content.citations import reported_words
from bekal.content.markdown.elements import BlockElement, add, block_element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.content.blocks import Block
    from bekal.content.safeguards import CaseFigure


@block_element
class FiguresElement(BlockElement):
    """A table of figures, each with a bar drawn in its row, and who reported them when."""

    NAME = "figures"
    TAG = "figure"
    CLASS = "figures"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write title, rows and sources; rows that the data does not have are left out."""
        rows = [
            (row.label, self.context.data.cases[row.identity])
            for row in parse_figures(parsed)[0]
            if row.identity in self.context.data.cases
        ]
        add(element, "figcaption", parsed.argument)
        body = add(add(element, "table"), "tbody")
        highest = max((case.count for _, case in rows), default=0) or 1
        for label, case in rows:
            row = add(body, "tr")
            add(row, "th", label, scope="row")
            add(row, "td", self.translate.number(case.count))
            drawing = add(
                add(row, "td", class_="length"),
                "svg",
                viewBox="0 0 100 10",
                preserveAspectRatio="none",
                aria_hidden="true",
            )
            add(drawing, "path", d=f"M0 0h{case.count * 100 / highest:.1f}v10H0z")
        reports = (self._report(case, identity) for _, case in rows for identity in case.source)
        add(element, "p", " · ".join(dict.fromkeys(reports)), class_="meta")

    def _report(self, case: CaseFigure, identity: str) -> str:
        """Say who reported a figure; a link where the sources page lists the document."""
        source = self.context.data.sources.get(identity)
        words = reported_words(case, source.publisher if source else identity, self.translate)
        if self.context.cited is not None and identity not in self.context.cited.sources:
            return words
        return f"[{words}]({self.context.link(self.context.documents, f'source-{identity}')})"
