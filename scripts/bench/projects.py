"""Projects to measure: this one, or one of as many pages as the whole curriculum will have.

More pages are made by copying the pages there are under new names, word for word, in both locales.
"""

from __future__ import annotations

import shutil
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bekal.config import LOCALES, find_project, read_settings
from bekal.finishing.audit import REFERENCE_PAGES

if TYPE_CHECKING:
    from bekal.config import Project

PAIRS = 65


def our_project() -> Project:
    """Give the project these programs lie in."""
    return find_project(Path(__file__).parent)


def nav_of(project: Project) -> list[str]:
    """Give the paths of all pages, in the order of ``mkdocs.yml``."""
    return list(_paths(read_settings(project.root / "mkdocs.yml").get("nav", [])))


def _paths(entries: Any) -> list[str]:
    if isinstance(entries, str):
        return [entries]
    if isinstance(entries, dict):
        entries = list(entries.values())
    return [path for entry in entries for path in _paths(entry)]


def write_larger(project: Project, target: Path, pairs: int = PAIRS) -> list[str]:
    """Write a copy of ``project`` with at least ``pairs`` page pairs into ``target``; gives its nav."""
    target.mkdir(parents=True)
    shutil.copytree(project.docs, target / "docs")
    shutil.copytree(project.overrides, target / "overrides")
    nav = nav_of(project)
    lessons = [
        path
        for path in nav
        if "/" in path and Path(path).stem not in {*REFERENCE_PAGES, "index", "emergency"}
    ]
    for copy, path in enumerate(cycle(list(lessons)), 1):
        if len(nav) >= pairs:
            break
        slug = f"{path.removesuffix('.md')}-{copy}.md"
        for locale in LOCALES:
            shutil.copy(target / "docs" / locale / path, target / "docs" / locale / slug)
        nav.append(slug)
    _write_nav(project.root / "mkdocs.yml", target / "mkdocs.yml", nav)
    return nav


def _write_nav(source: Path, target: Path, nav: list[str]) -> None:
    """Copy ``mkdocs.yml`` with another nav; the rest stays as it is, letter for letter."""
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    begin = next(number for number, line in enumerate(lines) if line.startswith("nav:"))
    end = next(
        (
            number
            for number, line in enumerate(lines[begin + 1 :], begin + 1)
            if line.strip() and not line.startswith((" ", "-", "#"))
        ),
        len(lines),
    )
    new = yaml.safe_dump({"nav": nav}, sort_keys=False)
    target.write_text("".join([*lines[:begin], new, "\n", *lines[end:]]), encoding="utf-8")
