"""One writer per stick: a lock that ends with the process that holds it, however that ends.

Linux and macOS lock the stick's root folder.
Windows cannot lock a folder, and a file made for it would stay behind on a stick that was pulled out; there a mutex of
the system carries the stick's name.
The Windows way is written after its documentation and was run against an imitation only.
Two computers cannot write to one stick at once, so that a lock of this computer is enough.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ALREADY_EXISTS: Final = 183


class Mutexes(Protocol):
    """What is needed of Windows' kernel."""

    def create(self, name: str) -> tuple[int, int]:
        """Call ``CreateMutexW``: the handle, 0 when there is none, and the last error."""

    def close(self, handle: int) -> None:
        """Call ``CloseHandle``; the mutex is gone with its last handle."""


@contextmanager
def lock_root(root: Path) -> Iterator[bool]:
    """Hold the stick at ``root`` for one writer; the value is false when another has it."""
    if sys.platform == "win32":
        with lock_by_mutex(root, _Kernel()) as is_ours:
            yield is_ours
        return
    import fcntl  # noqa: PLC0415 - there is no such module on Windows

    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        is_ours = True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_ours = False
        except OSError:  # a file system without locks
            is_ours = True
        yield is_ours
    finally:
        os.close(handle)


@contextmanager
def lock_by_mutex(root: Path, mutexes: Mutexes) -> Iterator[bool]:
    """Hold a mutex named after the stick; a system that gives none locks nothing, as a file system without locks."""
    place = os.path.normcase(root.resolve())
    handle, error = mutexes.create(f"Local\\bekal-{hashlib.sha256(place.encode()).hexdigest()[:32]}")
    try:
        yield not (handle and error == _ALREADY_EXISTS)
    finally:
        if handle:
            mutexes.close(handle)


if sys.platform == "win32":
    import ctypes

    class _Kernel:
        """Windows' kernel, for real."""

        def __init__(self) -> None:
            self._library = ctypes.WinDLL("kernel32", use_last_error=True)
            self._library.CreateMutexW.restype = ctypes.c_void_p
            self._library.CreateMutexW.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_wchar_p]
            self._library.CloseHandle.argtypes = [ctypes.c_void_p]

        def create(self, name: str) -> tuple[int, int]:
            ctypes.set_last_error(0)
            handle = self._library.CreateMutexW(None, 0, name)
            return handle or 0, ctypes.get_last_error()

        def close(self, handle: int) -> None:
            self._library.CloseHandle(handle)
