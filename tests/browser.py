"""A real browser for the tests of pages, spoken to over a pipe in the DevTools protocol; none installed, no test.

A page is asked in JavaScript what it shows, is told to be night, paper or narrow, and gets keys as from a keyboard.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needed = pytest.mark.skipif(PROGRAM is None, reason="no browser is installed; the pages were not looked at in one")

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
]
_START = """\
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser's ends of the pipes become the files 3 and 4 of its own."""
_PATIENCE = 60
"""Seconds until a browser that does not answer is given up."""
_AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_KEYS = {"Enter": (13, "\r"), " ": (32, " "), "Tab": (9, "")}


@dataclass
class Pipe:
    """What is said to the browser, and what it says."""

    sent: int
    heard: int
    number: int = 0
    waiting: bytes = b""

    def ask(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        """The browser's answer to a command."""
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters}
        if session:
            command["sessionId"] = session
        os.write(self.sent, json.dumps(command).encode() + b"\0")
        while (said := self._next()).get("id") != self.number:
            pass
        assert "result" in said, said
        result: dict[str, Any] = said["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.waiting:
            ready, _, _ = select.select([self.heard], [], [], _PATIENCE)
            more = os.read(self.heard, 1 << 16) if ready else b""
            assert more, "the browser does not answer"
            self.waiting += more
        said, _, self.waiting = self.waiting.partition(b"\0")
        found: dict[str, Any] = json.loads(said)
        return found


@dataclass(frozen=True)
class Page:
    """An open page."""

    pipe: Pipe
    session: str

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """The browser's answer to a command about this page."""
        return self.pipe.ask(method, self.session, **parameters)

    def tell(self, script: str) -> Any:
        """What a JavaScript expression comes to, awaited."""
        found = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def becomes(self, scheme: str = "light", media: str = "screen", width: int = 1000) -> None:
        """Show the page by day or by night, on a screen or on paper, as wide as told."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=media, features=features)
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)

    def press(self, key: str) -> None:
        """A key pressed and let go."""
        code, text = _KEYS[key]
        about = {"key": key, "windowsVirtualKeyCode": code}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def write(self, text: str) -> None:
        """Words typed where the focus is."""
        self.ask("Input.insertText", text=text)

    def breaches(self, rule: str = "") -> list[Any]:
        """What axe finds against WCAG 2.1 AA and good practice, or one rule; fails where it asked about nothing."""
        axe = pytest.importorskip("axe_core_python")
        self.tell((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8") + "; null")
        # Of what is right one element a rule is told: to name them all takes most of the time.
        how = {"runOnly": [rule] if rule else _AXE, "resultTypes": ["violations"]}
        asked = f"axe.run(document, {json.dumps(how)})"
        told = "one => [one.id, one.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary)]"
        found = self.tell(f"{asked}.then(done => [done.passes.length, done.violations.map({told})])")
        assert found[0]
        breaches: list[Any] = found[1]
        return breaches


@dataclass(frozen=True)
class Browser:
    """The browser, and where it finds the pages."""

    pipe: Pipe
    folder: Path

    @contextmanager
    def page(self, text: str, scripts: bool = True) -> Iterator[Page]:
        """A page of this HTML, opened in a tab of its own."""
        file = self.folder / "page.html"
        file.write_text(text, encoding="utf-8")
        target = self.pipe.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.pipe.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self.pipe, session)
        page.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        page.becomes()
        page.ask("Page.navigate", url=file.as_uri())
        # Asked again and again: where scripts are turned off, nothing can tell by itself.
        while page.tell("location.protocol + document.readyState") != "file:complete":
            pass
        yield page
        self.pipe.ask("Target.closeTarget", targetId=target)


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser that keeps what is its own in the folder."""
    to_read, sent = _pipe()
    heard, to_write = _pipe()
    flags = [*_FLAGS, f"--user-data-dir={folder / 'profile'}"]
    command = [sys.executable, "-c", _START, str(to_read), str(to_write), str(PROGRAM), *flags]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=(to_read, to_write), stdout=quiet, stderr=quiet) as running:
        os.close(to_read)
        os.close(to_write)
        pipe = Pipe(sent, heard)
        try:
            yield Browser(pipe, folder)
        finally:
            pipe.ask("Browser.close")
            running.wait(_PATIENCE)
    os.close(sent)
    os.close(heard)


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are none of the files that the browser takes as its own."""
    ends = os.pipe()
    kept = fcntl.fcntl(ends[0], fcntl.F_DUPFD, 10), fcntl.fcntl(ends[1], fcntl.F_DUPFD, 10)
    for end in ends:
        os.close(end)
    return kept
