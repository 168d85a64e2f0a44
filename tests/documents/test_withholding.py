"""A public paper shows of what is exempt its number, its public title and the provision, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

import pytest
from papers import FOLDER, JUNE, MARCH, meeting, paper, register

from kps.documents.withholding import Withheld
from kps.output.lists import actions_json
from kps.register.kept import PaperKind
from kps.report.open_actions import Wanted, open_actions

# Every free text of an exempt case and its actions is a word that stands nowhere else.
EXEMPT = """\
- nr: 1/2026
  tittel: Åpen sak
  vedlegg:
    - {tittel: FUGL-vedlegg, fil: FUGL-fil.pdf, unntatt_offentlighet: {hjemmel: offl. § 24, begrunnelse: FUGL-derfor}}
    - {tittel: Åpent vedlegg, fil: FUGL-filnavn.pdf}
    - {fil: FUGL-navnløs.pdf}
  tiltak: [{hva: Åpent tiltak, ansvarlig: Anne Berg, frist: 2026-04-01}]
- nr: 2/2026
  tittel: FUGL-tittel
  sakstype: drøfting
  fast_sak: runde_politi
  tema: FUGL-tema
  meldt_av: politi
  innleder: FUGL-innleder
  kunnskapsgrunnlag: [{kilde: politi, tittel: FUGL-grunnlag, fil: FUGL-grunnlag.pdf}]
  vedlegg: [{tittel: FUGL-kart, fil: FUGL-kart.pdf}]
  saksframlegg: |
    FUGL-framlegg
  referat: |
    FUGL-referat
  konklusjon: FUGL-konklusjon
  vedtak: FUGL-vedtak
  oversendt: FUGL-oversendt
  tiltak:
    - {hva: FUGL-hva, ansvarlig: FUGL-ansvarlig, frist: 2026-04-02, ressurser: FUGL-ressurser}
    - {hva: FUGL-annet, ansvarlig: FUGL-enhet}
  unntatt_offentlighet: {hjemmel: offl. § 13, begrunnelse: FUGL-begrunnelse, offentlig_tittel: Fra politiet}
"""
GUESTS = """\
notat: FUGL-notat
lenke: https://FUGL.example
form: digitalt
til_stede:
  - Anne Berg
  - {navn: FUGL-gjest, rolle: næringslivskontakt, saker: [2/2026]}
  - {navn: FUGL-gjest-to, rolle: næringslivskontakt, saker: ["9/2026"]}
  - {navn: Ola Lie, rolle: næringslivskontakt, saker: [1/26, 02/26]}
"""
FOLLOWED = """\
oppfølging:
  - {tiltak: 2026-03-12/2.1, status: forsinket, frist: 2026-08-01, merknad: FUGL-merknad}
  - {tiltak: 2026-03-12/02.2, status: ferdig, merknad: FUGL-ferdig}
  - {tiltak: 2026-03-12/1.1, status: pågår, merknad: Åpen merknad}
  - {tiltak: 2026-03-12/7.7, status: pågår, merknad: FUGL-ukjent}
"""
BOTH = register(
    {
        MARCH: meeting(EXEMPT, rest=GUESTS),
        JUNE: meeting("- {nr: 3/2026, tittel: Ny sak}", day="2026-06-11", status="planlagt", rest=FOLLOWED),
    }
)
PAPERS: list[tuple[PaperKind, str]] = [(kind, file) for kind in ("innkalling", "referat") for file in (MARCH, JUNE)]


def birds(text: str) -> set[str]:
    return set(re.findall(r"FUGL-?\w*(?:-\w+)*", text))


@pytest.mark.parametrize(("kind", "file"), PAPERS)
def test_nothing_exempt_is_in_a_public_paper(kind: PaperKind, file: str) -> None:
    text = paper(BOTH, kind, file=file, public=True).text
    assert not birds(text)
    assert "38 00 00 01" not in text
    assert "@" not in text


def test_the_paper_for_the_members_holds_it_all() -> None:
    texts = [paper(BOTH, kind, file=file).text for kind, file in PAPERS]
    written = birds(EXEMPT) | birds(GUESTS) | birds(FOLLOWED)
    assert written - birds(unquote("".join(texts))) == {"FUGL-notat"}
    assert all("FUGL-notat" not in text for text in texts)


def test_a_public_paper_tells_number_public_title_and_provision() -> None:
    text = paper(BOTH, public=True).text
    assert "## Sak 2/2026: Fra politiet\n\n> **Unntatt offentlighet, offl. §\N{NO-BREAK SPACE}13**\n" in text
    assert "- Unntatt offentlighet (vedlegg 1) (offl. §\N{NO-BREAK SPACE}24)\n" in text
    assert "- Åpent vedlegg (vedlegg 2)\n- Vedlegg uten tittel (vedlegg 3)\n" in text


def test_without_a_public_title_the_case_has_none() -> None:
    for number, words in (("4205", "Unntatt offentlighet"), ("4621", "Unnateke offentlegheit")):
        exempt = meeting("- {nr: 2/2026, tittel: FUGL, unntatt_offentlighet: ja}")
        text = paper(register({MARCH: exempt}, numbers=f'["{number}"]'), public=True).text
        assert f"## Sak 2/2026: {words}\n" in text
        assert "FUGL" not in text


@pytest.mark.parametrize(
    "slip",
    [
        "unntatt_offentlighet:",
        'unntatt_offentlighet: "  "',
        "unntatt_offentlighet: []",
        "unntatt_offentlighet: {}",
        "unntatt_offentlighet: ja",
        "unntatt_offentlighet: [offl. § 13]",
        "unntatt_offentlighet: {hjemmel: [offl. § 13]}",
        "unntatt_offentlighet: {hjemel: offl. § 13}",
        "unntatt_offentlighed: {hjemmel: offl. § 13}",
        "Unntatt_offentlighet: ja",
    ],
)
def test_empty_faulty_or_misspelt_it_closes_the_case_all_the_same(slip: str) -> None:
    record = f"- nr: 1/2026\n  tittel: FUGL\n  tiltak: [{{hva: FUGL}}]\n  {slip}\n"
    held = register({MARCH: meeting(record)})
    (item,) = held.meetings[0].items
    assert item.exempt is not None
    assert "FUGL" not in actions_json(open_actions([held], date(2026, 6, 1), Wanted()), date(2026, 6, 1))
    attached = register(
        {MARCH: meeting(f"- nr: 1/2026\n  tittel: Sak\n  vedlegg:\n    - tittel: FUGL\n      {slip}\n")}
    )
    assert attached.meetings[0].items[0].attachments[0].exempt is not None


def test_a_guest_is_named_for_open_cases_only() -> None:
    text = paper(BOTH, public=True).text
    assert "- Ola Lie, næringslivskontakt – sak 1/2026\n" in text
    assert "- 2 gjester til saker som er unntatt offentlighet\n" in text


def test_an_exempt_action_returns_as_its_id_alone() -> None:
    text = paper(BOTH, "innkalling", file=JUNE, public=True).text
    assert "| 2026-03-12/2.1 | Unntatt offentlighet, offl. §\N{NO-BREAK SPACE}13 | | | | |\n" in text
    assert "| 2026-03-12/1.1 | Åpent tiltak | Anne Berg | 01.04.2026 – ute før møtet | pågår |" in text
    assert "| 2026-03-12/7.7 | ukjent tiltak | | | | |\n" in text


def test_the_members_see_that_a_case_is_exempt() -> None:
    text = paper(BOTH).text
    assert "> **Unntatt offentlighet, offl. §\N{NO-BREAK SPACE}13** – FUGL-begrunnelse\n" in text
    assert "Skal ikke publiseres." in text


@pytest.mark.parametrize(
    "slip",
    [
        "- {nr: 1/2026, tittel: A, untatt_offentlighet: {hjemmel: offl. § 13}}",
        "- {nr: 1/2026, tittel: A, unntatt_offentlighet: {hjemel: offl. § 13}}",
        "- {nr: 1/2026, tittel: A, unntatt_offentlighet: [ja]}",
        "- {nr: 1/2026, tittel: A, unntatt_offentlighet: ja, unntatt_offentlighet: nei}",
    ],
)
def test_what_cannot_be_read_is_not_published(slip: str) -> None:
    faulty = register({MARCH: meeting(slip)})
    with pytest.raises(Withheld, match=MARCH):
        paper(faulty, public=True)
    assert paper(faulty).text


def test_a_slip_where_an_action_was_set_holds_back_the_next_meeting_too() -> None:
    slip = "- {nr: 1/2026, tittel: A, untatt_offentlighet: ja, tiltak: [{hva: B}]}"
    faulty = register({MARCH: meeting(slip), JUNE: meeting(day="2026-06-11", status="planlagt")})
    with pytest.raises(Withheld, match=MARCH):
        paper(faulty, "innkalling", file=JUNE, public=True)


def test_a_faulty_council_or_none_at_all_is_no_ground_to_publish_on() -> None:
    with pytest.raises(Withheld, match=r"politirad\.yaml"):
        paper(register({MARCH: meeting()}, council="medlemer: []\n"), public=True)
    alone = f"{FOLDER[:9]}/2026-03-12.yaml"
    with pytest.raises(Withheld, match="no council"):
        paper(register({alone: meeting()}), file=alone, public=True)


def leaking(exempt: str, public: str) -> str:
    return meeting(f"- {{nr: 1/2026, tittel: Åpen, referat: {public}}}\n{exempt}")


HIDDEN = "- {nr: 2/2026, tittel: Hemmelig sak, unntatt_offentlighet: ja, referat: Vi skal spane ved kaia.}"


@pytest.mark.parametrize("public", ["Jf. sak 2 (hemmelig sak)", "Leder sa at *vi skal spane* ved kaia"])
def test_an_exempt_text_in_an_open_case_is_refused(public: str) -> None:
    with pytest.raises(Withheld, match=r"P004.*2/2026"):
        paper(register({MARCH: leaking(HIDDEN, public)}), public=True)


def test_an_exempt_text_in_a_later_meeting_is_refused() -> None:
    later = meeting("- {nr: 3/2026, tittel: Om hemmelig sak}", day="2026-06-11", status="planlagt")
    with pytest.raises(Withheld, match="P004"):
        paper(register({MARCH: meeting(HIDDEN), JUNE: later}), "innkalling", file=JUNE, public=True)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Trygge skoler", "Vi snakket om trygge skoler."),
        ("Orientering fra politiet", "Orientering fra politiet ble gitt."),
        ("Saken", "Rådet tok saken til orientering."),
    ],
)
def test_set_phrases_and_known_topics_give_nothing_away(title: str, text: str) -> None:
    phrase = "konklusjon: Saken ble tatt til orientering."
    exempt = f"- {{nr: 2/2026, tittel: {title}, unntatt_offentlighet: ja, {phrase}}}"
    assert paper(register({MARCH: leaking(exempt, f"{text} Saken ble tatt til orientering.")}), public=True)


def test_a_long_text_of_an_exempt_case_is_no_set_phrase_though_an_open_one_has_it_too() -> None:
    words = [f"ord{number}" for number in range(13)]
    for length, refused in ((12, False), (13, True)):
        phrase = " ".join(words[:length])
        exempt = f"- {{nr: 2/2026, tittel: Saken, unntatt_offentlighet: ja, konklusjon: {phrase}}}"
        held = register({MARCH: leaking(exempt, phrase)})
        if refused:
            with pytest.raises(Withheld, match="P004"):
                paper(held, public=True)
        else:
            assert paper(held, public=True)


@pytest.mark.parametrize(("title", "refused"), [("Ungdata for Lindesnes", False), ("Ungdata for våre skoler", True)])
def test_the_name_of_a_report_gives_nothing_away_and_a_title_of_four_words_may(title: str, refused: bool) -> None:
    basis = f"kunnskapsgrunnlag: [{{kilde: andre, tittel: {title}}}]"
    exempt = f"- {{nr: 2/2026, tittel: Saken, unntatt_offentlighet: ja, {basis}}}"
    held = register({MARCH: leaking(exempt, f"Vi så på {title}.")})
    if refused:
        with pytest.raises(Withheld, match=r"P004.*kunnskapsgrunnlag"):
            paper(held, public=True)
    else:
        assert paper(held, public=True)


SPOKEN = "Liste over utsatte adresser"


@pytest.mark.parametrize(
    ("key", "case"),
    [
        ("tittel", f"{{nr: 2/2026, tittel: {SPOKEN}, unntatt_offentlighet: ja}}"),
        ("saksframlegg", f"{{nr: 2/2026, tittel: Saken, saksframlegg: {SPOKEN}, unntatt_offentlighet: ja}}"),
        ("konklusjon", f"{{nr: 2/2026, tittel: Saken, konklusjon: {SPOKEN}, unntatt_offentlighet: ja}}"),
        ("vedtak", f"{{nr: 2/2026, tittel: Saken, vedtak: {SPOKEN}, unntatt_offentlighet: ja}}"),
        ("oversendt", f"{{nr: 2/2026, tittel: Saken, oversendt: {SPOKEN}, unntatt_offentlighet: ja}}"),
        (
            "begrunnelse",
            f"{{nr: 2/2026, tittel: B, unntatt_offentlighet: {{hjemmel: offl. § 13, begrunnelse: {SPOKEN}}}}}",
        ),
        ("hva", f"{{nr: 2/2026, tittel: Saken, tiltak: [{{hva: {SPOKEN}}}], unntatt_offentlighet: ja}}"),
        (
            "ressurser",
            f"{{nr: 2/2026, tittel: B, tiltak: [{{hva: A, ressurser: {SPOKEN}}}], unntatt_offentlighet: ja}}",
        ),
        ("vedlegg", f"{{nr: 2/2026, tittel: Saken, vedlegg: [{{tittel: {SPOKEN}}}], unntatt_offentlighet: ja}}"),
        ("vedlegg", f"{{nr: 2/2026, tittel: Åpen, vedlegg: [{{tittel: {SPOKEN}, unntatt_offentlighet: ja}}]}}"),
    ],
)
def test_any_text_of_what_is_exempt_is_refused_in_an_open_case(key: str, case: str) -> None:
    held = register({MARCH: leaking(f"- {case}", f"Leder viste til {SPOKEN.lower()}.")})
    with pytest.raises(Withheld, match=f"P004.*{key}.*2/2026"):
        paper(held, public=True)


def test_a_remark_on_an_exempt_action_is_refused_in_an_open_case() -> None:
    exempt = "- {nr: 2/2026, tittel: Saken, tiltak: [{hva: Spane}], unntatt_offentlighet: ja}"
    remark = f"oppfølging: [{{tiltak: 2026-03-12/2.1, status: ferdig, merknad: {SPOKEN}}}]\n"
    later = meeting(f"- {{nr: 3/2026, tittel: Åpen, referat: Om {SPOKEN}}}", day="2026-06-11", rest=remark)
    with pytest.raises(Withheld, match=r"P004.*merknad.*2026-03-12/2\.1"):
        paper(register({MARCH: meeting(exempt), JUNE: later}), file=JUNE, public=True)


@pytest.mark.parametrize("number", ["01019012057", "010190 12057"])
def test_a_national_identity_number_is_refused(number: str) -> None:
    with pytest.raises(Withheld, match=r"P001.*010190 \*"):
        paper(register({MARCH: leaking("", f'"Om {number}."')}), public=True)
