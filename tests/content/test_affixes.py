"""Roots: families of words that must meet, words that must not, and that the build's lexicon changes nothing."""

from __future__ import annotations

import pytest

from affixed_words import FAMILIES, affixed_words
from bekal.content.affixes import EXCEPTIONS, RULES, Lexicon, fold, proposals, words_of
from bekal.content.common_words import COMMON, WEAK

APART = {
    "keluarga": "keluar",
    "kepala": "pala",
    "seperti": "perti",
    "makan": "mak",
    "jalan": "jal",
    "setelah": "telah",
    "mereka": "reka",
    "penting": "ting",
    "bagaimana": "bagai",
    "sekolah": "kolah",
}
"""Words that look affixed and are not."""

ENGLISH = {
    "wages": "wage",
    "agencies": "agency",
    "paid": "pay",
    "working": "work",
    "worker": "work",
    "stopped": "stop",
    "promised": "promise",
    "children": "child",
    "went": "go",
    "payment": "pay",
    "sold": "sell",
    "found": "find",
    "came": "come",
    "hidden": "hide",
}


def wide() -> Lexicon:
    return Lexicon.of_words(
        [word for word, _ in affixed_words()] + [root for _, root in affixed_words()], "id"
    )


@pytest.mark.parametrize("root", FAMILIES)
def test_the_words_of_a_family_meet_in_one_root(root: str) -> None:
    words = FAMILIES[root].split()
    lexicon = Lexicon.of_words([*words, root], "id")
    assert {word: lexicon.stem(word) for word in words} == dict.fromkeys(words, lexicon.stem(root))


@pytest.mark.parametrize("word", APART)
def test_what_only_looks_affixed_stays_what_it_is(word: str) -> None:
    lexicon = Lexicon.of_words([word, APART[word]], "id")
    assert lexicon.stem(word) == word


@pytest.mark.parametrize("word", ENGLISH)
def test_english_endings_come_off(word: str) -> None:
    root = ENGLISH[word]
    assert Lexicon.of_words([word, root], "en").stem(word) == root


def test_two_thousand_affixed_words_find_their_root() -> None:
    words = affixed_words()
    lexicon = wide()
    lost = [
        (word, lexicon.stem(word), root) for word, root in words if lexicon.stem(word) != lexicon.stem(root)
    ]
    assert len(words) >= 2000
    assert len(lost) / len(words) < 0.02, lost


@pytest.mark.parametrize(
    ("typed", "root"),
    [("dipukulin", "pukul"), ("kirimin", "kirim"), ("anak2", "anak"), ("jalan2nya", "jalan")],
)
def test_what_people_write_in_messages_finds_its_root(typed: str, root: str) -> None:
    assert Lexicon("id", frozenset({root})).stem(typed) == root


def test_a_lexicon_holds_exactly_the_roots_of_its_words() -> None:
    words = {word for word, _ in affixed_words()}
    lexicon = Lexicon.of_words(words, "id")
    assert {lexicon.stem(word) for word in words} == lexicon.roots
    smaller = Lexicon("id", lexicon.roots)
    assert [word for word in words if smaller.stem(word) != lexicon.stem(word)] == []


def test_a_root_that_the_text_does_not_have_is_no_root() -> None:
    assert Lexicon("id", frozenset({"tempat"})).stem("pengaduan") == "pengaduan"


def test_a_word_may_stand_for_another_of_the_text() -> None:
    lexicon = Lexicon("id", frozenset({"tidak"}), {"sonde": "tidak"})
    assert lexicon.stems("Sonde ada") == ["tidak", "ada"]


def test_forms_of_a_word_that_others_stand_for_meet_it_though_the_text_never_has_it_bare() -> None:
    lexicon = Lexicon.of_words(["died", "death"], "en", {"death": "die"})
    assert lexicon.stems("died dies death") == ["die", "die", "die"]


def test_words_are_compared_without_capitals_and_accents() -> None:
    assert fold("Café") == "cafe"
    assert words_of("BP3MI, “Gaji” se-hari…") == ["bp3mi", "gaji", "se", "hari"]
    assert words_of("\u202e\U0001f600") == []


def test_a_long_word_is_tried_in_no_time() -> None:
    assert len(list(proposals("memper" * 50 + "kannya" * 50, "id"))) < 5000


@pytest.mark.parametrize("locale", RULES)
def test_exceptions_and_lists_are_written_as_words_are_compared(locale: str) -> None:
    words = [*EXCEPTIONS[locale], *EXCEPTIONS[locale].values(), *COMMON[locale], *WEAK[locale]]
    assert [word for word in words if words_of(word) != [word]] == []


@pytest.mark.parametrize("locale", RULES)
def test_rules_are_understood_by_python_and_by_browsers_alike(locale: str) -> None:
    """No look-behind and no named groups: old browsers have neither."""
    assert [pattern for pattern, _ in RULES[locale] if "(?<" in pattern or "(?P" in pattern] == []
