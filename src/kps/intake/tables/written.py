"""A suggested mapping as people keep it: YAML, with the evidence of each guess in a comment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kps.intake.tables.suggestion import Guess, Suggestion
from kps.language import Language, Message, Spoken, msg
from kps.language.printable import one_line
from kps.scaffold.quoting import scalar

_REMARKS_FROM = 56


@dataclass(frozen=True, slots=True)
class MappingText(Spoken):
    """The text of a mapping; its comments are in the reader's language."""

    suggestion: Suggestion

    def text(self, language: Language) -> str:
        """The mapping in YAML."""
        return "".join(f"{line}\n" for line in _lines(self.suggestion, language))


def _lines(made: Suggestion, language: Language) -> Iterator[str]:
    head = msg("A first mapping, guessed from headings and cells. Look at each line, and mend what is wrong.")
    yield f"# {head.text(language)}"
    named = [scalar(name) for name in made.sheets if name]
    if named:
        yield f"ark: {named[0] if len(named) == 1 else '[' + ', '.join(named) + ']'}"
    if made.rivals:
        told = msg("these sheets tell of the same municipalities: {sheets}", sheets=list(made.rivals))
        yield f"# {one_line(told.text(language))}"
    yield f"overskrift: {made.row}"
    if made.totals:
        rows = ", ".join(f"{{{_value(heading)}: {_value(text)}}}" for heading, text in made.totals)
        yield f"hopp_over: [{rows}]"
    if made.merged:
        yield f"fyll_ned: [{', '.join(_value(one) for one in made.merged)}]"
    yield "kolonner:"
    for one in made.guesses:
        yield from _column(one, language)
    if any(one.target == "kontakt.navn" for one in made.guesses) and not _has(made, "kontakt.tiltrådt"):
        told = msg("contacts must have a first day; this is told as assumed for each")
        yield f"# standard: {{kontakt.tiltrådt: 2024-01-01}}   # {told.text(language)}"


def _has(made: Suggestion, target: str) -> bool:
    return any(one.target == target for one in made.guesses)


def _column(one: Guess, language: Language) -> Iterator[str]:
    if not one.target:
        yield _remarked(f"  # {_value(one.heading.name)}:", (one.evidence,), language)
        return
    given = [f"til: {one.target}"]
    if one.words:
        words = ", ".join(f"{_value(word)}: {_value(meant)}" for word, meant in one.words.items())
        given.append(f"verdier: {{{words}}}")
    if one.year:
        given.append(f"år: {one.year}")
    if one.status:
        given.append(f"status: {one.status}")
    value = one.target if len(given) == 1 else "{" + ", ".join(given) + "}"
    yield _remarked(f"  {_value(one.heading.name)}: {value}", (one.evidence, *one.asides, *_hints(one)), language)


def _hints(one: Guess) -> Iterator[Message]:
    if one.target == "møte.dato" and not one.status:
        yield msg("add status: avholdt where all were held")


def _remarked(line: str, remarks: tuple[Message, ...], language: Language) -> str:
    told = "; ".join(one_line(remark.text(language)) for remark in remarks)
    return f"{line:<{_REMARKS_FROM}}  # {told}"


def _value(text: str) -> str:
    """A text within braces, where a comma or a bracket would end it."""
    written = scalar(one_line(text))
    return written if written.startswith('"') or not set(written) & set(",[]{}:#") else f'"{written}"'
