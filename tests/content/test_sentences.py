"""What is one sentence, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekal.content.blocks import scan_blocks
from bekal.content.markup import prose
from bekal.content.sentences import Kind, Passage, count_words, read_passages, split_sentences


def passages_of(text: str) -> list[Passage]:
    return read_passages(prose(text), scan_blocks(text)[0])


def sentences_of(text: str) -> list[str]:
    return [
        " ".join(sentence.text.split())
        for passage in passages_of(text)
        for sentence in split_sentences(passage)
    ]


SENTENCES = {
    "full stops": ("Simpan surat. Bawa paspor!", ["Simpan surat.", "Bawa paspor!"]),
    "questions": ("Sudah bayar? Simpan kuitansi.", ["Sudah bayar?", "Simpan kuitansi."]),
    "two signs": ("Benarkah?! Tidak.", ["Benarkah?!", "Tidak."]),
    "an abbreviation": (
        "Datang ke Jl. Merdeka No. 12 di Kupang.",
        ["Datang ke Jl. Merdeka No. 12 di Kupang."],
    ),
    "a title": ("Tanya dr. Maria dan Bpk. Yos.", ["Tanya dr. Maria dan Bpk. Yos."]),
    "an abbreviation that may end": (
        "Bawa KTP, KK, dll. Lalu pulang.",
        ["Bawa KTP, KK, dll.", "Lalu pulang."],
    ),
    "an abbreviation that goes on": ("Bawa KTP, KK, dsb. ke kantor.", ["Bawa KTP, KK, dsb. ke kantor."]),
    "initials": ("Kantor W. J. Lalamentik buka.", ["Kantor W. J. Lalamentik buka."]),
    "numbers and times": (
        "Buka 08.00. Tutup 16.30. Bayar 1.500.",
        ["Buka 08.00.", "Tutup 16.30.", "Bayar 1.500."],
    ),
    "an ellipsis that goes on": ("Saya di … kota itu.", ["Saya di … kota itu."]),
    "an ellipsis that ends": ("Nama saya … Saya di Tawau.", ["Nama saya …", "Saya di Tawau."]),
    "three dots": ("Nama saya... Saya di Tawau.", ["Nama saya...", "Saya di Tawau."]),
    "quoted sentences": (
        "\u201cPakai visa wisata saja.\u201d Benarkah?",
        ["\u201cPakai visa wisata saja.\u201d", "Benarkah?"],
    ),
    "a quote that goes on": (
        "\u201cSudah bayar?\u201d tanya petugas.",
        ["\u201cSudah bayar?\u201d tanya petugas."],
    ),
    "emphasis": ("**Ada satu saja? Jangan.** Tanya dulu.", ["Ada satu saja?", "Jangan.", "Tanya dulu."]),
    "a reference first": ("Mulai di desa. [[term:kk]] ada.", ["Mulai di desa.", "[[term:kk]] ada."]),
    "a link": ("Lihat [surat. Semua](a.md). Ya.", ["Lihat surat.", "Semua.", "Ya."]),
    "two lines": ("Simpan surat\ndi rumah. Ya.", ["Simpan surat di rumah.", "Ya."]),
    "two paragraphs": ("Simpan surat\n\ndi rumah", ["Simpan surat", "di rumah"]),
    "items": ("- Paspor\n- Visa\n  Kerja\n1. Surat", ["Paspor", "Visa Kerja", "Surat"]),
    "headings": ("## Surat apa? {#surat}\nDelapan surat.", ["Surat apa?", "Delapan surat."]),
    "underlined headings": ("Surat\n-----\nDelapan surat.", ["Surat", "Delapan surat."]),
    "a table": (
        "| Surat | Dari |\n| --- | --- |\n| Paspor | Imigrasi |",
        ["Surat", "Dari", "Paspor", "Imigrasi"],
    ),
    "code": ("Tulis `a. B. C` di sini.\n```\nKode. Lain.\n```", ["Tulis di sini."]),
    "a comment": ("Satu <!-- dua. Tiga. --> kata.", ["Satu kata."]),
    "parts of an item": (
        "/// cards | Dari desa\n1. ring | Surat nikah | Sudah nikah? Salin.\n///",
        ["Dari desa", "Surat nikah", "Sudah nikah?", "Salin."],
    ),
    "a door": (
        "/// chapter\n1. ring | Mau pergi | Periksa dulu | a.md#b\n///",
        ["Mau pergi", "Periksa dulu"],
    ),
    "a contact": ("/// contact | polri-110\npolice | Bahaya | Polisi.\n///", ["Bahaya", "Polisi."]),
    "no words": ("____\n\n***\n\n- …", []),
}


@pytest.mark.parametrize(("text", "sentences"), SENTENCES.values(), ids=SENTENCES)
def test_a_text_has_these_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_every_passage_knows_what_it_is_part_of() -> None:
    text = (
        "# Judul\nTeks.\n- Butir\n\n| Sel |\n\n/// quiz\n? Tanya?\n- [ ] Salah\n- [x] Benar\n> Alasan\n///\n"
        "/// wait | Tunggu\n- Tanda\n\nTanya dulu.\n///"
    )
    assert [(passage.kind, passage.block, passage.text.strip()) for passage in passages_of(text)] == [
        (Kind.TITLE, "", "Judul"),
        (Kind.TEXT, "", "Teks."),
        (Kind.ITEM, "", "Butir"),
        (Kind.CELL, "", "Sel"),
        (Kind.WRONG, "quiz", "Tanya?"),
        (Kind.WRONG, "quiz", "Salah"),
        (Kind.ITEM, "quiz", "Benar"),
        (Kind.ITEM, "quiz", "Alasan"),
        (Kind.TITLE, "wait", "Tunggu"),
        (Kind.ITEM, "wait", "Tanda"),
        (Kind.TEXT, "wait", "Tanya dulu."),
    ]


def test_a_sentence_knows_its_place() -> None:
    text = "Satu\ndua. **Tiga** empat.\n\n- Lima.\n"
    places = [sentence.place for passage in passages_of(text) for sentence in split_sentences(passage)]
    assert places == [(1, 1), (2, 8), (4, 3)]


def test_what_others_say_is_left_out() -> None:
    (passage,) = passages_of('Calo berkata: \u201cSemua gratis.\u201d Jangan "percaya".')
    assert " ".join(passage.unspoken.split()) == "Calo berkata: Jangan ."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("surat-surat itu", 2),
        ("08.00 sampai 16.30", 3),
        ("P3MI, BP3MI dan KJRI.", 4),
        ("anak's \u2026 \u2013 buku/pena", 2),
        ("", 0),
    ],
)
def test_words_are_counted_as_people_read_them(text: str, words: int) -> None:
    assert count_words(text) == words


LINES = st.text(st.sampled_from("Aa b.?!\u2026\u201c\u201d\"'()[]|*_-#/>1:{}`\n\\"), max_size=200)


@given(LINES | st.text(max_size=200))
def test_every_sentence_of_any_text_stands_inside_it(text: str) -> None:
    text = text.replace("\r", " ")
    lines = text.split("\n")
    for passage in passages_of(text):
        ends = [0]
        for sentence in split_sentences(passage):
            line, column = sentence.place
            assert ends[-1] <= sentence.start < sentence.end <= len(passage.text)
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1
            ends.append(sentence.end)


HOSTILE = {
    "full stops": "." * 19_000,
    "full stops and blanks": ". " * 9_500,
    "blanks": "a." + " " * 19_000 + "b",
    "one-letter sentences": "A. " * 6_000,
    "quotes": "\u201c" * 19_000,
    "straight quotes": '"a' * 9_500,
    "bars": "| " * 9_000 + "x",
    "rules": "- " * 9_000 + "x",
    "brackets": "][" * 9_000,
    "braces": "{ .a" * 4_000,
    "words with dots": "a.b" * 6_000,
    "short lines": "A b.\n" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_sentences_of_a_hostile_text_end(text: str) -> None:
    sentences_of(text)
