"""The plain form of a text, and the place where each of its characters stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekal.content.signs import simplify

PLAIN = {
    "ascii": ("Telepon 110.", "Telepon 110."),
    "quotes keep their form": ("\u201cYa\u201d \u2026", "\u201cYa\u201d \u2026"),
    "digits of another script": ("\u0661\u0661\u0660", "110"),
    "full-width signs": ("\uff0b\uff16\uff12\uff05", "+62%"),
    "dashes and blanks": ("08\u201311\u00a012", "08-11 12"),
    "what nobody sees": ("08\u200b11\u00ad", "0811"),
    "letters of other alphabets": ("p\u0435duli\u03bf", "peduli" + "o"),
    "digits in words": ("nol delapan satu dua tiga empat lima", "0 8 1 2 3 4 5"),
    "digits in words with foreign letters": (
        "nol delapan satu dua t\u0131ga empat L\u0130MA",
        "0 8 1 2 3 4 5",
    ),
    "a few digits in words": ("Delapan surat, dua kantor.", "Delapan surat, dua kantor."),
}


@pytest.mark.parametrize(("written", "plain"), PLAIN.values(), ids=PLAIN)
def test_a_text_is_written_in_the_plainest_signs(written: str, plain: str) -> None:
    assert simplify(written).text == plain


@given(st.text(max_size=80) | st.text(st.sampled_from("0\u0661\u200b\u201c nol delapan satu "), max_size=120))
def test_every_plain_character_knows_where_it_stood(written: str) -> None:
    plain = simplify(written)
    places = [plain.place(index) for index in range(len(plain.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(written)
    assert all(
        written[place] == sign
        for place, sign in zip(places, plain.text, strict=False)
        if written[place].isascii() and not written[place].isalpha()
    )
