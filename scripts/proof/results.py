"""Counts what was met in the states of one case, and writes the table of all.

The verdict is here too: no bad state where ``bekal write`` wrote, and bad ones in every control.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_EXAMPLES = 5


@dataclass(slots=True)
class Row:
    """One scenario on one mount: what was logged, what was tried, what was met."""

    scenario: str
    mount: str
    names: tuple[str, ...] = ("new",)
    """The editions that may be opened: the old one, if there is one, and the new one."""
    is_control: bool = False
    writes: int = 0
    flushes: int = 0
    prefixes: int = 0
    subsets: int = 0
    distinct: int = 0
    read: int = 0
    mended: int = 0
    """States in which the repair changed more than the mark of an unclean end."""
    bad_as_is: int = 0
    bad_repaired: int = 0
    bad_again: int = 0
    bad: int = 0
    """States that are bad in any of the three ways; each counts once."""
    written_again: int = 0
    """Second writes that were tried, to the repaired and to the unrepaired stick."""
    refused: int = 0
    """Unrepaired sticks that were refused, with nothing lost, and written once they were repaired."""
    closed: int = 0
    """States in which Linux makes no new file in the root, for nobody, even after the repair; with nothing lost."""
    torn_readme: int = 0
    """States whose ``BACA-SAYA.txt`` is neither the old nor the new one, or is not there yet."""
    none: int = 0
    """States in which no edition is opened; ``old`` and ``new`` say which of the two is."""
    old: int = 0
    new: int = 0
    examples: list[str] = field(default_factory=list)

    def count(self, answer: Mapping[str, Any]) -> None:
        """Take in what was met in one state."""
        as_is, repaired = answer["as_is"], answer["repaired"]
        again = [answer[name] for name in ("again", "again_as_is") if name in answer]
        self.read += 1
        self.none += not as_is["opened"]
        self.old += as_is["opened"] == self.names[0] and len(self.names) > 1
        self.new += as_is["opened"] == self.names[-1]
        self.mended += answer["repair_changed"] > 0
        self.torn_readme += not as_is["readme"]
        self.written_again += len(again)
        self.refused += any(each.get("was_refused", False) for each in again)
        self.closed += any(not each.get("takes_files", True) for each in again)
        self.bad_as_is += bool(as_is["problems"])
        self.bad_repaired += bool(repaired["problems"])
        self.bad_again += any(each["problems"] for each in again)
        wrong = [each["problems"][0] for each in (as_is, repaired, *again) if each["problems"]]
        if wrong:
            self.bad += 1
            if len(self.examples) < _MOST_EXAMPLES:
                self.examples.append(f"{answer['kind']}: {wrong[0]}")


def verdict(rows: Sequence[Row], fewest: int) -> list[str]:
    """Say what keeps this from being a proof; nothing when it is one."""
    proven = [row for row in rows if not row.is_control]
    reasons = [
        f"{row.scenario}, {row.mount}: {row.bad} states are bad ({row.examples[0]})"
        for row in proven
        if row.bad
    ]
    total = sum(row.distinct for row in proven)
    if total < fewest:
        reasons.append(f"{total} distinct states are fewer than {fewest}")
    controls = [row for row in rows if row.is_control]
    reasons += [
        f"{row.scenario}, {row.mount}: no state is bad, so the harness sees nothing"
        for row in controls
        if not row.bad
    ]
    if not controls:
        reasons.append("there was no control")
    return reasons


def as_table(rows: Sequence[Row]) -> list[str]:
    """Give the table, in Markdown."""
    heads = (
        "scenario, mount",
        "writes",
        "flushes",
        "prefixes",
        "subsets",
        "distinct states",
        "opens none, old, new",
        "repair changed",
        "second writes",
        "refused until repaired",
        "root closed for everybody",
        "bad as it is",
        "bad repaired",
        "bad after writing again",
        "**bad**",
    )
    lines = [_line(heads), _line(["---"] + ["---:"] * (len(heads) - 1))]
    lines += [_line(_cells(row)) for row in rows]
    proven = [row for row in rows if not row.is_control]
    total = Row("**all but the control**", "")
    for name in _COUNTS:
        setattr(total, name, sum(getattr(row, name) for row in proven))
    return [*lines, _line(_cells(total))]


_COUNTS = (
    "writes",
    "flushes",
    "prefixes",
    "subsets",
    "distinct",
    "none",
    "old",
    "new",
    "mended",
    "written_again",
    "refused",
    "closed",
    "bad_as_is",
    "bad_repaired",
    "bad_again",
    "bad",
)


def _cells(row: Row) -> list[str]:
    opened = f"{row.none:,}, {row.old:,}, {row.new:,}"
    numbers = [f"{getattr(row, name):,}" for name in _COUNTS if name not in ("none", "old", "new")]
    return [
        ", ".join(filter(None, (row.scenario, row.mount))),
        *numbers[:5],
        opened,
        *numbers[5:-1],
        f"**{numbers[-1]}**",
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_document(rows: Sequence[Row], facts: Mapping[str, str], reasons: Sequence[str]) -> str:
    """Give the whole of ``RESULTS.md``."""
    torn = sum(row.torn_readme for row in rows if not row.is_control and row.old)
    lines = [
        "# A stick that is pulled out: measured",
        "",
        "Written by the command below; do not edit.",
        "What the columns mean stands after the table.",
        "",
        *[f"- {name}: {value}" for name, value in facts.items()],
        f"- verdict: {'; '.join(reasons) if reasons else 'every state opens; the controls do not'}",
        "",
        *as_table(rows),
        "",
        _LEGEND.format(torn=f"{torn:,}"),
    ]
    examples = [f"- {row.scenario}, {row.mount}: {row.examples[0]}" for row in rows if row.examples]
    if examples:
        lines += ["", "The first bad state of each row:", "", *examples]
    return "\n".join(lines).rstrip() + "\n"


_LEGEND = (
    "Writes and flushes are those that the device was asked for.\n"
    "A prefix is the stick after one more write; a subset holds only a part of what was written between two flushes, "
    "in whole writes or in single sectors.\n"
    "States with the same bytes count once, over all rows.\n"
    "In each state the stick is mounted and read as it is, then repaired by the system's own tool, until it "
    "finds nothing more, and read again.\n"
    "In as many as said above it is written again by `bekal write`: once repaired, and once unrepaired where the "
    "repair changed more than the mark of an unclean end.\n"
    "A state is bad when `BUKA.HTM` opens no whole edition (before a first write there is none to open), when another "
    "person's file is not as it was, or when the second write does not end with the new edition verified.\n"
    "Refused until repaired: Linux makes a stick read-only when it meets a broken chain of clusters; nothing is lost, "
    "`bekal write` says to repair it, and ends well after that.\n"
    "Root closed for everybody: on exFAT, a device that kept the second of two sectors and lost the first leaves a "
    "hole in a folder's list of names; Linux then makes no new file in it, and `fsck.exfat` finds nothing to repair.\n"
    "An edition's folder is begun anew for that reason; the root cannot be, and the harness tries it with a plain "
    "file, which fails too; nothing is lost, and `bekal write` says to use another stick.\n"
    "`BACA-SAYA.txt` leads nowhere and is judged only after the second write; in {torn} states of the updates it was "
    "half old and half new, or unreadable.\n"
    "Only Linux' own drivers ran: no Windows, no Android, no real stick."
)
