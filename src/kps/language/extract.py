"""What the catalogs must hold: marked texts, and the pages of rules, which stand in docstrings.

Used by Babel, named in pyproject.toml; the words of ``KEYWORDS`` mark a text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import IO, Any

from babel.messages.extract import extract_python

KEYWORDS: dict[str, tuple[int, ...] | None] = {"msg": None, "msgn": (1, 2), "mark": None, "tr": None}

_MEND = "Mend:"

Found = tuple[int, Any, Any, Any]


def messages(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """Every text of a module that readers may be shown, in the form Babel asks for."""
    yield from extract_python(file, KEYWORDS, comment_tags, options)
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.FunctionDef) and any(_is_rule(one) for one in node.decorator_list):
            for part in page_parts(ast.get_docstring(node) or ""):
                yield node.lineno, None, part, []


def page_parts(docstring: str) -> list[str]:
    """A page's paragraphs, each on one line, without the word that marks the mend."""
    parts = (" ".join(part.split()) for part in docstring.split("\n\n"))
    return [part.removeprefix(_MEND).strip() for part in parts if part]


def _is_rule(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "rule"
