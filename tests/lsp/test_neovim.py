"""Neovim itself with the server, every version that is on the path: findings, a mend, completion, a name, going to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from editor import agder_in

SCRIPT = Path(__file__).with_name("neovim.lua")
PATIENCE = 60


def _editors() -> list[str]:
    """Neovim in each folder of the path, the same one once."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    found = (Path(folder, "nvim") for folder in folders if folder)
    return list(dict.fromkeys(str(one.resolve()) for one in found if os.access(one, os.X_OK)))


@pytest.mark.parametrize("neovim", _editors() or [""])
def test_what_people_do_in_neovim(tmp_path: Path, neovim: str) -> None:
    if not neovim:
        pytest.skip("there is no Neovim here")
    register = agder_in(tmp_path)
    seen = tmp_path / "seen.json"
    subprocess.run(
        [neovim, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {SCRIPT}"],
        cwd=register,
        env={
            **os.environ,
            "KPS_TODAY": "2026-11-23",
            "KPS_LANG": "nb",
            "KPS_SERVER": f"{sys.executable} -m kps lsp",
            "KPS_SEEN": str(seen),
            "XDG_STATE_HOME": str(tmp_path),
        },
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    assert json.loads(seen.read_text(encoding="utf-8")) == {
        "told": True,
        "title": "Rett til «planlagt»",
        "mended": True,
        "gone": True,
        "completed": "neste_møte: ",
        "renamed": True,
        "went": "2026-06-11.yaml: - {hva: Forslag til handlingsplan for uteliv 2027-2028, "
        "ansvarlig: Geir Torjus Ruud, frist: 2026-10-31}",
    }
