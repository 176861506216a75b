"""Lines that make a careless pattern try every way to read them: the check ends, whatever it finds.

Each of these took seconds to minutes with the obvious regular expression; a hanging test is the alarm.
"""

from __future__ import annotations

import pytest

from bekal.checks.run import check_content
from bekal.content.catalogue import Catalogue, parse_page
from bekal.content.data import Data
from bekal.content.data_files import DataFiles
from bekal.content.reading import Content
from projects import PAGE, TODAY

LENGTH = 19_000  # just below the limit of a line

LINES = {
    "backticks": "`" * LENGTH,
    "longer and longer code": "".join("`" * length + "a" for length in range(1, 180)),
    "hashes": "#" * LENGTH + "x",
    "zeros": "0" * LENGTH,
    "groups of digits": "012 " * (LENGTH // 4),
    "one long amount": "Rp1" + ".,1" * (LENGTH // 3),
    "plus signs": "+1" * (LENGTH // 2),
    "brackets": "[" * LENGTH,
    "open links": "[a](" * (LENGTH // 4),
    "open references": "[[fact:" * (LENGTH // 7),
    "open comments": "<!--\n" * 40_000,
    "a brace and spaces": "# a {" + " " * LENGTH,
    "braces": "{ #a" * (LENGTH // 4),
    "a law and spaces": "Peraturan" + " " * LENGTH,
    "money words": "bayar " * (LENGTH // 6),
    "stars": "*" * LENGTH,
    "open tags": "<a " * (LENGTH // 3),
    "characters": "&a" * (LENGTH // 2),
    "open images": "![" * (LENGTH // 2),
    "images": "![a](b)" * (LENGTH // 7),
    "addresses": "www.a" * (LENGTH // 5),
    "mail": "<a" + "@" * LENGTH,
    "sections": "## a\n" * 40_000,
    "different sections": "".join(f"## {number}\n" for number in range(25_000)),
    "anchors": "## a {#b}\n" * 20_000,
    "parts of an item": "/// cards\n1. a" + " | b" * (LENGTH // 4) + "\n///",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_the_check_of_a_hostile_line_ends(line: str) -> None:
    page = parse_page("id", "index", "docs/id/index.md", PAGE.replace("Simpan suratmu.", line))
    content = Content(Catalogue((page,)), DataFiles({}, Data()), frozenset({"passport"}))
    assert {finding.path for finding in check_content(content, TODAY)} == {"docs/id/index.md"}
