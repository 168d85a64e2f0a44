"""The YAML language server that editors run, spoken to over stdio: just what the tests of the schemas ask of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


class Server:
    """A running server; every file that ends in .yaml is held against the one schema."""

    def __init__(self, out: IO[bytes], into: IO[bytes], schema: Path) -> None:
        self._out, self._in, self._id = out, into, 0
        self._settings = {
            "yaml": {
                "schemas": {schema.as_uri(): "*.yaml"},
                "schemaStore": {"enable": False},
                "validate": True,
                "completion": True,
            }
        }
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def complaints(self, file: Path, text: str) -> list[tuple[int, str]]:
        """What is said of a text, as line (from 1) and words."""
        self._open(file, text)
        while True:
            message = self._next()
            about = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and about["uri"] == file.as_uri():
                return [(one["range"]["start"]["line"] + 1, one["message"]) for one in about["diagnostics"]]

    def completions(self, file: Path, text: str) -> dict[str, str]:
        """What is proposed at the text's end: each label with what is told of it."""
        self.complaints(file, f"{text}\n")  # it has its settings by then
        line = text.count("\n")
        place = {"line": line, "character": len(text) - text.rfind("\n") - 1}
        answer = self._ask("textDocument/completion", {"textDocument": {"uri": file.as_uri()}, "position": place})
        return {one["label"]: str(one.get("documentation", "")) for one in answer["items"]}

    def _open(self, file: Path, text: str) -> None:
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def _ask(self, method: str, params: Any) -> Any:
        self._id += 1
        self._send({"id": self._id, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._id and "method" not in message:
                return message["result"]

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _next(self) -> dict[str, Any]:
        """The next message; what the server asks for itself is answered on the way."""
        length = 0
        while line := self._out.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self._out.read(length))
        if "id" in message and "method" in message:
            asked = message["params"].get("items", ()) if isinstance(message.get("params"), dict) else ()
            answer = [self._settings.get(one.get("section")) for one in asked]
            self._send({"id": message["id"], "result": answer or None})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._in.flush()


@contextmanager
def language_server(command: str, schema: Path) -> Iterator[Server]:
    """The server, started; it is ended when the tests are done with it."""
    with subprocess.Popen(
        [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield Server(process.stdout, process.stdin, schema)
        finally:
            process.kill()
