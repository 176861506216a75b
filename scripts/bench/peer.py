"""The peer: stock Material for MkDocs on the same pages in plain Markdown (``plain``), as its manual sets it up.

Material, its search plugin and static-i18n come from the same environment as ours.
Its web fonts are off: without a network they cannot be fetched, and would come on top.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import yaml

from bekal.config import LOCALES, SOURCE_LOCALE
from bekal.content.reading import read_content
from bekal.content.uses import cited_data
from bench.plain import write_plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bekal.config import Project

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def settings(nav: Sequence[str]) -> dict[str, Any]:
    """Give the settings of the stock site."""
    return {
        "site_name": "Bekal",
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "theme": {"name": "material", "language": SOURCE_LOCALE, "font": False},
        "nav": list(nav),
        "plugins": [
            "search",
            {
                "i18n": {
                    "docs_structure": "folder",
                    "languages": [
                        {"locale": locale, "name": locale, "default": locale == SOURCE_LOCALE, "build": True}
                        for locale in LOCALES
                    ],
                }
            },
        ],
        "markdown_extensions": [
            "attr_list",
            "tables",
            {"toc": {"permalink": False}},
            "admonition",
            "pymdownx.details",
        ],
    }


def write_peer(project: Path, source: Project, nav: Sequence[str]) -> None:
    """Lay out the peer's project in ``project`` with the pages of ``source``, in plain Markdown."""
    content = read_content(source)
    data = content.data_files.data
    cited = cited_data(content.catalogue, data)
    for page in content.catalogue.every_page:
        file = project / "docs" / page.locale / f"{page.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write_plain(page, data, cited), encoding="utf-8")
    if (source.docs / "assets").is_dir():
        shutil.copytree(source.docs / "assets", project / "docs" / "assets")
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings(nav), sort_keys=False), encoding="utf-8")


def build_peer(project: Path) -> Path:
    """Build the peer's site once."""
    subprocess.run(peer_command(), cwd=project, env=ENVIRONMENT, check=True, capture_output=True)
    return project / "site"


def peer_command() -> list[str]:
    """Give the command that builds the peer."""
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def our_command(name: str) -> list[str]:
    """Give a command of ours, as a process of its own runs it."""
    return [sys.executable, "-c", "from bekal.cli import run; run()", name]
