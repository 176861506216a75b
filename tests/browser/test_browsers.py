"""A machine without a browser, or with a broken one, fails with a sentence that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsers import BrowserError, find_program
from firefox import running_firefox

if TYPE_CHECKING:
    from pathlib import Path


def test_a_missing_browser_is_a_failure_that_names_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrowserError) as caught:
        find_program("firefox")
    assert str(caught.value) == (
        "no firefox on this machine (looked for firefox-esr, firefox): "
        "run `make test`, which installs it, or install it with your system's package manager"
    )


def test_a_browser_that_breaks_down_shows_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "firefox-esr"
    program.write_text("#!/bin/sh\necho 'cannot open display' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(BrowserError, match="cannot open display"),
        running_firefox(1, tmp_path / "run"),
    ):
        pytest.fail("a program that ended counts as started")
