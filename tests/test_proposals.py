"""Proposals that a newer act carries an older mandate on. Facts: 54/226, 58/220 paragraph 12."""

from __future__ import annotations

from typing import Any

from mandates.domain import proposal as q
from mandates.domain.directory import Directory
from mandates.domain.entity import Called, Entity
from mandates.domain.mandate import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.mandate.state import Mandate
from mandates.domain.void import Void
from spec import Given, M, N, adopted, due, given, of, on

STATE, DONE = "state of South-South cooperation", "implementation of the present resolution"
BOTH = "state of South-South cooperation and on the implementation of the present resolution"
C = "A/RES/58/220#12.2"
BY = "A/RES/58/220"


def later(mandate: str = C, day: str = "2003-12-23", **changes: Any) -> Any:
    return on(day, adopted(mandate, **{"title": BOTH, "due": due("GA/60")} | changes))


def story(*events: Any) -> Given:
    return given(adopted(), adopted(N, title=DONE), later(), *events)


def state(of_: Given, mandate: str) -> Mandate:
    found = of_.mandate(mandate)
    assert found is not None
    return found


def found(new: Any, *olders: Any, directory: Directory | None = None) -> list[tuple[str, str, str]]:
    known = given(*olders, new)
    names = [one.stream.partition("-")[2] for one in known.history]
    states = [state(known, one) for one in dict.fromkeys(names)]
    *older, newest = states
    return [
        (one.older, one.how or "", one.confidence) for one in q.propose(newest, older, directory)
    ]


# --- finding --------------------------------------------------------------------------------------


def test_two_requests_of_one_text_that_a_later_one_holds_are_consolidated() -> None:
    assert found(later(), adopted(), adopted(N, title=DONE)) == [
        (M, "merged", "medium"), (N, "merged", "medium"),
    ]  # fmt: skip


def test_the_same_request_in_the_next_cycle_is_asked_again() -> None:
    same = later(title=STATE)
    assert found(same, adopted()) == [(M, "reiterated", "medium")]
    assert found(later(title=STATE, renews=True), adopted()) == [(M, "reiterated", "high")]
    assert found(later(title=STATE, cites=("A/RES/54/226",)), adopted()) == [
        (M, "reiterated", "high")
    ]
    assert found(later(), adopted()) == [(M, "adapted", "low")]


def test_a_proposal_says_in_words_what_both_ask() -> None:
    known = given(adopted(deliverable="agenda_item"), later(title=STATE, deliverable="agenda_item"))
    (one,) = q.propose(state(known, C), [state(known, M)])
    assert one.reasons[0] == "both ask the same of Secretary-General: agenda item"


def test_only_the_last_cycle_is_proposed() -> None:
    between = on("2001-12-21", adopted("A/RES/56/202#5.1", due=due("GA/58")))
    assert found(later(title=STATE), adopted(), between) == [
        ("A/RES/56/202#5.1", "reiterated", "medium")
    ]


def test_what_differs_is_not_proposed() -> None:
    changes: list[dict[str, Any]] = [
        {"title": "state of forests"}, {"title": None}, {"deliverable": "meeting"},
        {"body": "Human Rights Council"}, {"addressees": ("Administrator of UNDP",)},
        {"addressees": ()},
    ]  # fmt: skip
    for change in changes:
        assert found(later(title=STATE), adopted(**change)) == []
    ended = on("2000-05-05", e.Retired(authority="A/RES/54/300"))
    assert found(later(title=STATE), adopted(), ended) == []
    assert found(later("A/RES/54/226#9.1", title=STATE), adopted()) == []


def test_reports_on_the_present_resolution_are_of_one_matter_only_where_the_texts_are() -> None:
    """Every other text asks for a report on "the implementation of the present resolution"."""
    older = adopted(title=DONE, instrument_title="Commodities")
    assert found(later(title=DONE, instrument_title="Oceans and the law of the sea"), older) == []
    again = later(title=f"progress in the {DONE}", instrument_title="Commodities")
    assert found(again, older) == [(M, "adapted", "low")]
    assert found(later(title=DONE, instrument_title="Commodities"), older) == [
        (M, "reiterated", "medium")
    ]


def test_a_report_on_a_text_without_a_title_is_not_compared() -> None:
    untold: dict[str, Any] = {"title": DONE, "instrument_title": None}
    assert found(later(**untold), adopted(**untold)) == []
    assert found(later(title=f"lamps and the {DONE}", instrument_title=None),
                 adopted(title="lamps")) == [(M, "adapted", "low")]  # fmt: skip


def test_an_addressee_is_the_same_under_another_name() -> None:
    day = state(story(), M).adopted_on
    names = (Called("Special Unit", day, True), Called("Office", day, True))
    book = Directory({"Special Unit": Entity("Special Unit", names)})
    new = later(title=STATE, addressees=("the Office",))
    old = adopted(addressees=("Special Unit",))
    assert found(new, old) == []
    assert found(new, old, directory=book) == [(M, "reiterated", "medium")]


# --- accepting ------------------------------------------------------------------------------------

PROPOSED = q.Made(older=M, newer=C, how="merged", authority=BY)
PAIR = q.pair(M, C)


def proposed(*events: Any) -> Given:
    return story(of(PAIR, on("2004-01-10", PROPOSED)), *events)


def test_a_proposal_changes_nothing() -> None:
    wish = q.MakeProposal(older=M, newer=C, how="merged", authority=BY)
    made = story().when(wish).then(PROPOSED)
    made.after.when(wish).then_nothing()
    assert made.after.mandate(M) == story().mandate(M)


def test_accepting_records_the_disposition() -> None:
    wish = q.AcceptProposal(older=M, newer=C, on="2004-01-20")
    done = proposed().when(wish)
    done.then({
        PAIR: [q.Accepted(how="merged", authority=BY)],
        M: [e.Merged(into=C, authority=BY)],
        C: [
            e.Succeeded(predecessor=M, how="merged", authority=BY),
            e.OccurrenceOpened(occurrence=2, due=due("GA/56"), passed_from=f"{M}/1"),
        ],
    })  # fmt: skip
    first = done.verdicts[0].event_id
    assert [one.cause for one in done.verdicts[:2]] == [None, first]
    done.after.when(wish).then_nothing()
    assert state(done.after, M).legal == "merged"


def test_it_is_accepted_in_other_terms_or_without_having_been_made() -> None:
    other = q.AcceptProposal(older=M, newer=C, how="reiterated", on="2004-01-20")
    tags = [one.tag for one in proposed().when(other).events]
    assert tags == ["proposal.accepted.v1", "mandate.reiterated.v1", "mandate.succeeded.v1"] or (
        tags[:2] == ["proposal.accepted.v1", "mandate.reiterated.v1"]
    )
    unmade = q.AcceptProposal(older=M, newer=C, how="replaced", authority=BY)
    assert story().when(unmade).events[0] == q.Accepted(how="replaced", authority=BY)
    story().when(q.AcceptProposal(older=M, newer=C)).then_refused("it was not made")


def test_a_disposition_that_a_rule_refuses_is_not_accepted() -> None:
    wish = q.AcceptProposal(older=M, newer=C, how="replaced", authority="S/RES/1325(2000)")
    proposed().when(wish).then_refused("SC")


def test_declining_is_the_end_of_it_until_somebody_accepts() -> None:
    wish = q.DeclineProposal(older=M, newer=C, reason="another subject")
    declined = proposed().when(wish).then(q.Declined(reason="another subject"))
    declined.after.when(wish).then_nothing()
    again = q.MakeProposal(older=M, newer=C, how="replaced", authority=BY)
    declined.after.when(again).then_nothing()
    accept = declined.after.when(q.AcceptProposal(older=M, newer=C))
    assert accept.events[0] == q.Accepted(how="merged", authority=BY)
    accept.after.when(wish).then_refused("it was accepted on")


# --- no circles -----------------------------------------------------------------------------------


def test_lineage_never_runs_in_a_circle_over_any_number_of_steps() -> None:
    a, b, d = M, C, "A/RES/60/212#1.1"
    chain = given(
        adopted(), later(), later(d, "2005-12-22"),
    ).when(c.Reiterate(mandate=a, by=b, authority=BY)).after.when(
        c.Reiterate(mandate=b, by=d, authority="A/RES/60/212")
    ).after  # fmt: skip
    through = f"{d} carries on {a} (through {b}): it cannot be carried on by it"
    for wish in (
        c.Reiterate(mandate=d, by=a, authority="A/RES/61/1"),
        c.Replace(mandate=d, by=a, authority="A/RES/61/1"),
        c.Adapt(mandate=d, into=a, authority="A/RES/61/1"),
        c.Merge(mandates=(d,), into=a, authority="A/RES/61/1"),
        q.AcceptProposal(older=d, newer=a, how="merged", authority="A/RES/61/1"),
    ):
        chain.when(wish).then_refused(through)
    chain.when(c.Reiterate(mandate=b, by=a, authority=BY)).then_refused(f"{b} carries on {a}")


def test_a_late_entry_closes_no_circle_either() -> None:
    pair = given(adopted(), later())
    tied = pair.when(c.Reiterate(mandate=M, by=C, authority=BY, on="2005-01-10")).after
    late = c.Reiterate(mandate=C, by=M, authority=BY, on="2004-06-01")
    tied.when(late).then_refused(f"{C} carries on {M}: it cannot be carried on by it")


def test_a_void_that_is_voided_brings_no_circle_back() -> None:
    there = c.Reiterate(mandate=M, by=C, authority=BY, on="2005-01-10")
    back = c.Reiterate(mandate=C, by=M, authority=BY, on="2005-01-11")
    tied = given(adopted(), later()).when(there).after
    tie = tied.history[2].event_id
    free = tied.when(Void(event_id=tie, reason="the other way round")).after
    void = free.history[5].event_id
    turned = free.when(back).after
    turned.when(Void(event_id=void, reason="right after all")).then_refused("cannot be carried on")


def test_a_tie_of_which_one_end_is_left_closes_no_circle_either() -> None:
    """Its void was voided where the older mandate is carried on, and not on that one's stream."""
    there = c.Reiterate(mandate=M, by=C, authority=BY, on="2005-01-10")
    back = c.Reiterate(mandate=C, by=M, authority=BY, on="2005-01-11")
    tied = given(adopted(), later()).when(there).after
    free = tied.when(Void(event_id=tied.history[2].event_id, reason="by mistake")).after
    voids = [one for one in free.history if isinstance(one.event, e.MandateVoided)]
    (undone,) = [one for one in voids if one.stream.endswith(C)]
    half = free.when(Void(event_id=undone.event_id, reason="right after all")).after
    assert state(half, C).older
    assert not state(half, M).newer
    half.when(back).then_refused("cannot be carried on")
