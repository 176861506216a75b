"""Cost of one more village: time, bytes that are new on the disk, and memory, for ten and a hundred villages.

`--counts 10 100 1000` takes ten minutes and three gigabytes.
Whole processes of `bekal bundle`, with made-up villages in which everything is filled in.
What the base edition costs by itself is taken off.
Seconds of the processor are judged, because other work on the machine stretches the clock.
Beside it: from a number that was changed to the editions of our own seven villages, packed, and the correction.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bekal.config import VILLAGES
from bench.peer import ENVIRONMENT, our_command
from bench.projects import our_project
from bench.tables import Budget, judge, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COUNTS: Final = (10, 100)
SECONDS: Final = 1.0
NEW_BYTES: Final = 2_500_000
GROWTH: Final = 1.2
"""What the most villages may need of time for each beside the next fewer, and of memory beside the fewest."""
BASE_RUNS: Final = 3
"""How often the base edition is made; the quickest counts, because a slow one would flatter the villages."""
RECALL_SECONDS: Final = 60.0

_CONTACTS: Final = Path("docs/data/contacts.yml")
_NUMBER: Final = "29244800"


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: seconds of the clock and of the processor, and its peak of memory in megabytes."""

    clock: float
    processor: float
    memory: float


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a command to its end and ask what it, and no other, has used."""
    begin = time.perf_counter()
    with (folder / "output.txt").open("w+") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - begin
        if process.returncode != 0:
            output.seek(0)
            raise SystemExit(f"{command[-2:]} ended with {process.returncode}:\n{output.read()[-3000:]}")
    return Run(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def new_bytes(folder: Path) -> int:
    """Count the bytes of all files below ``folder`` that no other bundle shares."""
    return sum(
        stat.st_size for path in folder.rglob("*") if path.is_file() and (stat := path.stat()).st_nlink == 1
    )


def write_villages(folder: Path, count: int) -> None:
    """Make up villages in which everything is filled in."""
    entries = [
        f"- id: rekaan-{number}\n  name: Desa Rekaan {number}\n  kecamatan: Rekaan\n  kabupaten: Kupang\n"
        f"  consent: 2026-11-01\n  post: Kantor desa, ruang {number}, Selasa\n  companions: [Ibu Contoh]\n"
        f"  numbers: [{{whose: Pos desa, number: 0800-{number:07}, tried_on: 2026-11-01}}]\n"
        for number in range(1, count + 1)
    ]
    (folder / "docs" / "data" / "villages.yml").write_text("".join(entries), encoding="utf-8")


def copy_project(folder: Path) -> Path:
    """Copy what a bundle is made from."""
    project = our_project()
    target = folder / "project"
    target.mkdir()
    for name in ("docs", "overrides"):
        shutil.copytree(project.root / name, target / name)
    shutil.copy(project.root / "mkdocs.yml", target)
    return target


def measure_recall(project: Path, folder: Path, environment: Mapping[str, str]) -> float:
    """Change a number in a copy of ``project``, make every edition and the sheet; gives the seconds by the clock."""
    earlier = folder / "earlier"
    shutil.copytree(project, earlier, ignore=shutil.ignore_patterns("build"))
    contacts, settings = project / _CONTACTS, project / "mkdocs.yml"
    text = contacts.read_text(encoding="utf-8")
    if _NUMBER not in text:
        raise SystemExit(f"{_CONTACTS} has no number {_NUMBER}: name another in {__name__}")
    contacts.write_text(text.replace(_NUMBER, f"{_NUMBER[:-1]}1"), encoding="utf-8")
    lines = settings.read_text(encoding="utf-8").splitlines()
    lines = ['  release: "2099.1.1"' if line.startswith("  release:") else line for line in lines]
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = run([*our_command("bundle"), "--all-villages", "--zip"], project, environment)
    told = run([*our_command("ralat"), "--since", str(earlier)], project, environment)
    return made.clock + told.clock


def main() -> int:
    """Measure every number of villages; judge the largest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=list(COUNTS))
    chosen = parser.parse_args()
    rows: list[list[object]] = []
    each: list[float] = []
    memories: list[float] = []
    room = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**ENVIRONMENT, "XDG_CONFIG_HOME": str(folder / "config")}
        project = copy_project(folder)
        own = (project / "docs" / "data" / "villages.yml").read_bytes()
        run(our_command("bundle"), project, environment)
        base = min(
            (run(our_command("bundle"), project, environment) for _ in range(BASE_RUNS)),
            key=lambda one: one.processor,
        )
        rows.append(["the base edition alone", base.clock, base.processor, 0, base.memory])
        for count in chosen.counts:
            write_villages(project, count)
            shutil.rmtree(project / "build")
            made = run([*our_command("bundle"), "--all-villages"], project, environment)
            room = new_bytes(project / "build" / VILLAGES) / count
            each.append((made.processor - base.processor) / count)
            memories.append(made.memory)
            rows.append(
                [
                    f"each of {count} villages more",
                    (made.clock - base.clock) / count,
                    each[-1],
                    int(room),
                    made.memory,
                ]
            )
        shutil.rmtree(project / "build")
        (project / "docs" / "data" / "villages.yml").write_bytes(own)
        recall = measure_recall(project, folder, environment)
    heads = ["", "seconds", "of the processor", "new bytes", "peak, MB"]
    table("Editions of villages", heads, rows)
    print()
    return judge(
        [
            Budget("one more village, of the processor", max(each), SECONDS, " s"),
            Budget("its new bytes", room, NEW_BYTES, " bytes"),
            Budget("time of each, most villages beside the next fewer", each[-1] / each[-2:][0], GROWTH),
            Budget("memory, most villages beside fewest", memories[-1] / memories[0], GROWTH),
            Budget("a changed number to seven packed editions and the sheet", recall, RECALL_SECONDS, " s"),
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
