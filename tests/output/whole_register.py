"""A small register with every key that answers to a statement of the guideline; and all that is shown of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from kps.documents.document import document, kind_for
from kps.documents.render import Wording
from kps.formats.tables import plain
from kps.models.agreement import Agreement
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.register.memory import Texts
from kps.register.reading import load
from kps.report.next_steps import next_steps
from kps.report.open_actions import Wanted, actions_table, open_actions
from kps.report.year_calendar import calendar_table, coming
from kps.report.year_status import status
from kps.source import read
from kps.source.values import Value

DAY = date(2026, 5, 11)
_WORDING = Wording({})
COUNCIL, OTHER = "politirad/lister", "politirad/4203-arendal"

_TEXTS = {
    "kps.yaml": """\
type: register
navn: R
politidistrikt: Agder
kommuner: ["4206", "4207", "4203"]
veileder: 2023-03-27
gjelder_fra: 2024-01-01
unntak: [{regel: R406, begrunnelse: Ny plan i høst, til: 2026-12-31}]
funksjoner: [{funksjon: miljøkoordinator, navn: Ola Felles}]
""",
    f"{COUNCIL}/politirad.yaml": """\
type: politiråd
navn: Lister politiråd
kommuner: ["4206", "4207"]
status: aktivt
invitert: 2021-01-01
opprettet: 2021-03-01
politikontakt: [kari, ola]
møter_per_år: 4
ledelse: [{navn: Anne Berg, verv: leder}]
medlemmer:
  - {navn: Anne Berg, rolle: ordfører, kommune: "4206"}
  - {navn: Per Li, rolle: kommunedirektør, kommune: "4207"}
  - {navn: Ida Moe, rolle: tjenesteenhetsleder}
  - {navn: Tom Dahl, rolle: næringsliv, deltar: utvidet}
handlingsplaner: [{tittel: Trygt uteliv, tema: trafikksikkerhet, tiltak: [{hva: Runder, frist: 2026-06-30}]}]
temafora: [{navn: Uteliv, tema: trygge skoler, leder: Ida Moe, fra: 2024-01-01}]
slt:
  modell: slt
  koordinator: Siv Aas
  styrende: politirådet
  koordinerende: [{navn: Eva Ness, part: kommune}]
  utførende: [{navn: Ute, part: politi}]
funksjoner: [{funksjon: radikaliseringskontakt, navn: Jon Ro}]
grunnlag: felles_utfordringer
unntak: [{regel: R408, begrunnelse: Under arbeid, til: 2026-12-31}]
""",
    f"{OTHER}/politirad.yaml": """\
type: politiråd
navn: Politirådet i Arendal
kommuner: ["4203"]
status: takket_nei
invitert: 2024-01-01
svar: 2024-03-01
annen_samarbeidsform: Faste møter
slt: {modell: annen, navn: Samlokal, deltakere: [{navn: Pål Politi, part: politi}]}
""",
    f"{COUNCIL}/avtale-2024.yaml": """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["4206", "4207"]
status: inngått
fra: 2024-09-01
revisjon: {måneder: 24}
mål: [{tekst: Færre unge i rusmiljøer, id: rus}]
satsingsområder: [{navn: Trygge skoler, tema: trygge skoler}]
samarbeid: Rådet møtes
unntak: [{regel: A303, begrunnelse: Snart, til: 2026-12-31}]
""",
    f"{COUNCIL}/avtale-vgs.yaml": """\
type: avtale
avtaletype: skoleavtale
kommuner: ["4206"]
skole: Eilert Sundt vgs.
status: inngått
fra: 2024-09-01
""",
    f"{COUNCIL}/avtale-agder.yaml": """\
type: avtale
avtaletype: fylkeskommuneavtale
fylkeskommune: Agder
status: inngått
fra: 2024-09-01
revisjon: {måneder: 24}
""",
    f"{COUNCIL}/moter/2026-03-12.yaml": """\
type: møte
dato: 2026-03-12
status: avholdt
innkalling: {sendt: 2026-02-26}
referat: {ferdig: 2026-03-18}
til_stede: [Anne Berg, Ida Moe]
saker:
  - nr: 1/2026
    tittel: Uro
    sakstype: vedtak
    fast_sak: slt
    tema: trygge skoler
    meldt_av: politi
    prosess: tiltaksprosess
    kommunen_med_fra: 2026-01-10
    kunnskapsgrunnlag: [{kilde: politi, tittel: Situasjonsbilde}]
    konklusjon: Slik blir det
    tiltak: [{hva: Runder, ansvarlig: Ida Moe, frist: 2026-06-01, trinn: 4, ressurser: En patrulje}]
""",
    f"{COUNCIL}/evaluering-2025.yaml": """\
type: evaluering
gjelder: politirådet
år: 2025
gjennomført: 2025-11-20
metode: hovedspørsmål
vurdering: {klima: 4}
""",
    "politikontakter/kari.yaml": """\
type: politikontakt
navn: Kari Hansen
enhet: GDE Vest
kommuner: ["4206", "4207"]
tiltrådt: 2025-02-01
stillingsprosent: 80
andre_roller: [tjenestestedsleder]
fullmakt_avklart: 2025-02-14
fullmakt: Kan avtale tiltak
""",
    "politikontakter/ola.yaml": """\
type: politikontakt
navn: Ola Nes
kommuner: ["4203"]
tiltrådt: 2025-02-01
""",
}


@cache
def whole() -> Mapping[str, Value]:
    """Every record as it is read, by file."""
    return MappingProxyType({file: read(text.encode()).value for file, text in _TEXTS.items()})


def without(route: str) -> Mapping[str, Value]:
    """The records without a key, such as ``møte.saker.tema``, wherever it stands."""
    kind, *keys = route.split(".")
    return {file: _without(one, keys) if _kind(one) == kind else one for file, one in whole().items()}


def _kind(record: Value) -> object:
    return record.get("type") if isinstance(record, dict) else None


def _without(value: Value, keys: list[str]) -> Value:
    if isinstance(value, list):
        return [_without(one, keys) for one in value]
    if not isinstance(value, dict):
        return value
    first, *rest = keys
    kept = {key: one for key, one in value.items() if rest or key != first}
    return {key: _without(one, rest) if key == first else one for key, one in kept.items()}


def shown(records: Mapping[str, Value]) -> str:
    """The papers of all records, the lists and the year's figures, but for what the rules find."""
    register = load(Texts({file: json.dumps(one, ensure_ascii=False) for file, one in records.items()}))
    papers = [
        document(register, one, kind_for(one), public=False, as_of=DAY, wording=_WORDING).text
        for one in register.records
        if isinstance(one, Council | Agreement | Meeting | Evaluation)
    ]
    tables = (
        actions_table(open_actions([register], DAY, Wanted())),
        calendar_table(coming(register, DAY, date(2030, 1, 1)), DAY),
    )
    steps = [repr(one) for one in next_steps(register, DAY)]
    year = status([register], DAY.year, DAY).total.model_dump(mode="json", exclude={"findings": True, "previous": True})
    lines = [line for table in tables for line in plain(table, "nb")]
    return "\n".join((*papers, *lines, *steps, json.dumps(year)))
