"""Reads the log of block writes that QEMU's ``blklogwrites`` keeps, in the format of Linux' dm-log-writes.

One superblock, then entries: where was written, how much, and whether the device was asked to flush.
What states a log allows is ``replay``.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

SECTOR: Final = 512
_MAGIC: Final = 0x6A736677736872
_SUPERBLOCK: Final = struct.Struct("<QQQI")
_ENTRY: Final = struct.Struct("<QQQQ")
_FLUSH: Final = 1
_FUA: Final = 2
_DISCARD: Final = 4
_MARK: Final = 8


class LogError(Exception):
    """The log is not one that can be replayed; the message says why."""


@dataclass(frozen=True, slots=True)
class BlockWrite:
    """One write to the device; ``data`` fills whole sectors from ``sector`` on."""

    sector: int
    data: bytes

    @property
    def sectors(self) -> int:
        """How many sectors it covers."""
        return len(self.data) // SECTOR


@dataclass(frozen=True, slots=True)
class Flush:
    """The device was asked to keep for good whatever it had been given before."""


def parse_log(log: bytes) -> list[BlockWrite | Flush]:
    """Give writes and flushes in their order; a write that asks for a flush comes after it.

    Raises ``LogError`` for a log that is cut off, or that holds what no file system of ours asks for.
    """
    if len(log) < _SUPERBLOCK.size:
        raise LogError("the log of block writes is empty")
    magic, version, count, sector_size = _SUPERBLOCK.unpack_from(log)
    if (magic, version, sector_size) != (_MAGIC, 1, SECTOR):
        raise LogError(
            f"no log of block writes: magic {magic:#x}, version {version}, sectors of {sector_size}"
        )
    entries: list[BlockWrite | Flush] = []
    offset = SECTOR
    for number in range(count):
        if offset + SECTOR > len(log):
            raise LogError(f"the log ends before entry {number} of {count}")
        sector, sectors, flags, _data_length = _ENTRY.unpack_from(log, offset)
        offset += SECTOR
        if flags & ~(_FLUSH | _FUA):
            kind = {_DISCARD: "discard", _MARK: "mark"}.get(flags & ~(_FLUSH | _FUA), "unknown")
            raise LogError(f"entry {number} of the log is a {kind} request, which is not replayed here")
        if flags & _FLUSH:
            entries.append(Flush())
        if sectors:
            data = log[offset : offset + sectors * SECTOR]
            if len(data) != sectors * SECTOR:
                raise LogError(f"the log ends within entry {number} of {count}")
            entries.append(BlockWrite(sector, data))
            offset += len(data)
    return entries
