"""The house has one direction: what stands further in never imports what stands further out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from modules import SOURCE, called, names, nodes, receiver, text_of

# From the innermost out; what shares a row may not import one another.
LAYERS = [
    {"resources"},
    {"language"},
    {"source"},
    {"guideline"},
    {"models"},
    {"register"},
    {"duties"},
    {"checking"},
    {"rules"},
    {"report", "documents", "scaffold", "changes", "fixes"},
    {"formats", "search", "intake"},
    {"output"},
    {"workspace"},
    {"lsp"},
    {"cli"},
    {"__main__", "proven"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
WITHIN = RANK["workspace"]
"""What stands further in than this opens no file but by the readers."""
READERS = {"resources.py", "register/tree.py", "register/files.py"}
"""What travels with kps, and a register's files."""
TOOLS = {"language/catalogs.py", "language/extract.py"}
"""For those who work on kps, who run them; nothing in kps does."""
SYSTEM = {
    "os", "pathlib", "io", "shutil", "tempfile", "subprocess", "glob", "fileinput", "linecache", "mmap", "sqlite3",
    "socket", "urllib.request", "http", "time", "signal", "resource", "multiprocessing", "threading",
    "importlib.metadata", "importlib.resources", "sys",
}  # fmt: skip
"""The modules that lead out of the program: files, processes, the network, the clock."""
HARMLESS = {"PurePosixPath", "BytesIO", "StringIO", "TextIO", "intern"}
"""What is taken of them and leads nowhere: names of files, and texts in memory."""
OPENING = {"open", "read_text", "read_bytes", "FileSystemLoader", "PackageLoader", "translation"}
ASKING = {"print", "input"}
CLOCKS = {"today", "now", "utcnow", "fromtimestamp"}
TONGUE = "kps.language.reader"
SPEAKING = {"output", "cli", "__main__", "proven"}
"""Those that put words into the reader's language; it is chosen, and asked, nowhere else."""


def _layer(name: str) -> str:
    return name.split("/")[0].removesuffix(".py")


def _imports(text: str) -> set[str]:
    """The modules of kps that a file imports, wherever in it."""
    found = set()
    for node in nodes(text):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
    return {name for name in found if name.startswith("kps.")}


def _outwards(name: str) -> list[str]:
    """What a module imports from a layer that is not further in than its own."""
    layer = _layer(name)
    others = {module: module.split(".")[1] for module in _imports(text_of(name))}
    return [module for module, other in others.items() if other != layer and RANK[other] >= RANK[layer]]


def test_imports_go_inwards_only() -> None:
    found = {name: _outwards(name) for name in names() if name != "__init__.py"}
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {
        f"kps.{name.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__"): _imports(text_of(name))
        for name in names()
    }
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way, module))
        if module not in done:
            for other in graph.get(module, ()):
                visit(other, (*way, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def _calls(text: str) -> Iterator[ast.Call]:
    return (node for node in nodes(text) if isinstance(node, ast.Call))


def _archives(text: str) -> set[str]:
    """The names of the archives that a module opens in memory: their parts are no files."""
    return {
        item.optional_vars.id
        for node in nodes(text)
        if isinstance(node, ast.With)
        for item in node.items
        if isinstance(item.optional_vars, ast.Name) and ast.unparse(item.context_expr).startswith("ZipFile(BytesIO(")
    }


def leading_out(text: str) -> Iterator[str]:
    """What a module does to files, processes or the clock: what it takes of the system's modules, and what it calls."""
    archives = _archives(text)
    for node in nodes(text):
        if isinstance(node, ast.Import):
            yield from (f"import {one.name}" for one in node.names if one.name in SYSTEM - {"io"})
        elif isinstance(node, ast.ImportFrom) and node.module in SYSTEM:
            yield from (f"from {node.module} import {one.name}" for one in node.names if one.name not in HARMLESS)
    for call in _calls(text):
        name = called(call)
        if name in OPENING | CLOCKS and not (name == "open" and receiver(call) in archives):
            yield f"line {call.lineno}: {name}()"


def test_nothing_further_in_than_the_workspace_touches_a_file_or_the_clock() -> None:
    further_in = [name for name in names() if RANK.get(_layer(name), 99) < WITHIN and name not in READERS | TOOLS]
    found = {name: list(leading_out(text_of(name))) for name in further_in}
    assert {name: taken for name, taken in found.items() if taken} == TERMINAL
    assert [name for name in further_in if _layer(name) not in SPEAKING and _asks(text_of(name))] == []


def _asks(text: str) -> bool:
    """Whether a module prints or asks."""
    return any(called(call) in ASKING for call in _calls(text))


TERMINAL = {"output/pieces.py": ["from shutil import get_terminal_size"]}
"""How wide the reader's terminal is, which is no file."""


@pytest.mark.parametrize(
    "text",
    [
        "import os", "import time", "from pathlib import Path", "from pathlib import PurePosixPath, Path",
        "from time import time", "from os import stat", "open(p)", "p.open()", "p.read_text()", "date.today()",
        "datetime.now()", "FileSystemLoader(p)", "with ZipFile(p) as a: a.open('x')", "def f(): import os",
        "from importlib.metadata import requires", "gettext.translation('kps', p)",
    ],
)  # fmt: skip
def test_what_leads_out(text: str) -> None:
    assert list(leading_out(text))


@pytest.mark.parametrize(
    "text",
    [
        "import io", "from pathlib import PurePosixPath", "from io import BytesIO", "from datetime import date, time",
        "a.opened()", "with ZipFile(BytesIO(d)) as a: a.open('x')", "with _resource('x') as a: a.read()",
    ],
)  # fmt: skip
def test_what_does_not(text: str) -> None:
    assert not list(leading_out(text))


def test_the_tools_for_those_who_work_on_kps_are_run_by_nothing_in_it() -> None:
    tools = {f"kps.{name.removesuffix('.py').replace('/', '.')}" for name in TOOLS}
    assert [name for name in names() if name not in TOOLS and tools & _imports(text_of(name))] == []


def _taken(text: str) -> set[str]:
    """The packages, of whatever make, that a module imports from."""
    return {
        name.partition(".")[0]
        for node in nodes(text)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }


@pytest.mark.parametrize("name", [name for name in names() if _layer(name) == "workspace"])
def test_the_workspace_prints_nothing_asks_nothing_and_keeps_no_global(name: str) -> None:
    """Not the day either, which a door tells it; and whatever it tells, it hands back, raises or tells its listener."""
    text = text_of(name)
    assert not [call.lineno for call in _calls(text) if called(call) in ASKING | CLOCKS]
    assert not [node for node in nodes(text) if isinstance(node, ast.Global)]
    assert not _taken(text) & {"typer", "click", "rich", "logging"}
    assert "sys.std" not in text
    assert "KPS_" not in text


def test_only_doors_and_outputs_know_the_readers_language() -> None:
    # That nobody leaves the language out, mypy holds: whatever is put into words is told it.
    others = [name for name in names() if _layer(name) not in SPEAKING | {"language"}]
    assert [name for name in others if knows_the_tongue(text_of(name))] == []


def knows_the_tongue(text: str) -> bool:
    """Whether a module takes what tells the reader's language, by any way of importing it."""
    package, _, module = TONGUE.rpartition(".")
    return TONGUE in _imports(text) or any(
        isinstance(node, ast.ImportFrom) and node.module == package and module in {one.name for one in node.names}
        for node in nodes(text)
    )


@pytest.mark.parametrize(
    ("text", "knows"),
    [
        ("from kps.language.reader import tr", True),
        ("def f():\n    import kps.language.reader as r", True),
        ("from kps.language import msg, reader", True),
        ("from kps.language import msg", False),
    ],
)
def test_the_readers_language_is_found_however_it_is_taken(text: str, knows: bool) -> None:
    assert knows_the_tongue(text) is knows


def test_the_tests_have_the_layers_of_the_house() -> None:
    packages = {file.parent.name for file in SOURCE.glob("*/__init__.py")}
    # Of the language are test_messages and test_catalogs, which look at all of kps.
    assert packages - {"language"} <= {folder.name for folder in Path(__file__).parent.iterdir() if folder.is_dir()}
