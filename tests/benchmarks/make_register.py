"""Make a large, clean register for measuring: ``python make_register.py FOLDER COUNCILS YEARS``.

Each council has a politirad.yaml, an agreement and four meetings a year; 80 councils over six years are about
2,000 records.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from kps.models.places import municipalities

COUNCIL = """\
type: politiråd
navn: Politirådet i {name}
kommuner: ["{number}"]
status: aktivt
opprettet: {year}-01-01
politikontakt: kontakt-{number}
medlemmer:
  - {{navn: Anne Berg, rolle: ordfører, fra: {year}-01-01, gjenvalgt: 2023-10-12}}
  - {{navn: Per Li, rolle: kommunedirektør}}
  - {{navn: Ida Moe, rolle: tjenesteenhetsleder}}
  - {{navn: Kari Hansen, rolle: politikontakt}}
plan: {{tittel: Plan, fra: {year}-01-01}}
politivedtekter: {{revidert: 2024-05-12}}
utvidelse: {{vurdert: 2025-03-04, av: [kommune, politi], konklusjon: Ingen nå.}}
slt: {{modell: ingen}}
funksjoner:
  - {{funksjon: radikaliseringskontakt, navn: Jon Ro}}
"""

AGREEMENT = """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["{number}"]
status: inngått
fra: {year}-01-01
underskrevet:
  - {{navn: Anne Berg, rolle: ordfører}}
  - {{navn: Ida Moe, rolle: tjenesteenhetsleder}}
revisjon: {{måneder: 120, ansvarlig: Siv Aas}}
evaluering: {{måneder: 120}}
mål:
  - {{tekst: Færre unge i rusmiljøer}}
satsingsområder:
  - navn: Trygge skoler
    tema: trygge skoler
    kunnskapsgrunnlag: [{{kilde: politi, tittel: Situasjonsbilde}}, {{kilde: kommune, tittel: Ungdata}}]
"""

CONTACT = """\
type: politikontakt
navn: Kari Hansen
kommuner: ["{number}"]
tiltrådt: {year}-01-01
stillingsprosent: 100
fullmakt_avklart: {year}-01-10
opplæring: [{{dato: {year}-02-01, hva: Innføring}}]
rolleavklaring: {{dato: {year}-02-01}}
forventninger_avklart: {{"{number}": {year}-02-01}}
"""

MEETING = """\
type: møte
dato: {day}
status: avholdt
innkalling: {{sendt: {sent}}}
referat: {{ferdig: {day}}}
til_stede: [Anne Berg, Per Li, Ida Moe, Kari Hansen]
saker:
  - nr: {first}/{year}
    tittel: Runde fra politiet
    sakstype: orientering
    fast_sak: juridiske_rammer
  - nr: {second}/{year}
    tittel: Uro ved ungdomsskolen
    sakstype: vedtak
    tema: trygge skoler
    meldt_av: politi
    prosess: tiltaksprosess
    kunnskapsgrunnlag: [{{kilde: politi, tittel: Situasjonsbilde}}, {{kilde: kommune, tittel: Ungdata}}]
    konklusjon: |
      Felles runder gjennom vinteren.
"""


def make(folder: Path, councils: int, years: int) -> int:
    """Write the register; the number of records."""
    places = list(municipalities().values())[:councils]
    last = 2025
    first = last - years + 1
    numbers = ", ".join(f'"{place.number}"' for place in places)
    _write(
        folder / "kps.yaml",
        f"type: register\nnavn: Stort\npolitidistrikt: Agder\nkommuner: [{numbers}]\ngjelder_fra: {first}-01-01\n"
        "samhandlingsarena: {møter: [2025-09-17]}\n",
    )
    count = 1
    for place in places:
        values = {"number": place.number, "name": place.name, "year": first}
        home = folder / "politirad" / place.number
        _write(home / "politirad.yaml", COUNCIL.format(**values))
        _write(home / f"avtale-{first}.yaml", AGREEMENT.format(**values))
        _write(folder / "politikontakter" / f"kontakt-{place.number}.yaml", CONTACT.format(**values))
        count += 3
        for year in range(first, last + 1):
            for quarter, month in enumerate((2, 5, 9, 11)):
                day = date(year, month, 10)
                text = MEETING.format(
                    day=day, sent=day - timedelta(14), year=year, first=2 * quarter + 1, second=2 * quarter + 2
                )
                _write(home / "moter" / f"{day}.yaml", text)
                count += 1
    return count


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), "records")
