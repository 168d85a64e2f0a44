"""How much of the processor a key stroke costs in the editor, until what is found in the file has been told.

    python tests/benchmarks/keystrokes.py REGISTER [FILE]

The median of 40 key strokes, and of as many requests for completion and hover, of the server's own time.
"""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from kps.lsp import diagnostics
from kps.lsp.features import REQUESTS
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText
from kps.register.tree import register_above

STROKES = 40
AS_OF = date(2026, 11, 23)


def main(where: Path, file: Path | None) -> None:
    begun = process_time()
    file = file or next(one for one in sorted(where.rglob("moter/*.yaml")) if "2025" in one.name)
    root = register_above(file.absolute().parent)
    assert root is not None
    session = Session(lambda: AS_OF)
    place = Place(root, file.absolute().relative_to(root).as_posix())
    text = session.text(place).text
    session.texts[place.path] = OpenText(place.path.as_uri(), 0, text)
    session.renew(place)
    _told(session, place)
    print(f"{len(session.registers[root].register.records)} records, {place.file}")
    print(f"opened, cold: {1000 * (process_time() - begun):.0f} ms")
    strokes = [_timed(partial(_stroke, session, place, text, n)) for n in range(1, STROKES + 1)]
    print(f"key stroke to diagnostics: {median(strokes):.0f} ms, at most {max(strokes):.0f}")
    for method in ("textDocument/completion", "textDocument/hover"):
        if method in REQUESTS:
            asked = [_timed(partial(_ask, session, place, method, n)) for n in range(STROKES)]
            print(f"{method}: {median(asked):.0f} ms, at most {max(asked):.0f}")


def _timed(act: Any) -> float:
    begun = process_time()
    act()
    return 1000 * (process_time() - begun)


def _stroke(session: Session, place: Place, text: str, number: int) -> None:
    typed = f"{text.rstrip()}\nnotat: {'x' * number}\n"
    session.texts[place.path] = OpenText(place.path.as_uri(), number, typed)
    session.renew(place)
    _told(session, place)


def _told(session: Session, place: Place) -> None:
    found = diagnostics.in_file(session, place)
    assert found is not None
    session.found[place] = found
    diagnostics.shown(session, place, found)


def _ask(session: Session, place: Place, method: str, number: int) -> None:
    position = {"line": number % 12, "character": 6}
    REQUESTS[method](session, {"textDocument": {"uri": place.path.as_uri()}, "position": position})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
