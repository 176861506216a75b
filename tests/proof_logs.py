"""Logs of block writes made by hand, for the tests of the proof."""

from __future__ import annotations

import struct

FLUSH = (0, 1, b"")


def sector_of(letter: str) -> bytes:
    return letter.encode() * 512


def make_log(*entries: tuple[int, int, bytes]) -> bytes:
    """Give a log of entries: sector, flags, data."""
    parts = [struct.pack("<QQQI", 0x6A736677736872, 1, len(entries), 512).ljust(512, b"\0")]
    for sector, flags, data in entries:
        parts.append(struct.pack("<QQQQ", sector, len(data) // 512, flags, len(data)).ljust(512, b"\0"))
        parts.append(data)
    return b"".join(parts)
