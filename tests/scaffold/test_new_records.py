"""kps new-council, new-agreement, new-contact, new-evaluation: what they write, where, and what they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from small import BOKMÅL, CHARTER, FOLDER, MEMBERS, NYNORSK, QUIET, errors, register, texts

from kps.cli.app import run
from kps.guideline import method_questions, questions
from kps.models.agreement import Agreement
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.layout import slug
from kps.register.written import written_form
from kps.scaffold.draft import Draft, added
from kps.scaffold.naming import folder_for
from kps.scaffold.records import (
    AgreementKind,
    AgreementStatus,
    Method,
    NewAgreement,
    NewContact,
    NewCouncil,
    NewEvaluation,
    new_agreement,
    new_contact,
    new_council,
    new_evaluation,
)

DAY = date(2026, 5, 1)
TRICKY = 'Ida: "Moe" #1'
BARE = {"kps.yaml": CHARTER}
OTHERS = {BOKMÅL: ("4206", "4207", "4204"), NYNORSK: ("4641", "4642", "4643")}
"""More municipalities of the same written form."""


def all_drafts(number: str) -> Iterator[tuple[dict[str, str], Draft]]:
    """Every kind of record that can be scaffolded, each with the register it is for."""
    bare = register(BARE)
    for status in ("invitert", "aktivt", "takket_nei"):
        for numbers in ((number,), (number, OTHERS[number][0])):
            council = NewCouncil(numbers, TRICKY, status, "", DAY, DAY, DAY if status == "aktivt" else None)
            yield BARE, new_council(bare, council, DAY)
    for kind, agreed in product(get_args(AgreementKind), get_args(AgreementStatus)):
        wish = NewAgreement(kind, agreed, (number,), "Mandal: vgs", "Agder", DAY, DAY, DAY, DAY)
        yield BARE, new_agreement(bare, wish)
    several = (number, *OTHERS[number])
    yield BARE, new_contact(bare, NewContact(TRICKY, (number,), DAY, "no", "[x", "+47 12", "a@b.no"))
    yield BARE, new_contact(bare, NewContact(TRICKY, several, DAY, approved=DAY))
    files = texts(council=MEMBERS + QUIET + 'temafora: [{navn: "F: 1"}]\n', number=number)
    known = register(files)
    for method, subject in product(get_args(Method), ("politirådet", "F: 1")):
        yield files, new_evaluation(known, known.councils[0], NewEvaluation(method, 2025, DAY, subject))


@pytest.mark.parametrize("number", [BOKMÅL, NYNORSK])
def test_all_validate_without_an_error(number: str) -> None:
    for files, draft in all_drafts(number):
        assert errors(files, [draft], DAY) == [], draft.file
        _, record = added(register(files), draft)
        assert record.origin.faulty == frozenset()
        assert all(line == line.rstrip() for line in draft.text.splitlines())
        assert draft.text.endswith("\n")
        assert not draft.text.endswith("\n\n")


@pytest.mark.parametrize("number", [BOKMÅL, NYNORSK])
def test_the_guidance_is_in_the_municipalitys_own_form(number: str) -> None:
    for _, draft in all_drafts(number):
        assert ("blir ikkje lesne" in draft.text) is (number == NYNORSK), draft.file


def test_what_is_given_is_read_back() -> None:
    bare = register(BARE)
    _, council = added(bare, new_council(bare, NewCouncil((BOKMÅL,), TRICKY, "aktivt", founded=DAY), DAY))
    assert isinstance(council, Council)
    assert (council.name, council.numbers, council.founded) == (TRICKY, (BOKMÅL,), DAY)
    _, contact = added(bare, new_contact(bare, NewContact(TRICKY, (BOKMÅL, "0301"), DAY, phone="+47 12")))
    assert isinstance(contact, Contact)
    assert (contact.name, contact.numbers(DAY), contact.phone) == (TRICKY, (BOKMÅL, "0301"), "+47 12")
    wish = NewAgreement("skoleavtale", "inngått", (BOKMÅL,), "Mandal: vgs", start=DAY)
    draft = new_agreement(bare, wish)
    _, agreement = added(bare, draft)
    assert isinstance(agreement, Agreement)
    assert (agreement.school, agreement.start) == ("Mandal: vgs", DAY)
    assert draft.file == "politirad/4205-lindesnes/avtale-mandal-vgs.yaml"


def test_the_parties_shape_the_agreement_themselves() -> None:
    bare = register(BARE)
    _, agreement = added(bare, new_agreement(bare, NewAgreement("samarbeidsavtale", "tilbudt", (BOKMÅL,), offered=DAY)))
    assert isinstance(agreement, Agreement)
    assert (agreement.goals, agreement.focus_areas, agreement.cooperation, agreement.extended_council) == (
        (),
        (),
        "",
        "",
    )


def test_an_agreement_lies_with_its_council() -> None:
    known = register(texts())
    draft = new_agreement(known, NewAgreement("samarbeidsavtale", "tilbudt", (BOKMÅL,), offered=DAY))
    assert draft.file == f"{FOLDER}/avtale-2026.yaml"
    draft = new_agreement(known, NewAgreement("samarbeidsavtale", "tilbudt", ("4206",), offered=DAY))
    assert draft.file == "politirad/4206-farsund/avtale-2026.yaml"


def test_a_council_knows_its_contact() -> None:
    contact = new_contact(register(BARE), NewContact(TRICKY, (BOKMÅL,), DAY))
    known = register({**BARE, contact.file: contact.text})
    draft = new_council(known, NewCouncil((BOKMÅL,), "R", "aktivt", founded=DAY), DAY)
    _, council = added(known, draft)
    assert isinstance(council, Council)
    assert council.contacts == ("ida-moe-1",)
    assert errors({**BARE, contact.file: contact.text}, [draft], DAY) == []


@pytest.mark.parametrize(
    ("email", "end"), [("kari.moe@politiet.example", ', epost: "kari.moe@politiet.example"'), ("", "")]
)
def test_a_contact_is_offered_as_a_member_with_the_address_that_mails_go_to(email: str, end: str) -> None:
    contact = new_contact(register(BARE), NewContact("Kari Moe", (BOKMÅL,), DAY, email=email))
    known = register({**BARE, contact.file: contact.text})
    draft = new_council(known, NewCouncil((BOKMÅL,), "R", "aktivt", founded=DAY), DAY)
    assert f"  # - {{navn: Kari Moe, rolle: politikontakt{end}}}\n" in draft.text


@pytest.mark.parametrize("method", ["hovedspørsmål", "gll", "ks", "annet"])
def test_an_evaluation_holds_every_question(method: str) -> None:
    known = register(texts(council=QUIET + "slt: {modell: slt}\n"))
    draft = new_evaluation(known, known.councils[0], NewEvaluation(method, 2025, DAY))  # type: ignore[arg-type]
    for one in method_questions(method):
        assert f"  # {one.text('nb')}\n  {one.key}: |\n" in draft.text
    for one in questions():
        assert f"  # {one.text('nb')}\n  {one.key}:\n" in draft.text
    _, evaluation = added(known, draft)
    assert isinstance(evaluation, Evaluation)
    assert (evaluation.method, evaluation.year, evaluation.answers) == (method, 2025, {})
    filled = draft.text.replace("|\n\n", "|\n    Svar: ja # nei\n\n").replace("klima:\n", "klima: 4\n")
    _, evaluation = added(known, Draft(draft.file, filled))
    assert isinstance(evaluation, Evaluation)
    assert set(evaluation.answers) == {one.key for one in method_questions(method)}
    assert evaluation.assessment == {"klima": 4}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lindesnes", "lindesnes"),
        ("Våler i Østfold", "valer-i-ostfold"),
        ("Sør-Ærøy  (øst)", "sor-aeroy-ost"),
        ("A\u030asnes", "asnes"),
        ("Kárášjohka – Karasjok", "karasjohka-karasjok"),
        ("Unjárga/Nesseby", "unjarga-nesseby"),
        ("Đorđe", "dorde"),
        ("../..", ""),
    ],
)
def test_names_of_files_are_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_folders() -> None:
    assert folder_for(("4205",)) == "politirad/4205-lindesnes"
    assert folder_for(("4205", "4206"), "Regionalt politiråd for Lister") == "politirad/lister"
    assert folder_for(("4205", "4206"), "Lister") == "politirad/lister"


def test_the_form_of_several_municipalities_is_the_registers() -> None:
    nynorsk = register({"kps.yaml": CHARTER + "målform: nynorsk\n"})
    assert written_form(nynorsk, [BOKMÅL, NYNORSK]) == "nn"
    assert written_form(nynorsk, [BOKMÅL]) == "nb"
    assert written_form(nynorsk, ["0301"]) == "nn"
    assert written_form(register(BARE), ["0301"]) == "nb"
    assert written_form(None, []) == "nb"


def test_values_are_written_in_the_written_form_of_the_record() -> None:
    bare = register(BARE)
    declined = NewCouncil((NYNORSK,), "Rådet", "takket_nei", "", DAY, DAY)
    offer = NewAgreement("skoleavtale", "tilbudt", (NYNORSK,), "Skulen", "", DAY)
    council, agreement = new_council(bare, declined, DAY).text, new_agreement(bare, offer).text
    assert "\nstatus: takka_nei " in council
    assert "\navtaletype: skuleavtale " in agreement
    assert "\nstatus: tilbode " in agreement
    bokmål = {"takket_nei", "skoleavtale", "tilbudt", "avsluttet", "sikkerhet"}
    assert not bokmål & set((council + agreement).split())


# --- the commands ------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kps.yaml").write_text(CHARTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-05-01")
    monkeypatch.setenv("KPS_LANG", "en")
    return tmp_path


def records(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.glob("*/**/*.yaml"))


def test_a_register_is_filled(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new-contact", "--name", "Kari Hansen", "--municipality", "4205", "--start", "2025-02-01"]) == 0
    assert run(["new-council", "--municipality", "Lindesnes", "--founded", "2025-01-01"]) == 0
    assert run(["new-agreement", "--municipality", "lindesnes", "--status", "inngått", "--from", "2025-09-01"]) == 0
    assert run(["new-evaluation", "4205"]) == 0
    lister = ["--municipality", "4206", "--municipality", "4207", "--name", "Politirådet i Lister"]
    assert run(["new-council", *lister, "--status", "takket nei", "--invited", "2025-01-01"]) == 0
    assert records(folder) == [
        "politikontakter/kari-hansen.yaml",
        "politirad/4205-lindesnes/avtale-2025.yaml",
        "politirad/4205-lindesnes/evaluering-2026.yaml",
        "politirad/4205-lindesnes/politirad.yaml",
        "politirad/lister/politirad.yaml",
    ]
    assert "wrote politirad/lister/politirad.yaml" in capsys.readouterr().out
    run(["validate", "politirad", "politikontakter"])
    assert "0 errors" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new-contact", "--municipality", "4205", "--start", "2025-02-01"], "--name is missing: The contact's name"),
        (["new-contact", "--name", "A", "--start", "2025-02-01"], "--municipality is missing"),
        (["new-contact", "--name", "A", "--municipality", "4205"], "--start is missing"),
        (["new-contact", "--name", " ", "--municipality", "4205"], "a name is needed here"),
        (["new-council"], "--municipality is missing"),
        (["new-council", "--municipality", "4205", "--municipality", "4206"], "--name is missing"),
        (["new-council", "--municipality", "4205", "--status", "aktivt"], "--founded is missing"),
        (["new-council", "--municipality", "4205", "--status", "takket_nei"], "--invited is missing"),
        (["new-council", "--municipality", "4205", "--status", "nei"], "“nei” is not one of: invitert, aktivt"),
        (["new-council", "--municipality", "Lindsnes"], "there is no municipality “Lindsnes”; did you mean Lindesnes?"),
        (["new-council", "--municipality", "Herøy"], "“Herøy” may be any of"),
        (["new-council", "--municipality", "0101"], "0101 Halden ended on 31 December 2019; now: 3101 Halden"),
        (["new-council", "--municipality", "Mandal"], "1002 Mandal ended on 31 December 2019; now: 4205 Lindesnes"),
        (
            ["new-council", "--municipality", "0301"],
            "0301 Oslo is not among the register's municipalities: write it under `kommuner` in kps.yaml",
        ),
        (["new-agreement"], "--municipality is missing"),
        (["new-agreement", "--municipality", "4205", "--status", "inngått"], "--from is missing"),
        (["new-agreement", "--municipality", "4205", "--kind", "skoleavtale"], "--school is missing"),
        (["new-agreement", "--kind", "fylkeskommuneavtale"], "--county is missing"),
        (
            ["new-evaluation", "4205"],
            "4205 Lindesnes has no council; make it first: kps new-council",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err.startswith(f"kps: {said}")
    assert records(folder) == []


def test_nothing_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["new-contact", "--name", "Kari Hansen", "--municipality", "4205", "--start", "2025-02-01"]
    assert run(arguments) == 0
    assert run(arguments) == 2
    said = "kps: politikontakter/kari-hansen.yaml is there already, and is not overwritten\n"
    assert capsys.readouterr().err == said


def test_a_second_of_what_there_can_be_one_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    council = ["new-council", "--municipality", "4205", "--status", "aktivt", "--founded", "2025-01-01"]
    agreement = ["new-agreement", "--municipality", "4205", "--status", "inngått", "--from"]
    assert run([*council, "--part", "Mandal"]) == 0
    assert run(council) == 2
    assert "already has an active council: politirad/4205-lindesnes-mandal" in capsys.readouterr().err
    assert run([*council, "--part", "Marnardal"]) == 0
    assert run([*agreement, "2024-01-01"]) == 0
    assert run([*agreement, "2026-01-01"]) == 2
    assert "has an agreement in force already" in capsys.readouterr().err


def test_on_a_terminal_what_is_missing_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["  ", "Kari Hansen", "Lindsnes", "Lindesnes, 4206", "1.2.2025", "2025-02-01"])
    monkeypatch.setattr("kps.cli.prompts.on_terminal", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    assert run(["new-contact"]) == 0
    text = (folder / "politikontakter/kari-hansen.yaml").read_text(encoding="utf-8")
    assert 'kommuner: ["4205", "4206"]' in text
    assert next(answers, None) is None


def test_of_several_registers_the_one_that_covers_the_municipality(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "kps.yaml").unlink()
    for name, district in (("agder", "Agder"), ("vest", "Vest")):
        (folder / name).mkdir()
        (folder / name / "kps.yaml").write_text(CHARTER.replace("Agder", district), encoding="utf-8")
    assert run(["new-council", "--municipality", "4640"]) == 0
    assert records(folder) == ["agder/kps.yaml", "vest/kps.yaml", "vest/politirad/4640-sogndal/politirad.yaml"]
    assert run(["new-council", "--municipality", "0301"]) == 2
    assert "several registers here (agder, vest)" in capsys.readouterr().err


def test_a_status_may_be_asked_for_in_nynorsk(folder: Path) -> None:
    assert (
        run(
            [
                "new-council",
                "--municipality",
                "4205",
                "--name",
                "R",
                "--status",
                "Takka nei",
                "--invited",
                "2026-01-01",
                "--answered",
                "2026-02-01",
            ]
        )
        == 0
    )
    assert "status: takket_nei" in (folder / "politirad/4205-lindesnes/politirad.yaml").read_text(encoding="utf-8")


AGREED = (
    'type: avtale\navtaletype: {kind}\nkommuner: ["4205"]\nskole: Mandal vgs.\nfylkeskommune: Agder\n'
    "status: inngått\nfra: 2024-08-01\n"
)


@pytest.mark.parametrize(
    ("subject", "written", "file"),
    [
        ("utelivsforum", "Utelivsforum", "evaluering-2026-utelivsforum.yaml"),
        ("slt", "SLT", "evaluering-2026-slt.yaml"),
        ("Mandal vgs.", "Mandal vgs.", "evaluering-2026-mandal-vgs.yaml"),
        ("Agder", "Agder", "evaluering-2026-agder.yaml"),
        ("Politirådet", "politirådet", "evaluering-2026.yaml"),
        ("", "politirådet", "evaluering-2026.yaml"),
    ],
)
def test_what_is_evaluated_is_named_and_no_finding(
    subject: str, written: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = texts(council=MEMBERS + QUIET + "temafora: [{navn: Utelivsforum}]\nslt: {modell: slt}\n", number=BOKMÅL)
    files[f"{FOLDER}/avtale-vgs.yaml"] = AGREED.format(kind="skoleavtale")
    files[f"{FOLDER}/avtale-agder.yaml"] = AGREED.format(kind="fylkeskommuneavtale")
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", str(DAY))
    options = ["--subject", subject] if subject else []
    assert run(["new-evaluation", "raadet", "--method", "gll", "--date", str(DAY), *options]) == 0
    made = (tmp_path / FOLDER / file).read_text(encoding="utf-8")
    assert f"gjelder: {written}\n" in made
    assert not [one for one in errors(files, [Draft(f"{FOLDER}/{file}", made)], DAY) if one.code == "D005"]


def test_what_cannot_be_evaluated_is_told_with_what_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in texts(council=MEMBERS + QUIET + "temafora: [{navn: Utelivsforum}]\n", number=BOKMÅL).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["new-evaluation", "raadet", "--method", "gll", "--subject", "Hallo"]) == 2
    assert "Utelivsforum" in capsys.readouterr().err
    assert not list((tmp_path / FOLDER).glob("evaluering*"))
