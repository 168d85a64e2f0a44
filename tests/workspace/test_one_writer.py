"""Everything that kps writes goes through the one writer: nothing else in the source opens a file to write."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from modules import called, names, nodes, receiver, text_of

WRITERS = {"workspace/writing.py", "workspace/writing_folders.py"}
ELSEWHERE = {
    "language/catalogs.py": {"write_bytes"},  # for those who work on kps: the catalogs lie beside the code
    "proven.py": {"TemporaryDirectory"},  # what it has another kps tell it, and reads at once
    "register/stamps.py": {"open", "replace"},  # a part of an archive that was read; the year of a day
    "cli/help_pages.py": {"write_text"},  # a help page's, not a file's
    "lsp/server.py": {"open"},  # the log that was asked for, a line at a time
    "lsp/transport.py": {"fdopen"},  # the standard streams, taken aside
    "workspace/bounded.py": {"O_WRONLY"},  # the null device stands in for the error stream of a process that is ended
    "workspace/muted.py": {"O_WRONLY"},  # the null device stands in for the error stream while a library reads
    "cli/app.py": {"open", "O_WRONLY"},  # the null device stands in for an output that is closed, or refuses
}
"""Calls that write and may stand outside the writer, each with its reason."""

ALWAYS = {
    "write_text", "write_bytes", "touch", "mkdir", "makedirs", "unlink", "rmdir", "rename", "renames", "truncate",
    "symlink_to", "hardlink_to", "symlink", "link", "chmod", "chown", "mkfifo", "mkstemp", "mkdtemp",
    "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "rmtree", "copyfile", "copy2", "copytree", "move",
}  # fmt: skip
FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "O_TRUNC"}


def writes(text: str) -> Iterator[str]:
    """The names of the calls in a module that write to the disk."""
    for node in nodes(text):
        if isinstance(node, ast.Attribute) and node.attr in FLAGS:
            yield node.attr
        if isinstance(node, ast.Call) and _writes(node):
            yield called(node)


def _writes(call: ast.Call) -> bool:
    match called(call):
        case "open" if receiver(call) == "Workspace":
            return False  # opens registers, to read
        case "open" | "fdopen":
            return _mode(call) is None or bool(set("wax+") & set(_mode(call) or ""))
        case "replace":  # of a path: texts take two arguments, records take keywords
            return isinstance(call.func, ast.Attribute) and len(call.args) == 1 and not call.keywords
        case "remove":
            return isinstance(call.func, ast.Attribute) and receiver(call) == "os"
        case "write_text" if isinstance(call.func, ast.Name):
            return False  # the findings as text, to a stream
        case name:
            return name in ALWAYS


def _mode(call: ast.Call) -> str | None:
    """How a file is opened; None where that is not written out."""
    of_path = isinstance(call.func, ast.Attribute) and receiver(call) not in ("io", "os")
    if receiver(call) == "os" and called(call) == "open":
        return "r"  # by flags, which are looked at by themselves
    given = next((word.value for word in call.keywords if word.arg == "mode"), None)
    placed = call.args[0 if of_path else 1 :][:1]
    mode = given or (placed[0] if placed else ast.Constant("r"))
    return mode.value if isinstance(mode, ast.Constant) and isinstance(mode.value, str) else None


def test_only_the_writer_writes() -> None:
    found = {name: set(writes(text_of(name))) for name in names() if name not in WRITERS}
    assert {name: calls for name, calls in found.items() if calls - ELSEWHERE.get(name, set())} == {}


@pytest.mark.parametrize(
    "call",
    [
        "open(p, 'w')", "p.open('w')", "p.open(mode='a')", "open(p, mode=m)", "p.open(m)", "open(p, 'r+b')",
        "p.write_text(t)", "p.replace(q)", "os.open(p, os.O_WRONLY)", "p.unlink()", "os.remove(p)",
        "tempfile.mkstemp()", "os.fdopen(n, 'wb')", "shutil.rmtree(p)",
    ],
)  # fmt: skip
def test_what_is_found(call: str) -> None:
    assert list(writes(call))


@pytest.mark.parametrize(
    "call",
    [
        "open(p)",
        "Workspace.open(p)",
        "p.open()",
        "p.open('rb')",
        "t.replace('a', 'b')",
        "replace(x, y=1)",
        "l.remove(x)",
        "os.open(p, f)",
    ],
)  # fmt: skip
def test_what_is_not(call: str) -> None:
    assert not list(writes(call))
