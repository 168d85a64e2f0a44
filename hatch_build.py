"""A step of the build: the catalogs are compiled, so that a wheel, or an editable install, has what programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogs(BuildHookInterface[Any]):
    """Makes ``kps.mo`` beside each ``kps.po``; git does not keep it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each catalog before the files are gathered."""
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from kps.language.catalogs import compile_all
        finally:
            sys.path.remove(str(source))
        compile_all(source / "kps" / "locale")
