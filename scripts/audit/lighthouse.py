"""Lighthouse over served pages: scores, what lowered them, and proof that nothing outside was asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from audit.tools import find_chromium, run_node, switches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RULES: Final = ("accessibility", "best-practices", "seo")
TIMES: Final = ("performance",)
PATIENCE: Final = 90.0
FULL: Final = 100


@dataclass(frozen=True)
class Run:
    """One run of Lighthouse over one page."""

    address: str
    problem: str
    scores: dict[str, int]
    failing: list[dict[str, Any]]
    requests: list[str]
    paint: float
    blocked: float

    def problems(self, server: str) -> Iterator[str]:
        """Say what is not perfect, and what was asked of anything but ``server``."""
        if self.problem:
            yield self.problem
        for category, score in self.scores.items():
            if score < FULL:
                yield f"{category} {score}"
        for one in self.failing:
            places = " | ".join(place for place in one["places"] if place)
            yield f"{one['category']}: {one['title']} ({one['id']}) {places}".rstrip()
        yield from (f"asks {url}" for url in self.requests if not url.startswith(f"{server}/"))


def run_lighthouse(
    addresses: Sequence[str], categories: Iterable[str], *, runs: int = 1, at_once: int = 1
) -> list[Run]:
    """Run Lighthouse; ``at_once`` processes share the pages, and must be 1 where times are measured."""
    # Lighthouse keeps state for the whole process: two runs in one process spoil each other's scores.
    shares = [list(addresses[start::at_once]) for start in range(at_once)]
    requests: list[dict[str, Any]] = [
        {"addresses": share, "categories": list(categories), "runs": runs, "flags": switches()}
        for share in shares
        if share
    ]
    with ThreadPoolExecutor(at_once) as pool:
        done = pool.map(
            lambda one: run_node(
                "lighthouse.mjs",
                one,
                PATIENCE * (1 + len(one["addresses"]) * runs),
                {"CHROME_PATH": find_chromium()},
            ),
            requests,
        )
        found = [Run(**result) for results in done for result in results]
    order = {address: number for number, address in enumerate(addresses)}
    return sorted(found, key=lambda run: order[run.address])
