"""A file that was cut short while it was copied says so, without script, and a whole one never does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from browsers import View, expect_no

if TYPE_CHECKING:
    from pathlib import Path

    from browsers import Browser
    from built_bundle import Built

pytestmark = pytest.mark.browser

CUTS = (10, 30, 60, 80, 95)
LAST_STYLE = re.compile(rb"<style(?:(?!<style).)*?</style>(?=(?:(?!<style).)*\Z)", re.DOTALL)


def expected_words(file: Path) -> list[str]:
    english = "en" in file.parent.parts or file.stem.endswith("-en") or "/en/" in file.as_posix()
    words = ["Berkas ini tidak lengkap"]
    return ["This file is not complete", *words] if english else words


@pytest.mark.parametrize("percent", CUTS)
def test_a_cut_file_says_so(browser: Browser, built: Built, tmp_path: Path, percent: int) -> None:
    silent = []
    with browser.tab(View(script=False)) as tab:
        for file in built.kinds:
            content = file.read_bytes()
            cut = tmp_path / file.name
            cut.write_bytes(content[: len(content) * percent // 100])
            tab.open(cut.as_uri())
            notice = tab.read("cutNotice()")
            if not notice["shown"] or not all(words in notice["text"] for words in expected_words(file)):
                silent.append(f"{built.name(file)}: {notice}")
    expect_no(silent)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_whole_file_shows_no_notice(browser: Browser, built: Built, *, script: bool) -> None:
    wrong = []
    with browser.tab(View(script=script)) as tab:
        for file in built.files:
            tab.open(file.as_uri())
            notice = tab.read("cutNotice()")
            if not notice["there"] or notice["shown"]:
                wrong.append(f"{built.name(file)}: {notice}")
    expect_no(wrong)


def test_hiding_the_notice_moves_nothing(browser: Browser, built: Built, tmp_path: Path) -> None:
    moved = []
    with browser.tab(View(script=False)) as tab:
        for file in built.kinds:
            whole = file.read_bytes()
            last_style = LAST_STYLE.search(whole)
            assert last_style, f"{built.name(file)} has no style at its end"
            unfinished = tmp_path / file.name
            unfinished.write_bytes(whole[: last_style.start()] + whole[last_style.end() :])
            tab.open(file.as_uri())
            before = tab.read("places()")
            tab.open(unfinished.as_uri())
            assert tab.read("cutNotice()")["shown"], (
                f"{built.name(file)}: its last style does not hide the notice"
            )
            after = tab.read("places()")
            moved += [
                f"{built.name(file)}: {then} became {now}"
                for then, now in zip(before, after, strict=True)
                if then != now
            ][:3]
    expect_no(moved)
