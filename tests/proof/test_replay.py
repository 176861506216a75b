"""The states that a pulled stick may hold, made from a log."""

from __future__ import annotations

import random

from proof.blocklog import BlockWrite, parse_log
from proof.replay import Device, Piece, State, distinct_states, possible_states, replay, split_log
from proof_logs import FLUSH, make_log, sector_of


def states_of(writes: list[BlockWrite], bounds: list[int], draws: int = 0) -> list[State]:
    return list(possible_states(writes, bounds, draws, random.Random(1)))  # noqa: S311 - to be the same in every run


def test_a_flush_ends_a_span_and_two_in_a_row_are_one() -> None:
    log = parse_log(make_log((1, 0, sector_of("a")), FLUSH, FLUSH, (2, 0, sector_of("b"))))
    writes, bounds = split_log(log)
    assert (writes, bounds) == ([BlockWrite(1, sector_of("a")), BlockWrite(2, sector_of("b"))], [1, 2])


def test_every_prefix_and_every_subset_of_a_short_span_is_a_state() -> None:
    writes = [BlockWrite(place, sector_of("a")) for place in range(3)]
    first, second = Piece(0, 0, 1), Piece(1, 0, 1)
    assert states_of(writes, [2, 3]) == [
        State("prefix", 0),
        State("subset", 0, (first,)),
        State("subset", 0, (second,)),
        State("prefix", 1),
        State("prefix", 2),
        State("prefix", 3),
    ]


def test_nothing_of_a_later_span_is_there_before_the_flush_between_them() -> None:
    writes = [BlockWrite(place, sector_of("a")) for place in range(20)]
    for state in states_of(writes, [10, 20], draws=8):
        if state.pieces:
            assert {piece.write for piece in state.pieces} <= set(range(state.prefix, state.prefix + 10))


def test_of_a_long_span_each_write_is_lost_alone_and_kept_alone() -> None:
    writes = [BlockWrite(place, sector_of("a")) for place in range(6)]
    kept = [{piece.write for piece in state.pieces} for state in states_of(writes, [6]) if state.pieces]
    for number in range(6):
        assert {number} in kept
        assert set(range(6)) - {number} in kept


def test_a_large_write_is_torn_between_its_sectors() -> None:
    writes = [BlockWrite(0, sector_of("a") * 8), BlockWrite(20, sector_of("b"))]
    torn = [state for state in states_of(writes, [2], draws=9) if any(piece.first for piece in state.pieces)]
    assert torn
    assert all(piece.sectors == 1 for state in torn for piece in state.pieces)


def test_a_state_holds_what_its_writes_left_the_later_over_the_earlier() -> None:
    writes = [BlockWrite(1, sector_of("a") + sector_of("b")), BlockWrite(2, sector_of("c"))]
    states = [State("prefix", 0), State("subset", 0, (Piece(0, 1, 1),)), State("prefix", 2)]
    base = Device()
    base.put(9, sector_of("z"))
    assert [device.sectors for _state, device in replay(base, writes, states)] == [
        {9: sector_of("z")},
        {9: sector_of("z"), 2: sector_of("b")},
        {9: sector_of("z"), 1: sector_of("a"), 2: sector_of("c")},
    ]


def test_two_ways_to_the_same_bytes_count_once_also_over_zeros_and_over_runs() -> None:
    writes = [BlockWrite(1, sector_of("a")), BlockWrite(1, bytes(512)), BlockWrite(2, sector_of("b"))]
    seen: set[int] = set()
    found = list(distinct_states(Device(), writes, states_of(writes, [1, 2, 3]), seen))
    assert found == [State("prefix", 0), State("prefix", 1), State("prefix", 3)]
    assert list(distinct_states(Device(), writes, states_of(writes, [1, 2, 3]), seen)) == []


def test_the_digest_tells_places_and_bytes_apart() -> None:
    digests = set()
    for place, letter in ((1, "a"), (2, "a"), (1, "b")):
        device = Device()
        device.put(place, sector_of(letter))
        digests.add(device.digest)
    assert len(digests) == 3
