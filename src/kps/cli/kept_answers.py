"""The door that answers before the heavy libraries are imported: what was answered of files that are as they were."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, BinaryIO

from kps.cli.clock import today
from kps.register.asked_for import is_asked_for
from kps.register.tree import REGISTER_FILE, passed_over, register_above, whole
from kps.workspace.cache.answers import Answer, Seen, keep, key_of, known, see
from kps.workspace.cache.program import digest
from kps.workspace.cache.sight import Memory, tops_of
from kps.workspace.cache.store import Store

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from kps.workspace.cache.parts import KeptFindings
    from kps.workspace.opening import Workspace

OPTION = "--no-cache"
KEPT = ("validate", "actions", "report", "calendar", "status")
"""The commands whose answers are kept."""

_ENDLESS = "--watch"

_PLAIN = ("KPS_LANG", "KPS_TODAY", "SOURCE_DATE_EPOCH", "LC_ALL", "LC_MESSAGES", "LANG", "KPS_DEBUG")
"""What of the environment an answer hangs on that goes to a pipe or a file."""

_STATUSES = (0, 1)


def store() -> Store | None:
    """Where answers are kept: the folder that is named, else the user's own; None where nothing is to be kept."""
    named = os.environ.get("KPS_CACHE_DIR")
    if named:
        return Store(Path(whole(named)) / "kps")
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        return None
    return Store(_of_user() / "kps")


def _of_user() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches"
    stated = os.environ.get("XDG_CACHE_HOME", "")
    return Path(stated) if os.path.isabs(stated) else Path.home() / ".cache"  # noqa: PTH117  # no Path of nothing


def without_option(arguments: Sequence[str]) -> list[str]:
    """The arguments without --no-cache, which may stand anywhere before ``--``."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return [*(one for one in arguments[:end] if one != OPTION), *arguments[end:]]


def keeper_for(arguments: Sequence[str]) -> Keeper | None:
    """What keeps the answer to these arguments; None where none is kept."""
    asked = without_option(arguments)
    if len(asked) < len(arguments) or not any(one in KEPT for one in asked) or sys.stdout is None:
        return None
    if _ENDLESS in asked:  # what it tells is no answer to keep, nor to be heard for hours
        return None
    try:
        where = store()
        return Keeper.of(where, asked) if where else None
    except (OSError, RuntimeError, ValueError):  # no home, no working directory, a folder of kps's that is shut
        return None


def _key(program: str, arguments: Sequence[str]) -> str:
    # A terminal has its width, and many variables tell how it shows colours.
    on_screen = sys.stdout.isatty()
    environment = sorted(os.environ.items()) if on_screen else [(name, os.environ.get(name)) for name in _PLAIN]
    width = tuple(os.get_terminal_size(sys.stdout.fileno())) if on_screen else ()
    here = Path.cwd()
    return key_of(program, arguments, here, register_above(here), _day(), environment, width)


def _day() -> str:
    return os.environ.get("KPS_TODAY") or today().isoformat()


class Keeper:
    """What gives the answer of an earlier run, or hears that of this one and keeps it."""

    def __init__(self, where: Store, key: str, day: str, program: str) -> None:
        self._store, self._key, self._day, self._program = where, key, day, program
        self._seen: Seen | None = None
        self._memory: Memory | None = None
        self._may_be_kept = False
        self._told: list[bytes] = []

    @classmethod
    def of(cls, where: Store, arguments: Sequence[str]) -> Keeper:
        """What keeps the answer to these arguments."""
        program = digest()
        return cls(where, _key(program, arguments), _day(), program)

    def answered(self) -> int | None:
        """Tell what was told before; the exit status. None where nothing was, or a file is not as it was."""
        answer, self._seen = known(self._store, self._key, time())
        if answer is None:
            return None
        try:
            _pour(answer.told)
        except OSError:
            return None  # the run itself meets it again, and says so
        return answer.status

    def look(self, paths: Sequence[Path]) -> None:
        """See what lies at the paths before it is read."""
        given = [whole(path) for path in paths]
        above = [(path, found) for path in given if (found := register_above(Path(path)))]
        if any(map(passed_over, (part for path, root in above for part in Path(path).relative_to(root).parts))):
            self._seen = None
            return  # what lies in a hidden folder is not looked through
        tops = tops_of(given, (str(root) for _, root in above))
        if self._seen is None or self._seen.tops != tops:
            self._seen = see(self._store, tops, time())

    def findings(self) -> KeptFindings | None:
        """What earlier runs found in the parts of registers; None where too little is known of their files."""
        from kps.workspace.cache.parts import KeptFindings  # what it stands on is heavy

        if self._seen is None:
            return None
        memory = self._seen.memory
        known = (memory.names, memory.digests) if memory else ()
        return KeptFindings(self._store, self._program, *known)

    def may_keep(self, workspace: Workspace, *, answer: bool = True) -> None:
        """Take down what this workspace has read; and, if so, that the answer hangs on that and on nothing else."""
        seen = self._seen
        if seen is None or self._day != _day():
            return
        found = {f"{one.root}{os.sep}{file}": data for one in workspace.loaded for file, data in one.digests.items()}
        roots = tuple(f"{one.root}{os.sep}" for one in workspace.loaded)
        read = {name for name in seen.sight.names if name.startswith(roots)}
        others = (name for name in seen.sight.names if name not in read)
        if read != found.keys() or any(name.endswith(f"{os.sep}{REGISTER_FILE}") for name in others):
            return  # there is more than what was read
        self._memory = Memory.of(seen.sight, found, seen.at, seen.memory)
        here = register_above(Path.cwd())
        told_of = here is None or bool(found.get(str(here / REGISTER_FILE)))
        # What there is to mind beside the answer may hang on more than the files.
        minded = workspace.troubles or workspace.unread or any(not found[one] and is_asked_for(one) for one in found)
        self._may_be_kept = answer and told_of and not minded

    @contextmanager
    def hearing(self) -> Iterator[None]:
        """Hear what is told on the standard output."""
        out = sys.stdout
        heard = _Heard(out.buffer, self._told)
        sys.stdout = io.TextIOWrapper(
            heard, encoding=out.encoding, errors=out.errors, line_buffering=bool(out.line_buffering)
        )
        try:
            yield
        finally:
            sys.stdout = out

    def keep(self, status: int) -> None:
        """Keep what was told, if it may be, and what is known of the files."""
        if self._memory is None or self._seen is None:
            return
        may = self._may_be_kept and status in _STATUSES
        keep(self._store, self._key, self._seen, self._memory, Answer(status, b"".join(self._told)) if may else None)


def _pour(told: bytes) -> None:
    sys.stdout.flush()
    left = memoryview(told)
    while left:
        left = left[os.write(sys.stdout.fileno(), left) :]


class _Heard(io.BufferedIOBase):
    """A stream whose bytes are taken down as they are written."""

    def __init__(self, to: BinaryIO, told: list[bytes]) -> None:
        self._to, self._told = to, told

    def write(self, data: ReadableBuffer, /) -> int:
        """Write the bytes, and take them down."""
        self._told.append(bytes(data))
        return self._to.write(data)

    def flush(self) -> None:
        """Hand on what waits to be written."""
        self._to.flush()

    def writable(self) -> bool:
        """It is written to."""
        return True

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._to.isatty()

    def fileno(self) -> int:
        """The number of the open file."""
        return self._to.fileno()
