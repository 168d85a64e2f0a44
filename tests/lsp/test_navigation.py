"""What is told under the cursor, where a name leads, and all the places that name a thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editor import agder_in

from kps.lsp.client import MARKDOWN, Client
from kps.lsp.hover import hover
from kps.lsp.navigation import definition, highlights, references
from kps.lsp.session import Place, Session

MEETING = "politirad/4205-lindesnes/moter/2026-12-03.yaml"
COUNCIL = "politirad/4205-lindesnes/politirad.yaml"


class Reader:
    def __init__(self, folder: Path) -> None:
        self.root = agder_in(folder)
        self.session = Session(lambda: date(2026, 11, 23), "nb", Client(can=frozenset((MARKDOWN,))))

    def at(self, file: str, words: str) -> dict[str, Any]:
        """The parameters for the place just after the first letter of some words' last one."""
        place = Place(self.root, file)
        text = self.session.text(place)
        offset = text.body.index(words) + words.rindex(" ") + 2 if " " in words else text.body.index(words) + 1
        position = text.between(offset, offset, "utf-16")["start"]
        return {"textDocument": {"uri": text.uri}, "position": position}

    def hover(self, file: str, words: str) -> str:
        found = hover(self.session, self.at(file, words))
        return found["contents"]["value"] if found else ""

    def defined(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        return definition(self.session, params) or []

    def where(self, found: dict[str, Any]) -> tuple[str, str]:
        """A location's file, and the text there."""
        file = Path(found["uri"].removeprefix("file://")).relative_to(self.root).as_posix()
        text = self.session.text(Place(self.root, file))
        start, end = (text.offset(found["range"][edge], "utf-16") for edge in ("start", "end"))
        return file, text.body[start:end]


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def test_a_key_is_told_of_with_its_words_and_what_the_guideline_asks(reader: Reader) -> None:
    told = reader.hover(MEETING, "sakstype")
    assert told.startswith("**sakstype**")
    assert "`drøfting`" in told
    assert len(told.splitlines()) <= 25
    told = reader.hover(MEETING, "{sendt")
    assert "veilederen pkt. 4.1.2: " in told
    assert told.endswith("(M404)")


def test_a_number_a_day_an_action_and_a_word(reader: Reader) -> None:
    assert reader.hover("kps.yaml", "kommuner") != ""
    assert "**4205 Lindesnes** · Agder politidistrikt" in reader.hover(COUNCIL, '"4205"')
    assert reader.hover(MEETING, "dato: 2026-12-03") == "torsdag 3. desember 2026 (uke 49), om 10 dager"
    assert "2026\\-06\\-11" not in reader.hover(MEETING, "tiltak: 2026-06-11/7.1")
    assert reader.hover(MEETING, "tiltak: 2026-06-11/7.1").startswith("**2026-06-11/7.1** ")
    assert reader.hover(MEETING, "status: planlagt").startswith("**planlagt**")


def test_nothing_is_told_of_free_text_or_a_comment(reader: Reader) -> None:
    assert reader.hover(MEETING, "sted: Rådhuset") == ""
    assert reader.hover(MEETING, "# Status på") == ""


def test_a_name_leads_to_the_member_an_id_to_the_action_and_a_contact_to_its_name(reader: Reader) -> None:
    (found,) = reader.defined(reader.at(MEETING, "møteleder: Hege"))
    assert reader.where(found) == (COUNCIL, "Hege Stordal")
    (found,) = reader.defined(reader.at(MEETING, "tiltak: 2026-06-11/7.1"))
    file, words = reader.where(found)
    assert file.endswith("2026-06-11.yaml")
    assert words in reader.hover(MEETING, "tiltak: 2026-06-11/7.1").replace("\\", "")
    contact = "politikontakter/marit-lauvas.yaml"
    (found,) = reader.defined(reader.at(COUNCIL, "politikontakt: marit"))
    assert reader.where(found) == (contact, "Marit Lauvås")
    assert definition(reader.session, reader.at(MEETING, "sted: Rådhuset")) is None


def test_a_file_leads_to_itself_and_never_out_of_the_register(reader: Reader) -> None:
    (found,) = reader.defined(reader.at(MEETING, "fil: ../trygt"))
    assert found["uri"].endswith("/politirad/4205-lindesnes/trygt-uteliv.md")
    path = reader.root / MEETING
    path.write_text(path.read_text(encoding="utf-8").replace("../trygt-uteliv.md", "../../../../etc"), encoding="utf-8")
    again = Session(lambda: date(2026, 11, 23))
    reader.session = again
    assert definition(again, reader.at(MEETING, "fil: ../../../../etc")) is None


def test_every_place_that_names_a_thing_in_order_and_the_first_only_where_asked_for(reader: Reader) -> None:
    params = reader.at(MEETING, "møteleder: Hege")
    found = [reader.where(one) for one in references(reader.session, params)]
    assert (COUNCIL, "Hege Stordal") in found
    assert (MEETING, "Hege Stordal") in found
    assert [file for file, _ in found] == sorted(file for file, _ in found)
    assert {words for _, words in found} == {"Hege Stordal"}
    fewer = references(reader.session, {**params, "context": {"includeDeclaration": False}})
    assert len(fewer) == len(found) - 1
    own = highlights(reader.session, params)
    assert len(own) == sum(file == MEETING for file, _ in found)


def test_a_contact_is_found_from_its_own_name_too(reader: Reader) -> None:
    used = references(reader.session, reader.at(COUNCIL, "politikontakt: marit"))
    assert references(reader.session, reader.at("politikontakter/marit-lauvas.yaml", "navn: Marit")) == used
    assert len(used) > 1


JUNE = "politirad/4205-lindesnes/moter/2026-06-11.yaml"


def test_a_case_number_tells_the_title_and_leads_to_its_item(reader: Reader) -> None:
    told = reader.hover(JUNE, "saker: [8/2026")
    assert told.startswith("**8/2026** ")
    (found,) = reader.defined(reader.at(JUNE, "saker: [8/2026"))
    assert reader.where(found) == (JUNE, "8/2026")
    params = reader.at(JUNE, "saker: [8/2026") | {"context": {"includeDeclaration": True}}
    assert [reader.where(one) for one in references(reader.session, params)] == [(JUNE, "8/2026")] * 2


def test_people_contacts_actions_and_files_are_told_of_whole(reader: Reader) -> None:
    told = reader.hover(COUNCIL, "navn: Hege")
    assert "tjenesteenhetsleder, politiet" in told
    assert "2022\\-01\\-01" in told or "2022-01-01" in told
    assert "Rune Aasland" in told
    assert "godkjent av Politidirektoratet 20. august 2024 – 2027-01-31" in reader.hover(
        COUNCIL, "politikontakt: marit"
    )
    assert "bestemt på møtet 11. juni 2026" in reader.hover(MEETING, "tiltak: 2026-06-11/7.1")
    assert "filen er der · 1 kB" in reader.hover(MEETING, "fil: ../trygt-uteliv.md")


def test_a_deputy_leads_to_the_member_who_names_it(reader: Reader) -> None:
    (found,) = reader.defined(reader.at(COUNCIL, "vara: Rune"))
    assert reader.where(found) == (COUNCIL, "Hege Stordal")


def test_a_name_leads_to_the_membership_of_the_day(reader: Reader) -> None:
    council = reader.root / COUNCIL
    text = council.read_text(encoding="utf-8")
    earlier = "  - {navn: Hege Stordal, rolle: lensmann, fra: 2015-01-01, til: 2020-12-31}\n"
    council.write_text(text.replace("medlemmer:\n", f"medlemmer:\n{earlier}"), encoding="utf-8")
    (found,) = reader.defined(reader.at(MEETING, "møteleder: Hege"))
    line = found["range"]["start"]["line"]
    assert "fra: 2022-01-01" in council.read_text(encoding="utf-8").splitlines()[line]


def test_where_something_is_found_and_nothing_else_is_told_the_guideline_is(reader: Reader) -> None:
    contact = reader.root / "politikontakter" / "marit-lauvas.yaml"
    text = contact.read_text(encoding="utf-8").rstrip()
    assert "stillingsprosent: 100" in text
    contact.write_text(text.replace("stillingsprosent: 100", "stillingsprosent: 50") + "\n", encoding="utf-8")
    told = reader.hover("politikontakter/marit-lauvas.yaml", "stillingsprosent: 50")
    assert told.startswith("veilederen pkt. 5.3: ")
    assert told.endswith("(K504)")
