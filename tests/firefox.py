"""Firefox, driven over WebDriver BiDi, as the system installed it.

Responsible for starting and ending the program and for speaking the protocol; what a reader's Firefox is set to is
left to ``firefox_profile``.
Playwright does not start a distribution's Firefox, hence this small client.

What it cannot do: Firefox tells no ``file:`` request over BiDi, so what pages ask of the outside is proved by the
recording proxy; a folder cannot be picked; ``script.evaluate`` works with script switched off, promises do not.
"""

from __future__ import annotations

import base64
import json
import os
import re
import stat
import subprocess
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from browsers import PATIENCE, Browser, BrowserError, Tab, View, find_program
from firefox_profile import write_profile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from websockets.sync.client import ClientConnection

DEFAULT_TEXT = 16
MOST_BYTES = 5 * 1024 * 1024
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
KEYS = {"Escape": "\ue00c", "Tab": "\ue004", "Enter": "\ue007"}
EVENTS = (
    "log.entryAdded",
    "network.beforeRequestSent",
    "network.fetchError",
    "browsingContext.navigationFailed",
)


class Conversation:
    """Commands out, answers and events in."""

    def __init__(self, socket: ClientConnection, log: Path) -> None:
        self._socket = socket
        self._log = log
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and wait for its answer; events that come first are kept."""
        self._number += 1
        end = time.monotonic() + PATIENCE
        try:
            self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
            while True:
                answer = json.loads(self._socket.recv(timeout=max(0.0, end - time.monotonic())))
                if answer.get("id") == self._number:
                    break
                if answer.get("type") == "event":
                    self.events.append(answer)
        except TimeoutError:
            raise BrowserError(
                f"Firefox did not answer {method} in {PATIENCE:.0f} seconds\n{_last_words(self._log)}"
            ) from None
        except (OSError, WebSocketException) as error:
            raise BrowserError(
                f"Firefox went away during {method}: {error}\n{_last_words(self._log)}"
            ) from error
        if answer["type"] == "error":
            raise BrowserError(f"{method}: {answer['error']}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def listen(self, quiet: float) -> None:
        """Keep the events that are on their way, until there were none for ``quiet`` seconds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.events.append(json.loads(self._socket.recv(timeout=quiet)))
            except TimeoutError:
                return

    def evaluate(self, context: str, script: str, *, later: bool = False) -> Any:
        """Run ``script`` in a tab, or with Firefox's own rights in its window."""
        result = self.command(
            "script.evaluate", expression=script, target={"context": context}, awaitPromise=later
        )
        if result["type"] == "exception":
            raise BrowserError(str(result["exceptionDetails"]["text"]))
        return result["result"].get("value")


class FirefoxTab(Tab):
    """A tab in a container of its own."""

    def __init__(self, conversation: Conversation, context: str) -> None:
        self._conversation = conversation
        self._context = context

    def open(self, address: str) -> None:
        self._conversation.command(
            "browsingContext.navigate", context=self._context, url=address, wait="complete"
        )

    def evaluate(self, script: str, *, later: bool = False) -> str:
        return str(self._conversation.evaluate(self._context, script, later=later))

    def press_at(self, x: float, y: float) -> None:
        self._perform(
            "pointer",
            [
                {"type": "pointerMove", "x": int(x), "y": int(y)},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ],
        )

    def press_key(self, key: str) -> None:
        self._perform("key", [{"type": "keyDown", "value": KEYS[key]}, {"type": "keyUp", "value": KEYS[key]}])

    def _perform(self, kind: str, actions: list[dict[str, Any]]) -> None:
        self._conversation.command(
            "input.performActions",
            context=self._context,
            actions=[{"type": kind, "id": kind, "actions": actions}],
        )

    def _take(self, *methods: str) -> list[dict[str, Any]]:
        self.evaluate("''")
        self._conversation.listen(quiet=0.05)
        taken = [event["params"] for event in self._conversation.events if event["method"] in methods]
        self._conversation.events = [
            event for event in self._conversation.events if event["method"] not in methods
        ]
        return taken

    def choose_folder(self, selector: str, folder: Path) -> None:
        """Put a list of files into the input as Firefox would: plain files, no links, no folders of their own."""
        self._give(
            selector,
            [
                (f"{folder.name}/{path.relative_to(folder).as_posix()}", path)
                for path in sorted(folder.rglob("*"))
                if stat.S_ISREG(path.lstat().st_mode)
            ],
        )

    def choose_files(self, selector: str, files: list[Path]) -> None:
        self._give(selector, [(path.name, path) for path in files])

    def _give(self, selector: str, files: list[tuple[str, Path]]) -> None:
        """Make the files in the page; of an endless one its first bytes, and the size that it claims."""
        given = []
        for path, file in files:
            with file.open("rb") as content:
                start = content.read(MOST_BYTES)
            given.append([path, base64.b64encode(start).decode("ascii"), file.stat().st_size])
        self.evaluate(
            "(() => {"
            f"const transfer = new DataTransfer(), input = document.querySelector({json.dumps(selector)});"
            f"for (const [path, content, size] of {json.dumps(given)}) {{"
            "const bytes = Uint8Array.from(atob(content), sign => sign.charCodeAt(0));"
            "const file = new File([bytes], path.split('/').pop());"
            "if (path.includes('/')) { Object.defineProperty(file, 'webkitRelativePath', {value: path}); }"
            "if (size !== bytes.length) { Object.defineProperty(file, 'size', {value: size}); }"
            "transfer.items.add(file);"
            "}"
            "input.files = transfer.files;"
            "input.dispatchEvent(new Event('change', {bubbles: true}));"
            "return '';"
            "})()"
        )

    def take_complaints(self) -> list[str]:
        entries = self._take("log.entryAdded", "network.fetchError", "browsingContext.navigationFailed")
        return [
            str(entry.get("text") or entry.get("errorText") or entry.get("url"))
            for entry in entries
            if entry.get("level") not in {"debug", "info"}
        ]

    def take_requests(self) -> list[str]:
        return [str(entry["request"]["url"]) for entry in self._take("network.beforeRequestSent")]


class Firefox(Browser):
    """A running Firefox."""

    engine = "firefox"

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        tree = conversation.command("browsingContext.getTree", **{"moz:scope": "chrome"})
        self._window = str(tree["contexts"][0]["context"])

    def _prefer(self, name: str, value: bool | int) -> None:
        kind = "Bool" if isinstance(value, bool) else "Int"
        self._conversation.evaluate(
            self._window, f"Services.prefs.set{kind}Pref({json.dumps(name)}, {json.dumps(value)})"
        )

    @contextmanager
    def tab(self, view: View) -> Iterator[Tab]:
        # The reader's own settings, as about:preferences would set them; they hold for pages opened from now on.
        self._prefer("javascript.enabled", view.script)
        self._prefer("layout.css.prefers-color-scheme.content-override", 0 if view.dark else 1)
        self._prefer("font.size.variable.x-western", DEFAULT_TEXT * view.text // 100)
        command = self._conversation.command
        container = command("browser.createUserContext")["userContext"]
        try:
            context = command("browsingContext.create", type="tab", userContext=container)["context"]
            # Only the tab in front has the focus that styles ask for.
            command("browsingContext.activate", context=context)
            width, height = view.screen
            command(
                "browsingContext.setViewport",
                context=context,
                viewport={"width": width, "height": height},
                devicePixelRatio=1,
            )
            command(
                "script.addPreloadScript",
                functionDeclaration=f"() => {{ {view.set_clock} }}",
                contexts=[context],
            )
            self._conversation.events.clear()
            yield FirefoxTab(self._conversation, context)
        finally:
            command("browser.removeUserContext", userContext=container)


def _last_words(log: Path) -> str:
    return "what Firefox wrote last:\n" + log.read_text(encoding="utf-8", errors="replace")[-3000:]


def _wait_for_address(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + PATIENCE * 2
    while time.monotonic() < end and process.poll() is None:
        match = LISTENING.search(log.read_text(encoding="utf-8", errors="replace"))
        if match:
            return match[1]
        time.sleep(0.05)
    raise BrowserError(f"Firefox did not open its port for the tests\n{_last_words(log)}")


@contextmanager
def running_firefox(proxy_port: int, folder: Path) -> Iterator[Firefox]:
    """Start Firefox behind the recording proxy with a profile in ``folder``, end it with the block."""
    program = find_program("firefox")
    profile, log = folder / "profile", folder / "firefox.log"
    write_profile(profile, proxy_port)
    with log.open("wb") as output, ExitStack() as stack:
        process = subprocess.Popen(
            [
                program,
                "--headless",
                "--no-remote",
                "--remote-debugging-port=0",
                # Only to change settings while it runs: script, dark, text size.
                "--remote-allow-system-access",
                "--profile",
                str(profile),
                "about:blank",
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={
                **os.environ,
                "HOME": str(folder),
                "MOZ_CRASHREPORTER_DISABLE": "1",
                "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1",
            },
        )
        stack.callback(_end, process)
        socket = stack.enter_context(
            connect(
                f"{_wait_for_address(process, log)}/session",
                proxy=None,
                max_size=None,
                compression=None,
                open_timeout=PATIENCE,
                close_timeout=2,
            )
        )
        conversation = Conversation(socket, log)
        conversation.command("session.new", capabilities={})
        conversation.command("session.subscribe", events=list(EVENTS))
        yield Firefox(conversation)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=5)
