"""What travels with kps beside its code: templates, schemas, tables, catalogs; and what its distribution states.

With ``kps.register.tree`` the only door to files for all that stands further in than the workspace.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

DISTRIBUTION = "politisamarbeid"
"""What pip installs. The package index has another program under the command's own name."""

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent

EXTENSION = "kps.vsix"
"""The extension for VS Code, in the folder ``editor``; it is there where kps was built with it."""

Folder = Literal["templates", "schemas", "cases", "tables", "intake", "guideline", "locale", "fonts", "editor"]

_INSTALLED: dict[Folder, Path] = {
    "templates": _PACKAGE / "templates",
    "schemas": _PACKAGE / "schemas",
    "cases": _PACKAGE / "rules" / "cases",
    "tables": _PACKAGE / "models" / "data",
    "intake": _PACKAGE / "intake" / "data",
    "guideline": _PACKAGE / "guideline",
    "locale": _PACKAGE / "locale",
    "fonts": _PACKAGE / "formats" / "fonts",
    "editor": _PACKAGE / "lsp",
}
_IN_CHECKOUT: dict[Folder, Path] = {
    "templates": _CHECKOUT / "templates",
    "schemas": _CHECKOUT / "schemas",
    "cases": _CHECKOUT / "tests" / "rules" / "cases",
}


def folder(name: Folder) -> Path:
    """The folder as installed in a wheel, else as it lies in the checkout."""
    installed = _INSTALLED[name]
    return installed if installed.is_dir() else _IN_CHECKOUT.get(name, installed)


def names_in(name: Folder, ending: str) -> tuple[str, ...]:
    """The files below the folder that end so, sorted; none where kps came without it."""
    top = folder(name)
    return tuple(sorted(file.relative_to(top).as_posix() for file in top.rglob(f"*{ending}")))


def bytes_in(name: Folder, file: str) -> bytes:
    """The file's bytes; OSError where there is none."""
    return (folder(name) / file).read_bytes()


def text_in(name: Folder, file: str) -> str:
    """The file's text; OSError where there is none."""
    return (folder(name) / file).read_text(encoding="utf-8")


def found_in(name: Folder, file: str) -> str | None:
    """The text of a file whose name anybody may have given; None where none of that name lies in the folder."""
    top = folder(name).resolve()
    path = (top / file).resolve()
    return path.read_text(encoding="utf-8") if path.is_relative_to(top) and path.is_file() else None


def requirements() -> tuple[str, ...]:
    """The libraries that the distribution states that it needs, extras too; none where kps is not installed."""
    # Imported here: it takes time, and is needed only to tell what is missing.
    from importlib.metadata import PackageNotFoundError, requires

    try:
        return tuple(requires(DISTRIBUTION) or ())
    except PackageNotFoundError:
        return ()
