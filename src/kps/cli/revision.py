"""What git knows: which files were changed since a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kps.cli.errors import Wrong
from kps.language import msg
from kps.register.tree import shown


def changed_since(revision: str, folder: Path) -> frozenset[str]:
    """The files that differ from a revision, new ones too, named as the reader is shown them."""
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    differing = _git(top, "diff", "--name-only", "-z", "--end-of-options", revision, "--")
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(shown(top / name) for name in (differing + new).split("\0") if name)


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ("git", "-C", str(folder), *arguments), capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except FileNotFoundError:
        raise Wrong(msg("git is not installed; --since needs it")) from None
    if done.returncode:
        reason = done.stderr.strip() or " ".join(arguments[-1:])
        raise Wrong(msg("git cannot tell what was changed: {reason}", reason=reason))
    return done.stdout
