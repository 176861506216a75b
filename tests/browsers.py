"""One way to drive two browsers: open a file, read what is on the screen, tap, press a key.

Responsible for what Chromium and Firefox have in common: finding the programs, and ``Tab``, through which every
browser test speaks.
How each engine is started and spoken to is left to ``chromium`` and ``firefox``; what is measured inside a page
is in ``measure.js``; what must hold is in ``browser/test_*.py``.
"""

from __future__ import annotations

import json
import shutil
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

PATIENCE = 15.0  # seconds after which any single wait is a failure
SETTLING = 5  # how often a place is looked up again before it counts as found
PHONE = (360, 640)
CLOCK = 1795651200  # 26 November 2026, two days after the bundle of the tests is made
MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
}


class BrowserError(AssertionError):
    """A browser is missing, did not start, broke down, or did not get where it was sent in time."""


def expect_no(problems: list[str]) -> None:
    """Fail with every problem that was found, each on a line of its own."""
    assert not problems, "\n".join(["", *problems])


def find_program(engine: str) -> str:
    """Find the browser for ``engine``; a machine without it fails the tests, it does not skip them."""
    for name in PROGRAMS[engine]:
        program = shutil.which(name)
        if program:
            return program
    raise BrowserError(
        f"no {engine} on this machine (looked for {', '.join(PROGRAMS[engine])}): "
        "run `make test`, which installs it, or install it with your system's package manager"
    )


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: with or without script, light or dark, text size in per cent, screen.

    ``forced`` puts the system's own few colours in place of the page's, which only Chromium does on request.
    ``clock`` is what the reader's clock says to the page's script, in seconds.
    """

    script: bool = True
    dark: bool = False
    forced: bool = False
    text: int = 100
    screen: tuple[int, int] = PHONE
    clock: int = CLOCK

    @property
    def set_clock(self) -> str:
        """Script that sets the clock, to be run before the page's own."""
        return f"Date.now = () => {self.clock * 1000};"


@dataclass(frozen=True, slots=True)
class Box:
    """Where an element is on the screen, and whether a finger on its middle would meet it."""

    name: str
    text: str
    left: float
    top: float
    width: float
    height: float
    met: bool

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


class Tab(ABC):
    """One page in one browser; every wait ends after ``PATIENCE`` seconds."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Load ``address`` and wait until it is complete."""

    @abstractmethod
    def evaluate(self, script: str, *, later: bool = False) -> str:
        """Run ``script``, which gives a string (a promise of one if ``later``), also where pages may not."""

    @abstractmethod
    def press_at(self, x: float, y: float) -> None:
        """Press and release at a point of the screen."""

    @abstractmethod
    def press_key(self, key: str) -> None:
        """Press and release ``Escape``, ``Tab`` or ``Enter``."""

    @abstractmethod
    def choose_folder(self, selector: str, folder: Path) -> None:
        """Choose a folder in a file input, as far as this browser lets itself be driven to."""

    @abstractmethod
    def choose_files(self, selector: str, files: list[Path]) -> None:
        """Choose single files in a file input."""

    @abstractmethod
    def take_complaints(self) -> list[str]:
        """Hand over what the browser complained about since the last call: console errors, failed requests."""

    @abstractmethod
    def take_requests(self) -> list[str]:
        """Hand over the addresses asked for since the last call, as far as this browser tells them."""

    def read(self, expression: str) -> Any:
        """Evaluate an expression that may use the functions of ``measure.js``."""
        return json.loads(
            self.evaluate(f"(() => {{ {MEASURE}\nreturn JSON.stringify(({expression}) ?? null); }})()")
        )

    def read_later(self, expression: str) -> Any:
        """Like ``read`` for a promise; only where script is on, since promises need it."""
        return json.loads(
            self.evaluate(
                f"(async () => {{ {MEASURE}\nreturn JSON.stringify((await inTime({expression})) ?? null); }})()",
                later=True,
            )
        )

    def boxes(self, selector: str) -> list[Box]:
        """Give the box of every shown element that ``selector`` finds."""
        return [Box(**box) for box in self.read(f"boxes({json.dumps(selector)})")]

    def tap(self, selector: str, number: int = 0) -> None:
        """Tap an element as a finger does: scroll to it, and press where it is; covered elements fail."""
        bring = f"bringForward({json.dumps(selector)}, {number})"
        target = self.read(bring)
        # Sections of a book take their place as they come near, and push what was aimed at: a finger waits, too.
        for _ in range(SETTLING):
            before, target = target, self.read(bring)
            if target == before:
                break
        if target["problem"]:
            raise BrowserError(f"{selector} number {number} cannot be tapped: {target['problem']}")
        self.press_at(target["x"], target["y"])

    def follow(self, selector: str, number: int = 0) -> str:
        """Tap a link and wait until its page, or its place in this page, is there; gives the address."""
        goal = self.read(f"document.querySelectorAll({json.dumps(selector)})[{number}].href")
        self.tap(selector, number)
        self.wait_until(
            f'location.href === {json.dumps(goal)} && document.readyState === "complete"',
            f"the link {selector} leads to {goal}",
        )
        return str(goal)

    def wait_until(self, condition: str, meaning: str) -> None:
        """Ask again and again until ``condition`` holds."""
        end = time.monotonic() + PATIENCE
        trouble = "it never did"
        while time.monotonic() < end:
            try:
                if self.read(condition):
                    return
            except BrowserError as error:
                trouble = str(error)  # the page was on its way out while it was asked
            time.sleep(0.02)
        raise BrowserError(f"waited {PATIENCE:.0f} seconds until {meaning}: {trouble}")


class Browser(ABC):
    """A running browser."""

    engine: str

    @abstractmethod
    def tab(self, view: View) -> AbstractContextManager[Tab]:
        """Open a tab with nothing stored from before; it is closed when the block ends."""
