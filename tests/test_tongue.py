"""One choice of words in both tongues, in whatever is shown: catalogs, templates, guideline, table and papers.

The choices stand in CONTRIBUTING.md.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from heavy import files
from kps.documents.document import document
from kps.documents.render import Wording
from kps.guideline import questions, statements
from kps.language.catalogs import LOCALE
from kps.models.vocabulary import Kind, terms
from kps.register.kept import kinds
from kps.register.memory import Texts
from kps.register.reading import load
from kps.register.written import WrittenForm, in_form
from kps.resources import folder

FORBIDDEN: Mapping[WrittenForm, str] = {
    "nn": r"vart|vert|varte|gje|gjev|gjeven|gjeve|givast|gjevast|oppgje\w*|oppgjev\w*|einskild\w*|samde?|medlem(er|ene)"
    r"|steg|byrj\w*|nedlagd|skuldig\w*|offentlegheita|kor vidt|femner om|henne|gått tapt|(ein)?skild(ra|rar|re)"
    r"|alvor|utan både|så ofte, som|avgjerdsrett|er skuldige"
    r"|(ei|noka|neste) saksliste|(er|og|kva|kva for) temafora|handsam\w*|rådgj\w*|difor|mens|ei lenke"
    r"|nærmast\w*|lukka, medianen|sluttkode|avslutningsstatus\w*",
    "nb": r"samordningstrappa|hvor vidt|av dem som skyldes|møter som skyldes|kontakters|uten både|så ofte, som"
    r"|(en|et|noe|hvilke[nt]) (møtes|tiltaks|kontakts|medlems|råds|avtales|registers|kommunes)|over tiden|to for tolv"
    r"|sluttkode|avslutningsstatus\w*",
}
"""Words and phrases that are never written; another is chosen for each."""

EXCEPTED: Mapping[WrittenForm, tuple[str, ...]] = {
    "nn": ("Tittelen offentlegheita ser.",),  # the public, and not disclosure
    "nb": (),
}

CORRECTED: Mapping[WrittenForm, tuple[str, ...]] = {
    "nn": (
        r"^møte (haldne|avlyste|planlagde|sette)$", r"haldne/skuldige", r"til ho blir sagd opp",
        r"(?<!`)\bSkoleavtale", r"Tjenestetilbudsavtale", r"funn unnatekne", r"tiltak (sette|lukka)\b",
        r"fristar flytte\b", r"flytte fristar", r"Arkivsaka til", r"\(halde\)", r"der revisjonen er over tida",
        r"start for kontaktar", r"kontakten sine eigne", r"(meir enn|høgst) \w+_dager", r"i oppfølging for møtet",
        r"i året til rådet", r"siste dagen til (fila|unntaket|rådet)", r"første dagen til rådet",
        r"dokumenta til rådet", r"ingen kontakt i denne", r"kvar så mange månader", r"har ikkje teke til",
        r"ta opp att for", r"har ingen funksjoner", r"har ingen leder", r"blir brukt utan navn", r"skuldar sin del",
        r"Ingen er ansvarleg\.", r"[Bb]ekymring for radikalisering", r"[Ss]kildr(e|ar)\b", r"set ho på neste",
        r"^samarbeidet blir evaluert$", r"^avtalen blir revidert$", r"^innkallinga blir send$", r"er gått tapt",
        r"Det blir spurt om når", r"kvar (12|24|36)\. månad", r"Innkallinga er send\b", r"\(for [A-ZÆØÅ]",
        r"unnateke offentlegheita",
    ),
    "nb": (
        r"møter holdt(, av|/skyldt)", r"til den sies opp", r"tiltak (satt|lukket)\b", r"revisjonen er over tiden",
        r"registerets \w+_dager siden", r"ingen kontakt i denne", r"av mangler kommune", r"hver så mange måneder",
        r"har ikke begynt", r"skylder sin del", r"sett den på neste", r"^samarbeidet evalueres$",
        r"^avtalen revideres$", r"^innkallingen sendes$", r"Det spørres når", r"\} er gått\b", r"dag som er gått",
        r"noe råds mappe", r"\bdet skyldes\b", r"^\| tall \|",
        r"hver (12|24|36)\. måned", r"Innkallingen er sendt", r"\(for [A-ZÆØÅ]", r"evalueringen favner$",
    ),
}  # fmt: skip
"""What had other words once, and must not come back, in the whole of a text or a part of it."""

PLAIN = frozenset(
    {"samarbeidsavtale", "politikontakt", "møter", "for", "form", "av", "til", "med", "plan", "part", "status", "start"}
    | {"register", "slt", "hybrid", "politi", "kommune", "andre", "avtale", "møte", "evaluering", "referat", "tiltak"}
    | {"innkalling", "sekretær", "politiråd", "vedlegg", "dato", "ja", "nei"}
)
"""Keys and values that are words of both tongues, and stand in sentences as such."""

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = ("brukerveiledning.md", "rapport.md", "regler.md", "redigering.md")
"""The pages for those who use kps, which are in bokmål."""

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
    yield from of_extension(language)
    if language == "nb":
        for guide in GUIDES:
            yield from (DOCS / guide).read_text(encoding="utf-8").splitlines()


def of_extension(language: WrittenForm) -> Iterator[str]:
    """What the extension for VS Code says itself: its own texts, the walkthrough's, and what it tells."""
    top = Path(folder("editor")) / "vscode"
    texts = json.loads((top / "package.nls.json").read_text(encoding="utf-8"))
    ours = {"nb": texts, "nn": json.loads((top / "package.nls.nn.json").read_text(encoding="utf-8"))}[language]
    yield from (text for name, text in ours.items() if not name.startswith("walkthrough."))
    yield from (text for name, text in texts.items() if name.startswith(f"walkthrough.{language}."))
    for page in sorted(top.glob(f"walkthrough/*.{language}.md")):
        yield from page.read_text(encoding="utf-8").splitlines()
    words = (top / "src/words.ts").read_text(encoding="utf-8")
    yield from words.partition(f"const {language}: Words = {{")[2].partition("};")[0].splitlines()


@pytest.fixture(scope="module")
def papers() -> Mapping[WrittenForm, tuple[str, ...]]:
    """The lines of every paper of a heavy register, of each tongue."""
    return {form: tuple(lines_of_papers(form)) for form in ("nb", "nn")}


def lines_of_papers(form: WrittenForm) -> Iterator[str]:
    register, wording = (
        load(Texts({file: text for file, text in files().items() if isinstance(text, str)})),
        Wording({}),
    )
    for record in register.records:
        for kind in kinds(record):
            made = document(register, record, kind, public=False, as_of=date(2026, 5, 1), wording=wording)
            if made.language == form:
                yield from (made.title, *made.text.splitlines())


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_one_word_is_chosen_and_kept_to(language: WrittenForm, papers: Mapping[WrittenForm, tuple[str, ...]]) -> None:
    never = re.compile(rf"(?<![\w`])({FORBIDDEN[language]})(?![\w`])", re.IGNORECASE)
    every = (*everything(language), *papers[language])
    assert [text for text in every if never.search(text) and text not in EXCEPTED[language]] == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_text_that_was_corrected_is_back(
    language: WrittenForm, papers: Mapping[WrittenForm, tuple[str, ...]]
) -> None:
    before = re.compile("|".join(CORRECTED[language]))
    every = (*everything(language), *papers[language])
    assert [text for text in every if before.search(text) or before.search(text.replace("`", ""))] == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_nothing_that_is_counted_is_called_a_number(language: WrittenForm) -> None:
    """The column that says what is counted has a name of its own; a number is only what a template's variable holds."""
    catalog = read_po(io.BytesIO((LOCALE / language / "LC_MESSAGES" / "kps.po").read_bytes()), locale=language)
    assert [one.id for one in catalog if str(one.string).casefold() in ("tal", "tall")] == ["number"]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_is_still_to_be_done_is_not_said_as_if_it_were_happening(language: WrittenForm) -> None:
    """A calendar's and a status' lines: the agreement is to be revised; only a rule says how often it is revised."""
    happening = re.compile(
        r"^(avtalen|samarbeidet|innkalling(en|a)|referatet)( med \{\w+\})?"
        r" (revideres|evalueres|sendes|skrives|blir (revidert|evaluert|send|skrive))$"
    )
    assert [text for text in shown(language) if happening.search(text)] == []


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_a_paper_says_days_as_people_write_them(
    form: WrittenForm, papers: Mapping[WrittenForm, tuple[str, ...]]
) -> None:
    """In words in a sentence, 06.11.2025 in a table; an action's id has its day as it is."""
    iso = re.compile(r"\d{4}-\d\d-\d\d(?!(?:-\d+)?/)")
    short = re.compile(r"\b\d\d\.\d\d\.\d{4}")
    assert [line for line in papers[form] if iso.search(line)] == []
    assert [line for line in papers[form] if short.search(line) and not line.startswith("|")] == []


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
