"""The words around a finding, in the language chosen."""

from __future__ import annotations

from functools import cache

from kps.checking.finding import Severity
from kps.language import Language, Message, mark, msg, msgn
from kps.language.printable import printable
from kps.language.reader import chosen, said, tr
from kps.output.located import Located

_SEVERITIES: dict[Severity, str] = {"error": mark("error"), "warning": mark("warning"), "hint": mark("hint")}

_ENDS = (".", "?", "!")


def severity_word(severity: Severity) -> str:
    """The severity as readers are told it."""
    return tr(_SEVERITIES[severity])


def told(one: Located) -> str:
    """A finding in one paragraph: what is wrong, which section asks for it, and how to mend it."""
    section = _section(one.statement.section, chosen()) if one.statement else ""
    return f"{ended(sentence(one.finding.message) + section)} {mending(one)}"


@cache
def _section(section: str, language: Language) -> str:
    return f" ({msg('guideline, section {section}', section=section).text(language)})"


def sentence(message: Message) -> str:
    """The message as a sentence."""
    return printable(message.sentence(chosen()))


def capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def mending(one: Located) -> str:
    """How to mend a finding, in sentences."""
    mend = one.finding.mend
    return _mending(mend.msgid, chosen()) if not mend.values and not mend.plural else ended(sentence(mend))


@cache
def _mending(msgid: str, language: Language) -> str:
    """The same where it says the same of every such finding."""
    return ended(printable(Message(msgid).sentence(language)))


def ended(text: str) -> str:
    """The sentence with its full stop."""
    return text if text.endswith(_ENDS) else f"{text}."


def counted(counts: dict[str, int]) -> str:
    """How many findings of each severity, in words, the strongest first; waived ones where there are any."""
    words = [
        msgn("{n} error", "{n} errors", counts["errors"]),
        msgn("{n} warning", "{n} warnings", counts["warnings"]),
        msgn("{n} hint", "{n} hints", counts["hints"]),
    ]
    if counts["waived"]:
        words.append(msgn("{n} waived", "{n} waived", counts["waived"]))
    return ", ".join(said(word) for word in words)
