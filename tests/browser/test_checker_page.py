"""PERIKSA.html, opened from the stick by double-click: what it says, and that it agrees with ``bekal verify``.

Chromium picks a folder; Firefox cannot be driven to, and is given the list of files that picking would give.
What the page cannot see stands in ``bekal.bundle.checker_page.unseen``; a case may be excused by an entry of that list
and by nothing else.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from bekal.bundle.checker_page import build_checker_page, unseen
from bekal.finishing.assets import load_assets
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.seen import SeenReleases
from bekal.stick.verdict import Question, Verdict
from bekal.stick.verify import inspect, judge
from browsers import CLOCK, View, expect_no
from bundles import KEY, PAYLOAD, WORDS, make_bundle, make_edition
from tampering import CASES, FOLDER

if TYPE_CHECKING:
    from browsers import Browser, Tab

pytestmark = pytest.mark.browser

OVERRIDES: Final = Path(__file__).parents[2] / "overrides"
FOLDER_INPUT: Final = "#pilih-folder"
FILES_INPUT: Final = "#pilih-berkas"
WIDE: Final = (1024, 768)

EXCUSED: Final = {
    "an empty folder added": "empty-folders",
    "a folder without a visible name": "empty-folders",
    "a folder replaced by a link": "links",
    "a pipe in the edition": "links",
    "a link in the root": "links",
}
"""Cases of tampering that the page may see differently, and the entry of its own list that says so."""

OTHER_WORDS: Final = {"a key of the list that stands there twice"}
"""Cases of which the page gives another reason in words: JSON of a browser forgets a key that stands there twice."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it lies in every edition that ``KEY`` signed."""
    html = build_checker_page(OVERRIDES, load_assets(OVERRIDES), make_edition(), [KEY.public])
    path = tmp_path_factory.mktemp("periksa") / "PERIKSA.html"
    path.write_text(html, encoding="utf-8")
    return path


def check(tab: Tab, folder: Path) -> None:
    """Choose a folder and wait for the outcome."""
    forget(tab)
    tab.choose_folder(FOLDER_INPUT, folder)
    wait(tab)


def forget(tab: Tab) -> None:
    """Take an earlier outcome away, so that it is not read for the next one."""
    tab.evaluate("document.querySelector('#hasil').textContent = ''")


def wait(tab: Tab) -> None:
    tab.wait_until(
        "document.activeElement.querySelector('.outcome') && document.activeElement.id === 'hasil'",
        "the outcome is there and has the focus",
    )


def speak_english(tab: Tab) -> None:
    tab.tap("#bahasa")
    tab.wait_until("document.documentElement.lang === 'en'", "the page speaks English")


def verdict_of(tab: Tab) -> str:
    return str(tab.read("document.querySelector('[data-bekal=verdict]').getAttribute('data-verdict')"))


def findings_of(tab: Tab) -> list[tuple[str, str, str]]:
    """Give question, path and message of each finding, as ``said`` does for the program's."""
    found = tab.read(
        "[...document.querySelectorAll('.findings li')].map(line => ["
        "line.getAttribute('data-question'), line.querySelector('b').textContent,"
        "line.textContent.slice(line.querySelector('b').textContent.length + 1).replace(/^not [a-z]+: /, '')])"
    )
    return sorted((question, path, message) for question, path, message in found)


def answers_of(tab: Tab) -> dict[str, str]:
    answers: dict[str, str] = tab.read(
        "Object.fromEntries([...document.querySelectorAll('.answers li')].map(line => "
        "[line.getAttribute('data-question'), line.getAttribute('data-answer')]))"
    )
    return answers


def text_of(tab: Tab, selector: str = "#hasil") -> str:
    return " ".join(
        str(tab.read(f"document.querySelector({selector!r}).innerText")).replace("\xa0", " ").split()
    )


def said_by_verify(stick: Path) -> tuple[str, list[tuple[str, str, str]]]:
    """Give what ``bekal verify`` would say on a computer that trusts the same key and has seen nothing before."""
    today = dt.datetime.fromtimestamp(CLOCK, tz=dt.UTC).date()
    report = judge(
        inspect(FolderVolume(stick), [KEY.public], WORDS), SeenReleases(Path("/nowhere")), today, WORDS
    )
    verdict = {Verdict.SAFE: "safe", Verdict.OLD: "old", Verdict.UNSAFE: "unsafe"}[report.verdict]
    return verdict, sorted((str(finding.kind), finding.path, finding.message) for finding in report.findings)


def test_the_page_agrees_with_verify_on_every_case_of_tampering_but_those_it_names(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    assert set(EXCUSED.values()) <= set(unseen(WORDS))
    disagreements = []
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        speak_english(tab)
        for number, (name, case) in enumerate(CASES.items()):
            if name in EXCUSED or not case.shows_in_files:
                assert name in EXCUSED, f"{name} does not show in files, and no line of the page says so"
                continue
            stick = tmp_path / str(number) / "stick"
            stick.parent.mkdir()
            make_bundle(stick)
            case.damage(stick)
            check(tab, stick)
            expected, seen = said_by_verify(stick), (verdict_of(tab), findings_of(tab))
            if name in OTHER_WORDS:
                expected, seen = (
                    (verdict, [(kind, path, "") for kind, path, _message in found])
                    for verdict, found in (expected, seen)
                )
            if expected != seen:
                disagreements.append(f"{name}: verify says {expected}, the page {seen}")
            shutil.rmtree(stick.parent)
    expect_no(disagreements)


def test_an_honest_stick_is_safe_in_the_three_words_and_in_english(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    make_bundle(stick, payload={**PAYLOAD, "PERIKSA.html": page.read_text(encoding="utf-8")})
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open((stick / FOLDER / "PERIKSA.html").as_uri())
        check(tab, stick)
        assert text_of(tab, "[data-bekal=verdict]").endswith("AMAN DIPAKAI")
        assert f"Rilis 2026.11.1, {len(PAYLOAD) + 1} berkas seperti yang ditandatangani." in text_of(tab)
        assert KEY.public.fingerprint in text_of(tab)
        assert answers_of(tab) == dict.fromkeys(map(str, Question), "yes")
        speak_english(tab)
        assert text_of(tab, "[data-bekal=verdict]").endswith("AMAN DIPAKAI (safe to use)")
        assert "UJI COBA: the numbers in this edition are not yet confirmed by calls." in text_of(tab)
        assert tab.take_complaints() == []
        assert [one for one in tab.take_requests() if not one.startswith(("file:", "data:"))] == []
