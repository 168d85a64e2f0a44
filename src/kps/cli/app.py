"""The command line as a whole: commands found by name, errors told in the reader's language."""

from __future__ import annotations

import io
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer

from kps.cli import commands, speech
from kps.cli.errors import Wrong
from kps.cli.usage import Command, Group, explained, translated
from kps.language import Message, mark, msg, tr
from kps.models.vocabulary import nearest

HELP = mark(
    "Keep the records of the cooperation between municipalities and police, and hold them against the national "
    "guideline. A register is a folder with a kps.yaml; every command works on the one you stand in, or on the "
    "paths you name. Begin with kps init."
)

INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run kps; the exit status. Every error becomes a sentence; KPS_DEBUG=1 shows the traceback instead."""
    _speak_utf8()
    try:
        left = speech.settle(arguments)
        return _status(_application().main(args=left or ["--help"], prog_name="kps", standalone_mode=False))
    except Wrong as wrong:
        return _tell(wrong.message, wrong.status)
    except typer.TyperException as error:
        return _tell(explained(error), 2)
    except typer.Exit as end:
        return end.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has had enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("KPS_DEBUG"):
            raise
        return _tell(_of_system(error) if isinstance(error, OSError) else _crashed(error), 2)


def _status(result: Any) -> int:
    return result if isinstance(result, int) else 0


def _tell(message: Message, status: int) -> int:
    sys.stderr.write(f"kps: {message.text()}\n")
    return status


def _crashed(error: Exception) -> Message:
    return msg(
        "something went wrong in kps itself ({error}); nothing is lost. Please report it; KPS_DEBUG=1 shows where",
        error=f"{type(error).__name__}: {error}",
    )


def _of_system(error: OSError) -> Message:
    reason = error.strerror or str(error)
    if error.filename:
        return msg("{file}: {reason}", file=error.filename, reason=reason)
    return msg("the system says: {reason}", reason=reason)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="replace")


class _Commands(Group):
    """The commands by name; a module is imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        known = self.list_commands(ctx)
        if cmd_name in known:
            return _command(cmd_name)
        near = nearest(cmd_name, known)
        raise Wrong(
            msg("there is no command {name}; did you mean {near}?", name=cmd_name, near=near)
            if near
            else msg("there is no command {name}; kps --help lists them", name=cmd_name)
        )


def _command(name: str) -> Any:
    module = import_module(f"{commands.__name__}.{name.replace('-', '_')}")
    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    help = tr(module.HELP)
    one.command(name=name, cls=Command, help=help, short_help=help.split(". ")[0].rstrip("."))(module.run)
    command = typer.main.get_command(one)
    command.name = name
    return translated(command)


def _application() -> Any:
    app = typer.Typer(cls=_Commands, add_completion=False, rich_markup_mode=None)

    @app.callback(help=tr(HELP))
    def _all(
        lang: str = typer.Option("", metavar="nb|nn|en", help=mark("The language kps speaks.")),
        version: bool = typer.Option(False, "--version", help=mark("Print the version.")),
    ) -> None:
        if version:
            from kps import __version__

            typer.echo(f"kps {__version__}")
            raise typer.Exit

    return translated(typer.main.get_command(app))
