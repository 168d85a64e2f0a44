"""A heavy register: long titles, tables, 40 actions, 30 follow-ups, attachments, and a bird in all that is exempt.

``python tests/heavy.py FOLDER`` writes it, for who looks at its papers.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

BIRD = "FUGL"
"""Stands in every exempt field, and in no public paper."""

LAKSEVAG, KVAM, REGIONAL, EMPTY = (
    f"politirad/{name}" for name in ("4601-laksevag", "4622-kvam", "sunnhordland", "4616-tysnes")
)
HELD, AHEAD, BEFORE = (f"moter/{day}.yaml" for day in ("2026-03-12", "2026-06-11", "2025-11-06"))

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><rect width="54" height="60" rx="6" fill="#14406b"/>'
    '<path d="M10 40 27 15 44 40z" fill="#fff"/></svg>'
)
CHARTER = """\
type: register
navn: Kommune- og politisamarbeid i Vest
politidistrikt: Vest
kommuner: ["4601", "4613", "4614", "4615", "4616", "4622"]
gjelder_fra: 2024-01-01
målform: bokmål
avsender:
  navn: Vest politidistrikt
  logo: logo.svg
  adresse: Postboks 285 Sentrum, 5804 Bergen
  telefon: 55 55 63 00
  epost: post.vest@politiet.example
  nettside: www.politiet.example/vest
"""
MEMBERS = """\
medlemmer:
  - {navn: Anne-Marie Berg-Johannessen, rolle: ordfører, fra: 2023-10-12, telefon: "38 00 00 01", epost: anne@kommune.example}
  - {navn: Per Li, rolle: [kommunedirektør, beredskapskoordinator], tittel: Kommunedirektør og fungerende beredskapssjef, epost: per@kommune.example}
  - {navn: Ida Moe, rolle: tjenesteenhetsleder, vara: Nils Vik, telefon: "38 00 00 02", epost: ida@politiet.example}
  - {navn: Kari Hansen, rolle: politikontakt}
  - {navn: Siv Aas, rolle: SLT-koordinator, sekretær: ja, telefon: "380 00 003", epost: siv@kommune.example}
  - {navn: Tom Dahl, rolle: næringsliv, virksomhet: Næringsforeningen i regionen, deltar: utvidet, epost: tom@naering.example}
ledelse: [{navn: Anne-Marie Berg-Johannessen, verv: leder, fra: 2023-10-12}]
"""
_PEOPLE = ("Kari Hansen", "Siv Aas", "Per Li", "Ida Moe", "Forebyggende enhet i Bergen vest politistasjonsdistrikt")
_TOPICS = ("trygge skoler", "rus og psykiatri", "trafikksikkerhet", "vold i nære relasjoner og æresrelatert vold")
_TITLES = (
    "Uro ved ungdomsskolene i bydelen og ved kjøpesenteret på ettermiddagstid, med forslag til felles "
    "ettermiddagsrunder",
    "Trafikksikkerhetsutfordringer ved skoleveiene langs fylkesveien",
    "Elsparkesykler i sentrum",
    "Rusmiddelsituasjonen blant ungdom, Ungdata og politiets situasjonsbilde samlet",
)


def files() -> dict[str, str | bytes]:
    """Every file of the register."""
    found: dict[str, str | bytes] = {"kps.yaml": CHARTER, "logo.svg": SVG}
    found["politikontakter/kari-hansen.yaml"] = (
        'type: politikontakt\nnavn: Kari Hansen\nenhet: Bergen vest\nkommuner: ["4601", "4622"]\ntelefon: "38 00 00 04"\n'
        "epost: kari@politiet.example\ntiltrådt: 2024-02-01\nstillingsprosent: 100\n"
    )
    for folder, number, name, more in (
        (LAKSEVAG, "4601", "Politirådet i Laksevåg", "bydel: Laksevåg\n"),
        (KVAM, "4622", "Politirådet i Kvam", "avsender: {navn: Kvam herad, logo: våpen.png}\n"),
    ):
        found |= {f"{folder}/{name}": what for name, what in _heavy(number, name, more).items()}
    found[f"{REGIONAL}/politirad.yaml"] = (
        "type: politiråd\nnavn: Politirådet i Sunnhordland\n"
        'kommuner: ["4613", "4614", {nr: "4615", til: 2025-12-31}]\nstatus: aktivt\nopprettet: 2022-01-10\n' + MEMBERS
    )
    found[f"{REGIONAL}/{HELD}"] = _meeting("2026-03-12", "avholdt", "  - {nr: 1/2026, tittel: Felles utfordringer}\n")
    found[f"{EMPTY}/politirad.yaml"] = (
        'type: politiråd\nnavn: Politirådet i Tysnes\nkommuner: ["4616"]\nstatus: aktivt\nopprettet: 2025-01-10\n'
    )
    found[f"{EMPTY}/avtale-2026.yaml"] = (
        'type: avtale\navtaletype: samarbeidsavtale\nkommuner: ["4616"]\nstatus: tilbudt\ntilbudt: 2026-02-01\n'
        "satsingsområder: [{navn: Trygge skoler, tema: trygge skoler}]\n"
    )
    return found


def _heavy(number: str, name: str, more: str) -> dict[str, str | bytes]:
    """The files of one heavy council."""
    return {
        "politirad.yaml": (
            f'type: politiråd\nnavn: {name}\nkommuner: ["{number}"]\nstatus: aktivt\nopprettet: 2021-03-01\n'
            f"invitert: 2021-01-15\nsvar: 2021-02-20\npolitikontakt: kari-hansen\n{more}{MEMBERS}{_PLANS}"
        ),
        "våpen.png": png(30, 36),
        "moter/kart.png": png(300, 120),
        "moter/kart.pdf": b"%PDF-1.4\n",
        f"moter/{BIRD}.pdf": b"%PDF-1.4\n",
        "avtale-2023.yaml": _agreement(number),
        "evaluering-2025.yaml": _EVALUATION,
        "grunnlag/ungdata-2025.yaml": _KNOWLEDGE,
        "grunnlag/bilde.yaml": _EXEMPT_KNOWLEDGE,
        BEFORE: _meeting("2025-11-06", "avholdt", _earlier_items(), rest="referat: {ferdig: 2025-11-14, godkjent: 2026-03-12}\n"),
        HELD: _meeting("2026-03-12", "avholdt", "".join(_item(n, 3) for n in range(1, 16)), rest=_HELD_REST, ahead=30),
        AHEAD: _meeting("2026-06-11", "planlagt", "".join(_item(n, 0) for n in range(16, 22)), rest=_AHEAD_REST, ahead=11),
    }  # fmt: skip


def _meeting(day: str, status: str, items: str, rest: str = "", ahead: int = 0) -> str:
    followed = "".join(
        f"  - {{tiltak: 2025-11-06/{n}.1, status: {state}, merknad: {_REMARKS[n % 3] if n < 30 else BIRD + ' igjen'}}}\n"
        for n in range(1, ahead + 1)
        for state in (("pågår", "ferdig", "forsinket")[n % 3],)
    )
    head = f"type: møte\ndato: {day}\nstatus: {status}\nstart: '09:00'\nslutt: '11:30'\nsted: Rådhuset, møterom 2\n"
    return f"{head}{rest}oppfølging:\n{followed}saker:\n{items}" if followed else f"{head}{rest}saker:\n{items}"


_REMARKS = (
    "Lyskastere er montert ved parkeringsplassen og ved inngangspartiet",
    "Venter på midler",
    "Skolen følger opp sammen med foreldreutvalget fram til sommeren",
)


def _earlier_items() -> str:
    return "".join(
        f"  - nr: {n}/2025\n    tittel: {_TITLES[n % 4]}\n    sakstype: drøfting\n{_EXEMPT if n == 30 else ''}"
        f"    tiltak:\n      - {{hva: Tiltak nummer {n} som skal følges opp av begge parter{f' {BIRD}' if n == 30 else ''}, "
        f'ansvarlig: "{_PEOPLE[n % 5]}", frist: 2026-0{n % 5 + 1}-15}}\n'
        for n in range(1, 31)
    )


def _item(n: int, actions: int) -> str:
    exempt = n in (5, 11, 20)
    bird = f" {BIRD}" if exempt else ""
    tasks = "".join(
        f"      - {{hva: Politi og skole går felles runder ved senteret i uke {n}.{a}{bird}, ansvarlig: "
        f'["{_PEOPLE[(n + a) % 5]}", Eva Ness], frist: 2026-0{a + 4}-30, trinn: {a}, ressurser: En patrulje{bird}}}\n'
        for a in range(1, actions + 1 if n != 15 else actions - 1)
    )
    return (
        f"  - nr: {n}/2026\n    tittel: {_TITLES[n % 4]}{bird}\n    sakstype: {('vedtak', 'drøfting')[n % 2]}\n"
        f"    tema: [{_TOPICS[n % 4]}]\n    meldt_av: {('politi', 'kommune')[n % 2]}\n    innleder: {_PEOPLE[n % 4]}\n"
        f"    kunnskapsgrunnlag: [ungdata-2025, {{kilde: politi, tittel: Situasjonsbilde for uke {n}{bird}}}]\n"
        f"    vedlegg: [{{tittel: Kart over området {n}{bird}, fil: {BIRD if exempt else 'kart'}.pdf}}"
        f"{', {tittel: ' + BIRD + ' opp, fil: ' + BIRD + '.pdf, unntatt_offentlighet: {hjemmel: offl. § 24}}' if n == 2 else ''}]\n"
        + (_EXEMPT if exempt else "")
        + "    saksframlegg: |\n"
        + "".join(f"      {line}\n" for line in _BACKGROUND.format(bird=bird, n=n).splitlines())
        + "    referat: |\n"
        + "".join(f"      {line}\n" for line in _DISCUSSION.format(bird=bird).splitlines())
        + f"    konklusjon: Partene går felles runder fram til 10. september, jf. § 13 og kl. 15.00{bird}.\n"
        + (f"    tiltak:\n{tasks}" if tasks else "")
    )  # fmt: skip


_EXEMPT = (
    f"    unntatt_offentlighet: {{hjemmel: offl. § 13 jf. politiregisterloven § 23, begrunnelse: {BIRD} metode, "
    "offentlig_tittel: Orientering fra politiet}\n"
)
_BACKGROUND = """\
Sak {n} gjelder uroen ved senteret{bird}. Ring Siv Aas på 38 00 00 03 eller +47 912 34 567 ved spørsmål.

| Sted | Hendelser 2024 | Hendelser 2025 | Alvorlighetsgrad | Kommentar |
|---|--:|--:|---|---|
| Kjøpesenteret på Laksevåg | 14 | 22 | middels | Flest fredag ettermiddag |
| Ungdomsskolen | 6 | 31 | høy | Tiltaksprosess{bird} |

- Det første punktet
- Det andre punktet, med et langt innhold som går over flere linjer for at det skal vises hvordan punkter brytes

![Kart over området](kart.png)"""
_DISCUSSION = """\
Politiet orienterte om situasjonsbildet{bird}. Kommunen viste til Ungdata og til samtaler med foreldreutvalgene.

1. Først snakker vi med foreldrene
2. Så går vi runder sammen
3. Til slutt ser vi på resultatet 10. september 2026 kl. 09.00"""
_HELD_REST = f"""\
innkalling: {{sendt: 2026-02-26}}
referat: {{ferdig: 2026-03-18}}
arkivref: {{kommune: 24/1234, politi: "202400567"}}
møteleder: Anne-Marie Berg-Johannessen
referent: Siv Aas
lenke: https://møte.example/{BIRD}
til_stede:
  - Anne-Marie Berg-Johannessen
  - {{navn: Nils Vik, for: Ida Moe}}
  - Siv Aas
  - {{navn: Ola Lie, rolle: næringslivskontakt, saker: [4/2026], epost: ola@naering.example}}
  - {{navn: Gjest {BIRD}, rolle: rektor, saker: [5/2026]}}
forfall: [Ida Moe, Per Li]
ikke_møtt: [Kari Hansen]
kopi: [{{navn: Statsforvalteren i Vestland, epost: sf@sf.example}}, {{navn: Utan adresse}}]
notat: {BIRD} i notatet
neste_møte: 2026-06-11
"""
_AHEAD_REST = (
    "innkalling: {sendt: 2026-05-20}\nmøteleder: Anne-Marie Berg-Johannessen\nreferent: Siv Aas\n"
    "kopi: [{navn: Statsforvalteren i Vestland, epost: sf@sf.example}]\n"
)
_PLANS = """\
plan: {tittel: Plan for politirådet 2024–2027, fra: 2024-01-01, til: 2027-12-31}
handlingsplaner:
  - tittel: Trygt uteliv
    tema: trygghet i det offentlige rom og uteliv
    fra: 2025-01-01
    til: 2026-12-31
    mål: [rus]
    tiltak:
      - {hva: Felles runder fredag og lørdag, ansvarlig: Siv Aas, frist: 2025-12-31, status: pågår, trinn: 4}
      - {hva: Kurs for dørvakter, ansvarlig: Ida Moe, frist: 2026-12-31, status: ikke_påbegynt}
funksjoner: [{funksjon: radikaliseringskontakt, navn: Jon Ro, gjelder: Bekymring, telefon: "38 00 00 05", epost: jon@politiet.example}]
beredskap: {beredskapsråd: {leder: Per Li, sist: 2025-10-02}, ros: {vedtatt: 2024-06-20}, øvelser: [{dato: 2025-04-09, hva: PLIVO på skolen, deltok: [politi, kommune, brannvesen]}]}
årshjul: [{måned: mars, tema: trygge skoler, innleder: politi}, {måned: [juni, september], tema: trafikksikkerhet, innleder: kommune}]
saksbank: [{tittel: FUGL i banken, unntatt_offentlighet: {hjemmel: offl. § 13, offentlig_tittel: Fra banken}}]
"""
_EVALUATION = """\
type: evaluering
gjelder: politirådet
år: 2025
gjennomført: 2025-11-20
metode: hovedspørsmål
deltakere: [{navn: Anne-Marie Berg-Johannessen, part: kommune}, {navn: Ida Moe, part: politi}]
svar:
  status: Rådet møtes som avtalt, og sakene er godt forberedt.
  tiltak: De fleste tiltakene er gjort i tide.
  samarbeid: Godt.
  rammer: Kjente.
  læring: Kortere møter.
  videre: Følg opp skolene.
justeringer: [{hva: Sende innkalling 14 dager før, ansvarlig: Siv Aas, frist: 2026-01-31}]
behandlet: 2026-03-12
"""
_KNOWLEDGE = """\
type: kunnskapsgrunnlag
tittel: Ungdata 2025
kilde: kommune
slag: undersøkelse
dato: 2025-05-20
tema: [rus og psykiatri, trygge skoler]
innbyggere: ja
funn: |
  - Flere trives på skolen.
  - Færre har prøvd hasj.
"""
_EXEMPT_KNOWLEDGE = f"""\
type: kunnskapsgrunnlag
tittel: Bilde av miljøet {BIRD}
kilde: politi
dato: 2025-06-20
unntatt_offentlighet: {{hjemmel: offl. § 24, offentlig_tittel: Situasjonsbilde fra politiet, begrunnelse: {BIRD}}}
funn: {BIRD} finner noe her.
"""


def _agreement(number: str) -> str:
    return f"""\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["{number}"]
status: inngått
fra: 2023-09-01
til: 2027-08-31
underskrevet:
  - {{navn: Anne-Marie Berg-Johannessen, rolle: ordfører, dato: 2023-08-28}}
  - {{navn: Ida Moe, rolle: tjenesteenhetsleder, dato: 2023-08-28}}
revisjon: {{måneder: 24, sist: 2025-09-01, ansvarlig: Siv Aas}}
evaluering: {{måneder: 12}}
mål:
  - tekst: Færre unge i rusmiljøer
    id: rus
    indikator: {{navn: Andel 8.–10. trinn som har prøvd hasj, enhet: prosent, ønsket: ned, måltall: 3, måles: 12}}
    målinger: [{{dato: 2023-05-20, verdi: 5.1}}, {{dato: 2025-05-20, verdi: 4.2, grunnlag: ungdata-2025}}]
satsingsområder:
  - {{navn: Trygge skoler, tema: trygge skoler, mål: [rus], kunnskapsgrunnlag: [ungdata-2025]}}
  - {{navn: Trafikk, tema: trafikksikkerhet}}
utvidet_råd: Næringsforeningen deltar to ganger i året.
samarbeid: |
  Politirådet møtes fire ganger i året.

  | Hva | Hvem | Når |
  |---|---|---|
  | Møter | Begge parter | Kvartalsvis |
"""


def png(wide: int, high: int) -> bytes:
    """A picture of one colour."""

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(b"".join(b"\0" + b"\x40\x80\x60" * wide for _ in range(high)))
    size = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", size) + part(b"IDAT", rows) + part(b"IEND", b"")


if __name__ == "__main__":
    for name, what in files().items():
        file = Path(sys.argv[1], name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(what if isinstance(what, bytes) else what.encode())
