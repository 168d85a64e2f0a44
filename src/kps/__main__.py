"""The console script: as little as possible before the command is known."""

from __future__ import annotations

import sys


def main() -> None:
    """Run kps with the process's arguments, and exit."""
    if sys.argv[1:] == ["--version"]:
        # Answered here: nothing of the command line needs to be imported for it.
        from kps import __version__

        sys.stdout.write(f"kps {__version__}\n")
        return
    from kps.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
