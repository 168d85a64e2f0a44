"""The workbench of VS Code in a real browser: code-server from npm serves it, with kps and its extension installed."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

import browser
from browser import Page
from kps.resources import EXTENSION, folder

T = TypeVar("T")

SERVER = os.environ.get("KPS_CODE_SERVER") or shutil.which("code-server")
VSIX = folder("editor") / EXTENSION
needed = pytest.mark.skipif(
    SERVER is None or browser.PROGRAM is None or not VSIX.is_file(),
    reason="code-server, a browser or the built extension is lacking; .ci/workbench brings them",
)

PATIENCE = 60.0
"""Seconds that something is waited for before the test fails."""
SIZE = (1100, 640)
_ALT, _CONTROL, _SHIFT = 1, 2, 8
_MODIFIERS = {"Alt": _ALT, "Control": _CONTROL, "Shift": _SHIFT}
_NAMED = {
    "Enter": 13,
    "Escape": 27,
    "Backspace": 8,
    "Tab": 9,
    "End": 35,
    "Home": 36,
    "ArrowDown": 40,
    "F1": 112,
    "F8": 119,
}
_SIGNS = {".": 190, " ": 32}
SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
    "security.workspace.trust.enabled": False,
    "telemetry.telemetryLevel": "off",
    "extensions.autoCheckUpdates": False,
    "window.commandCenter": False,
    "editor.minimap.enabled": False,
    "files.autoSave": "off",  # in a browser VS Code saves by itself
}


@dataclass(frozen=True)
class Workbench:
    """The workbench with a folder open."""

    page: Page
    room: Path
    """Where a picture is left of what was shown instead of what was waited for."""

    def shows(self, selector: str, text: str = "") -> str:
        """What the first element of this kind with this text in it shows, as soon as there is one."""
        return self._shown_at(selector, text)[0]

    def all(self, selector: str) -> list[str]:
        """What all elements of this kind show now."""
        return [text for text, *_ in self._seen(selector, "")]

    def gone(self, selector: str, text: str = "") -> None:
        """Wait until nothing of this kind shows this text any more."""
        self._until(lambda: not self._seen(selector, text), f"{selector} {text} is shown still")

    def click(self, selector: str, text: str = "") -> None:
        """Click what shows this, in its middle, as a mouse does."""
        _, x, y = self._shown_at(selector, text)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.page.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, keys: str) -> None:
        """Press keys together: ``Control+.``, ``Enter``."""
        *held, key = keys.split("+")
        sign = key if len(key) == 1 else ""
        code = _NAMED.get(key) or _SIGNS.get(key) or ord(key.upper())
        about = {
            "key": key,
            "code": f"Key{key.upper()}" if sign.isalpha() else {".": "Period", " ": "Space"}.get(key, key),
            "windowsVirtualKeyCode": code,
            "modifiers": sum(_MODIFIERS[one] for one in held),
        }
        text = {"text": "\r"} if key == "Enter" else {"text": sign} if sign and not held else {}
        self.page.ask("Input.dispatchKeyEvent", type="keyDown", **text, **about)
        self.page.ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def type(self, text: str) -> None:
        """Type, a key at a time and as fast as people do."""
        for sign in text:
            self.settle(0.08)
            self.page.ask("Input.dispatchKeyEvent", type="char", text=sign)

    def run(self, command: str) -> None:
        """Run a command by its name from the palette."""
        self.press("F1")
        self.take(command)

    def open(self, file: str) -> None:
        """Open a file by its path in the folder; again where a page that is just there takes the focus meanwhile."""
        folder, _, name = file.rpartition("/")
        first, found = ".quick-input-list .monaco-list-row.focused", f"{name}{folder}"

        def asked() -> bool:
            self.click(".part.titlebar .window-title")  # out of a page, which keeps the keys for itself
            self.press("Escape")
            self.press("Control+p")
            self.settle(0.5)
            self.page.write(file)
            self.settle(1)
            return bool(self._seen(first, found))

        self._until(asked, f"{file} is not found")
        self._take(found)
        self.shows(".tab.active", name)

    def mend(self, title: str) -> None:
        """Take what is offered to do about what the cursor stands on; asked for till it is."""
        offered = ".action-widget .action"

        def asked() -> bool:
            self.press("Control+.")
            self.settle(1)
            return bool(self._seen(offered, title))

        self._until(asked, f"“{title}” is not offered")
        self.click(offered, title)

    def save(self) -> None:
        """Save the file that is shown."""
        self.press("Control+s")
        self.gone(".tab.active.dirty")

    def take(self, text: str) -> None:
        """Take this from the list that is shown."""
        self.shows(".quick-input-list .monaco-list-row")
        self.page.write(text)
        self._take(text)

    def _take(self, text: str) -> None:
        """Take what is the first of a list once it has been narrowed down to that."""
        self.shows(".quick-input-list .monaco-list-row.focused", text)
        self.press("Enter")
        self.gone(".quick-input-list .monaco-list-row.focused", text)

    def go_to(self, line: int, column: int) -> None:
        """Put the cursor on a line and column, both from 1."""
        self.press("Control+g")
        self.shows(".quick-input-widget")
        self.page.write(f"{line}:{column}")
        self.press("Enter")

    def picture(self, file: Path) -> None:
        """A picture of all that is shown, as PNG."""
        made = self.page.ask("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(made["data"]))

    def settle(self, seconds: float) -> None:
        """Let so much time pass."""
        self.page.tell(f"new Promise(done => setTimeout(done, {int(seconds * 1000)}))")

    def _shown_at(self, selector: str, text: str) -> tuple[str, float, float]:
        return self._until(lambda: self._seen(selector, text), f"{selector} {text} is not shown")[0]

    def _seen(self, selector: str, text: str) -> list[tuple[str, float, float]]:
        """The text and the middle of each element of this kind that is to be seen and has the text in it."""
        found: list[tuple[str, float, float]] = self.page.tell(
            f"""[...document.querySelectorAll({json.dumps(selector)})]
            .map(one => [one.innerText.replaceAll('\\u00a0', ' '), one.getBoundingClientRect()])
            .filter(([text, box]) => box.width && text.includes({json.dumps(text)}))
            .map(([text, box]) => [text, box.x + box.width / 2, box.y + box.height / 2])"""
        )
        return found

    def _until(self, ask: Callable[[], T], what: str) -> T:
        end = time.monotonic() + PATIENCE
        while not (found := ask()):
            if time.monotonic() > end:
                self.picture(self.room / "instead.png")
                raise AssertionError(f"{what}: {self.room / 'instead.png'}")
            self.settle(0.1)
        return found


@contextmanager
def workbench(room: Path, register: Path) -> Iterator[Workbench]:
    """The workbench with the register's folder open, and our extension installed from its file."""
    assert SERVER
    own = [SERVER, "--user-data-dir", str(room / "data"), "--extensions-dir", str(room / "extensions")]
    user = room / "data/User"
    user.mkdir(parents=True)
    (user / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    # No kps but the one that is tried.
    search = (folder for folder in os.get_exec_path() if not Path(folder, "kps").exists())
    environment = {**os.environ, "KPS_TODAY": "2026-11-23", "PATH": os.pathsep.join(search)}
    quiet = subprocess.DEVNULL
    subprocess.run(
        [*own, "--install-extension", str(VSIX)], check=True, stdout=quiet, env=environment, timeout=PATIENCE
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*own, "--auth", "none", "--bind-addr", f"127.0.0.1:{port}", "--disable-update-check"]
    log = (room / "server.log").open("wb")
    with subprocess.Popen(command, stdout=log, stderr=log, env=environment) as server:
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address)
            with browser.browser(room) as program, program.page("<p>") as page:
                page.ask(
                    "Emulation.setDeviceMetricsOverride",
                    width=SIZE[0],
                    height=SIZE[1],
                    deviceScaleFactor=1,
                    mobile=False,
                )
                page.ask("Page.navigate", url=f"{address}?folder={quote(str(register))}")
                bench = Workbench(page, room)
                bench.shows(".statusbar")
                yield bench
        finally:
            server.terminate()
            log.close()


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address + "healthz", timeout=5):
                return
        except (URLError, OSError):
            assert time.monotonic() < end, "code-server does not answer"
            time.sleep(0.1)


def own_kps(register: Path) -> Path:
    """The kps that is tried, as the workspace's own: where a virtual environment would have it."""
    program = register / ".venv/bin/kps"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kps "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program
