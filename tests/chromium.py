"""Chromium, driven by Playwright, as the system installed it.

Responsible for its switches, for a fresh profile in each tab, and for hearing every request and complaint.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from browsers import PATIENCE, Browser, BrowserError, Tab, View, find_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser as PlaywrightBrowser
    from playwright.sync_api import CDPSession, Page

DEFAULT_TEXT = 16
SWITCHES = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The program's own errands: nobody listens there, and what they ask is no business of the pages.
    "--gaia-url=http://127.0.0.1:9",
    "--component-updater=url-source=http://127.0.0.1:9/",
)


class ChromiumTab(Tab):
    """A page in a context of its own."""

    def __init__(self, page: Page, session: CDPSession, *, script: bool) -> None:
        self._page = page
        self._session = session
        self._script = script
        self._complaints: list[str] = []
        self._requests: list[str] = []
        page.on("request", lambda request: self._requests.append(request.url))
        page.on(
            "requestfailed",
            lambda request: self._complaints.append(f"{request.url}: {request.failure or ''}"),
        )
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                self._complaints.append(message.text) if message.type in {"error", "warning"} else None
            ),
        )

    def open(self, address: str) -> None:
        self._allow_script(allowed=self._script)
        try:
            self._page.goto(address, wait_until="load")
        except PlaywrightError as error:
            raise BrowserError(f"{address}: {error.message}") from error

    def evaluate(self, script: str, *, later: bool = False) -> str:  # noqa: ARG002 - promises are awaited anyway
        try:
            return str(self._page.evaluate(script))
        except PlaywrightError as error:
            raise BrowserError(error.message) from error

    def let_tools_run(self) -> None:
        """Let our own tools use promises until the next page opens, also where pages may run no script."""
        self._allow_script(allowed=True)

    def _allow_script(self, *, allowed: bool) -> None:
        self._session.send("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def press_at(self, x: float, y: float) -> None:
        self._page.mouse.click(x, y)

    def press_key(self, key: str) -> None:
        self._page.keyboard.press(key)

    def choose_folder(self, selector: str, folder: Path) -> None:
        """Let Chromium walk the folder itself."""
        self._page.set_input_files(selector, folder)

    def choose_files(self, selector: str, files: list[Path]) -> None:
        self._page.set_input_files(selector, files)

    def drop(self, path: Path) -> None:
        """Drop a file or folder from the desktop in the middle of the page."""
        data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            self._session.send("Input.dispatchDragEvent", {"type": kind, "x": 100, "y": 300, "data": data})

    def take_complaints(self) -> list[str]:
        self._page.wait_for_timeout(50)  # what is on its way still arrives
        complaints, self._complaints = self._complaints, []
        return complaints

    def take_requests(self) -> list[str]:
        requests, self._requests = self._requests, []
        return requests


class Chromium(Browser):
    """A running Chromium."""

    engine = "chromium"

    def __init__(self, browser: PlaywrightBrowser) -> None:
        self._browser = browser

    @contextmanager
    def tab(self, view: View) -> Iterator[ChromiumTab]:
        width, height = view.screen
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if view.dark else "light",
            forced_colors="active" if view.forced else "none",
        )
        try:
            context.set_default_timeout(PATIENCE * 1000)
            context.add_init_script(view.set_clock)
            page = context.new_page()
            # The reader's own text size, as the browser's settings offer it: media queries in em follow it.
            size = DEFAULT_TEXT * view.text // 100
            session = context.new_cdp_session(page)
            session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
            yield ChromiumTab(page, session, script=view.script)
        finally:
            context.close()


@contextmanager
def running_chromium(proxy_port: int) -> Iterator[Chromium]:
    """Start Chromium behind the recording proxy, end it with the block."""
    program = find_program("chromium")
    # Chromium's sandbox cannot start for root, which is what containers run as.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[*SWITCHES, *(["--no-sandbox"] if as_root else [])],
            chromium_sandbox=not as_root,
            proxy={"server": f"http://127.0.0.1:{proxy_port}", "bypass": "<-loopback>"},
            timeout=PATIENCE * 2000,
        )
        try:
            yield Chromium(browser)
        finally:
            browser.close()
