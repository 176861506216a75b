"""A whole bundle, built once with the project's own command, for the tests that open it as readers do.

Responsible for building it away from the checkout and for knowing where its files are.
Which of them a test opens, and with what, is left to the test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from audit.pages import KINDS
from bekal.config import LOCALES

PROJECT = Path(__file__).parents[1]
BUILT_AT = 1795478400  # 24 November 2026
PATIENCE = 300


@dataclass(frozen=True)
class Built:
    """A bundle on disk, and where its files are."""

    folder: Path

    @property
    def start_page(self) -> Path:
        return self.folder / "BUKA.HTM"

    @property
    def edition(self) -> Path:
        editions = sorted(self.folder.glob("BEKAL-*"))
        assert len(editions) == 1, f"one edition expected in {self.folder}, found {editions}"
        return editions[0]

    @property
    def pages(self) -> list[Path]:
        """Every page of the site, both locales."""
        return sorted((self.edition / "SITUS").rglob("*.html"))

    @property
    def books(self) -> list[Path]:
        return sorted((self.edition / "HP").glob("*.html"))

    @property
    def files(self) -> list[Path]:
        """Every page and every book."""
        return [*self.pages, *self.books]

    @property
    def kinds(self) -> list[Path]:
        """One file of each kind in each locale, the book, and one chapter file.

        The book holds the text of every page, so what happens inside a page is seen there for all of them.
        """
        site, phone = self.edition / "SITUS", self.edition / "HP"
        pages = [site / folder / f"{slug}.html" for folder in ("", "en") for slug in KINDS.values()]
        books = [phone / f"{name}-{locale}.html" for locale in LOCALES for name in ("buku", "bab-departure")]
        return [file for file in (*pages, *books) if file.is_file()]

    def name(self, file: Path) -> str:
        return file.relative_to(self.edition).as_posix()


def take_bundle(ready: Path, folder: Path) -> Built:
    """Copy a bundle that was built before."""
    shutil.copytree(ready.resolve(), folder / "bundle")
    return Built(folder / "bundle")


def build_bundle(folder: Path) -> Built:
    """Build the bundle with ``bekal bundle`` in a copy of the project, with a key of its own."""
    project = folder / "project"
    project.mkdir()
    for name in ("docs", "overrides"):
        shutil.copytree(PROJECT / name, project / name)
    shutil.copy(PROJECT / "mkdocs.yml", project)
    done = subprocess.run(
        [sys.executable, "-c", "from bekal.cli import main; main()", "bundle"],
        cwd=project,
        env={
            **os.environ,
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "SOURCE_DATE_EPOCH": str(BUILT_AT),
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, f"bekal bundle ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return Built(project / "build" / "bundle")
