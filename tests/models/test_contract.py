"""The records' contract with those who write them: each key, what is required, and nothing else (D002)."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft7Validator

from kps.models.parse import KINDS, Misfit, parse
from kps.models.schema import FILES, schemas
from kps.source import read

LEAST: dict[str, str] = {
    "register": "{navn: R, politidistrikt: Agder, kommuner: alle, gjelder_fra: 2024-01-01}",
    "politiråd": '{navn: R, kommuner: ["4205"], status: aktivt, opprettet: 2021-03-01}',
    "avtale": '{avtaletype: samarbeidsavtale, status: inngått, kommuner: ["4205"], fra: 2023-09-01}',
    "politikontakt": '{navn: K, kommuner: ["4205"], tiltrådt: 2025-02-01}',
    "møte": "{dato: 2026-03-12, status: avholdt}",
    "evaluering": "{gjelder: politirådet, år: 2025, metode: ks, gjennomført: 2025-11-20}",
    "kunnskapsgrunnlag": "{tittel: Ungdata 2025, kilde: kommune, dato: 2025-05-20}",
}
"""A record of each kind with no more than what is required."""

VALIDATORS = {kind: Draft7Validator(schema) for kind, schema in zip(FILES, schemas().values(), strict=False)}
"""The published schemas: they take and refuse the same."""

CONDITIONAL: dict[str, tuple[str, list[str]]] = {
    "active": ('{type: politiråd, navn: R, kommuner: "4205", status: aktivt}', ["opprettet"]),
    "closed": ('{type: politiråd, navn: R, kommuner: "4205", status: nedlagt}', ["opprettet", "nedlagt"]),
    "invited": ('{type: politiråd, navn: R, kommuner: "4205", status: invitert}', ["invitert"]),
    "declined": ('{type: politiråd, navn: R, kommuner: "4205", status: Takka nei}', ["invitert"]),
    "no status": ('{type: politiråd, navn: R, kommuner: "4205"}', ["status"]),
    "made": ('{type: avtale, avtaletype: samarbeidsavtale, kommuner: "4205", status: inngått}', ["fra"]),
    "ended": ('{type: avtale, avtaletype: samarbeidsavtale, kommuner: "4205", status: avslutta}', ["fra", "til"]),
    "offered": ('{type: avtale, avtaletype: samarbeidsavtale, kommuner: "4205", status: tilbode}', ["tilbudt"]),
    "offer declined": (
        '{type: avtale, avtaletype: samarbeidsavtale, kommuner: "4205", status: takket_nei}',
        ["tilbudt"],
    ),
    "of a school": ("{type: avtale, avtaletype: skoleavtale, status: inngått, fra: 2023-09-01}", ["kommuner", "skole"]),
    "of a county": (
        "{type: avtale, avtaletype: fylkeskommuneavtale, status: inngått, fra: 2023-09-01}",
        ["fylkeskommune"],
    ),
    "delivered": (
        "{type: kunnskapsgrunnlag, tittel: T, kilde: politi, bestilt: {frist: 2025-06-01}, levert: 2025-05-28}",
        ["dato"],
    ),
    "ordered": ("{type: kunnskapsgrunnlag, tittel: T, kilde: politi, bestilt: {frist: 2025-06-01}}", []),
    "not ordered": ("{type: kunnskapsgrunnlag, tittel: T, kilde: politi, bestilt: '', levert: ''}", ["dato"]),
    "older": ("{type: avtale, avtaletype: politirådsavtale, status: inngått, fra: 2023-09-01}", ["kommuner"]),
}
"""What a state of the record makes required."""

IN_LISTS: dict[str, tuple[str, str, list[str]]] = {
    "waiver": ("møte", "unntak: [{kommune: '4205'}]", ["regel", "begrunnelse", "til"]),
    "member": ("politiråd", "medlemmer: [{fra: 2025-01-01}]", ["navn", "rolle"]),
    "guest": ("møte", "til_stede: [{rolle: rektor}]", ["navn"]),
    "item": ("møte", "saker: [{sakstype: vedtak}]", ["nr", "tittel"]),
    "action": ("møte", "saker: [{nr: 1/2026, tittel: S, tiltak: [{frist: 2026-05-01}]}]", ["hva"]),
    "followed up": ("møte", "oppfølging: [{status: ferdig}]", ["tiltak"]),
    "signed": ("avtale", "underskrevet: [{dato: 2023-08-28}]", ["navn", "rolle"]),
    "basis": ("møte", "saker: [{nr: 1/2026, tittel: S, kunnskapsgrunnlag: [{fil: x.pdf}]}]", ["kilde", "tittel"]),
    "goal": ("avtale", "mål: [{til: 2027-12-31}]", ["tekst"]),
    "measure": ("politiråd", "handlingsplaner: [{tiltak: [{status: pågår}]}]", ["hva"]),
    "focus area": ("avtale", "satsingsområder: [{tema: PLIVO}]", ["navn"]),
}
"""What is required of each of a list."""

ACCEPTED: dict[str, tuple[str, ...]] = {
    "register": (
        "kommuner: ['4205', '0301']",
        "kommuner: 4205",
        "politidistrikt: sør-aust",
        "veileder: 2023-03-27",
        "målform: Nynorsk",
        "språk: en",
        "frister: {innkalling_dager: 10, referat_dager: 14, varsel_dager: 90}",
        "frister: {referat_dager: 21}",
        "samhandlingsarena: {møter: [2025-09-17, 2026-09-17]}",
        "samhandlingsarena: {møter: 2025-09-17}",
        "unntak: [{regel: R401, begrunnelse: B, til: 2026-12-31, kommune: '4206'}]",
        "arkivref: {kommune: 24/1234, politi: '202400567'}",
        "notat: |\n  Fritt",
        "funksjoner: [{funksjon: radikaliseringskontakt, navn: Jon Ro, gjelder: B, telefon: '1', epost: a@b.no}]",
        "avsender: {navn: N, logo: logo.svg, adresse: A, telefon: '1', epost: a@b.no, nettside: https://a.no}",
    ),
    "politiråd": (
        "kommuner: ['4205', {nr: '4206', fra: 2026-01-01, til: 2026-12-31, invitert: 2025-05-02, svar: 2025-08-15}]",
        "kommuner: {nr: 0301}",
        "kommuner: [{fra: 2026-01-01}]",
        "svar: 2021-02-20",
        "annen_samarbeidsform: Vi ringer",
        "politikontakt: kari-hansen",
        "politikontakt: [kari-hansen, per-li]",
        "møter_per_år: 4",
        "ledelse: [{navn: Anne Berg, verv: leder, fra: 2023-10-12}, {navn: Ida Moe, verv: nestleder}]",
        "ledelse: [{verv: leder}]",
        "ledelse: {verv: leder, til: 2026-01-01}",
        "medlemmer: [{navn: Anne Berg, rolle: ordfører, fra: 2023-10-12, gjenvalgt: 2027-10-14, kommune: '4206'}]",
        "medlemmer: [{navn: Per Li, rolle: [kommunedirektør, beredskapskoordinator], tittel: Kommunedirektør}]",
        "medlemmer: [{navn: Ida Moe, rolle: lensmann, vara: Nils Vik, telefon: '1', epost: a@b.no}]",
        "medlemmer: [{navn: Ida Moe, rolle: lensmann, vara: [Nils Vik, Eva Ness]}]",
        "medlemmer: [{navn: Siv Aas, rolle: SLT-koordinator, sekretær: ja}]",
        "medlemmer: [{navn: Tom Dahl, rolle: næringsliv, virksomhet: Foreningen, deltar: utvidet}]",
        "medlemmer: [{navn: Tom Dahl, rolle: byutvikler, part: kommune, ledelse: administrativ}]",
        "medlemmer: [{navn: Tom Dahl, rolle: byutvikler, part: kommune, ledelse: [administrativ, politisk]}]",
        "plan: {tittel: Plan, fil: plan.md, fra: 2024-01-01, til: 2027-12-31}",
        "plan: [{tittel: Plan}, {fil: plan.md}]",
        "handlingsplaner: [{tittel: T, tema: PLIVO, fil: t.md, fra: 2025-01-01, til: 2026-12-31}]",
        "handlingsplaner: [{tema: [PLIVO, slt]}]",
        "handlingsplaner: {tittel: T}",
        "politivedtekter: {revidert: 2022-05-12}",
        "politivedtekter: {finnes: nei}",
        "politivedtekter: [{kommune: '4205', revidert: 2022-05-12}, {kommune: '4206', finnes: nei}]",
        "utvidelse: {vurdert: 2025-03-04, av: [kommune, politi], konklusjon: K}",
        "utvidelse: {av: politi}",
        "temafora: [{navn: F, tema: rus og psykiatri, leder: Ida Moe, fra: 2024-05-01, rapportert: [2025-11-06]}]",
        "temafora: [{tema: PLIVO, rapportert: 2025-11-06}]",
        "slt: {modell: slt, målgruppe: U, koordinator: Siv Aas, styrende: politirådet}",
        "slt: {modell: slt, styrende: [Anne Berg, {navn: Ida Moe, rolle: lensmann}]}",
        "slt: {modell: slt, styrende: [{navn: Ida Moe, rolle: byutvikler, part: kommune}]}",
        "slt: {modell: slt, koordinerende: [{navn: Eva, part: kommune}], utførende: [{part: politi}, {part: kommune}]}",
        "slt: {modell: annen, navn: M, deltakere: [{navn: E, part: politi}, {part: kommune}]}",
        "slt: [{modell: ingen, kommuner: ['4205']}, {modell: slt, kommuner: '4206'}]",
        "funksjoner: [{funksjon: radikaliseringskontakt, navn: J, gjelder: G, telefon: '1', epost: a@b.no}]",
        "funksjoner: [{funksjon: radikaliseringskontakt}, {navn: Jon Ro}]",
        "handlingsplaner: [{id: trygt-uteliv, mål: [uteliv], kunnskapsgrunnlag: [ungdata-2025]}]",
        "handlingsplaner: {mål: uteliv, kunnskapsgrunnlag: {kilde: politi, tittel: S}}",
        "handlingsplaner: [{tiltak: [{hva: H, ansvarlig: [G, S], frist: 2025-12-31, status: pågår, trinn: 4}]}]",
        "handlingsplaner: [{tiltak: {hva: H, status: ikkje_påbyrja, ressurser: R, mål: rus}}]",
        "beredskap: {beredskapsråd: {leder: Anne Berg, sist: 2025-10-02}, ros: {vedtatt: 2024-06-20, fil: ros.md}}",
        "beredskap: {dekkes_av: politirådet, øvelser: [{dato: 2025-04-09, hva: PLIVO, deltok: [politi, kommune]}]}",
        "beredskap: {øvelser: {hva: Skred, deltok: brannvesen}}",
        "temafora_vurdert: {dato: 2025-03-04, konklusjon: Ett forum er nok.}",
        "årshjul: [{måned: mars, tema: trygge skoler, innleder: politi}, {måned: 4}, {måned: [Juni, '12']}]",
        "årshjul: {måned: september, tema: [PLIVO, noe eget], innleder: [Siv Aas, kommune]}",
        "saksbank: [{tittel: T, meldt_av: kommune, dato: 2026-02-11, tema: trafikktryggleik}, {tema: [slt, PLIVO]}]",
        "saksbank: {tittel: T, unntatt_offentlighet: {hjemmel: offl. § 13, offentlig_tittel: O}}",
        "avsender: {logo: logo.svg}",
        "grunnlag: [felles_utfordringer, felles_handlingsplaner, interkommunalt_samarbeid, digitale_møter]",
        "grunnlag: felles utfordringer",
        "bydel: Frogner",
        "videreført_i: 4204-kristiansand",
        "grunn: kommunens ønske",
        "grunn: noe helt annet",
    ),
    "avtale": (
        "tilbudt: 2023-05-02",
        "svar: 2023-06-20",
        "til: 2027-08-31",
        "underskrevet: [{navn: Anne Berg, rolle: ordfører, dato: 2023-08-28, kommune: '4206'}]",
        "revisjon: {måneder: 24, sist: 2025-09-01, ansvarlig: Siv, kunnskapsgrunnlag: [{kilde: politi, tittel: S}]}",
        "revisjon: {neste: 2027-09-01}",
        "evaluering: {måneder: 12}",
        "mål: [{tekst: Færre unge i rusmiljøer, til: 2027-12-31}, {tekst: T}]",
        "satsingsområder: [{navn: Trygge skoler, tema: trygge skoler, fra: 2025-09-01, til: 2026-01-01}]",
        "satsingsområder: [{navn: N, tema: [PLIVO], kunnskapsgrunnlag: [{kilde: kommune, tittel: U, fil: u.pdf}]}]",
        "mål: [{tekst: T, id: rus, indikator: {navn: N, enhet: prosent, ønsket: ned, måltall: 3, måles: 12}}]",
        "mål: [{tekst: T, målinger: [{dato: 2023-05-20, verdi: 5.1, grunnlag: ungdata-2023}, {verdi: '-4,25'}]}]",
        "mål: [{tekst: T, indikator: {ønsket: Opp}, målinger: {verdi: 12}}]",
        "satsingsområder: [{navn: N, mål: [rus], kunnskapsgrunnlag: [ungdata-2025, {kilde: politi, tittel: S}]}]",
        "satsingsområder: [{navn: N, mål: rus, kunnskapsgrunnlag: ungdata-2025}]",
        "revisjon: {måneder: 24, kunnskapsgrunnlag: [ungdata-2025]}",
        "utvidet_råd: Næringsforeningen deltar",
        "dekker: [forebygging, beredskap, sikkerhet]",
        "dekker: forebygging",
        "samarbeid: |\n  Fire møter",
    ),
    "politikontakt": (
        "kommuner: ['4205', '4206', {nr: '4225', fra: 2026-01-01, til: 2026-06-30}]",
        "enhet: GDE Vest",
        "tjenesteenhet: Lindesnes",
        "område: Vest",
        "telefon: '1'",
        "epost: a@b.no",
        "fratrådt: 2026-09-30",
        "stillingsprosent: 100",
        "andre_roller: []",
        "andre_roller: tjenestestedsleder",
        "fullmakt_avklart: 2025-02-14",
        "fullmakt: Alt",
        "opplæring: [{dato: 2025-03-05, hva: Innføring}, {hva: Mer}]",
        "rolleavklaring: {dato: 2025-03-20, med: Enheten}",
        "forventninger_avklart: {'4205': 2025-03-01, 4206: 2025-03-08}",
        "godkjenning_pod: {dato: 2025-01-20, antall: 4, til: 2026-12-31}",
    ),
    "møte": (
        "start: '09:00'",
        "slutt: 11:30",
        "sted: Rådhuset",
        "form: digitalt",
        "lenke: https://example.com",
        "åpent: ja",
        "utvidet: true",
        "ekstraordinært: NEI",
        "felles_med: [SLT-styringsgruppe]",
        "felles_med: SLT-styringsgruppe",
        "avlysning: {dato: 2026-03-01, grunn: Sykdom, nytt_møte: 2026-03-20}",
        "avlysning: {grunn: Sykdom}",
        "innkalling: {sendt: 2026-02-26}",
        "referat: {ferdig: 2026-03-18, godkjent: 2026-06-11, segl: k1.x}",
        "møteleder: Anne Berg",
        "referent: Siv Aas",
        "til_stede: [Anne Berg, {navn: Nils Vik, for: Ida Moe, epost: a@b.no}]",
        "til_stede: [{navn: Ola Lie, rolle: næringslivskontakt, saker: [4/2026], epost: a@b.no}]",
        "til_stede: [{navn: Ola Lie, rolle: næringslivskontakt, saker: 4/2026, virksomhet: V}]",
        "til_stede: [{navn: Ola Lie, part: kommune}]",
        "forfall: [Ida Moe]",
        "kopi: [{navn: Statsforvalteren i Agder, epost: a@b.no}, Nav]",
        "kopi: Nav",
        "ikke_møtt: []",
        "oppfølging: [{tiltak: 2025-11-06/14.1, status: ferdig, dato: 2026-01-20, merknad: M, frist: 2026-05-01}]",
        "oppfølging: [{tiltak: 2025-11-06/14.1, ansvarlig: Siv Aas}]",
        "oppfølging: [{tiltak: 2025-11-06/14.1, ansvarlig: [Siv Aas, politiet]}]",
        "saker: [{nr: 1/26, tittel: S, sakstype: vedtak, fast_sak: godkjenning_innkalling}]",
        "saker: [{nr: 1/2026, tittel: S, tema: trygge skoler, meldt_av: politi, innleder: Kari Hansen}]",
        "saker: [{nr: 1/2026, tittel: S, tema: [eget tema, PLIVO], innleder: [Kari Hansen, Siv Aas]}]",
        "saker: [{nr: 1/2026, tittel: S, prosess: tiltaksprosess, kommunen_med_fra: 2026-01-10, enkeltsak: nei}]",
        "saker: [{nr: 1/2026, tittel: S, kunnskapsgrunnlag: [{kilde: andre, tittel: S}]}]",
        "saker: [{nr: 1/2026, tittel: S, vedlegg: [{tittel: K, fil: k.pdf, unntatt_offentlighet: {hjemmel: H}}]}]",
        "saker: [{nr: 1/2026, tittel: S, saksframlegg: S, referat: R, konklusjon: K, vedtak: V}]",
        "saker: [{nr: 1/2026, tittel: S, utfall: behandlet, oversendt: kommunestyret}]",
        "saker: [{nr: 1/2026, tittel: S, tiltak: [{hva: H, ansvarlig: [A, B], frist: 2026-03-31, trinn: 4}]}]",
        "saker: [{nr: 1/2026, tittel: S, tiltak: [{hva: H, ressurser: R}]}]",
        "saker: [{nr: 1/2026, tittel: S, tiltak: [{hva: H, plan_tiltak: trygt-uteliv/1, mål: [rus]}]}]",
        "saker: [{nr: 1/2026, tittel: S, kunnskapsgrunnlag: [ungdata-2025, 2025, {kilde: politi, tittel: S}]}]",
        "oppfølging: [{tiltak: trygt-uteliv/1, status: ferdig}]",
        "saker: [{nr: 1/2026, tittel: S, tiltak: [{hva: H, prosess: prioriteringsprosess}]}]",
        "saker: [{nr: 1/2026, tittel: S, tiltak: [{hva: H, kommunen_med_fra: 2026-01-10}]}]",
        "saker: [{nr: 1/2026, tittel: S, unntatt_offentlighet: {hjemmel: H, begrunnelse: B, offentlig_tittel: O}}]",
        "saker: [{nr: 1/2026, tittel: S, unntatt_offentlighet: ja}]",
        "neste_møte: 2026-06-11",
    ),
    "evaluering": (
        "gjelder: Politirådet i Lindesnes",
        "metode: GLL",
        "deltakere: [{navn: Anne Berg, part: kommune}, {part: politi}]",
        "svar: {status: |\n  Bra\n}",
        "vurdering: {klima: 4, ansvarsforståelse: 3, forberedt: 4}",
        "vurdering: {klima: 5}",
        "vurdering: {bidrag: 5, forankring: 1, slt: 2, utadrettet: 3}",
        "justeringer: [{hva: H, ansvarlig: Siv Aas, frist: 2026-01-31}, {hva: I}]",
        "ingen_justering: Alt er bra",
        "behandlet: 2026-03-12",
        "behandlet: 2026-03-12-2",
    ),
    "kunnskapsgrunnlag": (
        "kilde: [politi, kommune]",
        "slag: undersøking",
        "slag: situasjonsbilde",
        "gjelder: {fra: 2025-01-01, til: 2025-03-31}",
        "tema: [rus og psykiatri, trygge skular]",
        "innbyggere: ja",
        "eier: Siv Aas",
        "bestilt: {dato: 2025-01-15, av: politirådet, møte: 2025-01-15, frist: 2025-06-01}",
        "levert: 2025-05-28",
        "fil: ungdata-2025.pdf",
        "lenke: https://www.ungdata.no",
        "unntatt_offentlighet: {hjemmel: offl. § 13, offentlig_tittel: Undersøkelse}",
        "funn: |\n  Flere trives.",
        "notat: |\n  Fritt",
    ),
}
"""What the contract shows of each kind."""

REFUSED: dict[str, dict[str, tuple[str, str | None]]] = {
    "register": {
        "politidistrikt: Adger": ("politidistrikt", "Agder"),
        "kommuner: [42]": ("kommuner/0", None),
        "målform: engelsk": ("målform", None),
        "språk: no": ("språk", None),
        "frister: {referat_dager: to uker}": ("frister/referat_dager", None),
        "frist: {}": ("frist", "frister"),
        "gjelder_fra: 2024-02-30": ("gjelder_fra", None),
    },
    "politiråd": {
        "status: aktiv": ("status", "aktivt"),
        "status: [aktivt]": ("status", None),
        "kommuner: 'Lindesnes'": ("kommuner", None),
        "kommuner: [{nummer: '4205'}]": ("kommuner/0/nummer", None),
        "møter_per_år: 1": ("møter_per_år", None),
        "medlemmer: Anne Berg": ("medlemmer", None),
        "medlemmer: [Anne Berg]": ("medlemmer/0", None),
        "medlemmer: [{navn: A, rolle: ordforer}]": ("medlemmer/0/rolle", "ordfører"),
        "medlemmer: [{navn: A, rolle: vaktmester}]": ("medlemmer/0/rolle", None),
        "medlemmer: [{navn: A, rolle: ordfører, sekretær: kanskje}]": ("medlemmer/0/sekretær", None),
        "medlemmer: [{navn: A, rolle: ordfører, sekretær: no}]": ("medlemmer/0/sekretær", None),
        "medlemmer: [{navn: A, rolle: ordfører, part: polit}]": ("medlemmer/0/part", "politi"),
        "slt: {modell: slt, styrende: [{navn: I, rolle: vaktmester}]}": ("slt/styrende/0/rolle", None),
        "slt: {model: slt}": ("slt/model", "modell"),
        "grunnlag: [felles utfordring]": ("grunnlag/0", "felles_utfordringer"),
        "temafora: [{navn: F, rapportert: 6.11.2025}]": ("temafora/0/rapportert", "2025-11-06"),
        "årshjul: [{måned: marts}]": ("årshjul/0/måned", "mars"),
        "årshjul: [{måned: 13}]": ("årshjul/0/måned", None),
        "handlingsplaner: [{tiltak: [{hva: H, status: ferdi}]}]": ("handlingsplaner/0/tiltak/0/status", "ferdig"),
        "beredskap: {øvingar: []}": ("beredskap/øvingar", "øvelser"),
        "saksbank: [Elsparkesykler]": ("saksbank/0", None),
    },
    "avtale": {
        "avtaletype: samarbeid": ("avtaletype", None),
        "avtaletype: skuleavtalen": ("avtaletype", "skuleavtale"),
        "status: inngåt": ("status", "inngått"),
        "dekker: [beredskapen]": ("dekker/0", "beredskap"),
        "revisjon: {måneder: 0}": ("revisjon/måneder", None),
        "mål: [{tekst: T, indikator: {ønsket: nedover}}]": ("mål/0/indikator/ønsket", None),
        "mål: [{tekst: T, målinger: [{verdi: 5 prosent}]}]": ("mål/0/målinger/0/verdi", None),
        "mål: [{tekst: T, målingar: []}]": ("mål/0/målingar", "målinger"),
        "satsingsområder: [{navn: N, kunnskapsgrunnlag: [{id: ungdata}]}]": (
            "satsingsområder/0/kunnskapsgrunnlag/0/id",
            None,
        ),
    },
    "politikontakt": {
        "stillingsprosent: 120": ("stillingsprosent", None),
        "stillingsprosent: full": ("stillingsprosent", None),
        "forventninger_avklart: {Lindesnes: 2025-03-01}": ("forventninger_avklart/Lindesnes", None),
        "godkjenning_pod: 2025-01-20": ("godkjenning_pod", None),
        "e-post: a@b.no": ("e-post", "epost"),
    },
    "møte": {
        "start: '9'": ("start", "09:00"),
        "start: '25:00'": ("start", None),
        "form: fysiskt": ("form", "fysisk"),
        "status: avholt": ("status", "avholdt"),
        "status: avhald": ("status", "avhalde"),
        "åpent: j": ("åpent", None),
        "dato: i morgen": ("dato", None),
        "dato: 2026-02-30": ("dato", None),
        "innkalling: 2026-02-26": ("innkalling", None),
        "saker: [{nr: 1/2026, tittel: S, sakstype: vedtakk}]": ("saker/0/sakstype", "vedtak"),
        "saker: [{nr: 1/2026, tittel: S, fast_sak: godkjenning}]": ("saker/0/fast_sak", None),
        "saker: [{nr: 1/2026, tittel: S, tiltak: [{hva: H, trinn: 5}]}]": ("saker/0/tiltak/0/trinn", None),
        "saker: [{nr: 1/2026, tittel: S, meldt_av: skolen}]": ("saker/0/meldt_av", None),
        "oppfølging: [{tiltak: x/1.1, status: ferdi}]": ("oppfølging/0/status", "ferdig"),
        "kopi: [{namn: S}]": ("kopi/0/namn", "navn"),
        "saker: [{nr: 1/2026, tittel: S, kunnskapsgrunnlag: [{kilde: politi}]}]": (
            "saker/0/kunnskapsgrunnlag/0/tittel",
            None,
        ),
    },
    "evaluering": {
        "metode: hovedspørsmålene": ("metode", "hovedspørsmål"),
        "år: i fjor": ("år", None),
        "vurdering: {klima: 6}": ("vurdering/klima", None),
        "vurdering: {klimaet: 4}": ("vurdering/klimaet", "klima"),
        "behandlet: i mars": ("behandlet", None),
    },
    "kunnskapsgrunnlag": {
        "slag: undersøkelsen": ("slag", "undersøkelse"),
        "kjelde: politi": ("kjelde", "kilde"),
        "bestilt: 2025-01-15": ("bestilt", None),
        "bestilt: {møte: i mars}": ("bestilt/møte", None),
        "innbyggere: noen": ("innbyggere", None),
    },
}
"""What is not as the contract says: where, and what is proposed instead."""


def _misfits(kind: str, more: str = "") -> tuple[Misfit, ...]:
    """What is told of the least record of a kind with one more key, or with that key instead."""
    record: Any = read(LEAST[kind].encode()).value
    record |= {"type": kind}
    changed = read(more.encode()).value if more else {}
    assert isinstance(changed, dict), more
    _, misfits = parse({**record, **changed}, "x.yaml")
    # No pattern knows the calendar.
    told = [one for one in misfits if "not a day in the calendar" not in one.message.text("en")]
    assert VALIDATORS[kind].is_valid({**record, **changed}) == (told == [])
    return misfits


def _missing(misfits: tuple[Misfit, ...]) -> list[str]:
    return [str(one.path[-1]) for one in misfits if "is missing" in one.message.text("en")]


def _told(misfits: tuple[Misfit, ...]) -> list[str]:
    return [f"{one.path} {one.message.text('en')}" for one in misfits]


@pytest.mark.parametrize("kind", KINDS)
def test_the_least_record(kind: str) -> None:
    assert _told(_misfits(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("blank", ["", " \t ", None])
def test_what_is_required_and_blank_counts_as_missing(kind: str, blank: str | None) -> None:
    record: Any = read(LEAST[kind].encode()).value
    for key in record:
        _, misfits = parse({**record, "type": kind, key: blank}, "x.yaml")
        assert key in _missing(misfits)
        assert len(misfits) == len(_missing(misfits))
        _, gone = parse({name: value for name, value in {**record, "type": kind}.items() if name != key}, "x.yaml")
        assert _missing(gone) == _missing(misfits)


@pytest.mark.parametrize(("text", "missing"), CONDITIONAL.values(), ids=CONDITIONAL)
def test_what_a_state_makes_required(text: str, missing: list[str]) -> None:
    _, misfits = parse(read(text.encode()).value, "x.yaml")
    assert sorted(_missing(misfits)) == sorted(missing)
    assert len(misfits) == len(missing)


@pytest.mark.parametrize(("kind", "more", "missing"), IN_LISTS.values(), ids=IN_LISTS)
def test_what_is_required_in_a_list_and_no_more(kind: str, more: str, missing: list[str]) -> None:
    misfits = _misfits(kind, more)
    assert _missing(misfits) == missing
    assert len(misfits) == len(missing)


@pytest.mark.parametrize(("kind", "more"), [(kind, more) for kind, several in ACCEPTED.items() for more in several])
def test_what_the_contract_shows_is_taken(kind: str, more: str) -> None:
    assert _told(_misfits(kind, more)) == []


@pytest.mark.parametrize(
    ("kind", "more", "place", "near"),
    [(kind, more, *told) for kind, several in REFUSED.items() for more, told in several.items()],
)
def test_what_it_does_not_is_told_at_its_place_with_the_nearest(
    kind: str, more: str, place: str, near: str | None
) -> None:
    told = {"/".join(map(str, one.path)): one for one in _misfits(kind, more)}
    assert place in told, list(told)
    assert told[place].near == near


def test_a_fault_whose_place_went_with_another_s_has_its_own() -> None:
    """Two faults under one key, and one under another: the first takes its key away before the others are looked at."""
    value: Any = {"vurdering": {"navn": "Ida", "part": "politi"}, "justeringer": [{"samhandling": {}}]}
    record, misfits = parse(value, "politirad/4222-bykle/evaluering-2026.yaml")
    assert record is not None
    assert ("justeringer", 0, "samhandling") in [misfit.path for misfit in misfits]
