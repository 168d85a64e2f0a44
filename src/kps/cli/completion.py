"""What may stand at a place on the command line: asked by the shell while somebody types.

The shell says what stands before the cursor as arguments, and the word under it in the environment. The answer is a
line for each word, with what it means after a tab, and nothing else; none at all where a name of a file may stand, or
something is wrong.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ASKED = "_KPS_COMPLETE"
"""The environment variable by which the shell asks: an equals sign and the word under the cursor."""

Offer = tuple[str, str]
"""A word that may stand there, and what it means."""

_PLAIN = re.compile(r"[\w.,/@%+=-]+")
"""Words that no shell takes for more than they are; a folder with another name is not offered."""
_LANGUAGE = "--lang"


def answer() -> None:
    """Tell the shell what it asked for; whatever goes wrong, it is told nothing."""
    try:
        from kps.cli.language_choice import settle

        settle([])
        found = offers(sys.argv[1:], os.environ[ASKED].removeprefix("="))
        lines = (f"{word}\t{' '.join(told.split())}".rstrip() for word, told in found)
        sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
        sys.stdout.flush()
    except Exception:  # a shell would show it in the midst of what is typed
        return


def offers(before: Sequence[str], word: str) -> list[Offer]:
    """What may stand where ``word`` is being typed, after the words before it."""
    words = [one for one in before if one != "="]  # bash takes --format=json apart
    name, sep, value = word.partition("=")
    if word == "=" or (sep and word.startswith("--")):  # a value written on to its option
        words, word, lead = [*words, *filter(None, [name])], value, f"{name}=" if name else ""
    else:
        lead = ""
    done, comma, rest = word.rpartition(",")
    if comma:
        word, lead = rest, f"{lead}{done},"
    found = (one for one in _offered(words, word) if one[0].startswith(word) and _PLAIN.fullmatch(one[0]))
    return [(lead + text, told) for text, told in found]


def _offered(words: Sequence[str], word: str) -> Iterator[Offer]:
    from kps.cli.app import application

    program = application()
    context = program.make_context("kps", [], resilient_parsing=True)
    command, rest = _command(program, context, words)
    if words and words[-1] == _LANGUAGE:
        yield from _words("nb|nn|en")
    elif command is None:
        if word.startswith("-"):
            yield from _options(program)
        else:
            named = ((name, program.get_command(context, name)) for name in program.list_commands(context))
            yield from ((name, one.get_short_help_str(200)) for name, one in named if name.startswith(word))
    elif option := _awaiting(command, rest):
        yield from _values(_place(option))
    elif word.startswith("-") and "--" not in rest:
        yield from _options(command)
    elif argument := _argument(command, rest):
        yield from _values(_place(argument))


def _command(program: Any, context: Any, words: Sequence[str]) -> tuple[Any, Sequence[str]]:
    """The command that was named, and the words after it; None where none is named yet."""
    known = set(program.list_commands(context))
    for place, one in enumerate(words):
        if not one.startswith("-") and not (place and words[place - 1] == _LANGUAGE):
            return (program.get_command(context, one), words[place + 1 :]) if one in known else (_Nothing(), ())
    return None, ()


class _Nothing:
    """A command that there is not: nothing may stand after it."""

    params: tuple[Any, ...] = ()


def _taken(command: Any) -> Mapping[str, Any]:
    """The options of a command, by each of their names."""
    return {name: one for one in command.params if one.param_type_name == "option" for name in one.opts}


def _awaiting(command: Any, words: Sequence[str]) -> Any:
    """The option whose value comes next; None where none does."""
    option = _taken(command).get(words[-1]) if words and "--" not in words[:-1] else None
    return option if option is not None and not option.is_flag else None


def _argument(command: Any, words: Sequence[str]) -> Any:
    """The argument that comes next; None where there is none left."""
    taken, count, skip, options = _taken(command), 0, False, True
    for one in words:
        if skip:
            skip = False
        elif options and one == "--":
            options = False
        elif options and one.startswith("-"):
            skip = one in taken and not taken[one].is_flag
        else:
            count += 1
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    many = next((one for one in arguments if one.nargs != 1), None)
    return arguments[count] if count < len(arguments) else many


def _options(command: Any) -> Iterator[Offer]:
    from kps.language.reader import tr

    for name, option in _taken(command).items():
        if name.startswith("--") and not option.hidden:
            yield name, tr(option.help) if option.help else ""
    yield "--help", tr("Show this message and exit.")


def _place(parameter: Any) -> str:
    """What stands for the parameter's value on the help page."""
    return str(parameter.metavar or parameter.name.upper()).strip("[].")


def _values(bare: str) -> Iterator[Offer]:
    """What may stand at a place, by what stands for it on the help page."""
    if make := _NAMED.get(bare):
        yield from make()
    elif "|" in bare and bare == bare.lower():
        yield from _words(bare)


def _words(place: str) -> Iterator[Offer]:
    yield from ((word, "") for word in place.split("|") if word)


def _codes() -> Iterator[Offer]:
    from kps.checking.rule import rules
    from kps.language.reader import tr

    yield from ((code, tr(rule.page.title)) for code, rule in rules().items())


def _councils() -> Iterator[Offer]:
    for file in _files():
        folder, _, name = file.rpartition("/")
        if name == "politirad.yaml" and folder:
            yield folder.rpartition("/")[2], ""


def _meetings() -> Iterator[Offer]:
    for file in _files():
        folder, _, name = file.rpartition("/")
        if folder.rpartition("/")[2] == "moter" and name.endswith((".yaml", ".yml")):
            yield file, ""


def _districts() -> Iterator[Offer]:
    from kps.models.places import municipalities

    yield from ((name, "") for name in dict.fromkeys(one.district for one in municipalities().values()))


def _files() -> Iterator[str]:
    """The files of the registers here, from here, none of them read."""
    from kps.register.tree import Folder, registers_at

    for root in registers_at(Path.cwd())[0]:
        way = os.path.relpath(root)
        yield from Folder(root).files() if way == "." else (f"{way}/{file}" for file in Folder(root).files())


_NAMED: Mapping[str, Callable[[], Iterator[Offer]]] = {
    "CODE": _codes,
    "CODE,": _codes,
    "COUNCIL": _councils,
    "DISTRICT": _districts,
    "MEETING": _meetings,
}
