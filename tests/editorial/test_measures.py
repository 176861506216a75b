from __future__ import annotations

from bekal.content.catalogue import parse_page
from bekal.editorial.measures import measure_page
from projects import PAGE


def test_words_sentences_and_sourced_statements_are_counted() -> None:
    body = """\
## Tiga kata judul

Satu dua. Satu dua tiga empat
lima enam [[law:uu-18-2017#13]].

- Satu [[fact:minimum-age]] [[term:disnaker]]

/// contact | police
///

/// contacts | country=MY
///
"""
    page = parse_page("id", "index", "docs/id/index.md", PAGE.replace("Simpan suratmu.", body))
    found = measure_page(page)
    assert found.sourced == 4
    assert found.longest_line == 12
    assert found.longest_sentence >= 6
    assert found.words > found.longest_sentence
    assert 1 < found.mean_sentence < found.longest_sentence


def test_an_empty_page_has_no_sentences() -> None:
    found = measure_page(parse_page("id", "a", "docs/id/a.md", "---\n---\n"))
    assert (found.words, found.mean_sentence, found.longest_sentence, found.sourced) == (0, 0.0, 0, 0)
