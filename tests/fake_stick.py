"""A stick made of memory: it records every call, and can be full, read-only, pulled out, or lie about one byte.

Any single call, of reading or writing, can be made to fail once with any error of the system.

What was written but not yet synced is lost when the stick is pulled out: names are there, the bytes are zeros, as
FAT really leaves them.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bekal.stick.volume import Entry, Kind, Room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WRITING = (
    "make_folder",
    "create_file",
    "sync_file",
    "sync_folder",
    "overwrite_in_place",
    "remove_file",
    "remove_folder",
)


@dataclass
class FakeFile:
    """A file: what memory says it holds, and what the device holds."""

    data: bytes
    device: bytes

    def lose_power(self) -> None:
        self.data = self.device.ljust(len(self.data), b"\0") if self.data != self.device else self.data
        self.device = self.data


@dataclass
class FakeStick:
    """Implements ``bekal.stick.volume.Volume``."""

    name: str = "E:"
    free: int = 1_000_000_000
    cluster: int = 4096
    is_read_only: bool = False
    pull_at: int | None = None
    """The writing call, counted from 0, at which the stick is pulled out."""
    is_done_when_pulled: bool = False
    """Whether that last call still reaches the device."""
    spoil: str = ""
    """A path that comes back with its last bit turned."""
    holed: set[str] = field(default_factory=set)
    """Folders that take no new file, as exFAT may leave one; each can only be removed."""
    resumes: bool = True
    """Whether it says that it can go on in a folder that an interrupted write left."""
    hidden: set[str] = field(default_factory=set)
    is_busy: bool = False
    fail_at: int | None = None
    """The call of any kind, counted from 0, that fails with ``fail_with``; the calls after it work again."""
    fail_with: int = errno.EIO
    files: dict[str, FakeFile] = field(default_factory=dict)
    folders: set[str] = field(default_factory=lambda: {""})
    calls: list[tuple[str, str]] = field(default_factory=list)
    """Every call that writes."""
    all_calls: list[tuple[str, str]] = field(default_factory=list)
    """Every call, those that only read too."""
    is_gone: bool = False

    def list_folder(self, path: str) -> list[Entry]:
        self._record("list_folder", path)
        if path not in self.folders:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        inside = [each for each in self.folders | self.files.keys() if each and _parent(each) == path]
        return sorted(entry for each in inside if (entry := self._entry(each)))

    def look_at(self, path: str) -> Entry | None:
        self._record("look_at", path)
        return self._entry(path)

    def _entry(self, path: str) -> Entry | None:
        name = path.rpartition("/")[2]
        if path in self.folders:
            return Entry(name, Kind.FOLDER, 0, path in self.hidden)
        return Entry(name, Kind.FILE, len(self.files[path].data)) if path in self.files else None

    def read_back(self, path: str, limit: int) -> Iterator[bytes]:
        self._record("read_back", path)
        data = self.files[path].device[:limit]
        if path == self.spoil:
            data = data[:-1] + bytes([data[-1] ^ 1])
        yield from (data[start : start + 1000] for start in range(0, len(data), 1000))

    def room(self) -> Room:
        self._record("room", "")
        return self._room()

    def _room(self) -> Room:
        used = sum(-(-len(file.data) // self.cluster) * self.cluster for file in self.files.values())
        return Room(self.free - used - len(self.folders) * self.cluster, self.cluster)

    def can_resume(self) -> bool:
        return self.resumes

    def make_folder(self, path: str) -> None:
        with self._call("make_folder", path):
            assert _parent(path) in self.folders
            self.folders.add(path)

    def create_file(self, path: str, chunks: Iterable[bytes]) -> None:
        if len(self.all_calls) == self.fail_at:
            data = b"".join(chunks)
            self.files.setdefault(
                path, FakeFile(data[: len(data) // 2], b"")
            )  # half of it is there when it fails
        with self._call("create_file", path):
            if _parent(path) in self.holed:
                raise OSError(errno.EIO, os.strerror(errno.EIO), path)
            if path in self.files:
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
            data = b"".join(chunks)
            if self._room().free < len(data):
                self.files[path] = FakeFile(data[: self._room().free], b"")
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            self.files[path] = FakeFile(data, b"")

    def sync_file(self, path: str) -> None:
        with self._call("sync_file", path):
            self.files[path].device = self.files[path].data

    def sync_folder(self, path: str) -> None:
        with self._call("sync_folder", path):
            assert path in self.folders

    def overwrite_in_place(self, path: str, data: bytes) -> None:
        with self._call("overwrite_in_place", path):
            self.files[path] = FakeFile(data, data)

    def remove_file(self, path: str) -> None:
        with self._call("remove_file", path):
            del self.files[path]

    def remove_folder(self, path: str) -> None:
        with self._call("remove_folder", path):
            if any(_parent(each) == path for each in self.folders | self.files.keys()):
                raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), path)
            self.folders.remove(path)
            self.holed.discard(path)

    @contextmanager
    def locked(self) -> Iterator[bool]:
        yield not self.is_busy

    def plug_in(self) -> None:
        """Let the stick come back as the device kept it."""
        self.is_gone, self.pull_at, self.fail_at = False, None, None
        self.calls, self.all_calls = [], []
        for file in self.files.values():
            file.lose_power()

    def load(self, folder: Path) -> None:
        """Put the tree of a real folder on the stick."""
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_dir():
                self.folders.add(name)
            else:
                self.files[name] = FakeFile(path.read_bytes(), path.read_bytes())

    def content(self) -> dict[str, bytes]:
        """Give every file as the device holds it."""
        return {path: file.device for path, file in sorted(self.files.items())}

    @contextmanager
    def _call(self, name: str, path: str) -> Iterator[None]:
        self._record(name, path)
        if self.is_read_only:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)
        is_last = self.pull_at is not None and len(self.calls) >= self.pull_at
        self.calls.append((name, path))
        if is_last and not self.is_done_when_pulled:
            self.is_gone = True
            self._require_present()
        yield
        if is_last:
            self.is_gone = True
            self._require_present()

    def _record(self, name: str, path: str) -> None:
        self.all_calls.append((name, path))
        if len(self.all_calls) - 1 == self.fail_at:
            raise OSError(self.fail_with, os.strerror(self.fail_with), path)
        self._require_present()

    def _require_present(self) -> None:
        if self.is_gone:
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
