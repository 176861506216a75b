"""What the peer builds: the same pages in plain Markdown."""

from __future__ import annotations

from bekal.content.catalogue import parse_page
from bench.plain import write_plain
from sample_data import sample_data

PAGE = """---
title: "Delapan surat"
summary: Delapan surat dan di mana mengurusnya.
audience: family
picture: passport
keywords: [surat]
sources: [uu-18-2017]
last_reviewed: 2026-11-24
review_by: 2027-05-24
---

/// message
Lengkapi surat dulu.
///

Lihat [[law:uu-18-2017#13]].

/// cards | Dari desa
1. ring | Surat nikah | Bawa yang asli.
///

/// wait
- Belum ada kontrak.
///

/// quiz
? Cukupkah satu surat?
- [ ] Cukup
- [x] Belum
> Harus delapan.
///

Habis.
"""


def test_blocks_become_admonitions_lists_and_details_in_their_places() -> None:
    data = sample_data()
    plain = write_plain(parse_page("id", "departure/documents", "x.md", PAGE), data, data)
    lines = [line for line in plain.split("\n") if line.strip()]
    assert lines == [
        "---",
        '{"title": "Delapan surat", "description": "Delapan surat dan di mana mengurusnya."}',
        "---",
        "# Delapan surat",
        "!!! info",
        "    Lengkapi surat dulu.",
        "Lihat [Pasal 13 UU 18/2017](../about/sources.md#law-uu-18-2017).",
        "### Dari desa",
        "1. **Surat nikah** Bawa yang asli.",
        "!!! warning",
        "    - Belum ada kontrak.",
        "**1. Cukupkah satu surat?**",
        "- Cukup",
        "- Belum",
        '??? success "Belum"',
        "    Harus delapan.",
        "Habis.",
    ]
