"""The small layer that every read and write of a stick goes through: what is needed of one.

``folder_volume`` does it on a mounted folder; tests bring a stick that is full, pulled out, or lies.
Paths are relative to the stick's root, with ``/``; ``""`` is the root.
Nothing here decides what to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager


class Kind(StrEnum):
    """What a name on a stick stands for."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One name in a folder."""

    name: str
    kind: Kind
    size: int = 0
    is_hidden: bool = False
    """Whether Windows was told not to show it; known on Windows, and on Linux for FAT."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much fits: free bytes, and the bytes that even the smallest file takes."""

    free: int
    cluster: int


class Volume(Protocol):
    """What writing and verifying need of a stick; everything may raise ``OSError``."""

    @property
    def name(self) -> str:
        """What the person called it: ``E:``, ``/media/BEKAL``."""

    def list_folder(self, path: str) -> list[Entry]:
        """Give the entries of a folder, sorted by name."""

    def look_at(self, path: str) -> Entry | None:
        """Give what stands at ``path``, or ``None``."""

    def read_back(self, path: str, limit: int) -> Iterator[bytes]:
        """Read at most ``limit`` bytes of a file, from beneath the memory's copy as far as the system allows."""

    def room(self) -> Room:
        """Give the room that is left."""

    def can_resume(self) -> bool:
        """Whether new files may go into a folder that an interrupted write left."""

    def make_folder(self, path: str) -> None:
        """Make one folder."""

    def create_file(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file that is not there yet."""

    def sync_file(self, path: str) -> None:
        """Return once the device has the file's bytes."""

    def sync_folder(self, path: str) -> None:
        """Return once the device has the folder's names."""

    def overwrite_in_place(self, path: str, data: bytes) -> None:
        """Put ``data`` over the bytes of a file without cutting or renaming it, and sync it."""

    def remove_file(self, path: str) -> None:
        """Remove one file."""

    def remove_folder(self, path: str) -> None:
        """Remove one empty folder."""

    def locked(self) -> AbstractContextManager[bool]:
        """Hold the stick for one writer; the value is false when another has it."""


def read_small(volume: Volume, path: str, limit: int) -> bytes:
    """Read a file whole, or its first ``limit + 1`` bytes when it is longer than ``limit``."""
    return b"".join(volume.read_back(path, limit + 1))
