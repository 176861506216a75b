"""The built files, and one of each kind among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from audit.tools import ToolError
from bekal.config import LOCALES, SOURCE_LOCALE

if TYPE_CHECKING:
    from pathlib import Path

KINDS: Final = {
    "home": "index",
    "chapter": "departure/index",
    "emergency": "complaints/emergency",
    "lesson": "departure/documents",
    "long lesson": "departure/step-by-step",
    "directory": "complaints/directory",
    "missions": "complaints/missions-abroad",
    "village": "community/service-post",
    "figures": "community/local-picture",
    "session": "facilitator/session-1",
    "words": "about/words",
    "glossary": "about/glossary",
    "sources": "about/sources",
}
"""Each kind of page, and the page that stands for it; kinds that are not written yet are passed over."""


@dataclass(frozen=True)
class Built:
    """What ``bekal build`` left in ``build/``."""

    folder: Path

    @property
    def site(self) -> Path:
        """The site."""
        return self.folder / "site"

    @property
    def pages(self) -> list[Path]:
        """Every page of the site, both locales."""
        return sorted(self.site.rglob("*.html"))

    @property
    def books(self) -> list[Path]:
        """The books and chapter files for phones."""
        return sorted((self.folder / "editions" / "HP").glob("*.html"))

    @property
    def files(self) -> list[Path]:
        """Every page and every book."""
        return [*self.pages, *self.books]

    def kinds(self, locale: str) -> dict[str, Path]:
        """One file of each kind that exists in ``locale``, the book last."""
        root = self.site if locale == SOURCE_LOCALE else self.site / locale
        found = {kind: root / f"{slug}.html" for kind, slug in KINDS.items()}
        beside = self.folder / "for-editors"
        beside = beside if locale == SOURCE_LOCALE else beside / locale
        found["every block"] = beside / "kitchen-sink.html"
        found["book"] = self.folder / "editions" / "HP" / f"buku-{locale}.html"
        return {kind: file for kind, file in found.items() if file.is_file()}

    def name(self, file: Path) -> str:
        """Give a file's path within ``build/``."""
        return file.relative_to(self.folder).as_posix()


def find_built(folder: Path) -> Built:
    """Find what was built; raises ``ToolError`` when a locale is not there."""
    built = Built(folder)
    for locale in LOCALES:
        if len(built.kinds(locale)) < 2:
            raise ToolError(f"{folder} holds no pages in '{locale}': run `bekal build` first")
    return built
