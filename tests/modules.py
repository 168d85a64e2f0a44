"""kps's own modules as syntax, for the tests of how the house is built: each is parsed and walked once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "kps"

_ASKED_FOR = (ast.Import, ast.ImportFrom, ast.Call, ast.With, ast.Global, ast.Attribute)


@cache
def names() -> tuple[str, ...]:
    """Every module, by its file's name from the package: ``source/reader.py``."""
    return tuple(sorted(file.relative_to(SOURCE).as_posix() for file in SOURCE.rglob("*.py")))


@cache
def text_of(name: str) -> str:
    """The source of a module, by its name."""
    return (SOURCE / name).read_text(encoding="utf-8")


@cache
def nodes(text: str) -> tuple[ast.AST, ...]:
    """What a module's source imports, calls, reaches into, opens and declares global, wherever in it."""
    return tuple(node for node in ast.walk(ast.parse(text)) if isinstance(node, _ASKED_FOR))


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def receiver(call: ast.Call) -> str:
    """The name before the point, where a call has one: ``os`` of ``os.open(p)``."""
    return getattr(getattr(call.func, "value", None), "id", "")
