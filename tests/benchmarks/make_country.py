"""Make a country for measuring: ``python make_country.py FOLDER [YEARS [DISTRICT...]]``.

A register for each police district, or for those named, each with all its municipalities: councils, local and
regional, agreements, contacts, evaluations, and three or four meetings a year, ten years back if not said
otherwise. The whole is about 15,000 records. The same call makes the same files; the day to ask about is 2026-11-23.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kps.models.places import District, Municipality, districts, of_district
from kps.models.vocabulary import topics

AS_OF = date(2026, 11, 23)
FIRST_NAMES = (
    "Anne",
    "Per",
    "Ida",
    "Nils",
    "Siv",
    "Tom",
    "Eva",
    "Jon",
    "Kari",
    "Øyvind",
    "Åse",
    "Bjørn",
    "Gro",
    "Lars",
)
LAST_NAMES = ("Berg", "Li", "Moe", "Vik", "Aas", "Dahl", "Ness", "Ro", "Hansen", "Lauvås", "Øysæd", "Brekke", "Sæther")
SENTENCES = (
    "Politiet orienterte om situasjonen gjennom de siste ukene, og kommunen om det tjenestene ser.",
    "Skolen melder om flere konflikter i friminuttene enn i fjor, særlig på de øverste trinnene.",
    "Utekontakten og forebyggende enhet har gått felles runder i sentrum hver fredag kveld.",
    "Rådet var enig om at foresatte er den viktigste målgruppen, og at budskapet må være det samme.",
    "Det er behov for bedre belysning på gangveien, og for en fast kontaktperson hos begge parter.",
    "Beredskapsplanen er øvd, og varslingslistene ble funnet å være utdaterte på to punkter.",
)
TITLES = (
    "Uro ved ungdomsskolen", "Trygghet i sentrum", "Rus blant unge", "Trafikk ved skolene", "Øvelse og varslingslister",
    "Svindel mot eldre", "Netthets og deling av bilder", "Vold i nære relasjoner", "Arbeidslivet i byggebransjen",
)  # fmt: skip
ACTIONS = ("Felles runder i helgene", "Foreldremøter om rus", "Nye lys på gangveien", "Oppdatere varslingslistene")


@dataclass(frozen=True)
class People:
    """Those who meet in one council."""

    mayor: str
    director: str
    coordinator: str
    chief: str
    contact: str

    @property
    def all(self) -> tuple[str, ...]:
        """Everybody, the municipality's first."""
        return self.mayor, self.director, self.coordinator, self.chief, self.contact


@dataclass(frozen=True)
class Open:
    """An action that later meetings are to follow up; after ``left`` meetings more it is done."""

    id: str
    left: int


def make(folder: Path, years: int, names: tuple[str, ...] = ()) -> int:
    """Write the registers; the number of records."""
    count = 0
    for district in districts().values():
        if not names or district.name in names:
            for file, text in _register(district, AS_OF.year - years + 1):
                path = folder / district.name.lower().replace("ø", "o").replace(" ", "-") / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                count += 1
    return count


def _register(district: District, begun: int) -> Iterator[tuple[str, str]]:
    arena = ", ".join(f"{year}-09-17" for year in range(begun, AS_OF.year + 1))
    yield (
        "kps.yaml",
        f"type: register\nnavn: Kommune- og politisamarbeid i {district.name}\npolitidistrikt: {district.name}\n"
        f"kommuner: alle\ngjelder_fra: {begun}-01-01\nsamhandlingsarena: {{møter: [{arena}]}}\n",
    )
    for some in _groups(of_district(district.name)):
        yield from _council(some, begun)


def _groups(places: tuple[Municipality, ...]) -> Iterator[tuple[Municipality, ...]]:
    """Most municipalities alone; one in eight has its neighbour with it in a regional council."""
    left = list(places)
    while left:
        size = 2 if Random(left[0].number).random() < 0.125 else 1
        yield tuple(left[:size])
        del left[:size]


def _council(places: tuple[Municipality, ...], begun: int) -> Iterator[tuple[str, str]]:
    number = places[0].number
    chance = Random(f"council {number}")
    people = People(*(f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)} {sign}" for sign in "ABCDE"))
    home = f"politirad/{number}" if len(places) == 1 else f"politirad/regionalt-{number}"
    numbers = ", ".join(f'"{place.number}"' for place in places)
    if chance.random() < 0.03:
        yield f"{home}/politirad.yaml", _declined(places, numbers)
        return
    yield f"{home}/politirad.yaml", _active(places, numbers, people, begun, chance)
    yield f"politikontakter/kontakt-{number}.yaml", _contact(places, numbers, people, begun, chance)
    if chance.random() < 0.95:
        yield f"{home}/avtale-{begun}.yaml", _agreement(numbers, people, begun, chance)
    yield from _meetings(home, people, begun, chance)
    for year in range(begun + 1, AS_OF.year):
        if chance.random() < 0.85:
            yield f"{home}/evaluering-{year}.yaml", _evaluation(year, people, chance)


def _declined(places: tuple[Municipality, ...], numbers: str) -> str:
    return (
        f"type: politiråd\nnavn: Politirådet i {places[0].name}\nkommuner: [{numbers}]\nstatus: takket_nei\n"
        "invitert: 2023-05-02\nsvar: 2023-06-20\nannen_samarbeidsform: Faste kontaktmøter fire ganger i året\n"
    )


def _active(places: tuple[Municipality, ...], numbers: str, people: People, begun: int, chance: Random) -> str:
    regional = len(places) > 1
    revised = [date(chance.randrange(2018, 2026), chance.randrange(1, 13), 12) for _ in places]
    bylaws = [f'{{kommune: "{one.number}", revidert: {day}}}' for one, day in zip(places, revised, strict=True)]
    waiver = "unntak:\n  - {regel: R408, begrunnelse: Venter på den nye normalvedtekten, til: 2027-06-30}\n"
    return f"""\
type: politiråd
navn: Politirådet i {" og ".join(one.name for one in places)}
kommuner: [{numbers}]
status: aktivt
invitert: {begun - 1}-03-01
svar: {begun - 1}-06-20
opprettet: {begun}-01-01
{"grunnlag: [felles_utfordringer]" if regional else "møter_per_år: 3"}
politikontakt: kontakt-{places[0].number}
medlemmer:
{_members(places, people, begun)}
plan: {{tittel: Plan for politirådet, fra: {begun}-01-01, til: {AS_OF.year + chance.randrange(-1, 4)}-12-31}}
politivedtekter: {f"[{', '.join(bylaws)}]" if regional else f"{{revidert: {revised[0]}}}"}
utvidelse: {{vurdert: {AS_OF.year - 1}-03-04, av: [kommune, politi], konklusjon: Næringsforeningen er med fra i år.}}
slt: {{modell: {chance.choice(("slt", "slt", "ingen"))}, koordinator: {people.coordinator}, styrende: politirådet}}
funksjoner:
  - {{funksjon: radikaliseringskontakt, navn: Jon Ro, gjelder: Bekymring for radikalisering, telefon: 90 00 00 21}}
{waiver if chance.random() < 0.2 else ""}"""


def _members(places: tuple[Municipality, ...], people: People, begun: int) -> str:
    since = f"fra: {begun}-01-01"
    of = f', kommune: "{places[0].number}"' if len(places) > 1 else ""
    return "\n".join(
        (
            f"  - {{navn: {people.mayor}, rolle: ordfører, {since}, gjenvalgt: 2023-10-12{of}}}",
            f"  - {{navn: {people.director}, rolle: kommunedirektør, {since}{of}}}",
            f"  - {{navn: {people.coordinator}, rolle: SLT-koordinator, {since}, sekretær: ja{of}}}",
            f"  - {{navn: {people.chief}, rolle: tjenesteenhetsleder, {since}, vara: Rune Aasland}}",
            f"  - {{navn: {people.contact}, rolle: politikontakt, {since}}}",
        )
    )


def _contact(places: tuple[Municipality, ...], numbers: str, people: People, begun: int, chance: Random) -> str:
    clarified = ", ".join(f'"{one.number}": {begun}-03-01' for one in places)
    return f"""\
type: politikontakt
navn: {people.contact}
enhet: GDE Vest
tjenesteenhet: {places[0].name} politistasjonsdistrikt
kommuner: [{numbers}]
telefon: 90 00 00 01
tiltrådt: {begun}-02-01
stillingsprosent: {chance.choice((50, 80, 100, 100))}
fullmakt_avklart: {begun}-02-14
fullmakt: |
  Kontakten kan avtale møter og felles tiltak innenfor enhetens forebyggende ressurs.
opplæring:
  - {{dato: {begun}-03-05, hva: Innføring for nye politikontakter}}
rolleavklaring: {{dato: {begun}-03-20, med: Forebyggende enhet}}
forventninger_avklart: {{{clarified}}}
"""


def _agreement(numbers: str, people: People, begun: int, chance: Random) -> str:
    areas = "\n".join(
        f"  - navn: {topic}\n    kunnskapsgrunnlag:\n"
        "      - {kilde: politi, tittel: Situasjonsbilde for driftsenheten}\n"
        "      - {kilde: kommune, tittel: Ungdata og oversikt over folkehelsen}"
        for topic in chance.sample(tuple(topics().keys()), 3)
    )
    return f"""\
type: avtale
avtaletype: samarbeidsavtale
kommuner: [{numbers}]
status: inngått
tilbudt: {begun}-01-10
svar: {begun}-02-20
fra: {begun}-03-01
underskrevet:
  - {{navn: {people.mayor}, rolle: ordfører, dato: {begun}-02-25}}
  - {{navn: {people.chief}, rolle: tjenesteenhetsleder, dato: {begun}-02-25}}
revisjon: {{måneder: 24, sist: {chance.randrange(2023, 2027)}-09-11, ansvarlig: {people.coordinator}}}
evaluering: {{måneder: 24}}
mål:
  - {{tekst: Alle elever er trygge på skolen og på vei til og fra den}}
  - {{tekst: En firedel færre voldshendelser i sentrum ved stengetid, til: 2027-12-31}}
satsingsområder:
{areas}
samarbeid: |
  Politirådet møtes minst tre ganger i året. Kommunen har sekretariatet, politiet leverer et
  situasjonsbilde til hvert møte.
"""


def _meetings(home: str, people: People, begun: int, chance: Random) -> Iterator[tuple[str, str]]:
    still: list[Open] = []
    for year in range(begun, AS_OF.year + 1):
        case = 0
        for month in (2, 5, 9, 12) if chance.random() < 0.95 else (3, 10):
            day = date(year, month, chance.randrange(3, 20))
            if day > AS_OF:
                yield f"{home}/moter/{day}.yaml", f"type: møte\ndato: {day}\nstatus: planlagt\nsted: Rådhuset\n"
                continue
            items = [_item(place, case + place + 1, day, people, chance) for place in range(chance.randrange(4, 7))]
            case += len(items)
            yield f"{home}/moter/{day}.yaml", _held(day, people, still, [text for text, _ in items], chance)
            still = [replace(one, left=one.left - 1) for one in still if one.left]
            still += [action for _, actions in items for action in actions]


def _held(day: date, people: People, still: list[Open], items: list[str], chance: Random) -> str:
    sent, done = (
        day - timedelta(days=chance.choice((8, 10, 12, 14, 14, 14, 14, 14))),
        day + timedelta(days=chance.choice((3, 6, 6, 9, 9, 12, 13, 20))),
    )
    away = chance.choice(people.all) if chance.random() < 0.15 else ""
    followed = "".join(
        f"  - {{tiltak: {one.id}, status: pågår, frist: {day + timedelta(days=120)}, merknad: Venter på midler.}}\n"
        if one.left
        else f"  - {{tiltak: {one.id}, status: ferdig, dato: {day - timedelta(days=9)}, merknad: Gjort som avtalt.}}\n"
        for one in still
    )
    return f"""\
type: møte
dato: {day}
start: "09:00"
slutt: "11:30"
sted: Rådhuset, møterom 2
form: {chance.choice(("fysisk", "fysisk", "digitalt"))}
status: avholdt
innkalling: {{sendt: {sent}}}
referat: {{ferdig: {done}}}
møteleder: {people.mayor}
referent: {people.coordinator}
til_stede: [{", ".join(one for one in people.all if one != away)}]
forfall: [{away}]
oppfølging:
{followed}saker:
{"".join(items)}"""


def _item(place: int, case: int, day: date, people: People, chance: Random) -> tuple[str, list[Open]]:
    """A case, and the actions that were set in it."""
    nr = f"{case}/{day.year}"
    if place == 0:
        standing = "sakstype: vedtak, fast_sak: godkjenning_innkalling, vedtak: Godkjent."
        return f"  - {{nr: {nr}, tittel: Godkjenning av innkalling og saksliste, {standing}}}\n", []
    if place == 1:
        return f"  - {{nr: {nr}, tittel: Runde fra politiet, sakstype: orientering, fast_sak: runde_politi}}\n", []
    text = f"""\
  - nr: {nr}
    tittel: {chance.choice(TITLES)}
    sakstype: {chance.choice(("drøfting", "vedtak"))}
    tema: {chance.choice(tuple(topics().keys()))}
    meldt_av: {chance.choice(("politi", "kommune"))}
    innleder: {people.contact}
    {"prosess: tiltaksprosess" if chance.random() < 0.3 else "enkeltsak: nei"}
    kunnskapsgrunnlag:
      - {{kilde: politi, tittel: Situasjonsbilde for driftsenheten}}
      - {{kilde: {chance.choice(("kommune", "kommune", "andre"))}, tittel: Ungdata}}
    referat: |
      {chance.choice(SENTENCES)}
      {chance.choice(SENTENCES)}
      {chance.choice(SENTENCES)}
    konklusjon: |
      Felles innsats gjennom vinteren; status på neste møte.
"""
    if chance.random() > 0.35:
        return text, []
    deadline = day + timedelta(days=chance.randrange(30, 200))
    action = (
        f"    tiltak:\n      - {{hva: {chance.choice(ACTIONS)}, ansvarlig: {chance.choice(people.all)}, "
        f"frist: {deadline}, trinn: {chance.randrange(1, 5)}, ressurser: To kvelder fra hver}}\n"
    )
    return text + action, [Open(f"{day}/{case}.1", chance.choice((0, 0, 0, 1, 2, 9)))]


def _evaluation(year: int, people: People, chance: Random) -> str:
    marks = ", ".join(f"{key}: {chance.randrange(2, 6)}" for key in ("klima", "prioritert", "forberedt", "kunnskap"))
    return f"""\
type: evaluering
gjelder: politirådet
år: {year}
gjennomført: {year}-12-01
metode: gll
deltakere:
  - {{navn: {people.mayor}, part: kommune}}
  - {{navn: {people.chief}, part: politi}}
svar:
  gjort: |
    {SENTENCES[0]}
  lært: |
    {SENTENCES[4]}
  lurt: |
    {SENTENCES[3]}
vurdering: {{{marks}}}
justeringer:
  - {{hva: Sakspapirene sendes tidligere, ansvarlig: {people.coordinator}, frist: {year + 1}-03-01}}
"""


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 10, tuple(sys.argv[3:])), "records")
