"""The examples of CONTRIBUTING.md, applied to a copy of the project as they stand there, pass its checks and tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bekal.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
MANUAL = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"^(?P<how>Append to|Add the last line to|New file) `(?P<path>[^`]+)`:\n\n```\w+\n(?P<text>.*?\n)```$",
    re.MULTILINE | re.DOTALL,
)
COPIED = (
    ".github",
    "CONTRIBUTING.md",
    "Makefile",
    "docs",
    "mkdocs.yml",
    "overrides",
    "pyproject.toml",
    "scripts/bekal",
    "scripts/locks",
    "tests",
)


def section(title: str) -> str:
    """The text of one part of the manual; its examples hold headings of their own."""
    _, found, rest = MANUAL.partition(f"\n### {title}\n")
    assert found, title
    return re.split(r"^(?:### A new |## Dependencies)", rest, maxsplit=1, flags=re.MULTILINE)[0]


def apply_examples(text: str, folder: Path) -> list[str]:
    """Do what the examples say; gives the paths that they name."""
    paths = []
    for match in EXAMPLE.finditer(text):
        target = folder / match["path"]
        assert target.exists() is (match["how"] != "New file"), match["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        gap = "" if match["how"] == "Add the last line to" else "\n\n" if target.suffix == ".py" else "\n"
        before = target.read_text(encoding="utf-8").rstrip("\n") + "\n" + gap if target.exists() else ""
        target.write_text(before + match["text"], encoding="utf-8")
        paths.append(match["path"])
    return paths


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", ".pytest_cache")
    for name in COPIED:
        source = ROOT / name
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    """Run Python in the copy, with the package of the copy; gives what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def bekal(folder: Path, *arguments: str) -> str:
    return run(folder, "-c", f"from bekal.cli import main; main({list(arguments)!r})")


def suite(folder: Path, *paths: str) -> None:
    # Without bytecode and cache, so that nothing of the copy is left to the next run.
    run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", *paths)


def style(folder: Path, paths: list[str]) -> None:
    ruff = Path(sys.executable).with_name("ruff")
    python = [path for path in paths if path.endswith(".py")]
    for arguments in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [ruff, *arguments, "--no-cache", *python], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_the_new_rule_works_as_it_is_written(copy: Path) -> None:
    paths = apply_examples(section("A new rule, by example"), copy)
    assert paths == [
        "scripts/bekal/checks/blocks.py",
        "tests/checks/cases/story-nameless/ok/named.txt",
        "tests/checks/cases/story-nameless/bad/nameless.txt",
        "scripts/bekal/locale/id/LC_MESSAGES/rules.po",
        "tests/checks/broken_branch/broken/docs/id/departure/documents.md",
        "tests/checks/broken_branch/annotations.txt",
    ]
    style(copy, paths)
    bekal(copy, "rules", "--write")
    assert "Cerita punya judul." in bekal(copy, "--lang", "id", "rules", "story-nameless")
    suite(copy, *(f"tests/checks/test_{name}.py" for name in ("cases", "manual", "broken_branch")))


def test_the_new_block_works_as_it_is_written(copy: Path) -> None:
    paths = apply_examples(section("A new block, by example"), copy)
    assert paths == [
        "scripts/bekal/content/block_items/words.py",
        "scripts/bekal/content/markdown/words.py",
        "scripts/bekal/locale/id/LC_MESSAGES/pages.po",
        "overrides/assets/bekal.css",
        "tests/content/test_ask.py",
        "tests/content/blocks/ask.txt",
    ]
    style(copy, paths)
    suite(
        copy,
        *(f"tests/content/test_{name}.py" for name in ("ask", "blocks", "every_block")),
        "tests/test_agreement.py",
    )


def test_every_code_block_of_the_examples_is_applied() -> None:
    for title in ("A new rule, by example", "A new block, by example"):
        text = section(title)
        assert len(EXAMPLE.findall(text)) == len(re.findall(r"^```\w+$", text, re.MULTILINE))


def test_every_command_for_editors_is_explained() -> None:
    explained = set(re.findall(r"`bekal ([a-z]+)", MANUAL)) | {"check"}
    for_editors = {"check", "status", "new", "fact", "rules"}
    assert for_editors <= explained
    assert for_editors <= set(COMMANDS)
