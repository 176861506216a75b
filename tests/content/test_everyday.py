"""What people say: which page a word leads to, in search and in the A-Z."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from bekal.content.everyday import Entry, Saying, gather_sayings, list_entries
from bekal.content.reading import read_content
from bekal.content.synonyms import Synonym
from projects import BASE, make_project, with_translation

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
---
title: {title}
summary: Ringkasan.
audience: family
keywords: [{keywords}]
last_reviewed: 2026-11-24
review_by: 2027-05-24
---
{body}
"""
SYNONYMS = """\
- id: wages
  pages: [work, "papers#ktp", nowhere]
  words: {id: [gaji tidak dibayar, gaji ditahan, TKI], en: [wages not paid]}
  local:
    - {word: gaji sonde dibayar, vouched_by: null, check: true}
    - {word: beta pung gaji, vouched_by: Mama Ance, check: false}
- id: employer
  means: {id: [majikan]}
  words: {id: [bos]}
- id: nowhere
  pages: [nowhere]
  words: {id: [tidak ke mana-mana]}
"""
AVOID = """\
- word: TKI
  better: pekerja migran
"""


def entries(folder: Path, locale: str = "id") -> list[Entry]:
    files = with_translation(
        {
            "docs/id/index.md": PAGE.format(title="Depan", keywords="umum", body="Teks."),
            "docs/id/work.md": PAGE.format(
                title="Di tempat kerja", keywords="majikan, jam kerja", body="## Jam kerja\n\nTeks."
            ),
            "docs/id/papers.md": PAGE.format(
                title="Surat", keywords="majikan, gaji ditahan, 110", body="## KTP {#ktp}\n\nTeks."
            ),
        }
    )
    project = make_project(
        folder,
        {**BASE, **files, "docs/data/synonyms.yml": SYNONYMS, "docs/data/avoid-words.yml": AVOID},
    )
    content = read_content(project)
    assert [problem for problem in content.data_files.findings if "synonyms" in problem.path] == []
    return list_entries(content.catalogue, content.data_files.data, locale)


def test_words_of_one_letter_that_lead_to_one_page_stand_together_in_order(tmp_path: Path) -> None:
    assert [(entry.letter, entry.words, entry.slug, entry.anchor) for entry in entries(tmp_path)] == [
        ("0-9", ("110",), "papers", ""),
        ("B", ("beta pung gaji",), "work", ""),
        ("G", ("gaji ditahan", "gaji tidak dibayar"), "work", ""),
        ("J", ("jam kerja",), "work", "jam-kerja"),
        ("M", ("majikan",), "papers", ""),
    ]


def test_a_local_word_is_not_printed_before_somebody_checked_it(tmp_path: Path) -> None:
    printed = {words for entry in entries(tmp_path) for words in entry.words}
    assert "gaji sonde dibayar" not in printed
    assert "beta pung gaji" in printed


def test_search_knows_unchecked_words_too_and_groups_before_keywords(tmp_path: Path) -> None:
    entries(tmp_path)
    content = read_content(make_project(tmp_path, {}))
    sayings = gather_sayings(content.catalogue, content.data_files.data, "id")
    assert sayings.groups[0] == Saying(
        ("gaji tidak dibayar", "gaji ditahan", "TKI", "gaji sonde dibayar", "beta pung gaji"),
        ("work", "papers"),
    )
    assert Saying(("majikan", "110"), ("papers",), is_keyword=True) in sayings.groups
    assert sayings.means == {"bos": "majikan"}
    assert sayings.instead == {"tki": "pekerja migran"}


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "it leads nowhere": ({"words": {"id": ["a"]}}, "leads nowhere"),
    "two words are meant": ({"means": {"id": ["a", "b"]}, "words": {}}, "`means` is one word"),
    "a phrase stands for a word": ({"means": {"id": ["a"]}, "words": {"id": ["b c"]}}, "`means` is one word"),
    "an unchecked word claims to be checked": (
        {"pages": ["index"], "words": {}, "local": [{"word": "son", "vouched_by": None}]},
        "check: true",
    ),
    "a vouched word is still to be checked": (
        {"pages": ["index"], "words": {}, "local": [{"word": "son", "vouched_by": "Ance", "check": True}]},
        "check: true",
    ),
    "a page is written as a file": ({"pages": ["rights/at-work.md"], "words": {}}, "pattern"),
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_group_that_is_wrong_is_refused(reason: str) -> None:
    values, words = WRONG[reason]
    with pytest.raises(ValidationError, match=words):
        Synonym.model_validate({"id": "group", **values})
