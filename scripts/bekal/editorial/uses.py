"""Where pages use what stands in the data: every reference, contact and source, with page and line."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bekal.content.uses import page_uses

if TYPE_CHECKING:
    from bekal.content.reading import Content

Uses = dict[tuple[str, str], list[tuple[str, int]]]
"""For each data file and id the places ``(path, line)``, in the order of pages and lines."""


def find_uses(content: Content) -> Uses:
    """Find every use of an entry of the data in the pages, broken pages included, and in other entries."""
    uses: defaultdict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    data = content.data_files.data
    for page in content.catalogue.every_page:
        for file, identity, line in sorted(page_uses(page, data), key=lambda use: use[2]):
            uses[file, identity].append((page.path, line))
    facts = content.data_files.files.get("facts")
    for fact in data.facts.values():
        if fact.law and facts is not None:
            uses["laws", fact.law.partition("#")[0]].append((facts.path, facts.nodes[fact.id].line))
    return dict(uses)
