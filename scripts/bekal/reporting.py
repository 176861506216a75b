"""The one module that prints: results on standard output, progress and notes on standard error.

It decides no wording; texts arrive finished and translated.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console


def _console(*, stderr: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - slow to import; what prints nothing does without

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


@dataclass(slots=True)
class Reporter:
    """Prints for one command."""

    out: Console = field(default_factory=lambda: _console(stderr=False))
    err: Console = field(default_factory=lambda: _console(stderr=True))

    def result(self, text: str, style: str | None = None) -> None:
        """Print a result: what the command was run for."""
        self.out.print(text, style=style)

    def note(self, text: str, style: str | None = None) -> None:
        """Print something beside the result: a stage that ended, a hint."""
        self.err.print(text, style=style)

    def raw(self, text: str) -> None:
        """Write ``text`` as it is, for other programs to read."""
        sys.stdout.write(text)
        sys.stdout.flush()

    @contextmanager
    def progress(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show a bar for ``total`` units while the block runs; the value it gives advances the bar."""
        from rich.progress import (  # noqa: PLC0415 - slow to import, and only sticks take long
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
        )

        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            console=self.err,
            transient=True,
        ) as bar:
            task = bar.add_task(label, total=total)
            yield lambda done: bar.update(task, advance=done)
