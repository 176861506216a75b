"""What has aged says so: by printed dates without script, and by the reader's clock where script is on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from browsers import View, expect_no

if TYPE_CHECKING:
    from browsers import Browser
    from built_bundle import Built

pytestmark = pytest.mark.browser

DAY = 86400
AGEING = """Array.from(document.querySelectorAll("[data-expires]"), one => ({
  made: one.dataset.made || "", expires: one.dataset.expires, text: one.textContent,
  states: Array.from(one.querySelectorAll(".state"), state => state.textContent),
}))"""
WORDS = "[document.documentElement.dataset.new, document.documentElement.dataset.old]"


def seconds(date: str) -> int:
    return int(dt.datetime.fromisoformat(date).replace(tzinfo=dt.UTC).timestamp())


def page_dates(browser: Browser, built: Built) -> tuple[int, int]:
    """When the home page was made, and when it is to be checked again."""
    with browser.tab(View(script=False)) as tab:
        tab.open(built.kinds[0].as_uri())
        dates = [(one["made"], one["expires"]) for one in tab.read(AGEING) if one["made"]]
    assert len(dates) == 1
    return seconds(dates[0][0]), seconds(dates[0][1])


def test_dates_are_printed_and_no_state_is_claimed_without_script(browser: Browser, built: Built) -> None:
    wrong, dates = [], 0
    with browser.tab(View(script=False)) as tab:
        for file in built.files:
            tab.open(file.as_uri())
            for one in tab.read(AGEING):
                dates += 1
                if one["states"]:
                    wrong.append(f"{built.name(file)}: claims {one['states']}")
                if "20" not in one["text"]:
                    wrong.append(f"{built.name(file)}: no date in '{one['text']}'")
    assert dates >= len(built.files)
    expect_no(wrong)


@pytest.mark.parametrize(
    "moment",
    ["a day after it was made", "after two thirds of its life", "on the day it is due", "a year after that"],
)
def test_the_readers_clock_raises_the_state(browser: Browser, built: Built, moment: str) -> None:
    made, due = page_dates(browser, built)
    now = {
        "a day after it was made": made + DAY,
        "after two thirds of its life": made + (due - made) * 3 // 4,
        "on the day it is due": due,
        "a year after that": due + 365 * DAY,
    }[moment]
    wrong = []
    with browser.tab(View(clock=now)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            new, old = tab.read(WORDS)
            for one in tab.read(AGEING):
                starts, ends = seconds(one["made"]) if one["made"] else 0, seconds(one["expires"])
                expected = []
                if now >= ends:
                    expected = [old]
                elif starts and now < starts + (ends - starts) * 2 / 3:
                    expected = [new]
                if one["states"] != expected:
                    wrong.append(f"{built.name(file)}: {one['states']}, expected {expected}: {one['text']}")
    expect_no(wrong)


@pytest.mark.parametrize("years", [-1, 11], ids=["a year before it was made", "eleven years after"])
def test_a_clock_that_cannot_be_right_is_ignored(browser: Browser, built: Built, years: int) -> None:
    made, _ = page_dates(browser, built)
    wrong = []
    with browser.tab(View(clock=made + years * 365 * DAY)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            wrong += [f"{built.name(file)}: {one['states']}" for one in tab.read(AGEING) if one["states"]]
    expect_no(wrong)
