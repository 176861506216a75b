"""Passes the bytes of sticks between host and guest: only what is not zero, in runs of whole sectors."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING, Final

from proof.blocklog import SECTOR
from proof.replay import EMPTY, Device

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RUN: Final = struct.Struct("<QQ")


def read_image(path: Path) -> Device:
    """Read the image of a whole device; holes in the file are skipped."""
    device = Device()
    with path.open("rb", buffering=0) as file:
        size, offset = os.fstat(file.fileno()).st_size, 0
        while offset < size:
            try:
                start = os.lseek(file.fileno(), offset, os.SEEK_DATA)
            except OSError:  # nothing but a hole is left
                break
            end = os.lseek(file.fileno(), start, os.SEEK_HOLE)
            start -= start % SECTOR
            device.put(start // SECTOR, os.pread(file.fileno(), end - start, start))
            offset = end
    return device


def runs_of(device: Device) -> Iterator[tuple[int, bytes]]:
    """Give what is not zero as runs: the sector each begins at, and its bytes."""
    start, run = 0, bytearray()
    for place in sorted(device.sectors):
        data = device.sectors[place]
        if run and place * SECTOR != start * SECTOR + len(run):
            yield start, bytes(run)
            run = bytearray()
        if data == EMPTY and not run:
            continue
        if not run:
            start = place
        run += data
    if run:
        yield start, bytes(run)


def pack(device: Device) -> bytes:
    """Give the device as one parcel."""
    return b"".join(_RUN.pack(start, len(data)) + data for start, data in runs_of(device))


def unpack(parcel: bytes) -> Device:
    """Give the device of a parcel."""
    device, offset = Device(), 0
    while offset < len(parcel):
        start, length = _RUN.unpack_from(parcel, offset)
        offset += _RUN.size
        device.put(start, parcel[offset : offset + length])
        offset += length
    return device


def lay_out(device: Device, file: int, size: int) -> None:
    """Make an open file hold exactly the device's bytes, in ``size``."""
    os.ftruncate(file, 0)
    os.ftruncate(file, size)
    for start, data in runs_of(device):
        os.pwrite(file, data, start * SECTOR)


def differing_sectors(device: Device, file: int) -> set[int]:
    """Give the sectors in which an open file differs from the device."""
    found: set[int] = set()
    for start, data in runs_of(device):
        now = os.pread(file, len(data), start * SECTOR)
        if now != data:
            found |= {
                start + offset // SECTOR
                for offset in range(0, len(data), SECTOR)
                if now[offset : offset + SECTOR] != data[offset : offset + SECTOR]
            }
    return found
