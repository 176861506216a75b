"""Opening a book on a slow phone, and its size; beside it the emergency page alone, opened the same way.

Chromium, processor slowed down six times; the figures are for comparing, no phone was measured.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from audit.browser import View, chromium, looking
from audit.pages import Built, find_built
from audit.tools import ToolError
from bekal.config import LIMITS
from bench.peer import ENVIRONMENT, our_command
from bench.projects import PAIRS, our_project, write_larger
from bench.tables import Budget, judge, table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLOWER = 6
RUNS = 5
CHAPTER = 200_000
FAMILY_COPY = 1_500_000
WHAT = ("LayoutDuration", "RecalcStyleDuration", "ScriptDuration")


@dataclass(frozen=True, slots=True)
class Opening:
    """Milliseconds: until loaded, and the parts spent on layout, styles and script; medians."""

    load: float
    layout: float
    style: float
    script: float


def open_slowly(browser: Browser, file: Path) -> Opening:
    """Open a file some times, each time in a fresh profile."""
    found = []
    for _ in range(RUNS):
        with looking(browser, View()) as tab:
            tab.session.send("Performance.enable")
            tab.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            tab.page.goto(file.as_uri(), wait_until="load")
            load = tab.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
            metrics = {
                one["name"]: one["value"] for one in tab.session.send("Performance.getMetrics")["metrics"]
            }
            found.append((load, *(1000 * metrics[name] for name in WHAT)))
    return Opening(*(median(values) for values in zip(*found, strict=True)))


def larger_book(folder: Path) -> Path | None:
    """Build a book as long as the whole curriculum; none when the build refuses it."""
    write_larger(our_project(), folder)
    done = subprocess.run(
        our_command("build"), cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        print(f"No book of {PAIRS} pages: the build says\n{done.stdout}{done.stderr}")
        return None
    return Built(folder / "build").kinds("id")["book"]


def main() -> int:
    """Open this project's books and one as long as the whole curriculum."""
    built = find_built(our_project().build)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        longer = larger_book(Path(folder) / "project")
        page = built.kinds("id").get("emergency")
        if page is None:
            raise ToolError("there is no emergency page to compare with: run `bekal build`")
        files = {"emergency page": page}
        files |= {file.name: file for file in built.books}
        if longer:
            files[f"a book of {PAIRS} pages (copies)"] = longer
        openings = {name: (file.stat().st_size, open_slowly(browser, file)) for name, file in files.items()}
    base = openings["emergency page"][1].load
    table(
        f"Opening at {SLOWER} times slower, milliseconds, median of {RUNS}",
        ["file", "bytes", "load", "layout", "styles", "script", "load, ratio to the page"],
        [
            [name, size, one.load, one.layout, one.style, one.script, one.load / base]
            for name, (size, one) in openings.items()
        ],
    )
    print()
    budgets = [
        Budget(name, size, CHAPTER if name.startswith("bab-") else LIMITS.book_bytes, " bytes")
        for name, (size, _) in openings.items()
        if name != "emergency page"
    ]
    pockets = {
        file.stem[-2:]: file.stat().st_size for file in (built.folder / "editions").rglob("*saku*.pdf")
    }
    budgets += [
        Budget(
            f"book and pocket PDF, {file.stem[-2:]}",
            file.stat().st_size + pockets[file.stem[-2:]],
            FAMILY_COPY,
        )
        for file in built.books
        if file.name.startswith("buku-") and file.stem[-2:] in pockets
    ]
    return judge(budgets)


if __name__ == "__main__":
    sys.exit(main())
