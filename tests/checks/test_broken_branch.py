"""A branch that breaks every rule once, and exactly what a pull request with it shows.

``broken_branch/sound`` is a small project in which nothing is wrong; ``broken_branch/broken`` holds the files that
replace or join it.
``annotations.txt`` is what `bekal check --format github` writes about the two together.

It is renewed by hand alone, so that somebody reads each changed line.
Copy both trees over each other and write what the command says::

    cp -r sound /tmp/branch && cp -r broken/. /tmp/branch && cd /tmp/branch
    SOURCE_DATE_EPOCH=1795478400 bekal --lang en check --format github

A new rule needs a break of its own in ``broken``, in a place where it breaks no other rule.
A file that cannot be read hides what is wrong in it: its findings come when it is mended.
``hidden`` is such a file, read; ``hidden.txt`` is what is then said of it.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bekal.checks.rules import RULES
from bekal.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable

BRANCH = Path(__file__).parent / "broken_branch"
SNAPSHOT = BRANCH / "annotations.txt"
HIDDEN = BRANCH / "hidden.txt"


def annotate(
    trees: Iterable[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[object, str]:
    """Check the trees together, as a pull request does: the exit status, and what is written."""
    for tree in trees:
        shutil.copytree(BRANCH / tree, folder / "branch", dirs_exist_ok=True)
    monkeypatch.chdir(folder / "branch")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 24 November 2026
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", "check", "--format", "github"])
    return ended.value.code, capsys.readouterr().out


def test_a_broken_branch_gets_exactly_these_annotations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, written = annotate(["sound", "broken"], tmp_path, monkeypatch, capsys)
    assert written == SNAPSHOT.read_text(encoding="utf-8")
    assert status == 1


def test_the_same_branch_without_the_breaks_gets_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert annotate(["sound"], tmp_path, monkeypatch, capsys) == (0, "")


def test_what_a_file_hid_is_said_as_soon_as_it_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (BRANCH / "hidden").rglob("*.yml"):
        assert (BRANCH / "broken" / path.relative_to(BRANCH / "hidden")).exists()
    assert annotate(["sound", "hidden"], tmp_path, monkeypatch, capsys) == (
        0,
        HIDDEN.read_text(encoding="utf-8"),
    )


def test_every_rule_is_broken_exactly_once() -> None:
    written = SNAPSHOT.read_text(encoding="utf-8") + HIDDEN.read_text(encoding="utf-8")
    broken = Counter(re.findall(r",title=([a-z-]+)::", written))
    assert broken == dict.fromkeys(RULES, 1)
