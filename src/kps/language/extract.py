"""What the catalogs must hold: marked texts, and the pages of rules, which stand in docstrings.

Used by Babel, named in pyproject.toml. It reads the syntax tree, so that a text marked within an f-string is
found too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import IO, Any

KEYWORDS = {"msg": 1, "msgn": 2, "mark": 1, "tr": 1}
"""The words that mark a text, and how many of their first arguments are texts."""

_MEND = "Mend:"

Found = tuple[int, str | None, str | tuple[str, ...], list[str]]


def messages(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """Every text of a module that readers may be shown, in the form Babel asks for."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            marked = node.args[: KEYWORDS[node.func.id]]
            texts = [str(one.value) for one in marked if isinstance(one, ast.Constant)]
            if len(texts) == 1:
                yield node.lineno, None, texts[0], []
            elif texts:
                # By this name Babel knows that the second text is the plural.
                yield node.lineno, "ngettext", tuple(texts), []
        elif isinstance(node, ast.FunctionDef) and any(_is_rule(one) for one in node.decorator_list):
            for part in page_parts(ast.get_docstring(node) or ""):
                yield node.lineno, None, part, []


def page_parts(docstring: str) -> list[str]:
    """A page's paragraphs, each on one line, without the word that marks the mend."""
    parts = (" ".join(part.split()) for part in docstring.split("\n\n"))
    return [part.removeprefix(_MEND).strip() for part in parts if part]


def _is_rule(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "rule"
