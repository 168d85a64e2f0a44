"""The pictures beside docs/brukerveiledning.md, taken anew of the real workbench: ``python make_pictures.py FOLDER``.

Needs what .ci/workbench brings, and pngquant, which makes them small.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from vs_code import Workbench, own_kps, workbench

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "agder"
MEETING = "politirad/4205-lindesnes/moter/2026-12-03.yaml"
STATUS_LINE = 7


def take(bench: Workbench, folder: Path) -> None:
    """A secretary's morning, a picture a step."""
    bench.open(MEETING)
    bench.press("Control+b")  # the list of files takes room
    bench.shows(".codelens-decoration", "Lag innkalling")
    bench.run("Problems: Focus on Problems View")
    bench.shows(".markers-panel .monaco-list-row", "M412")
    picture(bench, folder / "vscode-problemer.png")
    bench.open(MEETING)
    bench.go_to(STATUS_LINE, 1)
    bench.press("End")
    bench.type("t")
    bench.shows(".markers-panel .monaco-list-row", "«planlagtt»")
    bench.press("Control+.")
    bench.shows(".action-widget .action", "Rett til")
    picture(bench, folder / "vscode-rett.png")
    bench.click(".action-widget .action", "Rett til")
    bench.press("Enter")
    bench.type("til_stede:")
    bench.press("Enter")
    bench.type("- navn: Linn Osestad")
    bench.press("Escape")
    bench.press("Enter")
    bench.type("rolle: ")
    bench.shows(".suggest-widget .monaco-list-row", "ordfører")
    picture(bench, folder / "vscode-forslag.png")
    bench.press("Escape")
    bench.run("File: Revert File")
    bench.run("View: Toggle Problems")
    bench.click(".codelens-decoration a", "Lag innkalling")
    bench.shows(".tab.active", "2026-12-03-innkalling.md")
    picture(bench, folder / "vscode-innkalling.png")


def picture(bench: Workbench, file: Path) -> None:
    """A picture in few colours, once nothing moves any more."""
    bench.settle(3)
    bench.picture(file)
    subprocess.run(["pngquant", "--force", "--ext", ".png", "--speed", "1", "64", str(file)], check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as room:
        register = Path(shutil.copytree(EXAMPLE, Path(room) / "agder"))
        own_kps(register)
        with workbench(Path(room), register) as opened:
            take(opened, Path(sys.argv[1]))
