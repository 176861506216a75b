"""Which files below ``docs`` are pages, which are files beside pages, and which are neither and must not stay.

Responsible for names, endings and links, without opening anything: links are named, never followed, so that no page
brings in a file from elsewhere and no folder holds itself.
What stands in a page is ``catalogue``, what stands in ``docs/data`` is ``data_files``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bekal.config import LOCALES
from bekal.content.text_files import SourceProblem

if TYPE_CHECKING:
    from pathlib import Path

    from bekal.config import Project

PAGE_ENDING: Final = ".md"

_OTHER_PAGES: Final = frozenset({PAGE_ENDING, ".markdown", ".mdown", ".mkdn", ".mkd"})
"""Endings, in small letters, that MkDocs or an editor's eye takes for a page."""

_FINISHED_PAGES: Final = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})
"""Endings of pages that need no rendering, so that nothing that we know of looks at them."""


@dataclass(frozen=True, slots=True)
class StrayFile:
    """Something below ``docs`` that nobody may read as it stands, and why."""

    path: str
    problems: tuple[SourceProblem, ...]


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """What lies below ``docs``, the data apart, sorted by path."""

    pages: dict[str, tuple[Path, ...]]
    """The files of each locale's pages."""
    assets: frozenset[str]
    """Files that pages can use, as paths from ``docs``."""
    strays: tuple[StrayFile, ...]


def find_source_files(project: Project) -> SourceFiles:
    """Look at everything below ``docs`` but the entries of ``docs/data``."""
    pages: dict[str, list[Path]] = {locale: [] for locale in LOCALES}
    assets: set[str] = set()
    strays: list[StrayFile] = []
    for path in _below(project):
        place = path.relative_to(project.docs)
        first = place.parts[0] if len(place.parts) > 1 else ""
        if first in LOCALES and path.suffix == PAGE_ENDING:
            pages[first].append(path)
        elif problem := _problem(path, first):
            strays.append(StrayFile(project.relative(path), (problem,)))
        elif first in {*LOCALES, "assets"} and path.is_file():
            assets.add(place.as_posix())
    return SourceFiles(
        {locale: tuple(found) for locale, found in pages.items()}, frozenset(assets), tuple(strays)
    )


def _below(project: Project) -> list[Path]:
    """List everything below ``docs``; a link is listed, what it leads to is not.

    What is hidden beside the languages belongs to an editor's programme, and nobody publishes it.
    """
    found: list[Path] = []
    for top in sorted(project.docs.iterdir()) if project.docs.is_dir() else []:
        if top.name.startswith("."):
            continue
        found.append(top)
        if not top.is_symlink() and top != project.data:
            found += sorted(top.rglob("*"))
    return found


def _problem(path: Path, locale: str) -> SourceProblem | None:
    """Say why ``path`` must not stay; ``locale`` is the folder that it lies in."""
    ending = path.suffix.lower()
    if path.is_symlink():
        return SourceProblem(
            1,
            1,
            "this is a link to another place",
            "put what it leads to in its place, or remove it",
            "unreadable",
        )
    if not path.is_file() or ending not in _OTHER_PAGES | _FINISHED_PAGES:
        return None
    if ending in _FINISHED_PAGES:
        return _misnamed(
            f"a page that ends in '{path.suffix}' would go out unchecked",
            f"write it as a page that ends in '{PAGE_ENDING}', or remove it",
        )
    if locale not in LOCALES:
        return _misnamed(
            "this page stands in no language of the kit",
            f"move it into {' or '.join(f'docs/{known}' for known in LOCALES)}",
        )
    return _misnamed(
        f"nobody reads a page that ends in '{path.suffix}'", f"let its name end in '{PAGE_ENDING}'"
    )


def _misnamed(message: str, fix: str) -> SourceProblem:
    return SourceProblem(1, 1, message, fix, "name")
