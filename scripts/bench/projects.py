"""Projects to measure: this one, or one of as many pages as the whole curriculum will have.

While the curriculum is shorter, pages are made from the lessons there are.
No two of them are alike: they leave out other sections, and every paragraph ends with the name of another village,
so that nobody wins by remembering a text.
They are spread over the chapters, so that no chapter becomes longer than a real one.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from bekal.config import LOCALES, SOURCE_LOCALE, find_project, read_settings
from bekal.content.catalogue import parse_page
from bekal.content.sections import write_digest
from bekal.finishing.audit import REFERENCE_PAGES
from bekal.rendering.pages import CHAPTERS

if TYPE_CHECKING:
    from bekal.config import Project

PAIRS: Final = 65
_SECTION: Final = re.compile(r"^(?=## )", re.MULTILINE)
_NEIGHBOUR: Final = re.compile(r"(\]\()(?=[^()\s/#:]+\.md)")
_ANCHOR: Final = re.compile(r"\{#([\w-]+)\}")
_PARAGRAPH: Final = re.compile(r"^(?=[A-Z])[^\n]{60,}\.$", re.MULTILINE)
_SYLLABLES: Final = ("bo", "da", "ki", "lu", "ma", "ne", "ra", "to")
_DIGEST: Final = re.compile(r"^source_digest: .*$", re.MULTILINE)


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
    missing = range(1, pairs - len(nav) + 1)
    pages = Counter(path.partition("/")[0] for path in nav)
    for number, path in zip(missing, cycle(lessons), strict=False):
        chapter = min(CHAPTERS, key=lambda chapter: pages[chapter])
        pages[chapter] += 1
        slug = f"{chapter}/{Path(path).stem}-{number}"
        _write_variant(target / "docs", path, slug, number)
        nav.append(f"{slug}.md")
    _write_nav(project.root / "mkdocs.yml", target / "mkdocs.yml", nav)
    return nav


def _write_variant(docs: Path, path: str, slug: str, number: int) -> None:
    """Write another page pair with some of the sections of the lesson at ``path``."""
    texts = {locale: (docs / locale / path).read_text(encoding="utf-8") for locale in LOCALES}
    chosen = _choose(_SECTION.split(texts[SOURCE_LOCALE]), number)
    pages = {}
    for locale, text in texts.items():
        sections = [section.rstrip("\n") for section in _SECTION.split(text)]
        joined = "\n\n".join(sections[place] for place in chosen) + "\n"
        joined = _NEIGHBOUR.sub(rf"\1../{Path(path).parent.as_posix()}/", joined)
        joined = joined.replace("\ntitle: ", f"\ntitle: {number}. ", 1)
        joined = _PARAGRAPH.sub(lambda paragraph: f"{paragraph[0]} {_name(number)}.", joined)
        texts[locale] = joined
        pages[locale] = parse_page(locale, slug, path, joined)
    for locale, text in texts.items():
        written = text
        if locale != SOURCE_LOCALE:
            digest = write_digest(pages[SOURCE_LOCALE].sections, pages[locale].sections)
            written = _DIGEST.sub(f'source_digest: "{digest}"', text)
        file = docs / locale / f"{slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written, encoding="utf-8")


def _choose(sections: list[str], number: int) -> list[int]:
    """Choose places of sections: without one or two of those that can be missed, or with all.

    Missed can be what explains no term and what no link leads to.
    """
    text = "".join(sections)
    spare = [
        place
        for place, section in enumerate(sections)
        if place
        and "[[term:" not in section
        and not any(f"](#{anchor})" in text for anchor in _ANCHOR.findall(section))
    ]
    missed = {place for bit, place in enumerate(spare[:2]) if number >> bit & 1}
    return [place for place in range(len(sections)) if place not in missed]


def _name(number: int) -> str:
    """Give the name of a village that is nowhere else."""
    return "Lama" + "".join(_SYLLABLES[number >> shift & 7] for shift in (3, 0))


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
