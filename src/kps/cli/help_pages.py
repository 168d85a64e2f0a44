"""The command line's own words, in the reader's language: help pages and wrong use.

Typer reads the arguments, but says nothing: a page is laid out here from the command's parameters, and an error
is told by its kind. So no word of a newer typer can come between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from kps.cli.groups import GROUPS
from kps.language import Message, mark, msg
from kps.language.reader import tr
from kps.workspace.errors import Wrong

# Named here for the catalogs: what typer writes about its own option, and what stands for a value.
mark("Show this message and exit.")
_PLACES = {
    mark("CODE"),
    mark("COUNCIL"),
    mark("DATE"),
    mark("DIR"),
    mark("DISTRICT"),
    mark("FILE"),
    mark("MEETING"),
    mark("NAME"),
    mark("NUMBER"),
    mark("PATH"),
    mark("RECORD"),
    mark("REV"),
    mark("SOURCE"),
    mark("TEMPLATE"),
    mark("TEXT"),
    mark("TITLE"),
    mark("TOPIC"),
    mark("YEAR"),
}


_WHOLE = 1000
"""Signs that no short help is longer than: it is never cut off."""

ARGUMENTS = "kps.arguments"
"""Where a command finds its arguments as they were given (context.meta): typer keeps no order between options."""


class Command(TyperCommand):
    """A command that speaks the language chosen; ``group`` is what it is for, ``example`` how it may be called."""

    group: str = ""
    example: str = ""

    # Let through by typer, so that they can be refused here.
    allow_extra_args = True

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; what cannot be read, or is one too many, is Wrong."""
        ctx.meta[ARGUMENTS] = tuple(args)
        rest = _understood(super().parse_args, ctx, args)
        if rest:
            known = ctx.command_path
            raise Wrong(
                msg("{command} does not take {rest}; {command} --help tells what it takes", command=known, rest=rest)
            )
        return rest


class Group(TyperGroup):
    """The group of all commands, which speaks the language chosen."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; what cannot be read is Wrong."""
        return _understood(super().parse_args, ctx, args)


def _understood(read: Callable[[Any, list[str]], list[str]], ctx: Any, args: list[str]) -> list[str]:
    """What typer's own way of reading the arguments leaves; its errors in plain words."""
    try:
        return read(ctx, args)
    except TyperException as error:
        raise Wrong(explained(error, ctx.command.params, ctx.command_path)) from None


def _page(command: Any, ctx: Any) -> str:
    parameters = [one for one in command.get_params(ctx) if not one.hidden]
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    names = command.list_commands(ctx) if isinstance(command, Group) else []
    commands = [command.get_command(ctx, name) for name in names]
    pieces = [tr("[OPTIONS]"), *map(_in_usage, arguments), *([tr("COMMAND [ARGS]...")] if commands else [])]
    page = ctx.make_formatter()
    page.write_usage(ctx.command_path, " ".join(pieces), tr("Usage: "))
    page.write_paragraph()
    with page.indentation():
        page.write_text(command.help)
    for heading, rows in (
        (tr("Arguments:"), [(_place(one), _told(one)) for one in arguments]),
        (tr("Options:"), [(_option(one), _told(one)) for one in options]),
        *((f"{tr(group)}:", _rows(one for one in commands if one.group == group)) for group in GROUPS),
        (tr("Example:"), [(command.example, "")] if isinstance(command, Command) else []),
    ):
        if rows:
            page.write_paragraph()
            page.write(f"{heading}\n")
            with page.indentation():
                page.write_dl(rows)
    return str(page.getvalue()).rstrip("\n")


def _rows(commands: Iterable[Command]) -> list[tuple[str, str]]:
    """Each command with what it does, and below that how it may be called."""
    told = (((one.name or "", one.get_short_help_str(_WHOLE)), ("", f"$ {one.example}")) for one in commands)
    return [row for rows in told for row in rows]


def _in_usage(argument: Any) -> str:
    many = "..." if argument.nargs != 1 else ""
    return (_place(argument) if argument.required else f"[{_place(argument)}]") + many


def _option(option: Any) -> str:
    names = " / ".join(", ".join(some) for some in (option.opts, option.secondary_opts) if some)
    return names if option.is_flag else f"{names} {_place(option)}"


def _place(parameter: Any) -> str:
    """What stands for the parameter's value: ``FILE``, ``CODE,...``, ``text|json``."""
    written = parameter.metavar
    if parameter.param_type_name == "argument":
        # The brackets and dots of the usage line are put there by it.
        written = str(written or parameter.name.upper()).strip("[].")
    return re.sub(r"[A-Z]{2,}", lambda word: _translated_place(word[0]), written or "TEXT")


def _translated_place(word: str) -> str:
    return tr(word) if word in _PLACES else word


def _told(parameter: Any) -> str:
    """The parameter's help, with its default."""
    parts = [tr(parameter.help)] if parameter.help else []
    default = parameter.default
    if parameter.required:
        parts.append(tr("[required]"))
    elif parameter.show_default and default and not isinstance(default, bool) and not callable(default):
        parts.append(f"{tr('[default: ')}{default}]")
    return "  ".join(parts)


def explained(error: TyperException, parameters: Sequence[Any] = (), command: str = "kps") -> Message:
    """Wrong use in plain words; typer's own words only where nothing else is known."""
    parameter = getattr(error, "param", None)
    name = _name(parameter) if parameter is not None else getattr(error, "option_name", "")
    # By name: typer keeps these classes to itself.
    match type(error).__name__:
        case "MissingParameter":
            return msg("{name} is missing; {command} --help tells what it is", name=name, command=command)
        case "NoSuchOption":
            return _no_such_option(name, getattr(error, "possibilities", None) or (), command)
        case "BadOptionUsage":
            if any(name in one.opts and one.is_flag for one in parameters if one.param_type_name == "option"):
                return msg("{name} takes no value", name=name)
            return msg("{name} needs a value after it", name=name)
        case "BadParameter":
            least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
            if least is not None and most is not None:
                return msg("{name} is a number from {least} to {most}", name=name, least=least, most=most)
            return msg("the value of {name} cannot be used: {detail}", name=name, detail=error.message)
    return msg("wrong use ({detail}); {command} --help tells more", detail=error.format_message(), command=command)


def _no_such_option(name: str, possibilities: Sequence[str], command: str) -> Message:
    if possibilities:
        return msg("there is no option {name}; did you mean {near}?", name=name, near=possibilities[0])
    return msg("there is no option {name}; {command} --help lists them", name=name, command=command)


def _name(parameter: Any) -> str:
    return max(parameter.opts, key=len) if parameter.param_type_name == "option" else _place(parameter)
