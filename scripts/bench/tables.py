"""Short tables, numbers and verdicts on standard output, and the machine they were measured on."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Budget:
    """What was measured, what is allowed, and what is measured in."""

    name: str
    measured: float
    allowed: float
    unit: str = ""
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the measurement is within the budget."""
        return self.measured >= self.allowed if self.at_least else self.measured <= self.allowed


def number(value: float) -> str:
    """Write a number: whole ones with thousands, small ones with two places."""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:.2f}"


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; numbers stand on the right."""
    lines = [heads, *rows]
    widths = [max(len(_cell(line[column])) for line in lines) for column in range(len(heads))]
    print(f"\n{title}")
    for line in lines:
        cells = [
            _cell(value).rjust(width) if isinstance(value, int | float) else _cell(value).ljust(width)
            for value, width in zip(line, widths, strict=True)
        ]
        print("  " + "  ".join(cells).rstrip())


def _cell(value: object) -> str:
    return number(value) if isinstance(value, int | float) else str(value)


def judge(budgets: Sequence[Budget]) -> int:
    """Print each budget with its verdict; 1 when one is broken."""
    for one in budgets:
        sign = "at least" if one.at_least else "at most"
        print(
            f"  {'ok    ' if one.holds else 'BROKEN'}  {one.name}: {number(one.measured)}{one.unit}, "
            f"{sign} {number(one.allowed)}{one.unit}"
        )
    return 0 if all(one.holds for one in budgets) else 1


def machine() -> str:
    """Say what kind of machine this is, without its name."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
