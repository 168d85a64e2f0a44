"""The console script: as little as possible before the command is known."""

from __future__ import annotations

import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run kps with the process's arguments, and exit."""
    try:
        if "_KPS_COMPLETE" in os.environ:
            from kps.cli.completion import answer

            answer()
            return
        if sys.argv[1:] == ["--version"] and _version_told():
            return
        sys.exit(answered(sys.argv[1:]))
    except KeyboardInterrupt:
        # Pressed while modules were being imported; after that the command line sees to it.
        sys.exit(_INTERRUPTED)


def answered(arguments: list[str]) -> int:
    """Answer as an earlier run did, where nothing has changed since; else have the command carried out."""
    from kps.cli.kept_answers import keeper_for

    keeper = keeper_for(arguments)
    status = keeper.answered() if keeper else None
    if status is None:
        from kps.cli.app import run

        status = run(arguments, keeper)
    return status


def _version_told() -> bool:
    """Answer here: nothing of the command line needs to be imported for it, but to explain why it cannot be done."""
    from kps import __version__

    try:
        print(f"kps {__version__}", flush=True)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
