"""One file on a phone: copied out of its folder, opened alone, in a viewer that may run no script.

Each file is visited once in every way and measured there; the tests then judge the measurements, and name every
file that fails.
"""

from __future__ import annotations

import base64
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from browsers import PHONE, Box, BrowserError, View, expect_no

if TYPE_CHECKING:
    from collections.abc import Callable

    from browsers import Browser, Tab
    from built_bundle import Built
    from recording_proxy import RecordingProxy

pytestmark = pytest.mark.browser

FIRST_SCREEN = PHONE[1]
CALL_HEIGHT = 48
LARGEST_PICTURE = 120
EXIT = "a[data-bekal=exit]"
HELP = 'a[href="#bantuan"]'
CALLS = '#bantuan a[href^="tel:"]'


@dataclass(frozen=True)
class Visit:
    """What was measured in one file, opened alone."""

    file: str
    titles: list[Box]
    exits: list[Box]
    helps: list[Box]
    pictures: list[dict[str, Any]]
    help_address: str
    calls: list[Box]
    calls_on_screen: int
    covers: list[dict[str, Any]]
    complaints: list[str]


WAYS = {
    "alone": (True, False),
    "alone, without script": (False, False),
    "opaque origin": (True, True),
    "opaque origin, without script": (False, True),
}


@pytest.fixture(scope="module", params=WAYS)
def visits(
    request: pytest.FixtureRequest,
    browser: Browser,
    built: Built,
    proxy: RecordingProxy,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Visit]:
    """Visit a file of each kind in one of the ways that a phone may open it."""
    script, opaque = WAYS[request.param]
    found = []
    with browser.tab(View(script=script)) as tab:
        for file in built.kinds:
            folder = tmp_path_factory.mktemp("alone")
            shutil.copy(file, folder)
            address = (
                f"{proxy.serve('berkas', folder)}/{file.name}" if opaque else (folder / file.name).as_uri()
            )
            found.append(visit(tab, built.name(file), address))
            assert proxy.take_served() == ([address] if opaque else [])
    return found


def visit(tab: Tab, name: str, address: str) -> Visit:
    """Open a file, look at the first screen, ask for help, leave by the exit from there."""
    tab.open(address)
    titles, exits, helps = (tab.boxes(selector) for selector in ("h1", EXIT, HELP))
    pictures = tab.read("pictures()")
    help_address = follow(tab, HELP).removeprefix(address)
    calls = tab.boxes(CALLS)
    left = follow(tab, EXIT).startswith(address)
    # At once, and after the reader scrolled: a cover that lies on the page instead of the screen slides away.
    covers = tab.read("[cover(), coverAfterScrolling()]")
    return Visit(
        file=name,
        titles=titles,
        exits=exits,
        helps=helps,
        pictures=pictures,
        help_address=help_address,
        calls=calls,
        calls_on_screen=sum(call.met and call.top >= 0 and call.bottom <= FIRST_SCREEN for call in calls),
        covers=covers if left else [],
        complaints=tab.take_complaints(),
    )


def follow(tab: Tab, selector: str) -> str:
    """Give the address that a tap leads to, or why it cannot be tapped, so that the other files are still seen."""
    try:
        return tab.follow(selector)
    except BrowserError as error:
        return str(error)


def failing(visits: list[Visit], problems: Callable[[Visit], list[str]]) -> list[str]:
    assert visits, "no file was visited"
    return [f"{visit.file}: {problem}" for visit in visits for problem in problems(visit)]


def test_title_exit_and_help_are_on_the_first_screen(visits: list[Visit]) -> None:
    def problems(visit: Visit) -> list[str]:
        found = []
        for what, boxes in (("title", visit.titles), ("exit", visit.exits), ("Bantuan", visit.helps)):
            on_screen = [box for box in boxes if box.top >= 0 and box.bottom <= FIRST_SCREEN and box.met]
            if not on_screen:
                found.append(f"no {what} within the first {FIRST_SCREEN} px: {boxes}")
        return found

    expect_no(failing(visits, problems))


def test_one_tap_leads_to_call_buttons_in_the_same_file(visits: list[Visit]) -> None:
    def problems(visit: Visit) -> list[str]:
        found = []
        if visit.help_address != "#bantuan":
            found.append(f"Bantuan leads to {visit.help_address}")
        if len(visit.calls) < 2:
            found.append(f"{len(visit.calls)} call buttons, at least 2 expected")
        if visit.calls_on_screen < 1:
            found.append("after the tap no call button is on the screen")
        found += [f"{box.text} is {box.height} px high" for box in visit.calls if box.height < CALL_HEIGHT]
        return found

    expect_no(failing(visits, problems))


def test_no_picture_is_larger_than_drawn_or_empty(visits: list[Visit]) -> None:
    def problems(visit: Visit) -> list[str]:
        found = []
        for picture in visit.pictures:
            size = f"{picture['name']} is {picture['width']:.0f} x {picture['height']:.0f} px"
            if picture["empty"]:
                found.append(f"{picture['name']} draws nothing")
            if picture["image"] and picture["natural"] > 2 * picture["width"]:
                found.append(f"{size} and ships {picture['natural']} px")
            if not picture["image"] and max(picture["width"], picture["height"]) > LARGEST_PICTURE:
                found.append(size)
        return found

    expect_no(failing(visits, problems))


def test_the_exit_covers_the_whole_screen(visits: list[Visit]) -> None:
    def problems(visit: Visit) -> list[str]:
        if not visit.covers:
            return ["the exit cannot be followed from the help section"]
        found = [cover["problem"] for cover in visit.covers if cover["problem"]]
        found += [f"still open at {', '.join(cover['open'])}" for cover in visit.covers if cover["open"]]
        return found

    expect_no(failing(visits, problems))


def test_the_browser_complains_about_nothing(visits: list[Visit]) -> None:
    expect_no(failing(visits, lambda visit: visit.complaints))


@pytest.mark.parametrize("text", [100, 200], ids=["text 100 %", "text 200 %"])
def test_nothing_scrolls_sideways_on_a_screen_of_320_px(browser: Browser, built: Built, text: int) -> None:
    wide = []
    with browser.tab(View(script=False, text=text, screen=(320, 640))) as tab:
        for file in built.files if browser.engine == "chromium" else built.kinds:
            tab.open(file.as_uri())
            found = tab.read("sideways()")
            assert found["screen"] == 320
            if found["page"] > 320:
                wide.append(f"{built.name(file)} is {found['page']} px wide: {'; '.join(found['wide'])}")
    expect_no(wide)


@pytest.mark.parametrize("text", [100, 200], ids=["text 100 %", "text 200 %"])
def test_exit_and_help_stay_within_reach_on_a_screen_of_320_px(
    browser: Browser, built: Built, text: int
) -> None:
    """With doubled text the bar with Bantuan lets go of the bottom of the screen; then a scroll and a tap reach it."""
    lost = []
    with browser.tab(View(script=False, text=text, screen=(320, 640))) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            lost += [
                f"{built.name(file)}: {selector}"
                for selector in ((EXIT, HELP) if text == 100 else (EXIT,))
                if not any(box.met and box.right <= 320 and box.bottom <= 640 for box in tab.boxes(selector))
            ]
            tab.follow(HELP)
            if not any(0 <= box.top < 320 for box in tab.boxes("#bantuan")):
                lost.append(f"{built.name(file)}: the help section is not on the screen after Bantuan")
            tab.follow(EXIT)
            if tab.read("cover()")["open"]:
                lost.append(f"{built.name(file)}: the exit leaves something open")
    expect_no(lost)


def test_a_file_that_a_phone_hands_over_by_itself_names_the_file_that_holds_the_rest(
    chromium: Browser, built: Built
) -> None:
    """A phone gives one file through an address of its own kind; so does the test, and a folder is no such thing."""
    shown = "Array.from(document.querySelectorAll('.alone')).filter(isShown).map(one => one.textContent)"
    lesson = next(file for file in built.kinds if built.name(file) == "SITUS/departure/documents.html")
    handed_over = base64.b64encode(lesson.read_bytes()).decode()
    with chromium.tab(View()) as tab:
        tab.open(lesson.as_uri())
        assert tab.read(shown) == []
        tab.open(f"data:text/html;charset=utf-8;base64,{handed_over}")
        (line,) = tab.read(shown)
        assert "buku-id.html" in line
