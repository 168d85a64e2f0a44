"""The house has one direction: what stands further in never imports what stands further out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "kps"

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


@cache
def parsed(text: str) -> ast.Module:
    """A module's syntax; each is asked for many times over."""
    return ast.parse(text)


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def _layer(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(tree: ast.AST) -> set[str]:
    """The modules of kps that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
    return {name for name in found if name.startswith("kps.")}


@pytest.mark.parametrize("file", _modules(), ids=lambda file: str(file.relative_to(SOURCE)))
def test_imports_go_inwards_only(file: Path) -> None:
    layer = _layer(file)
    if layer == "__init__":
        return
    for module in _imports(parsed(file.read_text(encoding="utf-8"))):
        other = module.split(".")[1]
        assert other == layer or RANK[other] < RANK[layer], f"{layer} imports {module}"


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {
        ".".join(file.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__"): _imports(
            parsed(file.read_text(encoding="utf-8"))
        )
        for file in _modules()
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


def _name(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def _called(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """The calls in a module, each with the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _archives(tree: ast.AST) -> set[str]:
    """The names of the archives that a module opens in memory: their parts are no files."""
    return {
        item.optional_vars.id
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
        if isinstance(item.optional_vars, ast.Name) and ast.unparse(item.context_expr).startswith("ZipFile(BytesIO(")
    }


def leading_out(text: str) -> Iterator[str]:
    """What a module does to files, processes or the clock: what it takes of the system's modules, and what it calls."""
    tree = parsed(text)
    archives = _archives(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"import {one.name}" for one in node.names if one.name in SYSTEM - {"io"})
        elif isinstance(node, ast.ImportFrom) and node.module in SYSTEM:
            yield from (f"from {node.module} import {one.name}" for one in node.names if one.name not in HARMLESS)
    for call, name in _called(tree):
        receiver = getattr(getattr(call.func, "value", None), "id", "")
        if name in OPENING | CLOCKS and not (name == "open" and receiver in archives):
            yield f"line {call.lineno}: {name}()"


@pytest.mark.parametrize(
    "file",
    [file for file in _modules() if RANK.get(_layer(file), 99) < WITHIN and _name(file) not in READERS | TOOLS],
    ids=_name,
)
def test_nothing_further_in_than_the_workspace_touches_a_file_or_the_clock(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert list(leading_out(text)) == TERMINAL.get(_name(file), [])
    if _layer(file) not in SPEAKING:
        assert not [name for _, name in _called(parsed(text)) if name in ASKING]


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
    users = {
        _name(file): tools & _imports(parsed(file.read_text(encoding="utf-8")))
        for file in _modules()
        if _name(file) not in TOOLS
    }
    assert {name for name, used in users.items() if used} == set()


@pytest.mark.parametrize("file", [file for file in _modules() if _layer(file) == "workspace"], ids=_name)
def test_the_workspace_prints_nothing_asks_nothing_and_keeps_no_global(file: Path) -> None:
    """Not the day either, which a door tells it; and whatever it tells, it hands back, raises or tells its listener."""
    text = file.read_text(encoding="utf-8")
    tree = parsed(text)
    assert not [name for _, name in _called(tree) if name in ASKING | CLOCKS]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    taken = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    assert not taken & {"typer", "click", "rich", "logging"}
    assert "sys.std" not in text
    assert "KPS_" not in text


@pytest.mark.parametrize(
    "file",
    [file for file in _modules() if _layer(file) not in SPEAKING | {"language"}],
    ids=lambda file: str(file.relative_to(SOURCE)),
)
def test_only_doors_and_outputs_know_the_readers_language(file: Path) -> None:
    # That nobody leaves the language out, mypy holds: whatever is put into words is told it.
    assert not knows_the_tongue(file.read_text(encoding="utf-8"))


def knows_the_tongue(text: str) -> bool:
    """Whether a module takes what tells the reader's language, by any way of importing it."""
    package, _, module = TONGUE.rpartition(".")
    tree = parsed(text)
    return TONGUE in _imports(tree) or any(
        isinstance(node, ast.ImportFrom) and node.module == package and module in {one.name for one in node.names}
        for node in ast.walk(tree)
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
