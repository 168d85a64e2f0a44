"""The folders that travel with kps beside its code: templates, schemas, the rules' cases."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent

_FOLDERS = {
    "templates": (_PACKAGE / "templates", _CHECKOUT / "templates"),
    "schemas": (_PACKAGE / "schemas", _CHECKOUT / "schemas"),
    "cases": (_PACKAGE / "rules" / "cases", _CHECKOUT / "tests" / "rules" / "cases"),
}


def folder(name: Literal["templates", "schemas", "cases"]) -> Path:
    """The folder as installed in a wheel, else as it lies in the checkout."""
    installed, checkout = _FOLDERS[name]
    return installed if installed.is_dir() else checkout
