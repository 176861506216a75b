"""Cost of a build beside stock Material with search on the same pages: paired, alternating, whole processes.

The site is judged: reading, rendering, finishing into single files, auditing, writing.
Beside it stand the same with every rule applied first, and all that ``bekal build`` does, which also makes and audits
the books; stock does none of that.
Ratios are of processor seconds, all processes being single ones: other work on the machine stretches the clock.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from bekal.config import find_project
from bench.peer import ENVIRONMENT, our_command, peer_command, write_peer
from bench.projects import PAIRS, our_project, write_larger
from bench.tables import Budget, judge, table

if TYPE_CHECKING:
    from collections.abc import Sequence

RUNS = 7
LIMIT = 0.8
CHECK_LIMIT = 1.0
"""Processor seconds of `bekal check` beyond those of a Python that does nothing."""

SITE: Final = "the site"
WAYS: Final = {
    SITE: [sys.executable, "-m", "bench.site"],
    "the site, checked": [sys.executable, "-m", "bench.site", "--checked"],
    "bekal build": our_command("build"),
}
CHECK: Final = our_command("check")
NOTHING: Final = [sys.executable, "-c", "pass"]


NO_BYTECODE: Final = "PYTHONDONTWRITEBYTECODE"
"""With this, Python compiles our package anew in every process, and nothing of what pip has installed, the peer's."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of the processor, and of the clock."""

    processor: float
    clock: float


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end; one that fails ends the measurement."""
    environment = {**ENVIRONMENT, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop(NO_BYTECODE, None)
    before, begin = _used(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    cost = Cost(_used() - before, time.perf_counter() - begin)
    if done.returncode != 0:
        raise SystemExit(
            f"{command[-2:]} in {folder} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
    return cost


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def pair(ours: Path, theirs: Path, command: Sequence[str], runs: int) -> list[tuple[Cost, Cost]]:
    """Run both in turn, the first of each pair changing; once before without counting, to have modules compiled."""
    measure(command, ours)
    pairs = []
    for run in range(runs):
        if run % 2:
            their = measure(peer_command(), theirs)
            pairs.append((measure(command, ours), their))
        else:
            our = measure(command, ours)
            pairs.append((our, measure(peer_command(), theirs)))
    return pairs


def main() -> int:
    """Measure every way to build, and the check; judge the site and the check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--pairs", type=int, default=PAIRS, help="page pairs, at least")
    chosen = parser.parse_args()
    rows: list[list[object]] = []
    judged = 0.0
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
        nav = write_larger(our_project(), ours, chosen.pairs)
        write_peer(theirs, find_project(ours), nav)
        measure(peer_command(), theirs)
        for name, command in WAYS.items():
            pairs = pair(ours, theirs, command, chosen.runs)
            ratios = [our.processor / their.processor for our, their in pairs]
            low, middle, high = quantiles(ratios, n=4)
            judged = middle if name == SITE else judged
            rows.append(
                [
                    name,
                    median(our.processor for our, _ in pairs),
                    median(their.processor for _, their in pairs),
                    middle,
                    f"{low:.2f} to {high:.2f}",
                    median(our.clock / their.clock for our, their in pairs),
                ]
            )
        nothing = median(measure(NOTHING, ours).processor for _ in range(chosen.runs))
        checking = median(measure(CHECK, ours).processor for _ in range(chosen.runs)) - nothing
    heads = ["", "ours", "mkdocs build", "ratio", "middle half", "ratio by the clock"]
    table(
        f"Build of {2 * len(nav)} pages, {chosen.runs} pairs of runs, processor seconds, medians", heads, rows
    )
    print()
    return judge(
        [
            Budget(f"{SITE}: median of the ratios", judged, LIMIT),
            Budget(f"bekal check, {2 * len(nav)} pages, beyond starting Python", checking, CHECK_LIMIT, " s"),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
