"""Lighthouse's performance on one page of each kind, mobile, median of five; beside it stock Material, one page."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from audit.lighthouse import FULL, TIMES, run_lighthouse
from audit.pages import find_built
from audit.server import served
from bekal.config import SOURCE_LOCALE
from bench.peer import build_peer, write_peer
from bench.projects import nav_of, our_project
from bench.tables import Budget, judge, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit.lighthouse import Run

RUNS = 5
COMPARED = "departure/documents.html"


def measure(folder: Path, paths: Sequence[str], runs: int) -> dict[str, list[Run]]:
    """Run Lighthouse over paths of a served folder, one run at a time."""
    found: dict[str, list[Run]] = {path: [] for path in paths}
    with served(folder) as server:
        for run in run_lighthouse([f"{server.address}/{path}" for path in paths], TIMES, runs=runs):
            if run.problem:
                raise SystemExit(f"{run.address}: {run.problem}")
            found[run.address.removeprefix(f"{server.address}/")].append(run)
    return found


def row(name: str, runs: Sequence[Run]) -> list[object]:
    """Give the medians of some runs over one page."""
    return [
        name,
        median(run.scores["performance"] for run in runs),
        min(run.scores["performance"] for run in runs),
        round(median(run.paint for run in runs)),
        round(median(run.blocked for run in runs)),
    ]


def main() -> int:
    """Measure one page of each kind, and the peer's lesson."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    project = our_project()
    built = find_built(project.build)
    kinds = [file for file in built.kinds(SOURCE_LOCALE).values() if file.is_relative_to(built.site)]
    ours = measure(built.site, [file.relative_to(built.site).as_posix() for file in kinds], runs)
    with tempfile.TemporaryDirectory() as folder:
        peer = Path(folder) / "peer"
        write_peer(peer, project, nav_of(project))
        theirs = measure(build_peer(peer), [COMPARED], runs)
    rows = [row(path, found) for path, found in ours.items()]
    rows += [row(f"Material: {path}", found) for path, found in theirs.items()]
    table(
        f"Lighthouse performance, mobile, {runs} runs",
        ["page", "median", "lowest", "largest paint, ms", "blocked, ms"],
        rows,
    )
    print()
    return judge(
        [
            Budget(path, median(run.scores["performance"] for run in found), FULL, at_least=True)
            for path, found in ours.items()
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
