"""What the editor's server costs as a process of its own: from its start to the first findings, and while people type.

    python tests/benchmarks/editor_session.py REGISTER [FOLDER]

FOLDER is what the editor has open: the register alone if none is named. Times are the server's own of the processor;
those of requests that are asked while the whole register is judged are the clock's, as people wait for them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "lsp"))

from editor import Editor, editor  # the tests' own

STROKES = 40


def main(register: Path, folder: Path) -> None:
    file = next(one for one in sorted(register.rglob("moter/*.yaml")) if "2025" in one.name)
    with editor(register) as one:
        one.begin(folder)
        print(f"initialize answered: {_spent(one):.0f} ms")
        uri = one.open(file)
        one.told(uri, 1)
        print(f"first findings of an opened file: {_spent(one):.0f} ms")
        _settle(one)
        text = file.read_text().rstrip()
        print("key stroke to findings:", _told([_stroke(one, uri, text, n) for n in range(2, STROKES + 2)]))
        _settle(one)
        for method in ("textDocument/completion", "textDocument/hover"):
            quiet = [_cost(one, partial(_asked, one, uri, method, n)) for n in range(STROKES)]
            busy = [_asked_while_judged(one, uri, text, method, n) for n in range(10)]
            print(f"{method}: {_told(quiet)}; while the register is judged (clock): {_told(busy)}")
        status = Path(f"/proc/{one.process.pid}/status").read_text()
        peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
        print(f"memory at most: {int(peak) // 1024} MB")


def _spent(one: Editor) -> float:
    """The processor time that the server has taken, in milliseconds."""
    threads = Path(f"/proc/{one.process.pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


def _cost(one: Editor, act: Callable[[], object]) -> float:
    before = _spent(one)
    act()
    return _spent(one) - before


def _told(times: list[float]) -> str:
    return f"{median(times):.0f} ms, at most {max(times):.0f}"


def _settle(one: Editor) -> None:
    """Wait until the server has nothing more to do."""
    before = -1.0
    while _spent(one) - before > 1:
        before = _spent(one)
        one.silence(0.6)


def _stroke(one: Editor, uri: str, text: str, version: int) -> float:
    def act() -> None:
        one.change(uri, version, {"text": f"{text}\nnotat: {'x' * version}\n"})
        one.told(uri, version)

    return _cost(one, act)


def _asked(one: Editor, uri: str, method: str, number: int) -> None:
    position = {"line": number % 12, "character": 6}
    one.ask(method, {"textDocument": {"uri": uri}, "position": position})


def _asked_while_judged(one: Editor, uri: str, text: str, method: str, number: int) -> float:
    """How long an answer is waited for once the judging of the whole register has begun."""
    one.change(uri, 1000 + number, {"text": f"{text}\nnotat: {'y' * number}\n"})
    one.told(uri, 1000 + number)
    one.silence(0.3)
    before = time.perf_counter()
    _asked(one, uri, method, number)
    waited = 1000 * (time.perf_counter() - before)
    _settle(one)
    return waited


if __name__ == "__main__":
    where = Path(sys.argv[1]).absolute()
    main(where, Path(sys.argv[2]).absolute() if len(sys.argv) > 2 else where)
