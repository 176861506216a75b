"""What is counted, and what keeps a run from being a proof."""

from __future__ import annotations

from typing import Any

from proof.results import Row, as_document, verdict

GOOD: dict[str, Any] = {"opened": "first", "problems": [], "readme": "first"}
NEW: dict[str, Any] = {"opened": "second", "problems": [], "readme": "second"}
WRONG: dict[str, Any] = {"opened": "", "problems": ["BUKA.HTM is missing"], "readme": ""}


def row(**values: Any) -> Row:
    return Row("update", "vfat", names=("first", "second"), **values)


def control(**values: Any) -> Row:
    return Row("control", "vfat", is_control=True, **values)


def answer(**values: Any) -> dict[str, Any]:
    return {"kind": "subset", "as_is": GOOD, "repaired": GOOD, "repair_changed": 0, "again": NEW, **values}


def test_a_good_state_is_counted_once_and_not_as_bad() -> None:
    counted = row()
    counted.count(answer())
    counted.count(answer(as_is=NEW, repaired=NEW, repair_changed=3, again_as_is=NEW))
    assert (counted.read, counted.none, counted.old, counted.new, counted.mended) == (2, 0, 1, 1, 1)
    assert (counted.written_again, counted.bad) == (3, 0)


def test_a_state_that_is_bad_in_any_way_is_bad_and_named() -> None:
    for way in ("as_is", "repaired", "again", "again_as_is"):
        counted = row()
        counted.count(answer(**{way: WRONG}))
        assert (counted.bad, counted.examples) == (1, ["subset: BUKA.HTM is missing"])


def test_a_refusal_that_lost_nothing_is_counted_as_one() -> None:
    counted = row()
    counted.count(answer(again_as_is={**NEW, "was_refused": True}))
    counted.count(answer(again={**GOOD, "takes_files": False}))
    assert (counted.refused, counted.closed, counted.bad) == (1, 1, 0)


def test_a_bad_state_too_few_states_or_a_control_without_bad_ones_is_no_proof() -> None:
    assert verdict([row(distinct=10), control(bad=1)], 10) == []
    bad = row(distinct=10, bad=2, examples=["prefix: BUKA.HTM is missing"])
    assert verdict([bad, control(bad=1)], 10) == [
        "update, vfat: 2 states are bad (prefix: BUKA.HTM is missing)"
    ]
    assert verdict([row(distinct=9), control(bad=1, distinct=5)], 10) == [
        "9 distinct states are fewer than 10"
    ]
    assert verdict([row(distinct=10), control()], 10) == [
        "control, vfat: no state is bad, so the harness sees nothing"
    ]
    assert verdict([row(distinct=10)], 10) == ["there was no control"]


def test_the_table_adds_up_what_was_proven_and_leaves_the_control_out() -> None:
    rows = [row(distinct=1200, writes=3), row(distinct=300, writes=4), control(distinct=50, bad=7)]
    document = as_document(rows, {"QEMU": "7"}, [])
    total = next(line for line in document.splitlines() if line.startswith("| **all but the control**"))
    assert total.split(" | ")[1:6] == ["7", "0", "0", "0", "1,500"]
    assert total.endswith("| **0** |")
    assert "- QEMU: 7\n" in document
