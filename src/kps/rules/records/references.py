"""D005 and D008: what a record points at must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from kps.checking.context import Context
from kps.checking.finding import Places, Remark
from kps.checking.mends import Mend, to_nearest
from kps.checking.rule import rule
from kps.checking.subjects import the_register
from kps.language import Message, msg
from kps.models.base import Record
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.models.vocabulary import Proposals, nearest
from kps.register.actions import actions_of, same_action
from kps.register.evaluated import COUNCIL, others_evaluated
from kps.register.index import Register
from kps.register.measures import measure_ids
from kps.register.named_files import Filing, named_in
from kps.rules.records.goals_and_knowledge import ids_that_lead_nowhere, not_found
from kps.source import Path


@rule("D005", on=the_register, timeless=True)
def leads_nowhere(register: Register, context: Context) -> Iterator[Remark]:
    """A reference that leads nowhere.

    A contact's id (`politikontakt`) without such a file in `politikontakter`, an action's id under `oppfølging`
    without such an action, a `behandlet` without such a meeting, an evaluation of a forum that the council does not
    name, a name in `til_stede`, `forfall`, `ikke_møtt` or `for` that is neither a member of any time nor a member's
    `vara`, or a meeting or an evaluation that lies in no council's folder.

    The id of a knowledge product that lies neither in the council's own `grunnlag` nor in `kunnskap`, of a goal
    (`mål`) that no agreement of the municipality has, of an action plan's measure (`plan_tiltak`) that no plan of the
    council's has, or the `møte` that ordered a council's own product (`bestilt`) and is not there.

    Mend: Write the id or the name just as it stands where it belongs; the nearest one is proposed. A guest is
    written with a `rolle`, a deputy with `for` and the member's name; a record without a council is moved into its
    council's folder.
    """
    for council in register.councils:
        unknown = [(index, id) for index, id in enumerate(council.contacts) if id and id not in register.contact_named]
        contacts = Proposals(register.surroundings.contacts if unknown else ())
        for index, id in unknown:
            yield not_found(council, ("politikontakt", index), id, contacts)
    actions = {council.origin.folder: _actions(council, register) for council in register.councils}
    for meeting in register.meetings:
        yield from _of_meeting(meeting, register)
        yield from _of_follow_ups(meeting, register, actions)
    for evaluation in register.evaluations:
        yield from _of_evaluation(evaluation, register)
    yield from ids_that_lead_nowhere(context)


def _homeless(record: Record) -> Remark:
    return Remark(record, (), msg("the record lies in no council's folder: there is no politirad.yaml above it"))


def _of_meeting(meeting: Meeting, register: Register) -> Iterator[Remark]:
    councils = register.councils_in(meeting)
    if not councils:
        yield _homeless(meeting)
        return
    members = [member for council in councils for member in council.members]
    names = frozenset(one.name for one in members)
    lists = ((council, ("medlemmer", key)) for council in councils for key in ("navn", "vara"))
    told_in: Places = ((meeting, ("felles_med",)), *lists)
    yield from _of_deputies(meeting, names, told_in)
    yield from _of_names(meeting, names.union(*(one.deputies for one in members)), told_in)


def _of_deputies(meeting: Meeting, members: Set[str], told_in: Places) -> Iterator[Remark]:
    """Those who met for somebody who is no member."""
    proposals = Proposals(members)
    for index, guest in enumerate(meeting.present):
        if guest.deputy_for and guest.deputy_for not in members:
            yield not_found(meeting, ("til_stede", index, "for"), guest.deputy_for, proposals, told_in)


def _of_names(meeting: Meeting, known: Set[str], told_in: Places) -> Iterator[Remark]:
    """Names that are neither a member's nor a deputy's, where nothing tells that it is a guest."""
    proposals = Proposals(known)
    for index, guest in enumerate(meeting.present):
        plain = not (guest.deputy_for or guest.given_roles or guest.given_party)
        if plain and guest.name and guest.name not in known:
            own = tuple((meeting, ("til_stede", index, key)) for key in ("for", "rolle", "part"))
            yield not_found(meeting, ("til_stede", index, "navn"), guest.name, proposals, (*told_in, *own))
    for key, names in (("forfall", meeting.apologies), ("ikke_møtt", meeting.absent)):
        for index, name in enumerate(names):
            if name and name not in known:
                yield not_found(meeting, (key, index), name, proposals, told_in)


def _actions(council: Council, register: Register) -> dict[str, str]:
    """The ids of all actions of the council's meetings and measures of its plans, by the form they are compared in."""
    actions = (id for meeting in register.all_meetings_of(council) for id, *_ in actions_of(meeting))
    return {same_action(id): id for id in (*actions, *measure_ids(council))}


def _of_follow_ups(meeting: Meeting, register: Register, actions: Mapping[str, Mapping[str, str]]) -> Iterator[Remark]:
    """What is said of actions that no meeting of the councils set, nor any plan; ``actions`` are those, by council."""
    councils = register.councils_in(meeting)
    known = [actions[council.origin.folder] for council in councils]
    proposals = Proposals(id for ids in known for id in ids.values())
    for index, entry in enumerate(meeting.follow_ups):
        if councils and entry.action and not any(same_action(entry.action) in ids for ids in known):
            others = [one for council in councils for one in register.all_meetings_of(council)]
            others += [one for one in register.meetings if one.origin.covers(("felles_med",))]
            born = [other for other in others if entry.action.strip().startswith(f"{other.origin.stem}/")]
            where = (("saker", "nr"), ("saker", "tiltak"), ("felles_med",))
            rests_on: Places = (
                *((other, key) for other in (meeting, *born) for key in where),
                *Context.doubts(councils, "handlingsplaner"),
            )
            yield not_found(meeting, ("oppfølging", index, "tiltak"), entry.action, proposals, rests_on)


def _of_evaluation(evaluation: Evaluation, register: Register) -> Iterator[Remark]:
    council = register.council_of(evaluation)
    if council is None:
        yield _homeless(evaluation)
        return
    others = others_evaluated(council, register)
    if (
        evaluation.subject
        and not evaluation.is_of_slt
        and not evaluation.is_of(council.name)
        and evaluation.subject not in others
    ):
        rests_on = ((council, ("temafora", "navn")), (council, ("slt",)))
        yield not_found(evaluation, ("gjelder",), evaluation.subject, Proposals([COUNCIL, *others]), rests_on)
    stems = {meeting.origin.stem for meeting in register.all_meetings_of(council)}
    if evaluation.taken_up and evaluation.taken_up not in stems:
        yield not_found(evaluation, ("behandlet",), evaluation.taken_up, Proposals(stems))


@rule("D008", on=the_register, timeless=True)
def no_such_file(register: Register, context: Context) -> Iterator[Remark]:
    """A file that is not there.

    What `fil` or `logo` names, read from the record's own folder, does not exist, or lies outside the register's
    folder.

    Mend: Put the file in the register's folder, and write its path from the record, as `plan.md` or
    `../felles/plan.md`; small and capital letters count.
    """
    around = register.surroundings
    beside: dict[str, Proposals] = {}
    for record, path, part in context.parts_of(Filing):
        named = named_in(record, path, part)
        if named and not around.has_file(named.file):
            name, target = named.name, named.file
            # The slips of a council's folder are counted together, those of a record that is nobody's alone.
            folder = record.origin.folder
            slips = folder if register.council_folder(record.origin.file) else record.origin.file
            if slips not in beside:
                beside[slips] = Proposals(around.files_below(folder))
            outside = target.startswith(("../", "/")) or target == ".."
            near = None if outside else beside[slips].nearest(name)
            told = _missing_file(name, near, outside=outside)
            yield Remark(record, named.path, told, mends=_under_its_name(named.path, name, near))


def _under_its_name(path: Path, name: str, near: str | None) -> tuple[Mend, ...]:
    """The name that the file has, where it is the same but for its case, its ending's spelling, or ø typed as o."""
    short = re.sub(r"\.yml$", ".yaml", name, flags=re.IGNORECASE)
    alike = near and nearest(short, (re.sub(r"\.yml$", ".yaml", near, flags=re.IGNORECASE),), least=1)
    return to_nearest(path, near, safe=True) if alike else ()


def _missing_file(name: str, near: str | None, *, outside: bool) -> Message:
    if outside:
        return msg("the file “{file}” lies outside the register's folder", file=name)
    if near is None:
        return msg("there is no file “{file}”", file=name)
    return msg("there is no file “{file}”; did you mean “{near}”?", file=name, near=near)
