"""A page in the hand: answers, contrast, size of what is pressed, leaving in a hurry, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsers import View, expect_no

if TYPE_CHECKING:
    from pathlib import Path

    from browsers import Browser, Tab
    from built_bundle import Built

pytestmark = pytest.mark.browser

CONTRAST = 4.5
TARGET = 44


def test_a_tap_on_an_answer_shows_the_reason_without_script(browser: Browser, built: Built) -> None:
    asked, silent = 0, []
    with browser.tab(View(script=False)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            for question in range(tab.read('document.querySelectorAll("fieldset").length')):
                asked += 1
                silent += [f"{built.name(file)}: {problem}" for problem in answer(tab, question)]
    assert asked > 0, "no page has a question"
    expect_no(silent)


def answer(tab: Tab, number: int) -> list[str]:
    """Tap each answer of one question; gives the answers after which nothing more can be read."""
    options = f"document.querySelectorAll('fieldset')[{number}].querySelectorAll('label')"
    first = tab.read(f"Array.from(document.querySelectorAll('label')).indexOf({options}[0])")
    visible = f"document.querySelectorAll('fieldset')[{number}].innerText.trim()"
    before, problems = tab.read(visible), []
    for option in range(tab.read(f"{options}.length")):
        tab.tap("label", first + option)
        words = len(tab.read(visible).split()) - len(before.split())
        chosen = tab.read(f"{options}[{option}].control.checked")
        if not chosen or words < 1:
            problems.append(
                f"question {number + 1}, answer {option + 1}: {words} more words, chosen: {chosen}"
            )
    return problems


def test_details_open_and_close_without_script(browser: Browser, built: Built) -> None:
    pressed, stuck = 0, []
    with browser.tab(View(script=False)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            states = tab.read("Array.from(document.querySelectorAll('details'), one => one.open)")
            for number, was_open in enumerate(states):
                pressed += 1
                tab.tap("summary", number)
                if tab.read(f"document.querySelectorAll('details')[{number}].open") == was_open:
                    stuck.append(f"{built.name(file)}: details {number + 1}")
    assert pressed > 0, "no page has details"
    expect_no(stuck)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_every_text_can_be_read(chromium: Browser, built: Built, *, dark: bool, script: bool) -> None:
    faint: list[str] = []
    with chromium.tab(View(dark=dark, script=script)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            assert tab.read('matchMedia("(prefers-color-scheme: dark)").matches') is dark
            faint += [f"{built.name(file)}: {text}" for text in faint_texts(tab)]
    expect_no(faint)


def faint_texts(tab: Tab) -> list[str]:
    """Look at the page as it opens, with right and wrong answers chosen and details open, and at the cover."""
    first = "Array.from(document.querySelectorAll('fieldset'), one => {})"
    faint = []
    for state in (
        "0",
        f"{first.format('{ one.querySelector(`label`).control.checked = true; }')}",
        f"{first.format('{ Array.from(one.querySelectorAll(`label`)).pop().control.checked = true; }')}",
        "Array.from(document.querySelectorAll('details'), one => { one.open = true; })",
    ):
        tab.read(f"({state}, 0)")
        seen = tab.read(f"faintTexts({CONTRAST})")
        assert seen["count"] > 10
        faint += seen["faint"]
    tab.follow("a[data-bekal=exit]")
    return sorted({*faint, *tab.read(f"faintTexts({CONTRAST})")["faint"]})


def test_control_faint_text_is_found(chromium: Browser, tmp_path: Path) -> None:
    page = tmp_path / "pucat.html"
    page.write_text(
        "<!doctype html><body style='background:#fff;color:#000'>hitam"
        "<p style='color:#777'>kelabu</p><p style='opacity:.5'>tembus</p>"
        "<p style='background:#000'>hilang</p><p style='color:#767676'>cukup</p>",
        encoding="utf-8",
    )
    with chromium.tab(View(script=False)) as tab:
        tab.open(page.as_uri())
        assert tab.read("faintTexts(4.5)") == {
            "count": 5,
            "faint": ["p 'kelabu' 4.48", "p 'tembus' 3.98", "p 'hilang' 1.00"],
        }


@pytest.mark.parametrize("text", [100, 200], ids=["text 100 %", "text 200 %"])
def test_what_is_pressed_is_large_enough_for_a_thumb(browser: Browser, built: Built, text: int) -> None:
    small = []
    with browser.tab(View(script=False, text=text)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            targets = tab.read("touchTargets()")
            assert len(targets) >= 5, built.name(file)
            small += [
                f"{built.name(file)}: {target['name']} '{target['text']}' "
                f"{target['width']:.0f} x {target['height']:.0f} px"
                for target in targets
                if target["height"] < TARGET or target["width"] < TARGET
            ]
    expect_no(small)


def test_nothing_is_kept_after_every_control_was_used(browser: Browser, built: Built) -> None:
    kept = []
    with browser.tab(View()) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            for selector in ("label", "summary"):
                for number in range(tab.read(f"document.querySelectorAll('{selector}').length")):
                    tab.tap(selector, number)
            tab.follow('a[href="#bantuan"]')
            tab.follow("a[data-bekal=exit]")
            kept += [f"{built.name(file)}: {what}" for what in tab.read_later("stored()")]
    expect_no(kept)


def test_control_what_is_kept_is_found(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "simpan.html"
    page.write_text(
        "<!doctype html><title>t</title><link rel=icon href='data:,'><script>localStorage.setItem('a', 'b');"
        "sessionStorage.setItem('a', 'b'); indexedDB.open('a'); caches.open('a')</script>",
        encoding="utf-8",
    )
    with browser.tab(View()) as tab:
        tab.open(page.as_uri())
        assert tab.read_later("new Promise(done => setTimeout(done, 200)).then(stored)") == [
            "localStorage: 1",
            "sessionStorage: 1",
            "IndexedDB: 1",
            "caches: 1",
        ]


def test_three_times_escape_leaves_the_page(browser: Browser, built: Built) -> None:
    stayed = []
    with browser.tab(View()) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            title, length = tab.read("[document.title, history.length]")
            tab.press_key("Escape")
            tab.press_key("Escape")
            assert tab.read("location.hash") == "", f"{built.name(file)} left after two"
            tab.press_key("Escape")
            tab.wait_until("location.hash !== ''", f"{built.name(file)} is left by Escape")
            cover = tab.read("cover()")
            if cover["problem"] or cover["open"] or cover["title"] == title:
                stayed.append(f"{built.name(file)}: {cover}")
            if tab.read("history.length") != length:
                stayed.append(f"{built.name(file)}: one step back shows the page again")
    expect_no(stayed)


def test_the_exit_replaces_the_page_in_the_history_when_script_is_on(browser: Browser, built: Built) -> None:
    left = []
    with browser.tab(View()) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            title, length = tab.read("[document.title, history.length]")
            tab.follow("a[data-bekal=exit]")
            if tab.read("[document.title, history.length]") == [title, length]:
                left.append(f"{built.name(file)}: still called {title}")
            if tab.read("history.length") != length:
                left.append(f"{built.name(file)}: one step back shows the page again")
    expect_no(left)


def test_every_file_has_the_bones_that_readers_tools_need(chromium: Browser, built: Built) -> None:
    wrong, titles = [], []
    with chromium.tab(View(script=False)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            bones = tab.read("bones()")
            english = built.name(file).startswith("SITUS/en/") or file.stem.endswith("-en")
            expected: dict[str, object] = {
                "lang": "en" if english else "id",
                "headings": 1,
                "mains": 1,
                "repeated": [],
                "dead": [],
            }
            wrong += [
                f"{built.name(file)}: {key} is {bones[key]}, expected {value}"
                for key, value in expected.items()
                if bones[key] != value
            ]
            wrong += [f"{built.name(file)}: no {key}" for key in ("title", "description") if not bones[key]]
            titles.append(f"{bones['lang']} {bones['title']}")
    expect_no(wrong)
    assert len(set(titles)) == len(titles), sorted(titles)
