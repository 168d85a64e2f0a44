"""Git, called in one place and so that nothing of a repository's contents is ever run.

A pull request from a stranger may hold anything: a bare repository committed as plain files, attributes that ask for
filters, names that look like options. So kps finds the repository itself, git must name the same one, and only
commands that read objects and the index are used: none that looks at the files that are checked out.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kps.language import msg
from kps.register.tree import shown
from kps.workspace.errors import Wrong
from kps.workspace.programs import program_named

_SETTINGS = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.alternateRefsCommand=",
    "core.pager=cat",
    "diff.external=",
    "log.showSignature=false",
    "protocol.allow=never",  # a partial clone fetches what it lacks; older git knows no other way to forbid it
)
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_INDEX = "GIT_INDEX_FILE"
# What a hook of git's sets for its own repository, and what would lead elsewhere or run something.
_NOT_INHERITED = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        _INDEX,
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
        "GIT_SHALLOW_FILE",
        "GIT_GRAFT_FILE",
        "GIT_REPLACE_REF_BASE",
        "GIT_EXTERNAL_DIFF",
        "GIT_PAGER",
    }
)


@dataclass(frozen=True)
class Repository:
    """The repository that a folder lies in: ``top`` is the folder that holds its ``.git``."""

    top: Path

    def text(self, *arguments: str) -> str:
        """What git answers; Wrong where it cannot. A name that is not UTF-8 is kept as Python keeps file names."""
        return os.fsdecode(self.answer(*arguments))

    def answer(self, *arguments: str, data: bytes = b"") -> bytes:
        """What git answers, as bytes; ``data`` is what it is given to read."""
        return _run(self.top, *arguments, data=data)

    def staged(self, inside: str) -> str:
        """What is staged of a folder's files, a line each: mode, object, stage, a tab, the name; NUL between.

        In a hook of git's it is what that commit would hold, which git keeps in an index of its own.
        """
        named = os.environ.get(_INDEX)
        kept = {_INDEX: named} if named else {}
        return os.fsdecode(_run(self.top, "ls-files", "--stage", "-z", "--", inside, environment=kept))


def repository_of(folder: Path) -> Repository:
    """The repository that a folder lies in, found by its ``.git`` from the folder upwards.

    Wrong where there is none, and where git takes another for it.
    """
    whole = folder.resolve()
    top = next((above for above in (whole, *whole.parents) if (above / ".git").exists()), None)
    if top is None:
        raise Wrong(msg("{folder} is in no git repository; kps diff, --since and --rev need one", folder=shown(folder)))
    found = Repository(top)
    named = found.text("rev-parse", "--show-toplevel").removesuffix("\n")
    if not named or not top.samefile(named):
        raise Wrong(
            msg("git takes {named} for the repository, not {top}; it is not asked", named=named or "?", top=shown(top))
        )
    return found


def _run(top: Path, *arguments: str, data: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
    settings = (word for setting in _SETTINGS for word in ("-c", setting))
    program = program_named("git")
    if program is None:
        raise Wrong(msg("git is not installed; kps diff, --since and --rev need it"))
    command = (program, "--no-pager", "--literal-pathspecs", *settings, *arguments)
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    # Git looks no further up than the folder that was found.
    around = inherited | _ENVIRONMENT | {"GIT_CEILING_DIRECTORIES": str(top.parent)} | dict(environment or {})
    done = subprocess.run(command, cwd=top, env=around, input=data, capture_output=True, check=False)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip() or arguments[0]
        raise Wrong(msg("git cannot tell: {reason}", reason=reason))
    return done.stdout
