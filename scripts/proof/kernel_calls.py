"""The calls of the Linux kernel that the guest needs and Python has no name for: mounts, modules, loop devices."""

from __future__ import annotations

import ctypes
import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READ_ONLY: Final = 1
DIRSYNC: Final = 128
_LOOP_SET_FD: Final = 0x4C00
_FINIT_MODULE: Final = 313  # on x86-64
_POWER_OFF: Final = 0x4321FEDC

_libc: Final = ctypes.CDLL(None, use_errno=True)


def _require(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)


def mount(source: str, target: Path, file_system: str, flags: int = 0, options: str = "") -> None:
    """Mount a file system; raises ``OSError`` when the kernel refuses."""
    words = [text.encode() for text in (source, str(target), file_system)]
    _require(_libc.mount(*words, ctypes.c_ulong(flags), options.encode()), f"mount {source}")


def unmount(target: Path) -> None:
    """Unmount; everything is written before this returns."""
    _require(_libc.umount2(str(target).encode(), 0), f"umount {target}")


@contextmanager
def mounted(source: str, target: Path, file_system: str, flags: int = 0, options: str = "") -> Iterator[Path]:
    """Mount for as long as the block runs."""
    mount(source, target, file_system, flags, options)
    try:
        yield target
    finally:
        unmount(target)


def load_module(path: Path) -> None:
    """Load one kernel module; what it depends on must be there."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _require(_libc.syscall(_FINIT_MODULE, handle, b"", 0), f"load {path.name}")
    finally:
        os.close(handle)


def bind_loop(device: Path, file: Path) -> None:
    """Let a loop device stand for a file, until power off."""
    backing, loop = os.open(file, os.O_RDWR), os.open(device, os.O_RDWR)
    try:
        fcntl.ioctl(loop, _LOOP_SET_FD, backing)
    finally:
        os.close(loop)
        os.close(backing)


def power_off() -> None:
    """End the guest."""
    os.sync()
    _libc.reboot(_POWER_OFF)
