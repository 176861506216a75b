"""First view of every page, weighed as a browser loads it, beside stock Material on the same Markdown.

Bytes are bodies compressed with ``gzip -9``, without headers; requests are those that Chromium sent to the server.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from audit.browser import View, chromium, looking
from audit.pages import find_built
from audit.server import served
from bekal.finishing.audit import REFERENCE_PAGES, weight_limit
from bench.peer import build_peer, write_peer
from bench.projects import nav_of, our_project
from bench.tables import Budget, judge, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

MEDIAN = 11_000
QUIET = 300  # milliseconds after the last request


@dataclass(frozen=True, slots=True)
class Weight:
    """What one first view cost."""

    path: str
    size: int
    requests: int


def weigh(browser: Browser, folder: Path, paths: Sequence[str]) -> list[Weight]:
    """Open every path as a first visit and count what was sent."""
    weights = []
    with served(folder) as server:
        for path in paths:
            with looking(browser, View()) as tab:
                server.take_sent()
                tab.page.goto(f"{server.address}/{path}", wait_until="networkidle")
                tab.page.wait_for_timeout(QUIET)
            # What is not there (Material looks for a sitemap beside every page) is not counted against anybody.
            sent = [one for one in server.take_sent() if one.status == HTTPStatus.OK]
            weights.append(Weight(path, sum(one.size for one in sent), len(sent)))
    return weights


def is_reference(path: str) -> bool:
    """Whether a page is one of the long lists, which have a limit of their own."""
    return Path(path).stem in REFERENCE_PAGES


def main() -> int:
    """Weigh both sites, print them side by side, judge ours."""
    project = our_project()
    built = find_built(project.build)
    paths = [file.relative_to(built.site).as_posix() for file in built.pages]
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        peer = Path(folder) / "peer"
        write_peer(peer, project, nav_of(project))
        ours = weigh(browser, built.site, paths)
        site = build_peer(peer)
        shared = [path for path in paths if (site / path).is_file()]
        theirs = {one.path: one for one in weigh(browser, site, shared)}
    rows: list[list[object]] = []
    for one in ours:
        other = theirs.get(one.path)
        stock = [other.size, other.requests, one.size / other.size] if other else ["-", "-", "-"]
        rows.append([one.path, one.size, one.requests, weight_limit(one.path), *stock])
    heads = ["page", "ours", "requests", "limit", "Material", "requests", "ratio"]
    table("First view, bytes compressed (Material: plain Markdown, without web fonts)", heads, rows)
    lessons = [one.size for one in ours if not is_reference(one.path)]
    for_all = [one.size for one in ours], [one.size for one in theirs.values()]
    table(
        "All pages",
        ["", "ours", "Material", "ratio"],
        [
            [name, *map(choose, for_all), choose(for_all[0]) / choose(for_all[1])]
            for name, choose in (("median", median), ("max", max))
        ],
    )
    print()
    return judge(
        [
            Budget("heaviest lesson", max(lessons), weight_limit("lesson.html"), " bytes"),
            Budget("median of lessons", median(lessons), MEDIAN, " bytes"),
            Budget(
                "heaviest list",
                max((one.size for one in ours if is_reference(one.path)), default=0),
                weight_limit("sources.html"),
                " bytes",
            ),
            Budget("requests of any page", max(one.requests for one in ours), 1),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
