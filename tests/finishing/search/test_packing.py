from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bekal.finishing.search.packing import ALPHABET, front_code, pack, read_front_code, unpack, write_bits

TEXTS = {
    "nothing": "",
    "a word": "gaji",
    "sentences": "Gaji belum dibayar. Simpan bukti! Sudah? Lapor ke BP3MI: 0800-1000.",
    "capitals where none are due, and none where they are": "kata Pertama. kata kedua KTP kTP",
    "blocks, parts and pages": "Judul\nSatu.\nDua\fBagian\n(tiga)\v“Empat”\n\tlima enam",
    "signs in a row": "… “(a)” … — b/c ,, d",
    "blanks at the ends": " a b ",
    "letters from elsewhere": "é Ünï İstanbul ß Ǆ 中文 १२",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_comes_back_as_it_was(name: str) -> None:
    assert unpack(pack(TEXTS[name])) == TEXTS[name]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aBcé1 .,?!:\n\f\v\t“”()-_~", max_size=60))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert unpack(pack(text)) == text


def test_a_packed_text_needs_no_escape_within_quotes() -> None:
    packed = pack('Dia bilang "ya" \\ tidak.\nBaris')
    assert set(packed.text) <= set(ALPHABET) | {"~"}
    assert not {'"', "\\"} & set(ALPHABET)


def test_thousands_of_words_get_two_characters_each() -> None:
    words = [f"kata{number}" for number in range(3000)]
    packed = pack(" ".join(words))
    assert unpack(packed) == " ".join(words)
    assert len(packed.text) < 2 * len(words) + 1


def test_more_words_than_can_be_numbered_are_refused() -> None:
    with pytest.raises(ValueError, match="different words are too many"):
        pack(" ".join(f"kata{number}" for number in range(9000)))


def test_sorted_words_share_their_beginnings() -> None:
    words = ["gaji", "gajian", "gajinya", "hak"]
    coded = front_code(words)
    assert read_front_code(coded) == words
    assert len(coded) < len("".join(words))


def test_yes_and_no_are_written_six_to_a_character() -> None:
    assert write_bits([True, False, True]) == ALPHABET[5]
    assert len(write_bits([True] * 7)) == 2
    assert write_bits([]) == ""
