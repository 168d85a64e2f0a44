"""A register from before there was knowledge, goals by id and preparedness is asked for four new things, by hints."""

from __future__ import annotations

from datetime import date

from kps.checking.engine import check
from kps.register.memory import Texts
from kps.register.reading import load

FOLDER = "politirad/4205-lindesnes"
DAY = date(2026, 5, 11)
FILES = {
    "kps.yaml": 'type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ["4205"]\ngjelder_fra: 2024-01-01\n',
    f"{FOLDER}/politirad.yaml": """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
medlemmer:
  - {navn: Anne Berg, rolle: ordfører, fra: 2023-10-12}
  - {navn: Per Li, rolle: kommunedirektør}
  - {navn: Ida Moe, rolle: tjenesteenhetsleder}
  - {navn: Kari Hansen, rolle: politikontakt}
handlingsplaner: [{tittel: Trygt uteliv, fra: 2025-01-01, til: 2026-12-31}]
slt: {modell: ingen}
funksjoner: [{funksjon: radikaliseringskontakt, navn: Jon Ro}]
""",
    f"{FOLDER}/avtale-2023.yaml": """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["4205"]
status: inngått
fra: 2023-09-01
mål: [{tekst: Færre unge i rusmiljøer, til: 2027-12-31}]
satsingsområder:
  - {navn: Trygge skoler, kunnskapsgrunnlag: [{kilde: politi, tittel: Bilde}, {kilde: kommune, tittel: Ungdata}]}
""",
    f"{FOLDER}/moter/2025-05-08.yaml": """\
type: møte
dato: 2025-05-08
status: avholdt
til_stede: [Anne Berg, Per Li, Ida Moe]
saker:
  - nr: 1/2025
    tittel: Uro
    sakstype: vedtak
    tema: trygge skoler
    meldt_av: kommune
    prosess: tiltaksprosess
    konklusjon: Runder
    tiltak: [{hva: Runder, ansvarlig: Ida Moe, frist: 2025-06-01, trinn: 4, ressurser: En patrulje}]
""",
    f"{FOLDER}/evaluering-2025.yaml": """\
type: evaluering
gjelder: politirådet
år: 2025
gjennomført: 2025-05-20
metode: annet
""",
    "politikontakter/kari-hansen.yaml": """\
type: politikontakt
navn: Kari Hansen
kommuner: ["4205"]
tiltrådt: 2024-02-01
fullmakt_avklart: 2024-02-14
""",
}
NEW = {
    "R420", "R422", "R423", "R424", "R425", "K511", "S605", "M422", "E706", "E707",
    "G101", "G102", "G103", "G104", "G105",
}  # fmt: skip
"""The rules that came with knowledge, goals and preparedness; M417 got a half more."""


def test_four_hints_and_no_more() -> None:
    found = [(one.code, one.severity) for one in check([load(Texts(FILES))], DAY) if one.code in {*NEW, "M417"}]
    assert sorted(found) == [(code, "hint") for code in ("E707", "R422", "R423", "R424")]


def test_the_new_halves_are_told_of_the_last_twelve_months() -> None:
    """The very same meeting, held a year later."""
    old = f"{FOLDER}/moter/2025-05-08.yaml"
    held = FILES[old].replace("2025-05-08", "2026-05-08").replace("1/2025", "1/2026").replace("2025-06", "2026-06")
    files = {name: text for name, text in FILES.items() if name != old}
    found = check([load(Texts({**files, f"{FOLDER}/moter/2026-05-08.yaml": held}))], DAY)
    assert {one.code for one in found} >= {"M417", "M422"}
