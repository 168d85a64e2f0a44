"""The process from beginning to end, as a raw client sees it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from editor import PATIENCE, editor

pytest.importorskip("pygls", reason="the extra lsp is not installed")


def test_before_initialize_and_after_shutdown_requests_are_refused(tmp_path: Path) -> None:
    with editor(tmp_path) as client:
        assert client.error("textDocument/hover", {})["code"] == -32002
        client.begin()
        assert client.ask("shutdown") is None
        assert client.error("textDocument/hover", {})["code"] == -32600
        client.notify("exit")
        assert client.process.wait(PATIENCE) == 0


def test_exit_without_shutdown_ends_with_1(tmp_path: Path) -> None:
    with editor(tmp_path) as client:
        client.begin()
        client.notify("exit")
        assert client.process.wait(PATIENCE) == 1


def test_the_end_of_its_input_ends_it(tmp_path: Path) -> None:
    with editor(tmp_path) as client:
        client.begin()
        assert client.process.stdin
        client.process.stdin.close()
        assert client.process.wait(PATIENCE) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the end of standard input tells there")
def test_the_death_of_the_editor_ends_it(tmp_path: Path) -> None:
    with (
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other,
        editor(tmp_path) as client,
    ):
        client.begin(processId=other.pid)
        other.kill()
        other.wait()
        assert client.process.wait(PATIENCE) == 1


def test_what_is_unknown_is_told_or_passed_over_and_what_is_no_json_is_no_end(tmp_path: Path) -> None:
    with editor(tmp_path) as client:
        client.begin()
        assert client.error("kps/unknown", {})["code"] == -32601
        client.notify("kps/unknown", [1])
        client.raw(b"{no json")
        assert client.answer(None)["error"]["code"] == -32700
        client.raw(b"[" * 100_000)
        assert client.answer(None)["error"]["code"] == -32700
        client.raw(b"[]")
        assert client.answer(None)["error"]["code"] == -32600
        client.send(id=[1], method="shutdown")
        assert client.answer(None)["error"]["code"] == -32600
        client.notify("textDocument/didOpen", "no object")
        client.notify("textDocument/didChange", {"textDocument": {"uri": 7}, "contentChanges": [{}]})
        assert client.end() == 0


def test_initialize_says_what_it_can_and_agrees_on_an_encoding(tmp_path: Path) -> None:
    with editor(tmp_path) as client:
        result = client.begin(capabilities={"general": {"positionEncodings": ["utf-8"]}})
        assert result["serverInfo"]["name"] == "kps"
        assert result["capabilities"]["positionEncoding"] == "utf-8"
        assert result["capabilities"]["textDocumentSync"] == {
            "openClose": True,
            "change": 2,
            "save": {"includeText": False},
        }
        assert client.error("initialize", {})["code"] == -32600


def test_the_capabilities_are_these_and_no_others(tmp_path: Path) -> None:
    with editor(tmp_path) as client:
        assert client.begin()["capabilities"] == {
            "positionEncoding": "utf-16",
            "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
            "completionProvider": {
                "triggerCharacters": [":", " ", "-", "/", '"', "'", "[", "{", ","],
                "resolveProvider": False,
            },
            "hoverProvider": True,
            "definitionProvider": True,
            "referencesProvider": True,
            "documentHighlightProvider": True,
            "documentSymbolProvider": True,
            "workspaceSymbolProvider": True,
            "codeActionProvider": {"codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.kps"]},
            "codeLensProvider": {"resolveProvider": False},
            "inlayHintProvider": True,
            "documentLinkProvider": {"resolveProvider": False},
            "renameProvider": {"prepareProvider": True},
            "executeCommandProvider": {"commands": ["kps.render", "kps.newMeeting", "kps.actions", "kps.explain"]},
            "workspace": {
                "workspaceFolders": {"supported": True, "changeNotifications": True},
                "fileOperations": {
                    "willRename": {
                        "filters": [
                            {"pattern": {"glob": "**/politikontakter/*.{yaml,yml}"}},
                            {"pattern": {"glob": "**/moter/*.{yaml,yml}"}},
                        ]
                    }
                },
            },
        }


def test_stdio_is_taken_and_a_log_may_be_named(tmp_path: Path) -> None:
    with editor(tmp_path, "--stdio", "--log", str(tmp_path / "kps.log")) as client:
        client.begin()
        assert client.end() == 0


def test_without_its_library_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('none', name='pygls')", encoding="utf-8")
    begun = "import sys; sys.path.insert(0, '.'); from kps.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", begun, "lsp"], cwd=tmp_path, capture_output=True, timeout=PATIENCE)
    assert done.returncode == 2
    assert b"pip install 'politisamarbeid[lsp]'" in done.stderr
    assert done.stdout == b""
