"""The first text of a council, an agreement, a contact and an evaluation: what is known, and how to go on.

Goals, focus areas and forms of cooperation are shaped by the parties themselves (3): they are left empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kps.guideline import contact_tasks, method_questions, questions
from kps.models.council import Council
from kps.models.layout import slug
from kps.models.places import municipalities
from kps.register.evaluated import COUNCIL
from kps.register.index import Register
from kps.register.written import written_form
from kps.scaffold.draft import Draft, filled
from kps.scaffold.naming import CONTACTS, COUNCILS, folder_for, within

FirstStatus = Literal["invitert", "aktivt", "takket_nei"]
AgreementKind = Literal["samarbeidsavtale", "skoleavtale", "fylkeskommuneavtale"]
AgreementStatus = Literal["tilbudt", "inngått", "takket_nei", "avsluttet"]
Method = Literal["hovedspørsmål", "gll", "ks", "annet"]


@dataclass(frozen=True, slots=True)
class NewCouncil:
    """A council as it is first written down (4)."""

    numbers: tuple[str, ...]
    name: str
    status: FirstStatus
    part: str = ""
    """The part of a city, where each has a council."""
    invited: date | None = None
    answered: date | None = None
    founded: date | None = None


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement as it is first written down (3)."""

    kind: AgreementKind
    status: AgreementStatus
    numbers: tuple[str, ...] = ()
    school: str = ""
    county: str = ""
    offered: date | None = None
    answered: date | None = None
    start: date | None = None
    end: date | None = None

    @property
    def day(self) -> date | None:
        """The day that gives the file its year: the agreement's first, else that of the offer."""
        return self.start or self.offered


@dataclass(frozen=True, slots=True)
class NewContact:
    """A politikontakt as first written down (5); ``approved`` is Politidirektoratet's day, for more than three."""

    name: str
    numbers: tuple[str, ...]
    start: date | None
    unit: str = ""
    service_unit: str = ""
    phone: str = ""
    email: str = ""
    approved: date | None = None


@dataclass(frozen=True, slots=True)
class NewEvaluation:
    """An evaluation before its questions are answered (7)."""

    method: Method
    year: int
    day: date | None
    subject: str = COUNCIL


@dataclass(frozen=True, slots=True)
class _Participant:
    name: str
    party: str


def council_name(numbers: tuple[str, ...], part: str = "") -> str:
    """What a local council is called unless it says otherwise; nothing for a regional one."""
    return f"Politirådet i {part or municipalities()[numbers[0]].name}" if len(numbers) == 1 else ""


def new_council(register: Register, new: NewCouncil, day: date) -> Draft:
    """The record of a council, with the contacts who answer for its municipalities on ``day``."""
    contacts = {one.origin.stem: one for number in new.numbers for one in register.contacts_for(number, day)}
    text = filled(
        written_form(register, new.numbers),
        "politirad.yaml",
        name=new.name,
        numbers=new.numbers,
        status=new.status,
        part=new.part,
        invited=new.invited,
        answered=new.answered,
        founded=new.founded,
        contacts=list(contacts),
        people=list(contacts.values()),
    )
    folder = folder_for(new.numbers, new.name)
    return Draft(f"{folder}-{slug(new.part)}/politirad.yaml" if new.part else f"{folder}/politirad.yaml", text)


def new_agreement(register: Register, new: NewAgreement) -> Draft:
    """The record of an agreement, in the folder of the council that it concerns."""
    title = new.school or new.county or ", ".join(municipalities()[one].name for one in new.numbers)
    text = filled(
        written_form(register, new.numbers),
        "avtale.yaml",
        title=f"{new.kind.capitalize()}: {title}",
        kind=new.kind,
        numbers=new.numbers,
        school=new.school,
        county=new.county,
        status=new.status,
        offered=new.offered,
        answered=new.answered,
        start=new.start,
        end=new.end,
    )
    party = slug(new.school or new.county) or str(new.day.year if new.day else "")
    return Draft(f"{agreement_folder(register, new.numbers, new.county)}/avtale-{party}.yaml", text)


def agreement_folder(register: Register, numbers: tuple[str, ...], county: str = "") -> str:
    """The folder of the council for just these municipalities, else of one they are in, else one of its own."""
    wanted = set(numbers)
    if not wanted:
        return f"{COUNCILS}/{slug(county)}"
    just, wider = [], []
    for council in register.councils_for(numbers[0]):
        if set(council.numbers) == wanted:
            just.append(council)
        elif wanted < set(council.numbers) and len(wanted) > 1:
            wider.append(council)
    # A council that is at work goes before one that was closed or declined.
    found = sorted((*just, *wider), key=lambda one: (one not in just, one.status != "aktivt"))
    names = "-".join(municipalities()[one].name for one in numbers)
    return found[0].origin.folder if found else folder_for(numbers, names)


def new_contact(register: Register, new: NewContact) -> Draft:
    """The record of a politikontakt; its file's stem is the id that others use."""
    id, form = slug(new.name) or "politikontakt", written_form(register, new.numbers)
    text = filled(
        form,
        "politikontakt.yaml",
        id=id,
        name=new.name,
        numbers=new.numbers,
        places=[(one, municipalities()[one].name) for one in new.numbers],
        start=new.start,
        unit=new.unit,
        service_unit=new.service_unit,
        phone=new.phone,
        email=new.email,
        approved=new.approved,
        tasks=contact_tasks(form),
    )
    return Draft(f"{CONTACTS}/{id}.yaml", text)


def new_evaluation(register: Register, council: Council, new: NewEvaluation) -> Draft:
    """The record of an evaluation, with all the method's questions, and those that are answered from 1 to 5 (7)."""
    form = written_form(register, council.numbers)
    text = filled(
        form,
        "evaluering.yaml",
        council=council,
        form=form,
        year=new.year,
        day=new.day,
        method=new.method,
        subject=new.subject,
        tasks=contact_tasks(form),
        members=[
            _Participant(one.name, next(iter(sorted(one.parties)), ""))
            for one in (council.members_on(new.day) if new.day else ())
            if one.name and not one.only_extended
        ],
        questions=method_questions(new.method),
        assessment=[one for one in questions() if one.key != "slt" or any(slt.model == "slt" for slt in council.slt)],
    )
    whole = new.subject in (COUNCIL, council.name)
    name = f"evaluering-{new.year}.yaml" if whole else f"evaluering-{new.year}-{slug(new.subject)}.yaml"
    return Draft(within(council, name), text)
