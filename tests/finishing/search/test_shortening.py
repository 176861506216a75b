from __future__ import annotations

from bekal.content.affixes import Lexicon
from bekal.finishing.search.shortening import HIDDEN, next_limit, shorten
from bekal.finishing.search.units import Unit

UNITS = (
    Unit("Gaji", "", ("Gaji dibayar tiap bulan.", "Catat jam kerja.", "Simpan slip gaji.")),
    Unit("Libur", "libur", ("Satu hari seminggu.",)),
)
LEXICON = Lexicon.of_words(["gaji", "bayar", "bulan", "catat", "jam", "kerja", "simpan", "slip"], "id")


def test_what_is_left_out_leaves_its_words_behind_once() -> None:
    head, other = shorten(UNITS, 10, LEXICON)
    assert head.blocks == ("Gaji dibayar tiap bulan.", f"{HIDDEN}catat jam kerja simpan slip")
    assert other == UNITS[1]


def test_a_page_that_is_short_enough_stays_whole() -> None:
    assert shorten(UNITS, 1000, LEXICON) == UNITS


def test_limits_get_scanter_until_there_are_none() -> None:
    pages = [UNITS] * 3
    seen = []
    limit = next_limit(pages, 0.9, None)
    while limit is not None:
        seen.append(limit)
        limit = next_limit(pages, 0.9, limit)
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == 60
