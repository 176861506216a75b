"""A stick that is mounted as a folder: every operation of ``Volume`` on a real file system.

Nothing here follows a symlink.

Reading back is meant to reach the device and not the copy in memory:

Linux    the file is opened with ``O_DIRECT``; where the file system has no such thing, its pages are dropped first
         (``POSIX_FADV_DONTNEED``, which works for pages already written, hence after ``fsync``)
macOS    ``F_NOCACHE`` asks not to cache; what is already in memory may still be served from there
Windows  no such request is made; ``FlushFileBuffers`` has written the bytes, but reading may come from memory

On macOS and Windows, therefore, only unplugging, plugging in again and ``bekal verify`` prove what the stick holds.
A folder can be ``fsync``-ed on Linux and macOS only; Windows has no call for it.
"""

from __future__ import annotations

import errno
import mmap
import os
import shutil
import stat
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bekal.stick.devices import FAT, file_system_at, linux_mounts
from bekal.stick.lock import lock_root
from bekal.stick.volume import Entry, Kind, Room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

CHUNK: Final = 1024 * 1024
_FROM_MEMORY: Final = 256 * 1024
"""What is only carried from memory to memory goes faster in chunks that stay in the processor's."""
MOST_ENTRIES: Final = 70_000
"""More names than any folder of FAT holds; a longer listing is not a stick's."""

_BINARY: Final[int] = getattr(os, "O_BINARY", 0)
_NOT_LINKS: Final[int] = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_DIRECT: Final[int] = getattr(os, "O_DIRECT", 0)
_BUFFERS: Final[list[mmap.mmap]] = []
"""Buffers that no reading uses just now."""
_CANNOT_SYNC_FOLDER: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EBADF})


@dataclass(frozen=True, slots=True)
class FolderVolume:
    """A stick that is mounted at ``root``, or a folder that is used like one."""

    root: Path
    may_use_memory: bool = False
    """For a bundle on this computer's own disk: reading may be served from memory."""

    @property
    def name(self) -> str:
        """The root as the person gave it."""
        return str(self.root)

    def list_folder(self, path: str) -> list[Entry]:
        """List by ``scandir``, without following links; raises ``OSError`` for a listing without end."""
        entries = []
        with os.scandir(self._at(path)) as listing:
            for number, entry in enumerate(listing):
                if number >= MOST_ENTRIES:
                    raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)
                entries.append(_entry(entry.name, entry.stat(follow_symlinks=False), Path(entry.path)))
        return sorted(entries)

    def look_at(self, path: str) -> Entry | None:
        """Look without following a link."""
        place = self._at(path)
        try:
            return _entry(place.name, place.lstat(), place)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read_back(self, path: str, limit: int) -> Iterator[bytes]:
        """Read ``O_DIRECT`` into an aligned buffer; the chunks are copies."""
        handle, is_direct = _open_for_reading(self._at(path), is_direct=not self.may_use_memory)
        try:
            if self.may_use_memory:
                while limit > 0 and (chunk := os.read(handle, min(_FROM_MEMORY, limit))):
                    yield chunk
                    limit -= len(chunk)
                return
            with _borrowed_buffer(limit) as view:
                while limit > 0:
                    count, is_direct = _read_into(handle, view, is_direct=is_direct)
                    if count == 0:
                        break
                    yield bytes(view[: min(count, limit)])
                    limit -= count
        finally:
            os.close(handle)

    def room(self) -> Room:
        """Ask the file system."""
        cluster = os.statvfs(self.root).f_frsize if sys.platform != "win32" else 32 * 1024
        return Room(shutil.disk_usage(self.root).free, max(cluster, 512))

    def can_resume(self) -> bool:
        """Say yes only for a file system that is known to be neither FAT nor exFAT: those keep no journal."""
        if sys.platform != "linux":
            return False
        listing = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
        return file_system_at(self.root.resolve(), linux_mounts(listing)) not in FAT

    def make_folder(self, path: str) -> None:
        """Make the folder; its parent must be there."""
        self._at(path).mkdir()

    def create_file(self, path: str, chunks: Iterable[bytes]) -> None:
        """Create exclusively: a file that is there already is an error."""
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY
        with os.fdopen(os.open(self._at(path), flags, 0o644), "wb", buffering=0) as file:
            for chunk in chunks:
                _write_all(file.fileno(), chunk)
            _begin_to_write(file.fileno())

    def sync_file(self, path: str) -> None:
        """Call ``fsync`` (``FlushFileBuffers`` on Windows, which needs a handle that may write)."""
        handle = os.open(self._at(path), os.O_RDWR | _BINARY | _NOT_LINKS)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def sync_folder(self, path: str) -> None:
        """Call ``fsync`` on the folder where the system has that."""
        if sys.platform == "win32":
            return
        handle = os.open(self._at(path), os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC_FOLDER:
                raise
        finally:
            os.close(handle)

    def overwrite_in_place(self, path: str, data: bytes) -> None:
        """Write from the first byte in one call; only what is longer than ``data`` is cut, and only afterwards."""
        handle = os.open(self._at(path), os.O_RDWR | _BINARY | _NOT_LINKS)
        try:
            _write_all(handle, data)
            os.fsync(handle)
            if os.fstat(handle).st_size > len(data):
                os.ftruncate(handle, len(data))
                os.fsync(handle)
        finally:
            os.close(handle)

    def remove_file(self, path: str) -> None:
        """Remove the name; a link is removed, never what it leads to."""
        self._at(path).unlink()

    def remove_folder(self, path: str) -> None:
        """Remove the folder if it is empty."""
        self._at(path).rmdir()

    def locked(self) -> AbstractContextManager[bool]:
        """Hold the stick's root by the way of this system; see ``lock``."""
        return lock_root(self.root)

    def _at(self, path: str) -> Path:
        return self.root / path if path else self.root


def _entry(name: str, status: os.stat_result, place: Path) -> Entry:
    if stat.S_ISLNK(status.st_mode) or _is_junction(status):
        kind = Kind.LINK
    elif stat.S_ISREG(status.st_mode):
        kind = Kind.FILE
    elif stat.S_ISDIR(status.st_mode):
        kind = Kind.FOLDER
    else:
        kind = Kind.OTHER
    is_hidden = kind is Kind.FOLDER and _is_hidden(status, place)
    return Entry(name, kind, status.st_size if kind is Kind.FILE else 0, is_hidden)


def _is_junction(status: os.stat_result) -> bool:
    return bool(getattr(status, "st_reparse_tag", 0))


def _is_hidden(status: os.stat_result, place: Path) -> bool:
    """Whether a folder carries the attribute that Windows hides by, and that stick viruses set."""
    if sys.platform == "win32":
        return bool(status.st_file_attributes & stat.FILE_ATTRIBUTE_HIDDEN)
    attributes = bytearray(4)
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - there is no such module on Windows

        with suppress(OSError):
            handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.ioctl(
                    handle, 0x80047210, attributes
                )  # FAT_IOCTL_GET_ATTRIBUTES; other file systems refuse
            finally:
                os.close(handle)
    return bool(attributes[0] & 0x02)


def _open_for_reading(place: Path, *, is_direct: bool) -> tuple[int, bool]:
    flags = os.O_RDONLY | _BINARY | _NOT_LINKS
    if is_direct and _DIRECT:
        with suppress(OSError):
            return os.open(place, flags | _DIRECT), True
    handle = os.open(place, flags)
    if is_direct:
        _drop_pages(handle)
    return handle, False


@contextmanager
def _borrowed_buffer(limit: int) -> Iterator[memoryview]:
    """Lend an aligned buffer for files of ``limit`` bytes; large ones are kept, since new memory costs time."""
    if limit < CHUNK:
        buffer = mmap.mmap(-1, -(-limit // mmap.PAGESIZE) * mmap.PAGESIZE or mmap.PAGESIZE)
    else:
        buffer = _BUFFERS.pop() if _BUFFERS else mmap.mmap(-1, CHUNK)
    view = memoryview(buffer)
    try:
        yield view
    finally:
        view.release()
        if len(buffer) == CHUNK:
            _BUFFERS.append(buffer)
        else:
            buffer.close()


def _begin_to_write(handle: int) -> None:
    """Let the device begin with what was written, so that ``fsync`` finds less to wait for; a hint, nothing more."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _drop_pages(handle: int) -> None:
    with suppress(OSError):
        if sys.platform == "linux":
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        elif sys.platform == "darwin":
            import fcntl  # noqa: PLC0415 - there is no such module on Windows

            fcntl.fcntl(handle, fcntl.F_NOCACHE, 1)


def _read_into(handle: int, view: memoryview, *, is_direct: bool) -> tuple[int, bool]:
    """Read one chunk; a file system that accepts ``O_DIRECT`` and then refuses to read is read the other way."""
    if sys.platform == "win32":
        data = os.read(handle, len(view))
        view[: len(data)] = data
        return len(data), False
    try:
        return os.readv(handle, [view]), is_direct
    except OSError as error:
        if not is_direct or error.errno != errno.EINVAL:
            raise
    import fcntl  # noqa: PLC0415 - there is no such module on Windows

    fcntl.fcntl(handle, fcntl.F_SETFL, fcntl.fcntl(handle, fcntl.F_GETFL) & ~_DIRECT)
    _drop_pages(handle)
    return os.readv(handle, [view]), False


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
