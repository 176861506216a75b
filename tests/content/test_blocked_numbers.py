"""A blocked number is found in every disguise, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bekal.content.blocked_numbers import BlockList
from bekal.content.safeguards import BlockedNumber

ENTRIES = [
    {"id": "misprint", "number": "081111129129", "why": "One digit too many."},
    {"id": "demo-my", "number": "+60111222333", "why": "From an app."},
    {"id": "seoul", "number": "+82-10-9876-5432", "why": "From a site."},
    {"id": "bangkok", "number": "+65929031103", "why": "Wrong country code."},
    {"id": "old-landline", "number": "(021) 7981205", "why": "Old."},
    {"id": "old-short", "number": "SMS 7266", "why": "Old."},
    {"id": "old-pair", "number": "29244810/29244811", "why": "Old."},
    {"id": "domain", "kind": "address", "number": "peduliwni.com", "why": "Look-alike."},
    {"id": "mail", "kind": "address", "number": "halotki@bnp2tki.go.id", "why": "Old."},
    {
        "id": "tawau",
        "number": "+6089772052",
        "rule": "label",
        "label_words": ["24 jam", "hotline"],
        "why": "Office line.",
    },
    {
        "id": "abroad",
        "number": "0800-1000",
        "rule": "label",
        "label_words": ["dari luar negeri"],
        "why": "Inside only.",
    },
]
BLOCKED = BlockList([BlockedNumber.model_validate(entry) for entry in ENTRIES])


def moved(text: str, zero: str) -> str:
    """Write ``text`` with the signs of another part of Unicode, in which ``zero`` is the 0."""
    return "".join(chr(ord(sign) - ord("0") + ord(zero)) for sign in text)


DISGUISES = {
    "plain": ("081111129129", "misprint"),
    "spaces": ("0811 1112 9129", "misprint"),
    "one space after each digit": ("0 8 1 1 1 1 1 2 9 1 2 9", "misprint"),
    "dots": ("0811.1112.9129", "misprint"),
    "dashes of every kind": ("0811-1112\u20139129", "misprint"),
    "brackets and slashes": ("(0811) 1112/9129", "misprint"),
    "commas": ("0811,1112,9129", "misprint"),
    "underscores": ("0811_1112_9129", "misprint"),
    "emphasis": ("0811**1112**9129", "misprint"),
    "broken over two lines": ("0811-1112-\n9129", "misprint"),
    "a non-breaking space": ("0811\u00a01112\u00a09129", "misprint"),
    "a thin space": ("0811\u20091112\u20099129", "misprint"),
    "a soft hyphen": ("0811\u00ad1112\u00ad9129", "misprint"),
    "zero-width characters": ("08\u200b11\u200c11\u200d12\u20609129", "misprint"),
    "letters for 0 and 1": ("O8llIII29l29", "misprint"),
    "a small letter o": ("o811 1112 9129", "misprint"),
    "full-width digits": (moved("081111129129", "\uff10"), "misprint"),
    "arabic digits": ("٠٨١١١١١٢٩١٢٩", "misprint"),
    "bold digits of mathematics": (moved("081111129129", "\U0001d7ce"), "misprint"),
    "superscripts": ("0811¹¹¹²9129", "misprint"),
    "keycaps": ("0\ufe0f\u20e38\ufe0f\u20e311 1112 9129", "misprint"),
    "with a plus and the country": ("+62 811 1112 9129", "misprint"),
    "with the country and brackets": ("+62 (0) 811 1112 9129", "misprint"),
    "with 00 and the country": ("0062 811 1112 9129", "misprint"),
    "with the country alone": ("6281111129129", "misprint"),
    "without anything before": ("811 1112 9129", "misprint"),
    "as a link": ("[x](tel:+6281111129129)", "misprint"),
    "as a chat link": ("https://wa.me/6281111129129", "misprint"),
    "in the middle of words": ("nomor0811 1112 9129ya", "misprint"),
    "entities of HTML": ("&#48;811&nbsp;1112&#x200b;9129", "misprint"),
    "tags of HTML": ('0811<b class="a-long-name-of-a-class">1112</b>9129', "misprint"),
    "a comment of HTML": ("<!-- 0811 1112 9129 -->", "misprint"),
    "a country code that ends in 0": ("+60111222333", "demo-my"),
    "as dialled inside Malaysia": ("011-122 2333", "demo-my"),
    "with 00 from another country": ("0060 11 122 2333", "demo-my"),
    "as dialled inside Korea": ("010-9876-5432", "seoul"),
    "the wrong country code": ("+65 929 031 103", "bangkok"),
    "a landline without its area code": ("Telepon 798 1205", "old-landline"),
    "a landline from abroad": ("+62 21 7981205", "old-landline"),
    "a landline with its area code": ("021-7981205", "old-landline"),
    "a local number with an area code": ("(021) 29244810", "old-pair"),
    "the second of a pair": ("29244811", "old-pair"),
    "a short number that is dialled": ("Kirim SMS ke 7266", "old-short"),
    "a domain": ("Buka www.PeduliWNI.com.", "domain"),
    "a domain in words": ("peduliwni dot com", "domain"),
    "a domain with brackets": ("peduliwni[.]com atau peduliwni (titik) com", "domain"),
    "a domain in full width": (moved("peduliwni.com", "\uff10"), "domain"),
    "a domain with a zero-width sign": ("peduli\u200bwni.com", "domain"),
    "an address": ("halotki@bnp2tki.go.id", "mail"),
    "an address in words": ("halotki (at) bnp2tki.go.id", "mail"),
    "a label after the number": ("+60 89 772052, 24 jam", "tawau"),
    "a label before the number": ("Hotline KRI Tawau: 089-772052", "tawau"),
    "a label written together": ("089 772052 (24-jam)", "tawau"),
    "the Indonesian line for people abroad": ("Dari luar negeri: 0800-1000.", "abroad"),
}

HARMLESS = {
    "the right number": "08111-129-129",
    "the right number from abroad": "+62 811 1129 129",
    "the right Seoul number": "+82 10-5394-2546",
    "the right country code": "+66 92 903 1103",
    "the right country code, a group": "+66 929031103",
    "the right country code, together": "+66929031103",
    "the right office": "+62 21 29244800",
    "a longer number": "0811111291290",
    "a number with digits before": "1081111129129",
    "a short number that counts": "7266 orang, tahun 7266, Rp7266",
    "a short number in a longer one": "SMS ke 17266",
    "the right domain": "peduliwni.kemlu.go.id",
    "a longer domain": "peduliwni.community, pedulipeduliwni.com",
    "an office line as an office line": "+60 89 772052, kantor, jam kerja",
    "a label that is denied": "Bukan hotline: +60 89 772052",
    "a label in another paragraph": "Layanan 24 jam.\n\n+60 89 772052",
    "a label far away": "Hotline " + "kata " * 20 + "+60 89 772052",
    "the Indonesian line at home": "Dari Indonesia: 0800-1000.",
    "dates and times": "2026-11-24, 24/11/2026, 08.00-16.00, 1.500 orang",
    "words full of such letters": "Solo, silo, oil, Ill, loss, Bali",
}


def found_in(text: str) -> list[str]:
    return list(dict.fromkeys(found.entry.id for found in BLOCKED.find(text)))


@pytest.mark.parametrize(("text", "entry"), DISGUISES.values(), ids=DISGUISES)
def test_a_blocked_number_is_found_in_disguise(text: str, entry: str) -> None:
    assert found_in(text) == [entry]


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_nothing_else_is_taken_for_a_blocked_number(text: str) -> None:
    assert found_in(text) == []


def test_a_label_is_left_to_the_sources_when_built_files_are_read() -> None:
    assert BLOCKED.find("Hotline: 089-772052", labels=False) == []


def test_words_beside_a_number_are_compared_with_its_label() -> None:
    assert [found.label for found in BLOCKED.find_labels("+6089772052", "Buka 24 jam")] == ["24 jam"]
    assert BLOCKED.find_labels("+6089772052", "Jam kerja") == []


def test_a_number_is_found_where_it_stands() -> None:
    text = "Telepon 0811-1112-9129 atau peduliwni.com"
    assert [text[found.start : found.end] for found in BLOCKED.find(text)] == [
        "0811-1112-9129",
        "peduliwni.com",
    ]


SIGNS = st.text(st.sampled_from("0123456789OolI|. -/()+\u200b\u00ad<>&;#b1²\uff10٣\n"), max_size=120)


@given(SIGNS | st.text(max_size=200))
@example("&#1114112;&#xD800;")
@example("0<b" * 40)
def test_any_text_can_be_searched_and_findings_stay_inside_it(text: str) -> None:
    for found in BLOCKED.find(text):
        assert 0 <= found.start < found.end <= len(text)


@given(
    st.lists(
        st.sampled_from(["", " ", ".", "-", "\u200b", "\u00a0", " / ", "**", "\u2013"]),
        min_size=11,
        max_size=11,
    )
)
def test_signs_between_the_digits_hide_nothing(signs: list[str]) -> None:
    written = "".join(digit + sign for digit, sign in zip("081111129129", [*signs, ""], strict=True))
    assert found_in(f"Telepon {written} sekarang") == ["misprint"]


HOSTILE = {
    "digits": "1" * 19_000,
    "digits and blanks": "1 " * 9_500,
    "digits and long gaps": ("1" + " " * 23) * 800,
    "digits and hidden signs": ("1" + "\u200b" * 40) * 400,
    "letters like digits": "l" * 19_000 + "1",
    "the beginning again and again": "0811111291 " * 1_700,
    "open tags": "1<b" * 6_000,
    "entities": "&#49" * 4_000,
    "half an address": "peduliwni." * 1_900,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_search_of_a_hostile_line_ends(text: str) -> None:
    assert found_in(text) == []


TEXTS = st.sampled_from(
    (*(text for text, _ in DISGUISES.values()), *HARMLESS.values(), "0811", "1112", "bukan", "24 jam")
)


@given(st.lists(TEXTS | SIGNS, max_size=5))
def test_texts_that_are_asked_together_hide_nothing_from_each_other(texts: list[str]) -> None:
    assert BLOCKED.find_in_any(texts) or not any(map(BLOCKED.find, texts))
