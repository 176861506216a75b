"""Which messages about sticks were said by at least one test, over all processes of a run.

A message that no test provokes may be wrong without anyone noticing; a run of the rooms that say them lists it.
Loaded by ``conftest``; it changes nothing in what is said.
"""

from __future__ import annotations

from typing import Any, Final

import pytest

from bekal.bundle.refused import RefusedError
from bekal.errors import BekalError
from bekal.locale import Translator
from stick_messages import messages

ROOMS: Final = ("tests/stick", "tests/bundle")
"""A run that leaves one of them out cannot tell."""

_said: set[str] = set()


def pytest_configure() -> None:
    """Note each message when it is said, each reason and error when it is made."""
    saying, refusing, stopping = Translator.__call__, RefusedError.__init__, BekalError.__init__

    def say(self: Translator, message: str, /, **values: object) -> str:
        _said.add(message)
        return saying(self, message, **values)

    def refuse(self: RefusedError, reason: str, /, **values: object) -> None:
        _said.add(reason)
        refusing(self, reason, **values)

    def stop(self: BekalError, message: str, fix: str = "", **values: object) -> None:
        _said.update((message, fix))
        stopping(self, message, fix, **values)

    Translator.__call__ = say  # type: ignore[method-assign]
    RefusedError.__init__ = refuse  # type: ignore[method-assign]
    BekalError.__init__ = stop  # type: ignore[method-assign]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a process of its own noted to the one that reports."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["said_messages"] = sorted(_said)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what another process noted; only called when there are several."""
    _said.update(getattr(node, "workeroutput", {}).get("said_messages", ()))


def unsaid() -> list[str]:
    return sorted(message for message in messages() - _said)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """List the messages that no test provoked, when all rooms that say them were run."""
    ran = {
        report.nodeid.rpartition("/")[0]
        for reports in terminalreporter.stats.values()
        for report in reports
        if hasattr(report, "nodeid")
    }
    if not config.option.keyword and ran.issuperset(ROOMS) and unsaid():
        terminalreporter.section("messages about sticks that no test provoked")
        for message in unsaid():
            terminalreporter.line(message)
