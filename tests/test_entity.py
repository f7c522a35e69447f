"""Entities under all their names. Facts: the Special Unit for TCDC and what became of it."""

from __future__ import annotations

from datetime import date

import pytest

from mandates.domain import entity as n
from mandates.domain.directory import Directory
from spec import GA, Given, given, of, on

TCDC = "Special Unit for Technical Cooperation among Developing Countries"
UNIT = "Special Unit for South-South Cooperation"
OFFICE = "United Nations Office for South-South Cooperation"
HLC = "High-level Committee on the Review of Technical Cooperation among Developing Countries"
NEW_HLC = "High-level Committee on South-South Cooperation"

SPECIAL_UNIT = of(
    TCDC,
    on("1974", n.Established(name=TCDC, abbreviations=("Special Unit for TCDC",))),
    on("2003-12-23", n.Renamed(name=UNIT)),
    on("2012-09", n.Renamed(name=OFFICE, abbreviations=("UNOSSC",))),
)
COMMITTEE = of(
    HLC, on("1980", n.Established(name=HLC)),
    on("2003-12-23", n.Renamed(name=NEW_HLC, authority="A/RES/58/220")),
)  # fmt: skip


def directory(story: Given, as_of: str | None = None) -> Directory:
    streams = dict.fromkeys(one.stream for one in story.history)
    day = date.fromisoformat(as_of) if as_of else None
    states = {one.partition("-")[2]: story.state(one, day) for one in streams}
    return Directory({key: state for key, state in states.items() if state is not None})


def test_an_entity_is_one_under_all_its_names() -> None:
    book = directory(given(SPECIAL_UNIT, COMMITTEE))
    for name in (TCDC, f"the {UNIT}", OFFICE.upper(), "unossc", "Special Unit  for TCDC"):
        found = book.resolve(name)
        assert found is not None
        assert (found.id, found.name) == (TCDC, OFFICE)
    assert book.names("UNOSSC") == (TCDC, "Special Unit for TCDC", UNIT, OFFICE, "UNOSSC")
    assert book.resolve("Special Rapporteur") is None
    assert book.names("Special Rapporteur") == ("Special Rapporteur",)


def test_its_name_is_the_one_of_the_day() -> None:
    story = given(COMMITTEE)
    for day, name in (("2003-12-22", HLC), ("2003-12-23", NEW_HLC)):
        found = directory(story, day).resolve(HLC)
        assert found is not None
        assert found.name == name
    assert directory(story, "2003-12-22").resolve(NEW_HLC) is None


def test_a_name_borne_by_two_means_the_one_of_the_day() -> None:
    book = directory(given(
        of("Old Office", on("1990-01-01", n.Established(name="Old Office", abbreviations=("OO",)))),
        of("Ocean Office", on("2005-01-01",
           n.Established(name="Ocean Office", abbreviations=("OO",)))),
    ))  # fmt: skip
    meant = {
        day: found.id if (found := book.resolve("OO", date.fromisoformat(day))) else None
        for day in ("1989-01-01", "1999-01-01", "2005-01-01")
    }
    assert list(meant.values()) == ["Old Office", "Old Office", "Ocean Office"]


def test_what_was_merged_is_asked_for_under_the_names_of_both() -> None:
    book = directory(given(
        of("A", on("1990-01-01", n.Established(name="A")), on("2000-01-01", n.Merged(into="B"))),
        of("B", on("1990-01-01", n.Established(name="B")), on("2010-01-01", n.Merged(into="C2"))),
        of("C", on("1990-01-01", n.Established(name="C", abbreviations=("C2",)))),
    ))  # fmt: skip
    assert set(book.names("A")) == set(book.names("C")) == {"A", "B", "C", "C2"}


def test_what_was_merged_into_what_nobody_recorded_is_asked_for_under_that_name_too() -> None:
    """A merger names the other; that it has no stream of its own is nobody's affair."""
    book = directory(given(
        of("A", on("1990-01-01", n.Established(name="A")), on("2000-01-01", n.Merged(into="B"))),
        of("Z", on("1990-01-01", n.Established(name="Z")),
           on("2000-01-01", n.Merged(into="the  b"))),
    ))  # fmt: skip
    assert set(book.names("A")) == set(book.names("B")) == set(book.names("Z")) == {"A", "B", "Z"}
    assert book.names("Y") == ("Y",)


def test_entities_that_are_said_to_be_part_of_each_other_end_no_search() -> None:
    book = directory(given(
        of("A", on("1990-01-01", n.Established(name="A")), n.Merged(into="B")),
        of("B", on("1990-01-01", n.Established(name="B")), n.Merged(into="A")),
    ))  # fmt: skip
    assert book.resolve("A") is not None
    assert "A" in book.names("A")


def test_an_entity_is_recorded_once() -> None:
    wish = n.EstablishEntity(entity=UNIT, abbreviations=("SU/SSC",))
    story = given().when(wish).then(n.Established(name=UNIT, abbreviations=("SU/SSC",))).after
    story.when(wish).then_nothing()
    story.when(n.EstablishEntity(entity=UNIT, abbreviations=("Another",))).then_refused(
        "it is in the record already"
    )


def test_what_is_renamed_is_recorded_if_it_was_not_yet() -> None:
    wish = n.RenameEntity(entity=HLC, name=NEW_HLC, authority="A/RES/58/220")
    renamed = n.Renamed(name=NEW_HLC, authority="A/RES/58/220")
    given().when(wish).then(n.Established(name=HLC), renamed).after.when(wish).then_nothing()
    given(of(HLC, n.Established(name=HLC))).when(wish).then(renamed)


def test_a_renaming_that_is_entered_late_may_lie_before_all_that_was_known() -> None:
    later = given().when(n.RenameEntity(entity=TCDC, name=OFFICE, on="2012-09-01")).after
    earlier = later.when(n.RenameEntity(entity=TCDC, name=UNIT, on="2003-12-23"))
    earlier.then(n.Established(name=TCDC), n.Renamed(name=UNIT))
    for day, name in (("2003-12-23", UNIT), ("2012-08-31", UNIT), ("2012-09-01", OFFICE)):
        found = directory(earlier.after, day).resolve(TCDC)
        assert found is not None
        assert found.name == name
    assert [one.text for one in earlier.after.state(f"entity-{TCDC}").names] == [TCDC, UNIT, OFFICE]
    added = n.EstablishEntity(entity=TCDC, abbreviations=("TCDC",), on="1974-01-01")
    assert directory(later.when(added).after).names("TCDC") == (TCDC, "TCDC", OFFICE)


def test_no_name_is_taken_that_another_goes_by_that_is_there_still() -> None:
    """Else whoever is assigned under it would be the one or the other."""
    story = given(SPECIAL_UNIT, COMMITTEE)
    wishes = (
        n.EstablishEntity(entity="Solidarity Unit", abbreviations=("unossc",)),
        n.EstablishEntity(entity=f"the {OFFICE}"),
        n.RenameEntity(entity=HLC, name=OFFICE),
        n.AliasEntity(entity=HLC, alias="UNOSSC"),
        n.AbolishEntity(entity="unossc"),
    )
    for wish in wishes:
        story.when(wish).then_refused(f"is {OFFICE}, which is there still")


def test_a_name_is_free_before_it_was_taken_and_once_its_bearer_is_renamed_or_no_more() -> None:
    story = given(SPECIAL_UNIT, COMMITTEE)
    early = n.AliasEntity(entity=HLC, alias="UNOSSC", on="2005-01-01")
    story.when(early).then(n.Aliased(alias="UNOSSC"))
    renamed = n.EstablishEntity(entity=UNIT, on="2013-01-01")
    story.when(renamed).then(n.Established(name=UNIT))
    end = story.when(n.AbolishEntity(entity=TCDC, on="2020-01-01")).after
    end.when(n.AliasEntity(entity=HLC, alias="UNOSSC", on="2020-02-01")).then(
        n.Aliased(alias="UNOSSC")
    )


def test_what_is_called_so_itself_may_say_so_again() -> None:
    story = given(SPECIAL_UNIT)
    back = n.RenameEntity(entity=TCDC, name=TCDC, abbreviations=("UNOSSC",), on="2020-01-01")
    story.when(back).then(n.Renamed(name=TCDC, abbreviations=("UNOSSC",)))


def test_another_way_to_call_it() -> None:
    story = given(of(UNIT, n.Established(name=UNIT)))
    wish = n.AliasEntity(entity=UNIT, alias="SU/SSC")
    story.when(wish).then(n.Aliased(alias="SU/SSC")).after.when(wish).then_nothing()
    assert directory(story.when(wish).after).resolve("su/ssc") is not None


def test_functions_go_to_another_also_after_the_end() -> None:
    """A/RES/60/251: the Human Rights Council assumes what the Commission did."""
    chr_ = "Commission on Human Rights"
    story = given(of(chr_, on("1946", n.Established(name=chr_))))
    end = story.when(n.AbolishEntity(entity=chr_, authority="A/RES/60/251", on="2006-06-16"))
    end.then(n.Abolished(authority="A/RES/60/251"))
    end.after.when(n.AbolishEntity(entity=chr_)).then_nothing()
    wish = n.TransferFunctions(
        entity=chr_, to="Human Rights Council", functions="special procedures",
        authority="A/RES/60/251", on="2006-06-19",
    )  # fmt: skip
    end.after.when(wish).then(
        n.FunctionsTransferred(
            to="Human Rights Council", functions="special procedures", authority="A/RES/60/251"
        )
    ).after.when(wish).then_nothing()


@pytest.mark.parametrize(
    "wish", [n.RenameEntity(entity="A", name="B"), n.MergeEntity(entity="A", into="C")]
)
def test_what_is_no_more_is_not_renamed_or_merged(wish: n.OnEntity) -> None:
    gone = given(of("A", on("1990-01-01", n.Established(name="A")), n.Abolished(authority=GA)))
    gone.when(wish).then_refused("it was abolished on 1990-01-01")


def test_a_merger_is_recorded_once() -> None:
    story = given(of("A", n.Established(name="A"))).when(n.MergeEntity(entity="A", into="B"))
    story.then(n.Merged(into="B")).after.when(n.MergeEntity(entity="A", into="B")).then_nothing()
    story.after.when(n.AbolishEntity(entity="A")).then_refused("it was merged into B")


def test_no_two_entities_are_part_of_each_other() -> None:
    story = given(
        of("A", on("1990-01-01", n.Established(name="A"))),
        of("B", on("1990-01-01", n.Established(name="B"))),
    )
    merged = story.when(n.MergeEntity(entity="A", into="B", on="1995-01-01")).after
    for wish in n.MergeEntity(entity="B", into="A"), n.TransferFunctions(entity="B", to="A"):
        merged.when(wish).then_refused("A was merged into B on 1995-01-01: name another")
    gone = story.when(n.AbolishEntity(entity="A", on="1995-01-01")).after
    gone.when(n.MergeEntity(entity="B", into="A")).then_refused("A was abolished on 1995-01-01")
    gone.when(n.MergeEntity(entity="B", into="A", on="1994-01-01")).then(n.Merged(into="A"))


def test_no_late_entry_makes_two_entities_part_of_each_other() -> None:
    story = given(
        of("A", on("1990-01-01", n.Established(name="A")), on("1995-01-01", n.Merged(into="B"))),
        of("B", on("1990-01-01", n.Established(name="B"))),
        of("C", on("1990-01-01", n.Established(name="C")), on("1992-01-01", n.Merged(into="A"))),
    )
    before = n.MergeEntity(entity="B", into="A", on="1994-01-01")
    story.when(before).then_refused("entity B: it would be part of itself, through A")
    through = n.MergeEntity(entity="B", into="C", on="1991-01-01")
    story.when(through).then_refused("entity B: it would be part of itself, through C, A")
    story.when(n.MergeEntity(entity="B", into="D", on="1994-01-01")).then(n.Merged(into="D"))


@pytest.mark.parametrize(
    ("story", "name"),
    [
        (given(), TCDC), (given(), f"the {TCDC.lower()}"),
        (given(SPECIAL_UNIT), TCDC), (given(SPECIAL_UNIT), OFFICE),
    ],
)  # fmt: skip
def test_an_entity_is_no_part_of_itself(story: Given, name: str) -> None:
    for wish in n.MergeEntity(entity=TCDC, into=name), n.TransferFunctions(entity=TCDC, to=name):
        story.when(wish).then_refused("it is no part of itself, and its functions are its own")
