"""What is wrong, as a page tells it: rule by rule, with what mends it, what `kps explain` says, and each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from kps.checking.finding import Severity
from kps.checking.rule import rules
from kps.formats.html import markup
from kps.formats.markdown_tree import parse
from kps.language import Language, Message, msgn
from kps.language.printable import one_line
from kps.language.reader import chosen, said
from kps.output.wording import severity_word
from kps.output.year_pages.addresses import Addresses
from kps.output.year_pages.first_screen import markup as made
from kps.report.attention import rule_title
from kps.report.overviews import name
from kps.report.shortfalls import HeldBackFindings, Shortfall, in_order
from kps.report.year_status import MunicipalityYear, Status

Part = dict[str, object]

_AT_A_GLANCE = 12


def wrong(status: Status, addresses: Addresses) -> list[Part]:
    """The errors and warnings by rule, the errors first; each place with the municipalities that it is counted for."""
    places = {(one.district, one.number): one for one in status.municipalities}
    groups = groupby(in_order(status.findings), lambda one: (one.severity, one.code))
    return [
        {
            "id": f"funn-{index}",
            "title": one_line(said(rule_title(code))),
            "code": one_line(code),
            "severity": severity_word(severity),
            **_page(code, chosen()),
            **_places([_place(one, places, addresses) for one in some]),
        }
        for index, ((severity, code), some) in enumerate(groups, start=1)
    ]


def _places(some: Sequence[Part]) -> Part:
    """The places, as many as are read at a glance at once."""
    if len(some) <= _AT_A_GLANCE:
        return {"places": some, "more": [], "more_places": ""}
    more = some[_AT_A_GLANCE:]
    told = said(msgn("and {n} place more", "and {n} places more", len(more)))
    return {"places": some[:_AT_A_GLANCE], "more": more, "more_places": told}


@cache
def _page(code: str, language: Language) -> Part:
    """What mends it, and what `kps explain` tells of the rule, but for its examples; made once for all pages."""
    rule = rules().get(code)
    if rule is None:
        return {"mend": "", "explained": ""}

    def told(msgid: str, **values: object) -> str:
        return Message(msgid, values).text(language)

    paragraphs = [told(part) for part in rule.page.when]
    paragraphs += [
        f"{told('section {section}', section=one.section)} ({one.id}): {one.text(language)}" for one in rule.statements
    ]
    return {"mend": _html([told(rule.page.mend)]), "explained": _html(paragraphs)}


def _html(paragraphs: Sequence[str]) -> str:
    return made(markup(parse("\n\n".join(paragraphs))))


def _place(one: Shortfall, places: dict[tuple[str, str], MunicipalityYear], addresses: Addresses) -> Part:
    known = [places[one.district, number] for number in one.numbers if (one.district, number) in places]
    alone = len(places) == 1
    return {
        "where": one_line(one.place) + (f" ({one.stands_for})" if one.stands_for > 1 else ""),
        "of": [] if alone else [(name(each), addresses.municipality(each)) for each in known],
    }


def of_municipality(status: Status, groups: Sequence[Part], one: MunicipalityYear) -> list[Part]:
    """Of these groups, those with something that is counted for a municipality: code, title, link, and how many."""
    counts: dict[tuple[Severity, str], int] = {}
    for each in status.findings:
        if one.number in each.numbers and each.district == one.district:
            key: tuple[Severity, str] = (each.severity, each.code)
            counts[key] = counts.get(key, 0) + each.stands_for
    keys: list[tuple[Severity, str]] = list(
        dict.fromkeys((each.severity, each.code) for each in in_order(status.findings))
    )
    links = dict(zip(keys, groups, strict=True))
    return [
        {"code": links[key]["code"], "title": links[key]["title"], "link": f"#{links[key]['id']}", "count": count}
        for key, count in counts.items()
    ]


def held_back(some: Sequence[HeldBackFindings]) -> Iterator[Part]:
    """What cannot be told, since a file cannot be read."""
    for one in some:
        yield {"text": said(one.told), "codes": ", ".join(map(one_line, one.codes))}
