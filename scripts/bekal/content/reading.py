"""Everything that editors wrote, read once: pages, data, and the names of pictures.

``checks`` looks at it and ``rendering`` draws it, so that both speak of the same files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bekal.content.catalogue import read_catalogue
from bekal.content.data_files import read_data_files

if TYPE_CHECKING:
    from bekal.config import Project
    from bekal.content.catalogue import Catalogue
    from bekal.content.data_files import DataFiles


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a project."""

    catalogue: Catalogue
    data_files: DataFiles
    pictures: frozenset[str]


def read_content(project: Project) -> Content:
    """Read the content of a project; what is wrong with it stays with its file."""
    return Content(read_catalogue(project), read_data_files(project), read_pictures(project))


def read_pictures(project: Project) -> frozenset[str]:
    """Find the names of the pictures that pages can use: one file of ``overrides/.icons/bekal`` each."""
    return frozenset(path.stem for path in (project.overrides / ".icons" / "bekal").glob("*.svg"))
