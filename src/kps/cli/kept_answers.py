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
from kps.register.stamps import may_be_kept
from kps.register.tree import REGISTER_FILE, is_text, passed_over, register_above, whole
from kps.workspace.cache.answers import Answer, Kept, keep, key_of, known, remembered
from kps.workspace.cache.program import digest
from kps.workspace.cache.sight import Sight, look, tops_of
from kps.workspace.cache.store import Store

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from kps.workspace.opening import Workspace

OPTION = "--no-cache"
KEPT = ("validate", "actions", "report", "calendar")
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
        return Keeper(where, _key(asked), _day()) if where else None
    except (OSError, RuntimeError, ValueError):  # no home, no working directory, a folder of kps's that is shut
        return None


def _key(arguments: Sequence[str]) -> str:
    # A terminal has its width, and many variables tell how it shows colours.
    on_screen = sys.stdout.isatty()
    environment = sorted(os.environ.items()) if on_screen else [(name, os.environ.get(name)) for name in _PLAIN]
    width = tuple(os.get_terminal_size(sys.stdout.fileno())) if on_screen else ()
    here = Path.cwd()
    return key_of(digest(), arguments, here, register_above(here), _day(), environment, width)


def _day() -> str:
    return os.environ.get("KPS_TODAY") or today().isoformat()


class Keeper:
    """What gives the answer of an earlier run, or hears that of this one and keeps it."""

    def __init__(self, where: Store, key: str, day: str) -> None:
        self._store, self._key, self._day = where, key, day
        self._tops: tuple[str, ...] = ()
        self._sight: Sight | None = None
        self._seen_at = 0.0
        self._digests: dict[str, str] | None = None
        self._told: list[bytes] = []

    def answered(self) -> int | None:
        """Tell what was told before; the exit status. None where nothing was, or a file is not as it was."""
        answer = known(self._store, self._key, time())
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
            return  # what lies in a hidden folder is not looked through
        self._seen_at = time()
        self._tops = tops_of(given, (str(root) for _, root in above))
        self._sight = look(self._tops)

    def may_keep(self, workspace: Workspace) -> None:
        """Take down that the answer hangs on what this workspace has read, and on nothing else."""
        found = _read_of(workspace)
        sight = self._sight
        if sight is None or found is None or self._day != _day():
            return
        roots = tuple(f"{one.root}{os.sep}" for one in workspace.loaded)
        own = {name for name in sight.names if name.startswith(roots)}
        here = register_above(Path.cwd())
        if own == set(found) and (here is None or found.get(str(here / REGISTER_FILE))):
            self._digests = found

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
        """Keep what was told, if it may be."""
        if self._digests is None or self._sight is None or status not in _STATUSES:
            return
        memory = remembered(self._sight, self._digests, self._seen_at)
        keep(self._store, self._key, Kept(self._tops, memory, Answer(status, b"".join(self._told))))


def _read_of(workspace: Workspace) -> dict[str, str] | None:
    """A digest of each file that was read, by its whole path; None where there is something to mind beside the answer.

    That may hang on more than the files, and is not kept.
    """
    if workspace.troubles or workspace.unread:
        return None
    found: dict[str, str] = {}
    for one in workspace.loaded:
        asked = (file for file, data in one.digests.items() if not data)
        if any(is_text(file) or may_be_kept(file) or file in one.register.strays for file in asked):
            return None
        found |= {f"{one.root}{os.sep}{file}": data.hex() for file, data in one.digests.items()}
    return found


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
