"""One choice of words in both tongues, in whatever is shown: the catalogs, the templates, the guideline, the table.

The choices stand in CONTRIBUTING.md.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kps.guideline import questions, statements
from kps.language.catalogs import LOCALE
from kps.models.vocabulary import Kind, terms
from kps.register.written import WrittenForm, in_form
from kps.resources import folder

FORBIDDEN: Mapping[WrittenForm, str] = {
    "nn": r"vart|vert|varte|gje|gjev|gjeven|gjeve|givast|gjevast|oppgje\w*|oppgjev\w*|einskild\w*|samde?|medlem(er|ene)"
    r"|steg|byrj\w*|nedlagd|skuldig\w*|offentlegheita|kor vidt|femner om|henne|gått tapt|(ein)?skild(ra|rar|re)"
    r"|alvor|utan både|så ofte, som|avgjerdsrett|er skuldige",
    "nb": r"samordningstrappa|hvor vidt|av dem som skyldes|møter som skyldes|kontakters|uten både|så ofte, som"
    r"|møtes fil|tiltaks id|kontakts id|medlems vara|over tiden|to for tolv",
}
"""Words and phrases that are never written; another is chosen for each."""

EXCEPTED: Mapping[WrittenForm, tuple[str, ...]] = {
    "nn": ("Tittelen offentlegheita ser.",),  # the public, and not disclosure
    "nb": (),
}

NOW: Mapping[WrittenForm, tuple[str, ...]] = {
    "nn": (
        "møte haldne",
        "møte avlyste",
        "møte planlagde",
        "funn unnatekne",
        "tiltak sette",
        "tiltak lukka",
        "fristar flytte",
        "flytte fristar",
        "Ingen er ansvarleg.",
        "samarbeidet blir evaluert",
        "avtalen blir revidert",
        "innkallinga blir send",
        "Det blir spurt om når referatet er ferdig",
    ),
    "nb": (
        "møter holdt, av dem som skyldes",
        "møter holdt/skyldt",
        "tiltak satt",
        "tiltak lukket",
        "innkallingen sendes",
        "avtalen revideres",
        "samarbeidet evalueres",
        "Det spørres når referatet er ferdig",
    ),
}
"""Whole texts that had other words, and must not come back."""

PLAIN = frozenset(
    {"samarbeidsavtale", "politikontakt", "møter", "for", "form", "av", "til", "med", "plan", "part", "status", "start"}
    | {"register", "slt", "hybrid", "politi", "kommune", "andre", "avtale", "møte", "evaluering", "referat", "tiltak"}
    | {"innkalling", "sekretær", "politiråd", "vedlegg", "dato", "ja", "nei"}
)
"""Keys and values that are words of both tongues, and stand in sentences as such."""

SAID: tuple[Kind, ...] = ("value", "said", "side", "thing", "role", "topic", "function", "standing_item", "paper")
STANDS: tuple[Kind, ...] = ("key", "value")

_MARKED = re.compile(r"`[^`]*`|«[^»]*»|\{\w+\}|--[\w-]+|[\w-]+/[\w-]+|\w+\.(yaml|md)")


def shown(language: WrittenForm) -> Iterator[str]:
    """Every text of a catalog."""
    catalog = read_po(io.BytesIO((LOCALE / language / "LC_MESSAGES" / "kps.po").read_bytes()), locale=language)
    for message in catalog:
        if message.id:
            yield from (message.string,) if isinstance(message.string, str) else message.string or ()


def everything(language: WrittenForm) -> Iterator[str]:
    """Every text that readers of the tongue are shown, wherever it is kept."""
    yield from shown(language)
    yield from (one.text(language) for one in (*statements(), *questions()))
    yield from (
        term.text(language) for kind in ("value", "role", "topic", "thing", "said") for term in terms(kind).values()
    )
    for file in sorted(Path(folder("templates")).rglob("*.j2")):
        yield from in_form(file.read_text(encoding="utf-8"), language).splitlines()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_one_word_is_chosen_and_kept_to(language: WrittenForm) -> None:
    never = re.compile(rf"(?<![\w`])({FORBIDDEN[language]})(?![\w`])", re.IGNORECASE)
    found = [text for text in everything(language) if never.search(text) and text not in EXCEPTED[language]]
    assert found == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_text_that_was_corrected_is_back(language: WrittenForm) -> None:
    assert set(shown(language)) & set(NOW[language]) == set()


def test_a_key_or_a_value_in_a_sentence_is_marked() -> None:
    """In nynorsk an unmarked one looks like a fault of language, in bokmål it cannot be read."""
    words = {
        term.key
        for kind in STANDS
        for term in terms(kind).values()
        if term.written("nn") != term.key or "_" in term.key
    } - PLAIN
    found = [
        (text, sorted(some)) for text in shown("nn") if (some := words & set(re.findall(r"\w+", _MARKED.sub("", text))))
    ]
    assert found == []
