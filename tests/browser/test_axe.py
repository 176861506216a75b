"""axe-core finds nothing, and leaves nothing undecided, on one file of each kind: light and dark, script on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audit.axe import ANSWERED, axe_problems
from browsers import View, expect_no

if TYPE_CHECKING:
    from pathlib import Path

    from built_bundle import Built
    from chromium import Chromium

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_axe_finds_nothing(chromium: Chromium, built: Built, *, dark: bool, script: bool) -> None:
    found = []
    with chromium.tab(View(dark=dark, script=script)) as tab:
        for file in built.kinds:
            tab.open(file.as_uri())
            tab.let_tools_run()
            problems = axe_problems(tab.evaluate)
            tab.evaluate(ANSWERED)
            problems += [problem for problem in axe_problems(tab.evaluate) if problem not in problems]
            found += [f"{built.name(file)}: {problem}" for problem in problems]
    expect_no(found)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_control_axe_finds_what_is_wrong(chromium: Chromium, tmp_path: Path, *, script: bool) -> None:
    page = tmp_path / "salah.html"
    page.write_text(
        "<!doctype html><html lang=id><title>t</title><meta name=color-scheme content='light dark'>"
        "<style>@media (prefers-color-scheme:dark){p{color:#444;background:#222}}</style>"
        "<main><h1>Judul</h1><p id=teks>teks</p></main>"
        "<script>document.getElementById('teks').insertAdjacentHTML('afterend', '<input>')</script>",
        encoding="utf-8",
    )
    rules: list[set[str]] = []
    for dark in (False, True):
        with chromium.tab(View(dark=dark, script=script)) as tab:
            tab.open(page.as_uri())
            tab.let_tools_run()
            rules.append({problem.split(":")[0] for problem in axe_problems(tab.evaluate)})
    by_script = {"label"} if script else set()
    assert rules == [by_script, by_script | {"color-contrast"}]
