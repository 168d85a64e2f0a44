"""The house has one direction: what stands further in never imports what stands further out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "kps"

# From the innermost out; what shares a row may not import one another.
LAYERS = [
    {"language", "resources"},
    {"source"},
    {"guideline"},
    {"models"},
    {"register"},
    {"duties"},
    {"checking"},
    {"rules"},
    {"report", "documents", "scaffold", "changes"},
    {"formats"},
    {"output"},
    {"workspace"},
    {"cli"},
    {"__main__", "proven"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
PURE = {"duties", "checking", "rules", "report", "documents", "scaffold", "changes"}
IMPURE = {"open", "print", "input"}
CLOCKS = {"today", "now", "utcnow"}
TONGUE = "kps.language.reader"
SPEAKING = {"output", "cli", "__main__", "proven"}
"""Those that put words into the reader's language; it is chosen, and asked, nowhere else."""


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
    for module in _imports(ast.parse(file.read_text(encoding="utf-8"))):
        other = module.split(".")[1]
        assert other == layer or RANK[other] < RANK[layer], f"{layer} imports {module}"


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {
        ".".join(file.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__"): _imports(
            ast.parse(file.read_text(encoding="utf-8"))
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


@pytest.mark.parametrize(
    "file", [file for file in _modules() if _layer(file) in PURE], ids=lambda file: str(file.relative_to(SOURCE))
)
def test_the_pure_layers_touch_no_file_and_no_clock(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            assert name not in IMPURE | CLOCKS, f"line {node.lineno}: {name}()"


@pytest.mark.parametrize(
    "file",
    [file for file in _modules() if _layer(file) not in SPEAKING | {"language", "report", "formats"}],
    ids=lambda file: str(file.relative_to(SOURCE)),
)
def test_only_doors_and_outputs_know_the_readers_language(file: Path) -> None:
    # That nobody leaves the language out, mypy holds: whatever is put into words is told it.
    assert TONGUE not in _imports(ast.parse(file.read_text(encoding="utf-8")))
