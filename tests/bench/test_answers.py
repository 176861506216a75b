"""What an answer to a question is worth, by the A-Z without script, and which questions there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.questions import BLIND, Alphabet, Question, alphabet_share, load_questions

if TYPE_CHECKING:
    from pathlib import Path

HTML = """\
<div class="words"><ul>
<li><a href="../rights/at-work.html#gaji">wage, wage not paid</a> Wages</li>
<li><a href="../return/unpaid-rights.html">wage from before</a> Rights</li>
<li><a href="../family/children.html">grandmother</a> Children</li>
</ul></div>
"""
SLUGS = ["rights/at-work", "return/unpaid-rights", "family/children"]


def reached(text: str, page: str, *, strict: bool = False, within: int = 1) -> bool:
    alphabet = Alphabet.read(HTML, SLUGS)
    share, missed = alphabet_share(
        alphabet, [Question(text, (page,))], "en", {}, strict=strict, within=within
    )
    assert missed == ([] if share else [text])
    return share == 1


def test_the_entry_that_shares_most_words_is_taken() -> None:
    assert reached("my wage is not paid", "rights/at-work", strict=True)
    assert not reached("my wage is not paid", "return/unpaid-rights", strict=True)


def test_of_entries_that_share_as_many_the_one_that_says_least_besides_is_taken() -> None:
    assert reached("wage", "rights/at-work")


def test_by_roots_alone_a_tie_between_pages_is_a_miss() -> None:
    assert not reached("wage", "rights/at-work", strict=True)


def test_a_tie_is_no_miss_for_somebody_who_reads_up_to_three_lines() -> None:
    assert reached("wage", "return/unpaid-rights", strict=True, within=3)
    assert not reached("wage", "family/children", strict=True, within=3)


def test_a_question_that_shares_nothing_is_a_miss() -> None:
    assert not reached("passport", "rights/at-work", within=3)


def test_a_list_that_leads_to_no_page_of_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="family/children"):
        Alphabet.read(HTML, SLUGS[:2])


def test_the_blind_questions_are_read_from_their_own_file_and_wait_for_their_pages(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "search"
    folder.mkdir(parents=True)
    (folder / "blind.en.yml").write_text(
        "- {question: one, pages: [rights/at-work]}\n- {question: two, pages: [nowhere/yet]}\n",
        encoding="utf-8",
    )
    asked = load_questions(tmp_path, "en", SLUGS, BLIND)
    assert [one.text for one in asked.ready] == ["one"]
    assert [one.text for one in asked.waiting] == ["two"]
