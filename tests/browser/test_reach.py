"""Who reads without a finger or with colours of their own: by keyboard alone, and in the system's forced colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsers import View, expect_no

if TYPE_CHECKING:
    from pathlib import Path

    from browsers import Browser
    from built_bundle import Built

STOPS = """
(() => {
  const groups = new Set();
  return Array.from(document.querySelectorAll("a[href], summary, input, button"))
    .filter(one => one.localName === "input" ? true : isShown(one))
    .filter(one => {
      if (one.type !== "radio") return true;
      if (groups.has(one.name)) return false;
      groups.add(one.name);
      return true;
    }).map(one => nameOf(one) + " " + (one.getAttribute("href") || one.name || textOf(one)).slice(0, 60));
})()
"""
"""What the key Tab stops at, in the order of the page: of several answers to one question, the first."""

HERE = """
(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const mark = one.type === "radio" ? one.nextElementSibling : one;
  const style = getComputedStyle(mark);
  // A link within a sentence may stand on two lines: its first one counts.
  const box = mark.getClientRects()[0];
  const across = [box.left + box.width / 2, box.left + 5, box.right - 5];
  const isMet = x => {
    const met = document.elementFromPoint(x, box.top + box.height / 2);
    return Boolean(met) && (mark.contains(met) || met.contains(mark));
  };
  return {
    name: nameOf(one) + " " + (one.getAttribute("href") || one.name || textOf(one)).slice(0, 60),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.top >= 0 && box.bottom <= innerHeight && across.some(isMet),
  };
})()
"""


def lessons(built: Built) -> list[Path]:
    """The pages of one locale, one of each kind; the books are the same pages again."""
    return [file for file in built.kinds if file in built.pages and "/en/" not in file.as_posix()]


def test_everything_is_reached_by_the_tab_key_in_order_and_shows_where_it_is(
    browser: Browser, built: Built
) -> None:
    wrong = []
    for file in lessons(built)[:4]:
        # A tab of its own: after the last stop the key leads out of the page, into the browser's own bar.
        with browser.tab(View(script=True)) as tab:
            tab.open(file.as_uri())
            wanted: list[str] = tab.read(STOPS)
            met: list[str] = []
            assert len(wanted) > 10, built.name(file)
            # A row that can be pushed sideways is a stop of its own in newer browsers.
            for _ in range(len(wanted) + 1):
                tab.press_key("Tab")
                here = tab.read(HERE)
                if here is None or len(met) == len(wanted):
                    break
                met += [] if here["name"].startswith("nav.jump") else [here["name"]]
                if not here["outlined"]:
                    wrong.append(f"{built.name(file)}: no outline on {here['name']}")
                if not here["seen"]:
                    wrong.append(f"{built.name(file)}: {here['name']} lies under a bar or off the screen")
        if met != wanted:
            lost = [name for name in wanted if name not in met]
            wrong.append(f"{built.name(file)}: not reached in order, left out: {lost[:5]}")
    expect_no(wrong)


def test_an_answer_is_chosen_and_the_exit_taken_without_a_finger(browser: Browser, built: Built) -> None:
    lesson = next(file for file in built.pages if file.as_posix().endswith("SITUS/departure/documents.html"))
    with browser.tab(View(script=False)) as tab:
        tab.open(lesson.as_uri())
        tab.press_key("Tab")
        tab.press_key("Tab")
        tab.press_key("Enter")
        tab.wait_until("location.hash !== ''", "the exit is the second stop, and Enter takes it")
        cover = tab.read("cover()")
        assert cover["problem"] == ""


def test_in_forced_colours_pictures_keep_their_ground_and_a_chosen_answer_its_mark(
    chromium: Browser, built: Built
) -> None:
    wrong = []
    with chromium.tab(View(script=False, dark=True, forced=True)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            assert tab.read('matchMedia("(forced-colors: active)").matches')
            grounds = tab.read(
                "Array.from(document.querySelectorAll('.ground')).filter(isShown)"
                ".map(one => luminance(colour(getComputedStyle(one).backgroundColor)))"
            )
            wrong += [f"{built.name(file)}: a picture on dark ground" for light in grounds if light < 0.5][:1]
            marks = tab.read(
                "Array.from(document.querySelectorAll('fieldset'), one => {"
                " const [first, second] = one.querySelectorAll('label'); first.control.checked = true;"
                " const ground = label => getComputedStyle(label, ':before').backgroundColor;"
                " return ground(first) !== ground(second); })"
            )
            if not all(marks):
                wrong.append(f"{built.name(file)}: a chosen answer looks like the others")
    expect_no(wrong)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_in_forced_colours_every_text_can_be_read(chromium: Browser, built: Built, *, dark: bool) -> None:
    faint: list[str] = []
    with chromium.tab(View(script=False, dark=dark, forced=True)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            faint += [f"{built.name(file)}: {text}" for text in tab.read("faintTexts(4.5)")["faint"]]
    expect_no(faint)
