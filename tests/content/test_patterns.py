"""Which regular expressions editors may write, and why others are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekal.content.patterns import compile_pattern, needed_choices, needed_words

ACCEPTED = {
    "words": r"paspor\s+(?:pmi\s+)?gratis",
    "endings": r"\bditanggung\w*",
    "a gap": r"paspor.{0,40}gratis",
    "a gap within a sentence": r"biaya[^.]{0,60}(?:gratis|ditanggung)",
    "choices": r"\b(?:gratis|cuma-cuma|tidak bayar)\b",
    "a look ahead": r"gratis(?!\s+dari)",
    "a look behind": r"(?<!tidak )gratis",
    "a class": r"rp\s?[\d.,]+",
    "an escaped bracket": r"\(gratis\)",
    "a repeated group without choices": r"(?:\d\d\.){2}\d",
    "an optional group": r"(?:di |ke )?rumah",
}

REFUSED = {
    "a repeat in a repeat": (r"(\w+\s*)+x", "a repeat around another repeat or a choice can take hours"),
    "a repeat in a counted repeat": (
        r"(?:\w+\s+){0,3}x",
        "a repeat around another repeat or a choice can take hours",
    ),
    "a choice in a repeat": (r"(?:a|aa)*x", "a repeat around another repeat or a choice can take hours"),
    "a repeat deep in a repeat": (
        r"(?:b(?:a?))*x",
        "a repeat around another repeat or a choice can take hours",
    ),
    "an endless gap": (r"paspor.*gratis", "the gap '.*' has no end; write one such as `.{0,40}`, at most 60"),
    "a gap that is too long": (
        r"paspor[^.]{0,200}gratis",
        "the gap '[^.]{0,200}' has no end; write one such as `.{0,40}`, at most 60",
    ),
    "four gaps": (
        r"a.{0,9}b.{0,9}c.{0,9}d.{0,9}e",
        "this expression has 4 gaps, at most 3 fit; write two expressions",
    ),
    "the same twice": (r"a\w*\w*b", r"'\w' is repeated without end twice in a row; keep one"),
    "a reference back": (r"(a)\1", "an expression does not refer back to a group; write the words again"),
    "a flag": (r"(?x)a b", "the group '(?x' is not used here; write `(?:…)`"),
    "everything": (r"\w*", "this expression fits every sentence"),
    "any sign": (r".", "this expression fits every sentence"),
    "an open bracket": (
        r"paspor(",
        "this expression cannot be read (missing ), unterminated subpattern at position 6)",
    ),
}


@pytest.mark.parametrize("pattern", ACCEPTED.values(), ids=ACCEPTED)
def test_a_careful_expression_is_compiled(pattern: str) -> None:
    assert compile_pattern(pattern).pattern == pattern


@pytest.mark.parametrize(("pattern", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_dangerous_expression_is_refused_with_its_reason(pattern: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r"^") as refused:
        compile_pattern(pattern)
    assert str(refused.value) == reason


def test_case_does_not_matter() -> None:
    assert compile_pattern("gratis").search("GRATIS")


@given(st.text(st.sampled_from("ab.*+?{}0,9()[]|\\w^$<>=!:"), max_size=30))
def test_any_expression_is_compiled_or_refused_and_ends(pattern: str) -> None:
    try:
        compiled = compile_pattern(pattern)
    except ValueError:
        return
    compiled.search("ab " * 130)


NEEDED = {
    r"\bpaspor\w*.{0,40}gratis": ("paspor",),
    r"\b(?:gratis|tanpa biaya)\b": ("gratis", "tanpa biaya"),
    r"\b(?:gratis|PP)\b": (),
    r"(?:di )?rumah(?: sakit)?": ("rumah",),
    r"pass?port": ("port",),
    r"kata|lain": ("kata", "lain"),
    r"(?!tidak )gratis": ("gratis",),
    r"(?:abc(?:def|ghi)?)?xyz": ("xyz",),
    r"[abc]+\d": (),
    r"\b4[.,]?716\b": ("716",),
}


@pytest.mark.parametrize(("pattern", "words"), NEEDED.items())
def test_the_words_that_an_expression_needs_are_known(pattern: str, words: tuple[str, ...]) -> None:
    assert needed_words(pattern) == words


PARTS = st.sampled_from(
    ["abc", "abd", "b", "?", "|", "(?:", ")", "(?!", "{0,2}", ".", " ", "[ab]", "\\b", "+"]
)


@given(st.lists(PARTS, max_size=9).map("".join), st.text(st.sampled_from("abcd "), max_size=12))
def test_no_sentence_fits_without_a_needed_word(pattern: str, sentence: str) -> None:
    try:
        compiled = compile_pattern(pattern)
    except ValueError:
        return
    if compiled.search(sentence):
        assert all(any(word in sentence for word in choice) for choice in needed_choices(pattern))


def test_a_sentence_needs_a_word_of_each_part() -> None:
    assert needed_choices(r"\b(?:paspor|visa)\b.{0,40}\bgratis") == (("paspor", "visa"), ("gratis",))
