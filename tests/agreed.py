"""A register whose councils know, want, do and measure: what the views of it are held against."""

from __future__ import annotations

from datetime import date

from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load
from kps.report.year_status import Choice, Status, status

DAY = date(2026, 6, 30)

LINDESNES = "politirad/4205-lindesnes"
FARSUND = "politirad/4206-farsund"

FILES = {
    "kps.yaml": 'type: register\nnavn: Agder\npolitidistrikt: Agder\nkommuner: ["4205", "4206"]\n'
    "gjelder_fra: 2024-01-01\nfunksjoner:\n"
    "  - {funksjon: radikaliseringskontakt, navn: Distriktets Jon}\n"
    "  - {funksjon: nettpatrolje, navn: Nettpatruljen}\n",
    "kunnskap/situasjonsbilde-2026.yaml": "type: kunnskapsgrunnlag\ntittel: Situasjonsbilde for Agder\nkilde: politi\n"
    "slag: situasjonsbilde\ndato: 2026-01-15\n",
    f"{LINDESNES}/politirad.yaml": """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
handlingsplaner:
  - tittel: Trygt uteliv
    id: uteliv
    fra: 2025-01-01
    mål: [rus]
    tiltak:
      - {hva: Felles runder fredag og lørdag, ansvarlig: Siv Aas, frist: 2025-12-31, status: pågår}
      - {hva: Kurs for ordensvakter, status: ferdig}
  - {tittel: Trafikk ved skolene, fra: 2025-01-01, tiltak: [{hva: Droppsone ved Furulunden}]}
funksjoner: [{funksjon: radikaliseringskontakt, navn: Lindesnes sin Ola}]
temafora_vurdert: {dato: 2025-03-04, konklusjon: Ett forum er nok.}
årshjul:
  - {måned: september, tema: trafikksikkerhet, innleder: Siv Aas}
  - {måned: mars, tema: trygge skoler, innleder: kommune}
beredskap:
  beredskapsråd: {leder: Anne Berg, sist: 2025-10-02}
  ros: {vedtatt: 2024-06-20}
  øvelser:
    - {dato: 2026-04-09, hva: PLIVO på Mandal vgs., deltok: [politi, brannvesen]}
    - {dato: 2026-12-01, hva: Framtidig øving}
""",
    f"{LINDESNES}/grunnlag/ungdata-2025.yaml": "type: kunnskapsgrunnlag\ntittel: Ungdata 2025\nkilde: kommune\n"
    "slag: undersøkelse\ndato: 2025-05-20\ninnbyggere: ja\neier: Siv Aas\n",
    f"{LINDESNES}/grunnlag/voldsbildet.yaml": "type: kunnskapsgrunnlag\ntittel: Voldsbildet i sentrum\nkilde: politi\n"
    "bestilt: {dato: 2026-02-01, av: politirådet, frist: 2026-05-31}\n",
    f"{LINDESNES}/grunnlag/trusler.yaml": "type: kunnskapsgrunnlag\ntittel: FUGL om truslene\nkilde: politi\n"
    "dato: 2026-02-02\neier: FUGLEEIER\nfunn: FUGL i funnene\ntema: rus og psykiatri\nfil: fugl.pdf\n"
    "unntatt_offentlighet: {hjemmel: offl. § 24, begrunnelse: FUGLEGRUNN, offentlig_tittel: Trusselvurdering}\n",
    f"{LINDESNES}/grunnlag/hemmelig.yaml": "type: kunnskapsgrunnlag\ntittel: FUGLEBESTILLING\nkilde: politi\n"
    "bestilt: {dato: 2026-02-02, av: FUGL, frist: 2026-03-01}\nunntatt_offentlighet: ja\n",
    f"{LINDESNES}/avtale-2023.yaml": """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["4205"]
status: inngått
fra: 2023-01-01
mål:
  - tekst: Færre unge i rusmiljøer
    id: rus
    til: 2027-12-31
    indikator: {navn: Har prøvd hasj, enhet: prosent, ønsket: ned, måltall: 3, måles: 12}
    målinger:
      - {dato: 2025-05-20, verdi: 4.25, grunnlag: ungdata-2025}
      - {dato: 2023-05-20, verdi: 5.1}
      - {dato: 2026-02-02, verdi: "4,0", grunnlag: trusler}
      - {dato: 2027-05-20, verdi: 99}
  - {tekst: Trygg skolevei, id: skolevei}
  - {tekst: Et mål uten navn}
satsingsområder:
  - {navn: Rus blant unge, mål: [rus]}
  - {navn: Arbeidslivskriminalitet}
""",
    f"{LINDESNES}/moter/2026-03-12.yaml": """\
type: møte
dato: 2026-03-12
status: avholdt
oppfølging: [{tiltak: uteliv/1, status: forsinket}]
saker:
  - nr: 1/2026
    tittel: Rus
    tiltak:
      - {hva: Foreldremøter på alle trinn, ansvarlig: Siv Aas, frist: 2026-05-01, mål: [rus]}
      - {hva: Runder i juni, plan_tiltak: uteliv/1}
      - {hva: Ny belysning}
  - nr: 2/2026
    tittel: FUGL
    unntatt_offentlighet: {hjemmel: offl. § 13}
    tiltak: [{hva: FUGL skal fly, ansvarlig: FUGLEMANN, mål: [rus]}]
""",
    f"{LINDESNES}/evaluering-2023.yaml": "type: evaluering\ngjelder: politirådet\når: 2023\nmetode: ks\n"
    "gjennomført: 2023-11-20\nvurdering: {klima: 2}\n",
    f"{LINDESNES}/evaluering-2024.yaml": "type: evaluering\ngjelder: politirådet\når: 2024\nmetode: ks\n"
    "gjennomført: 2024-11-20\nvurdering: {klima: 3, forberedt: 2}\n",
    f"{LINDESNES}/evaluering-2025.yaml": "type: evaluering\ngjelder: politirådet\når: 2025\nmetode: ks\n"
    "gjennomført: 2025-11-20\nvurdering: {klima: 5}\n",
    f"{LINDESNES}/evaluering-2025-uteliv.yaml": "type: evaluering\ngjelder: Utelivsforum\når: 2025\nmetode: ks\n"
    "gjennomført: 2025-12-01\nvurdering: {klima: 1}\n",
    f"{FARSUND}/politirad.yaml": 'type: politiråd\nnavn: Politirådet i Farsund\nkommuner: ["4206"]\nstatus: aktivt\n'
    "opprettet: 2021-03-01\n",
    f"{FARSUND}/evaluering-2025.yaml": "type: evaluering\ngjelder: politirådet\når: 2025\nmetode: ks\n"
    "gjennomført: 2025-10-20\nvurdering: {klima: 4}\n",
}


def register(**changed: str) -> Register:
    """The register; ``changed`` are files with other texts."""
    return load(Texts({**FILES, **changed}))


def agreed(council: str = "", day: date = DAY, files: dict[str, str] = FILES) -> Status:
    """Its status on the day, of all or of one council."""
    read = load(Texts(files))
    choice = Choice(read.council_named[council]) if council else None
    return status([read], day.year, day, choice)
