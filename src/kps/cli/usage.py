"""The words of the command line's own library, in the reader's language: help pages and wrong use."""

from __future__ import annotations

from typing import Any

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from kps.language import Message, mark, msg, tr

# The library's fixed words, as they stand in its help pages.
_FIXED = (
    mark("Usage: "),
    mark("Options:"),
    mark("Arguments:"),
    mark("Commands:"),
    mark("Show this message and exit."),
    mark("[OPTIONS]"),
    mark("COMMAND [ARGS]..."),
    mark("[default: "),
    mark("[required]"),
)


class _Translated:
    """A command or a group whose help page is wholly in the language chosen."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        page: str = super().get_help(ctx)  # type: ignore[misc]  # a mixin: the command's own
        for words in _FIXED:
            page = page.replace(words, tr(words))
        return page


class Command(_Translated, TyperCommand):
    """A command."""


class Group(_Translated, TyperGroup):
    """The group of all commands."""


def translated(command: Any) -> Any:
    """The command with its parameters' help in the language chosen."""
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = tr(parameter.help)
    return command


def explained(error: TyperException) -> Message:
    """Wrong use in plain words; the library's own words only where nothing else is known."""
    parameter = getattr(error, "param", None)
    name = _name(parameter) if parameter is not None else getattr(error, "option_name", "")
    match type(error).__name__:
        case "MissingParameter":
            return msg("{name} is missing; kps COMMAND --help tells what it is", name=name)
        case "NoSuchOption":
            return _no_such_option(name, getattr(error, "possibilities", None) or ())
        case "BadOptionUsage":
            return msg("{name} needs a value after it", name=name)
        case "BadParameter":
            return msg("the value of {name} cannot be used: {detail}", name=name, detail=error.format_message())
    return msg("wrong use ({detail}); kps --help tells more", detail=error.format_message())


def _no_such_option(name: str, possibilities: Any) -> Message:
    if possibilities:
        return msg("there is no option {name}; did you mean {near}?", name=name, near=sorted(possibilities)[0])
    return msg("there is no option {name}; kps COMMAND --help lists them", name=name)


def _name(parameter: Any) -> str:
    options: list[str] = getattr(parameter, "opts", [])
    if options and options[0].startswith("-"):
        return max(options, key=len)
    return str(getattr(parameter, "metavar", None) or (parameter.name or "").upper())
