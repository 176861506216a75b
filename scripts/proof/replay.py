"""Makes the states that a stick may hold when it is pulled out, from the log of its block writes.

What was written before the last flush is there.
What came after it is there up to some write (a stick without a cache), or any part of it (a stick with one): each
write alone, all but each, and parts drawn by chance, of whole writes or of single sectors of them.
Two writes to the same sector keep their order; one sector is never torn, which no stick does either.

States are told apart by the bytes of the whole device, so a state that two ways lead to counts once.
What a reader meets in a state is ``judgement``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from proof.blocklog import SECTOR, BlockWrite, Flush

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

EMPTY: Final = bytes(SECTOR)
_SMALL: Final = 4
"""Of so few writes between two flushes, every subset is a state."""


class Piece(NamedTuple):
    """A part of one write that reached the device: ``sectors`` of it from its sector ``first`` on."""

    write: int
    first: int
    sectors: int


@dataclass(frozen=True, slots=True)
class State:
    """The first ``prefix`` writes of the log, and beyond them only ``pieces``."""

    kind: str
    """``prefix`` or ``subset``."""
    prefix: int
    pieces: tuple[Piece, ...] = ()


@dataclass(slots=True)
class Device:
    """The sectors of a device, and a digest of them all that follows every change."""

    sectors: dict[int, bytes] = field(default_factory=dict)
    digest: int = 0

    def put(self, sector: int, data: bytes) -> None:
        """Write whole sectors from ``sector`` on."""
        for offset in range(0, len(data), SECTOR):
            place, new = sector + offset // SECTOR, data[offset : offset + SECTOR]
            old = self.sectors.get(place, EMPTY)
            if old != new:
                self.digest ^= _mark(place, old) ^ _mark(place, new)
                self.sectors[place] = new

    def put_piece(self, writes: Sequence[BlockWrite], piece: Piece) -> None:
        """Write a part of one logged write."""
        write = writes[piece.write]
        data = write.data[piece.first * SECTOR : (piece.first + piece.sectors) * SECTOR]
        self.put(write.sector + piece.first, data)

    def copy(self) -> Device:
        """Give a device with the same bytes that goes its own way."""
        return Device(dict(self.sectors), self.digest)


def _mark(place: int, data: bytes) -> int:
    if data == EMPTY:
        return 0
    return int.from_bytes(
        hashlib.blake2b(place.to_bytes(8, "little") + data, digest_size=16).digest(), "little"
    )


def split_log(entries: Iterable[BlockWrite | Flush]) -> tuple[list[BlockWrite], list[int]]:
    """Give the writes, and how many of them came before each flush (and before the end)."""
    writes: list[BlockWrite] = []
    bounds: list[int] = []
    for entry in entries:
        if isinstance(entry, BlockWrite):
            writes.append(entry)
        elif not bounds or bounds[-1] != len(writes):
            bounds.append(len(writes))
    if not bounds or bounds[-1] != len(writes):
        bounds.append(len(writes))
    return writes, bounds


def possible_states(
    writes: Sequence[BlockWrite], bounds: Sequence[int], draws: int, chance: random.Random
) -> Iterator[State]:
    """Give the states, their prefixes never falling; ``draws`` subsets are drawn for each span between two flushes."""
    start = 0
    for end in bounds:
        if end > start:
            yield State("prefix", start)
        for pieces in _subsets(writes, range(start, end), draws, chance):
            yield State("subset", start, pieces)
        for prefix in range(start + 1, end):
            yield State("prefix", prefix)
        start = end
    yield State("prefix", len(writes))


def _subsets(
    writes: Sequence[BlockWrite], span: range, draws: int, chance: random.Random
) -> Iterator[tuple[Piece, ...]]:
    whole = [Piece(number, 0, writes[number].sectors) for number in span]
    if len(whole) <= _SMALL:
        for mask in range(1, 2 ** len(whole) - 1):
            yield tuple(piece for bit, piece in enumerate(whole) if mask >> bit & 1)
    else:
        for left in whole:
            yield (left,)
            yield tuple(piece for piece in whole if piece is not left)
    single = [Piece(number, first, 1) for number in span for first in range(writes[number].sectors)]
    for number in range(draws):
        parts = single if number % 2 else whole
        if len(parts) > 1:
            share = chance.choice((0.15, 0.5, 0.85))
            yield tuple(piece for piece in parts if chance.random() < share)


def distinct_states(
    base: Device, writes: Sequence[BlockWrite], states: Iterable[State], seen: set[int]
) -> Iterator[State]:
    """Give the states whose bytes are in none before; ``seen`` holds digests, and grows."""
    for state, device in replay(base, writes, states):
        if device.digest not in seen:
            seen.add(device.digest)
            yield state


def replay(
    base: Device, writes: Sequence[BlockWrite], states: Iterable[State]
) -> Iterator[tuple[State, Device]]:
    """Give each state with the device in it; the prefixes of ``states`` must never fall."""
    reached, done = base.copy(), 0
    for state in states:
        for write in writes[done : state.prefix]:
            reached.put(write.sector, write.data)
        done = state.prefix
        device = reached.copy()
        for piece in state.pieces:
            device.put_piece(writes, piece)
        yield state, device
