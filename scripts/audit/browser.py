"""Chromium through Playwright, for audits, screenshots and measurements: one fresh profile per view."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from audit.tools import ON_PHONE, find_chromium, switches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page

DEFAULT_TEXT = 16
PATIENCE = 30_000


@dataclass(frozen=True, slots=True)
class View:
    """How pages are looked at; ``text`` is the reader's text size in per cent, ``sharp`` pixels per CSS pixel."""

    screen: tuple[int, int] = ON_PHONE
    dark: bool = False
    script: bool = True
    text: int = 100
    sharp: float = 1


@dataclass(frozen=True, slots=True)
class Tab:
    """One page in one view."""

    page: Page
    session: CDPSession
    view: View

    def open(self, address: str) -> None:
        """Load a file; where script is off it stays off while the page loads, and our own tools work after."""
        if not self.view.script:
            self.session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        self.page.goto(address, wait_until="load")
        if not self.view.script:
            self.session.send("Emulation.setScriptExecutionDisabled", {"value": False})

    def evaluate(self, script: str) -> Any:
        """Evaluate script; what a page's policy forbids to pages is allowed here."""
        return self.page.evaluate(script)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; it ends with the block."""
    with sync_playwright() as playwright:
        own = [one for one in switches() if not one.startswith("--headless")]
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=own, chromium_sandbox=False
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def looking(browser: Browser, view: View) -> Iterator[Tab]:
    """Open a tab with nothing stored from before."""
    width, height = view.screen
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=view.sharp,
        color_scheme="dark" if view.dark else "light",
    )
    try:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        session = context.new_cdp_session(page)
        size = DEFAULT_TEXT * view.text // 100
        session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
        yield Tab(page, session, view)
    finally:
        context.close()
