"""An editor for the tests: speaks the protocol with a real server over its standard streams."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any

PATIENCE = 60.0
"""So many seconds an answer is waited for before the test fails; it takes some hundredths."""
CAPABILITIES: dict[str, Any] = {
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename"]}},
    "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
}


ROOT = Path(__file__).parent.parent.parent


def agder_in(folder: Path) -> Path:
    """A copy of the example, to type in."""
    folder.mkdir(exist_ok=True)
    return Path(copytree(ROOT / "examples" / "agder", folder / "agder"))


class Editor:
    """One conversation; what comes besides the answer that is waited for is kept."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.heard: list[dict[str, Any]] = []
        self._rest = b""
        self._count = 0

    # --- sending -----------------------------------------------------------------------------------------------

    def raw(self, body: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def send(self, **message: Any) -> None:
        self.raw(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method: str, params: Any = None) -> None:
        self.send(method=method, params=params)

    def ask_later(self, method: str, params: Any = None) -> int:
        self._count += 1
        self.send(id=self._count, method=method, params=params)
        return self._count

    def ask(self, method: str, params: Any = None) -> Any:
        """The result of a request; the test fails where it is refused."""
        answer = self.answer(self.ask_later(method, params))
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def error(self, method: str, params: Any = None) -> dict[str, Any]:
        """The error that a request is refused with."""
        return dict(self.answer(self.ask_later(method, params))["error"])

    # --- hearing -----------------------------------------------------------------------------------------------

    def answer(self, id: int | None) -> dict[str, Any]:
        return self.hear(lambda one: "method" not in one and one.get("id") == id)

    def told(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """The diagnostics of a file; of one version of its text, where that is named."""

        def fits(one: dict[str, Any]) -> bool:
            params = one.get("params") or {}
            return (
                one.get("method") == "textDocument/publishDiagnostics"
                and params["uri"] == uri
                and (version is None or params.get("version") == version)
            )

        return list(self.hear(fits)["params"]["diagnostics"])

    def hear(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message that fits; those that came before it and do not fit are kept."""
        for index, one in enumerate(self.heard):
            if fits(one):
                return self.heard.pop(index)
        while True:
            message = self._next(time.monotonic() + PATIENCE)
            assert message is not None, "no such message came"
            if fits(message):
                return message
            self.heard.append(message)

    def silence(self, seconds: float) -> list[dict[str, Any]]:
        """All that was heard and comes within so many seconds."""
        until = time.monotonic() + seconds
        while (message := self._next(until)) is not None:
            self.heard.append(message)
        return self.heard

    def _next(self, until: float) -> dict[str, Any] | None:
        assert self.process.stdout
        handle = self.process.stdout.fileno()
        while True:
            head, found, body = self._rest.partition(b"\r\n\r\n")
            if found:
                length = int(head.removeprefix(b"Content-Length: "))
                if len(body) >= length:
                    self._rest = body[length:]
                    return dict(json.loads(body[:length]))
            ready, _, _ = select.select([handle], [], [], max(0.0, until - time.monotonic()))
            data = os.read(handle, 1 << 16) if ready else b""
            if not data:
                return None
            self._rest += data

    # --- the usual ---------------------------------------------------------------------------------------------

    def begin(self, folder: Path | None = None, **params: Any) -> dict[str, Any]:
        given = {
            "processId": None,
            "rootUri": folder.as_uri() if folder else None,
            "capabilities": CAPABILITIES,
            **params,
        }
        result = self.ask("initialize", given)
        self.notify("initialized", {})
        return dict(result)

    def open(self, path: Path, text: str | None = None, version: int = 1) -> str:
        uri = path.as_uri()
        text = path.read_bytes().decode() if text is None else text
        document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, version: int, *changes: dict[str, Any]) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def end(self) -> int:
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)


@contextmanager
def editor(where: Path, *arguments: str, today: str = "2026-11-23", **environment: str) -> Iterator[Editor]:
    """A server that is begun, and ended whatever happens."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("KPS_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "kps", "lsp", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=where,
        env={**ours, "KPS_TODAY": today, **environment},
    )
    try:
        yield Editor(process)
    finally:
        process.kill()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()
        process.wait()
