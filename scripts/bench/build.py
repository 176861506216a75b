"""Time of a whole build beside stock Material with search on the same Markdown: paired, alternating, whole processes.

Ours checks, renders, finishes every page into one file, audits and makes the books; theirs renders and indexes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.peer import ENVIRONMENT, our_command, peer_command, write_peer
from bench.projects import PAIRS, our_project, write_larger
from bench.tables import Budget, judge, table

RUNS = 5
LIMIT = 0.8


def timed(command: list[str], folder: Path) -> float:
    """Run a command to its end and give its seconds; one that fails ends the measurement."""
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        raise SystemExit(
            f"{command[-2:]} in {folder} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
    return seconds


def main() -> int:
    """Build both in turn, print the fastest and the median, judge the median of the ratios of each pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--pairs", type=int, default=PAIRS, help="page pairs, at least")
    chosen = parser.parse_args()
    project = our_project()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
        nav = write_larger(project, ours, chosen.pairs)
        write_peer(theirs, ours / "docs", nav)
        # Once without counting, so that neither pays for a cold disk.
        timed(our_command(), ours)
        timed(peer_command(), theirs)
        pairs = []
        for run in range(chosen.runs):
            if run % 2:
                their = timed(peer_command(), theirs)
                pairs.append((timed(our_command(), ours), their))
            else:
                our = timed(our_command(), ours)
                pairs.append((our, timed(peer_command(), theirs)))
    ratios = [our / their for our, their in pairs]
    rows: list[list[object]] = [
        [name, choose(our for our, _ in pairs), choose(their for _, their in pairs), choose(ratios)]
        for name, choose in (("fastest", min), ("median", median))
    ]
    table(
        f"Build of {2 * len(nav)} pages, {chosen.runs} pairs of runs, seconds",
        ["", "bekal build", "mkdocs build", "ratio"],
        rows,
    )
    print()
    return judge([Budget("median of the ratios", median(ratios), LIMIT)])


if __name__ == "__main__":
    sys.exit(main())
