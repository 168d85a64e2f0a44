"""The command line as a whole: commands found by name, errors told in the reader's language."""

from __future__ import annotations

import io
import os
import pkgutil
import re
import sys
import traceback
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import typer

from kps.cli import commands, language_choice
from kps.cli.guarded import guarded_streams
from kps.cli.help_pages import Command, Group, explained
from kps.cli.kept_answers import OPTION, Keeper, without_option
from kps.cli.notes import tell_each
from kps.language import Language, Message, mark, msg
from kps.language.legible import LEGIBLE
from kps.language.reader import chosen, tr
from kps.language.reasons import reason
from kps.models.vocabulary import nearest
from kps.register.tree import register_above
from kps.workspace.errors import Wrong

HELP = mark(
    "Keep the records of the cooperation between municipalities and police, and hold them against the national "
    "guideline. A register is a folder with a kps.yaml; every command works on the one you stand in, or on the "
    "paths you name. Begin with kps init."
)

INTERRUPTED = 130
CUT_OFF = 141
"""The reader of the output went away: what other programs say too, and neither "all is well" nor "findings"."""


def run(arguments: Sequence[str], keeper: Keeper | None = None) -> int:
    """Run kps; the exit status. Every error becomes a sentence; KPS_DEBUG=1 shows the traceback too.

    ``keeper`` hears what is told, and keeps it where it may.
    """
    _speak_utf8()
    with keeper.hearing() if keeper else nullcontext(), guarded_streams():
        status = _run(without_option(arguments), keeper)
    if keeper:
        keeper.keep(status)
    return status


def _run(arguments: Sequence[str], keeper: Keeper | None) -> int:
    try:
        return _carried_out(language_choice.settle(arguments), keeper)
    except Wrong as wrong:
        return _tell(wrong.message, wrong.status, wrong.besides)
    except typer.TyperException as error:
        return _tell(explained(error), 2)
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return CUT_OFF
    except Exception as error:
        if os.environ.get("KPS_DEBUG"):
            traceback.print_exc()
        return _tell(_of_system(error) if isinstance(error, OSError) else _crashed(error), 2)
    finally:
        _let_go()


def _carried_out(arguments: Sequence[str], keeper: Keeper | None) -> int:
    """Run the command; its status, once all that it printed has been taken."""
    program = application()
    try:
        # Not main(): it has its own way with broken pipes, and a status for them that means findings here.
        with program.make_context("kps", list(arguments), obj=keeper) as context:
            result = program.invoke(context)
        status = result if isinstance(result, int) else 0
    except typer.Exit as end:
        status = end.exit_code
    sys.stdout.flush()
    return status


def _let_go() -> None:
    """Leave an output that refuses: Python would try it again at exit, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(message: Message, status: int, besides: Sequence[Message] = ()) -> int:
    with suppress(OSError):  # nobody may be listening there either
        tell_each((*besides, message))
    return status


def _crashed(error: Exception) -> Message:
    return msg(
        "something went wrong in kps itself ({error}); nothing is lost. Please report it; KPS_DEBUG=1 shows where",
        error=f"{type(error).__name__}: {error}",
    )


def _of_system(error: OSError) -> Message:
    if error.filename:
        return msg("{file}: {reason}", file=error.filename, reason=reason(error))
    return msg("the system says: {reason}", reason=reason(error))


def _speak_utf8() -> None:
    """Write UTF-8 everywhere, also where the system has an old code page; a name that is no text does not stop us."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError):  # what waits to be written is written first; that it cannot be, is told later
                stream.reconfigure(encoding="utf-8", errors=LEGIBLE)


def _nowhere() -> TextIO:
    """What stands in for an output that was closed before kps began."""
    return Path(os.devnull).open("w", encoding="utf-8")


class _Commands(Group):
    """The commands by name; a module is imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        known = self.list_commands(ctx)
        if cmd_name in known:
            return _command(cmd_name, chosen())
        near = nearest(cmd_name, known)
        raise Wrong(
            msg("there is no command {name}; did you mean {near}?", name=cmd_name, near=near)
            if near
            else msg("there is no command {name}; kps --help lists them", name=cmd_name)
        )


@cache
def _command(name: str, language: Language) -> Any:
    """A command whose help is in a language: made once, however often it is run in one process."""
    module = import_module(f"{commands.__name__}.{name.replace('-', '_')}")
    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    help = tr(module.HELP)
    one.command(name=name, cls=Command, help=help, short_help=re.split("[.:;] ", help)[0].rstrip("."))(module.run)
    command: Any = typer.main.get_command(one)
    command.name, command.group, command.example = name, module.GROUP, module.EXAMPLE
    return command


def application() -> Any:
    """All commands, with the options that stand before them."""
    app = typer.Typer(cls=_Commands, add_completion=False, rich_markup_mode=None)

    @app.callback(invoke_without_command=True, help=tr(HELP))
    def _all(
        context: typer.Context,
        # Read before typer reads anything (language_choice.settle); it stands here for the help page.
        lang: str = typer.Option("", metavar="nb|nn|en", help=mark("The language kps speaks.")),
        no_cache: bool = typer.Option(False, OPTION, help=mark("Neither use nor keep what was found before.")),
        version: bool = typer.Option(False, "--version", help=mark("Print the version.")),
    ) -> None:
        if version:
            from kps import __version__

            typer.echo(f"kps {__version__}")
            raise typer.Exit
        if context.invoked_subcommand is None:
            if register_above(Path.cwd()):
                from kps.cli.commands import status

                status.run(context)
            typer.echo(context.get_help())

    return typer.main.get_command(app)
