"""An agenda item from its request to its consideration, or to the next session's agenda."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from mandates.domain import item as i
from mandates.domain.due import words
from mandates.domain.item import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.mandate.commands import SubmitReport
from mandates.domain.report import Answer
from mandates.domain.void import Void
from spec import NEWER, REPORT, Given, M, N, adopted, due, event_id, given, of, on

A, NEXT = "GA/56/99(b)", "GA/57/99(b)"
TITLE = "South-South cooperation"
DECISION = "A/DEC/56/464"
ASKED = adopted(N, deliverable="agenda_item", title=TITLE)
UNDER = e.ItemLinked(occurrence=1, item=A)
LINKED = i.Linked(mandates=(Answer(mandate=N, occurrence=1),))


def known(*events: Any, linked: bool = False) -> Given:
    links = [*of(A, LINKED), *of(N, UNDER)] if linked else []
    return given(ASKED, of(A, on("2000-01-10", i.Requested(title=TITLE))), links, of(A, *events))


def advanced(state: Any, **more: Any) -> e.ItemAdvanced:
    return e.ItemAdvanced(occurrence=1, state=state, item=A, **more)


def item(story: Given, identity: str = A) -> i.Item:
    state: i.Item | None = story.state(f"item-{identity}")
    assert state is not None
    return state


def test_an_item_is_named_by_body_session_and_number_or_title() -> None:
    assert i.item_id(" general assembly/56/South-South  cooperation") == f"GA/56/{TITLE}"
    for wrong in ("GA/56", "99(b)", "GA//x"):
        with pytest.raises((ValueError, ValidationError), match="write GA/56"):
            i.item_id(wrong)


def test_what_is_asked_for_goes_step_by_step_with_the_mandate() -> None:
    request = c.RequestItem(item=A, title=TITLE, by="Guyana", mandates=((N, None),))
    story = given(ASKED).when(request)
    story.then({
        A: [i.Requested(title=TITLE, by="Guyana"), LINKED], N: [UNDER, advanced("requested")],
    })  # fmt: skip
    story.after.when(request).then_nothing()
    placed = story.after.when(c.PlaceItem(item=A, number="99", on="2001-07-13"))
    placed.then({A: [i.Placed(number="99")], N: [advanced("on_provisional_agenda")]})
    included = placed.after.when(c.IncludeItem(item=A, number="99 (b)", on="2001-09-19"))
    included.then({A: [i.Included(number="99 (b)")], N: [advanced("included")]})
    included.shows(stage="included", mandate=N)
    considered = included.after.when(
        c.ConsiderItem(item=A, authority="A/RES/56/202", on="2001-12-21")
    )
    considered.then({
        A: [i.Considered(authority="A/RES/56/202")],
        N: [e.Considered(occurrence=1, authority="A/RES/56/202"), e.Completed(occurrence=1)],
    })  # fmt: skip
    considered.shows(stage="considered", end="completed", mandate=N)
    state = item(considered.after)
    assert (state.stage, state.number, state.title) == ("considered", "99 (b)", TITLE)


def test_an_item_may_be_on_the_agenda_without_a_request() -> None:
    given().when(c.IncludeItem(item=A, title=TITLE)).then(i.Included(title=TITLE))
    given().when(c.PlaceItem(item=A, supplementary=True)).then(i.Placed(supplementary=True))


def test_no_step_is_taken_twice_or_back() -> None:
    included = known(i.Included())
    included.when(c.IncludeItem(item=A)).then_nothing()
    included.when(c.PlaceItem(item=A)).then_refused("it was included on 2000-01-10 already")
    included.when(c.RequestItem(item=A)).then_refused("it was included on 2000-01-10 already")
    for wish in (
        c.ConsiderItem(item=A),
        c.CarryItem(item=A, to="GA/57"),
        c.RenameItem(item=A, title="x"),
        c.ListReport(item=A, document="A/56/465"),
    ):
        given().when(wish).then_refused("it was not on any agenda by then")


def test_an_item_is_renamed_and_keeps_its_stream() -> None:
    """A/RES/58/220 para 12 renames the sub-item."""
    wish = c.RenameItem(item=A, title="South-South cooperation for development", authority=DECISION)
    story = known().when(wish)
    story.then(i.Renamed(title="South-South cooperation for development", authority=DECISION))
    story.after.when(wish).then_nothing()
    assert item(story.after).titles == (TITLE, "South-South cooperation for development")


def test_reports_are_before_the_body_under_it() -> None:
    wish = c.ListReport(item=A, document="A/56/465")
    known().when(wish).then(i.ReportListed(document="A/56/465")).after.when(wish).then_nothing()


def test_a_mandate_that_is_linked_later_is_as_far_as_the_item() -> None:
    wish = c.LinkItem(item=A, mandates=((N, None),))
    story = known(i.Included()).when(wish)
    story.then({A: [LINKED], N: [UNDER, advanced("included")]})
    story.after.when(wish).then_nothing()


def test_what_is_said_again_with_one_more_mandate_is_told_to_that_one_alone() -> None:
    both = given(ASKED, adopted(M, deliverable="agenda_item"))
    included = both.when(c.IncludeItem(item=A, mandates=((N, None),), on="2001-09-19")).after
    again = included.when(c.IncludeItem(item=A, mandates=((M, None),), on="2001-09-20"))
    linked = i.Linked(mandates=(Answer(mandate=M, occurrence=1),))
    again.then({A: [linked], M: [UNDER, advanced("included")]})


def test_what_is_carried_over_is_deferred_with_its_mandates() -> None:
    """A/57/100: "This item remains also on the agenda of the fifty-sixth session"."""
    wish = c.CarryItem(item=A, to="GA/57", authority=DECISION, on="2002-09-09")
    story = known(on("2001-09-19", i.Included(number="99 (b)")), linked=True).when(wish)
    story.then({
        A: [i.CarriedOver(to="GA/57", authority=DECISION)],
        N: [
            advanced("carried_over", authority=DECISION),
            e.Deferred(occurrence=1, what="consideration", to=due("GA/57"), authority=DECISION),
            e.ItemLinked(occurrence=1, item=NEXT),
        ],
        NEXT: [i.Requested(title=TITLE, authority=DECISION, carried_from=A), LINKED],
    })  # fmt: skip
    story.after.when(wish).then_nothing()
    story.after.when(c.ConsiderItem(item=A)).then_refused("carried over to GA/57 on 2002-09-09")
    mandate = story.after.mandate(N)
    assert mandate is not None
    assert words(mandate.current.due) == "GA/57"
    assert (item(story.after, NEXT).carried_from, item(story.after).carried_to) == (A, "GA/57")
    included = story.after.when(c.IncludeItem(item=NEXT, on="2002-09-20"))
    assert included.events[1] == e.ItemAdvanced(occurrence=1, state="included", item=NEXT)


def test_what_defers_a_mandate_is_named() -> None:
    known(linked=True).when(c.CarryItem(item=A, to="GA/57")).then_refused("say what defers")
    known().when(c.CarryItem(item=A, to="GA/57")).then({
        A: [i.CarriedOver(to="GA/57")], NEXT: [i.Requested(title=TITLE, carried_from=A)],
    })  # fmt: skip
    known().when(c.CarryItem(item=A, to="GA/56")).then_refused("it is at GA/56 already")


def test_nothing_is_carried_to_an_item_that_was_itself_carried_on() -> None:
    gone = i.CarriedOver(to="GA/58", authority=DECISION)
    there = of(NEXT, on("2000-01-12", i.Requested(title=TITLE)), gone)
    wish = c.CarryItem(item=A, to="GA/57", authority=DECISION)
    requested = on("2000-01-10", i.Requested(title=TITLE))
    given(ASKED, of(A, requested, LINKED), of(N, UNDER), there).when(wish).then_refused(
        "it was carried over to GA/58"
    )
    given(ASKED, of(A, requested), there).when(wish).then(
        i.CarriedOver(to="GA/57", authority=DECISION)
    )


def test_considering_what_carries_a_mandate_needs_an_authority() -> None:
    known(i.Included(), linked=True).when(c.ConsiderItem(item=A)).then_refused("name the act")


def test_a_report_under_an_item_keeps_its_own_steps() -> None:
    story = given(adopted(), of(A, on("2000-01-10", i.Requested(title=TITLE))))
    linked = story.when(c.LinkItem(item=A, mandates=((M, 1),)))
    linked.then({A: [i.Linked(mandates=(Answer(mandate=M, occurrence=1),))], M: [UNDER]})
    included = linked.after.when(c.IncludeItem(item=A))
    included.then(i.Included())


def test_what_nobody_owes_any_more_is_left_alone() -> None:
    retired = on("2000-02-01", e.Retired(authority="A/RES/54/300"))
    story = given(
        ASKED, of(A, on("2000-01-10", i.Requested(title=TITLE)), LINKED), UNDER, retired
    ).when(c.IncludeItem(item=A))
    story.then(i.Included())


def test_a_mandate_that_is_not_there_yet_asks_for_nothing() -> None:
    wish = c.RequestItem(item=A, mandates=((N, None),), on="1990-01-01")
    given(ASKED).when(wish).then_refused("the mandate was not adopted by")


@pytest.mark.parametrize("known_then", ["requested", "on_provisional_agenda", "considered"])
def test_a_step_that_is_entered_late_reaches_what_was_linked_after_it(known_then: str) -> None:
    """From the day of the link on the mandate is as far as the item, whatever was entered first."""
    then: dict[str, list[Any]] = {
        "requested": [],
        "on_provisional_agenda": [on("2000-01-20", i.Placed())],
        "considered": [on("2000-01-25", i.Considered(authority="A/RES/54/300"))],
    }
    before = (on("2000-01-10", i.Requested(title=TITLE)), *then[known_then])
    linked = (of(A, on("2000-03-01", LINKED)), of(N, UNDER), of(N, advanced("requested")))
    story = given(ASKED, of(A, *before), *linked).when(c.IncludeItem(item=A, on="2000-01-15"))
    if known_then == "on_provisional_agenda":
        story.then_refused("later events unlawful")
        return
    mirrored = {} if known_then == "considered" else {N: [advanced("included")]}
    story.then({A: [i.Included()], **mirrored})
    if mirrored:
        story.shows("2000-02-28", mandate=N, stage="open")
        story.shows("2000-03-01", mandate=N, stage="included")


def test_what_is_entered_late_takes_no_mandate_back() -> None:
    linked = (of(A, on("2000-03-01", LINKED)), of(N, UNDER), of(N, advanced("included")))
    requested = of(A, on("2000-01-10", i.Requested(title=TITLE)), on("2000-02-01", i.Included()))
    given(ASKED, requested, *linked).when(c.PlaceItem(item=A, on="2000-01-15")).then(i.Placed())


def test_a_report_puts_no_item_on_an_agenda() -> None:
    """The pair of one paragraph: an item, and a report under it. Of the two the report is meant."""
    item = adopted(deliverable="agenda_item", due=due("GA/56"))
    wish = SubmitReport(document=REPORT, answers=((M, None),), on="2001-08-01")
    given(item).when(wish).then_refused("which A/56/465 cannot answer: name the mandate that asks")


BOTH = ((N, None), (NEWER, None))
MOVES = [
    c.PlaceItem(item=A), c.IncludeItem(item=A), c.ConsiderItem(item=A, authority="A/RES/56/202"),
    c.CarryItem(item=A, to="GA/57", authority=DECISION),
]  # fmt: skip
"""The steps that an item takes on after it was asked for."""


def under_both() -> Given:
    """Two mandates that ask for the item, with what the second was told of it."""
    other = adopted(NEWER, deliverable="agenda_item", title=TITLE)
    asked = given(ASKED, on("2000-01-10", other))
    return asked.when(c.RequestItem(item=A, title=TITLE, mandates=BOTH)).after


def voided(story: Given, mandate: str) -> list[Void]:
    """The voids of a mandate's link and of what it was told of the item."""
    told = (e.ItemLinked, e.ItemAdvanced)
    of_it = [one for one in story.history if one.stream == f"mandate-{mandate}"]
    found = [one.event_id for one in of_it if isinstance(one.event, told)]
    return [Void(event_id=one, reason="another item") for one in found]


@pytest.mark.parametrize("step", MOVES, ids=lambda step: type(step).__name__)
def test_no_step_reaches_a_mandate_whose_link_to_the_item_is_void(step: Any) -> None:
    both = under_both()
    rid = both.when(*voided(both, NEWER)).after.when(step)
    assert f"mandate-{N}" in {one.stream for one in rid.verdicts}
    assert f"mandate-{NEWER}" not in {one.stream for one in rid.verdicts}
    carried = rid.after.state(f"item-{NEXT}")
    assert carried is None or [one.mandate for one in carried.mandates] == [N]


@pytest.mark.parametrize("step", MOVES, ids=lambda step: type(step).__name__)
def test_a_mandate_that_counts_for_nothing_keeps_no_item_from_its_steps(step: Any) -> None:
    never = Void(event_id=event_id(2), reason="no mandate")
    moved = under_both().when(never).after.when(step)
    assert f"mandate-{N}" in {one.stream for one in moved.verdicts}
    assert f"mandate-{NEWER}" not in {one.stream for one in moved.verdicts}


def test_a_link_that_was_voided_by_mistake_on_the_mandate_is_made_again() -> None:
    both = under_both()
    rid = both.when(*voided(both, NEWER)).after
    again = rid.when(c.LinkItem(item=A, mandates=((NEWER, None),)))
    again.then({NEWER: [UNDER, advanced("requested")]})
    again.after.when(c.LinkItem(item=A, mandates=((NEWER, 1),))).then_nothing()
    included = again.after.when(c.IncludeItem(item=A))
    included.then({A: [i.Included()], N: [advanced("included")], NEWER: [advanced("included")]})


def test_a_step_that_is_entered_late_does_not_reach_a_link_that_is_void() -> None:
    later = c.LinkItem(item=A, mandates=((N, None),), on="2000-03-01")
    linked = known().when(later).after
    rid = linked.when(*voided(linked, N)).after
    rid.when(c.IncludeItem(item=A, on="2000-01-15")).then(i.Included())
