"""What holds for every history and every script of wishes, not only for those we thought of."""

from __future__ import annotations

import os
from datetime import date
from importlib import import_module
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mandates.domain import budget as b
from mandates.domain import entity as n
from mandates.domain import fund as f
from mandates.domain import item as t
from mandates.domain.bodies import BodyAdded, BodyRenamed
from mandates.domain.calendar import Calendar
from mandates.domain.days import ONE_DAY, first_day, last_day, precision
from mandates.domain.draft import events as d
from mandates.domain.due import (
    DUE,
    DateDue,
    OpenDue,
    RelativeDue,
    SessionDue,
    same,
    session_id,
    words,
)
from mandates.domain.due import parse as parse_due
from mandates.domain.event import Event
from mandates.domain.fold import fold, standing, unlawful, void_ids
from mandates.domain.mandate import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.mandate.evolve import evolve
from mandates.domain.mandate.refusal import refusal
from mandates.domain.money import Money, decimals
from mandates.domain.policy import PolicySet
from mandates.domain.proposal import Accepted, Declined, Made
from mandates.domain.publication import TextCorrected, TextIssued, TextReissued
from mandates.domain.registry import EVENTS
from mandates.domain.report import (
    Answer,
    Begun,
    Forecast,
    Issued,
    Named,
    SlotAssigned,
    Submitted,
    Supplemented,
)
from mandates.domain.session import Closed, Moved, Opened, Postponed, Resumed, Suspended
from mandates.domain.session.commands import CloseSession, MoveSession, OpenSession, PlanSession
from mandates.domain.streams import decider_of, kind_of
from mandates.domain.symbol import authority, identity, normal
from mandates.domain.symbol import parse as parse_symbol
from spec import (
    GA,
    NEWER,
    REPORT,
    SC,
    Given,
    M,
    N,
    adopted,
    due,
    event_id,
    issued,
    of,
    on,
    planned,
    record,
    submitted,
)
from spec import given as spec_given

DAYS = st.dates(date(1999, 12, 22), date(2005, 12, 31))
DATES = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day:%Y}"),
)
TERMS = st.sampled_from([
    due("GA/56"), due("GA/57"), due("GA/58"), due("HRC/46"), due("2001-06"), due("2002"),
    due("open"), SessionDue(organ="GA", session=56, bound="before"), RelativeDue(text="soon"),
])  # fmt: skip
AUTHORITIES = st.sampled_from([GA, GA, GA, SC, "decision 56/464", "A/C.2/58/SR.17", "A/58/319"])
NUMBERS = st.sampled_from([1, 1, 1, 2, 3])
MANDATES = st.sampled_from([M, N, NEWER])
DOCUMENTS = st.sampled_from([REPORT, "A/56/500"])
AMOUNTS = st.sampled_from(["EUR", "JPY", "KWD", "USD"]).flatmap(
    lambda code: st.builds(
        Money, currency=st.just(code), amount=st.decimals(0, 10**9, places=decimals(code))
    )
)
MONIES = AMOUNTS.map(lambda money: (money,)) | st.just(())

# --- wishes -------------------------------------------------------------------------------------

ON: dict[str, Any] = {"on": DATES, "mandate": MANDATES}
NTH: dict[str, Any] = {**ON, "occurrence": NUMBERS}
BY: dict[str, Any] = {**ON, "authority": AUTHORITIES}
WHY: dict[str, Any] = {**ON, "reason": st.just("Corr.1")}
WISHES: list[st.SearchStrategy[Any]] = [
    st.builds(
        c.Assign, **ON, entity=st.sampled_from(["UNDP", "UNCTAD"]),
        role=st.sampled_from(["lead", "contributing"]),
    ),
    st.builds(c.StateProgress, **NTH, state=st.sampled_from(get_args(e.ProgressState))),
    st.builds(c.OpenOccurrence, **ON, due=TERMS, number=st.none() | NUMBERS),
    st.builds(
        c.Defer, **NTH, to=TERMS, authority=AUTHORITIES,
        what=st.sampled_from(["consideration", "delivery"]),
    ),
    st.builds(c.Announce, **ON),
    st.builds(c.Announce, on=st.sampled_from(["2001-07-03", "2001-09-30", "2002-12-31"]),
              mandate=MANDATES),
    st.builds(c.Consider, **NTH, authority=st.none() | AUTHORITIES),
    st.builds(c.Waive, **NTH, reason=st.just("moot")),
    st.builds(c.Miss, **NTH),
    st.builds(c.Reiterate, **BY, by=st.none() | MANDATES),
    st.builds(c.Extend, **BY, until=TERMS),
    st.builds(c.Adapt, **BY, into=MANDATES),
    st.builds(c.Replace, **BY, by=MANDATES),
    st.builds(c.Retire, **BY),
    st.builds(c.Expire, **ON),
    st.builds(c.Lapse, **BY),
    st.builds(c.Correct, **WHY, field=st.just("title"), value=st.text(max_size=2)),
    st.builds(
        c.Correct, **WHY, field=st.just("due"), occurrence=NUMBERS,
        value=TERMS.map(lambda term: DUE.dump_python(term, mode="json")),
    ),
    st.builds(c.OverrideTracking, **WHY, tracked=st.sampled_from(["yes", "no"])),
    st.builds(
        c.Merge, on=DATES, mandates=st.tuples(MANDATES, MANDATES), into=MANDATES,
        authority=AUTHORITIES,
    ),
    st.builds(
        c.SubmitReport, on=DATES, document=DOCUMENTS,
        answers=st.lists(st.tuples(MANDATES, st.none() | NUMBERS), max_size=3).map(tuple),
    ),
    st.builds(
        c.IssueReport, on=DATES, document=DOCUMENTS, languages=st.sampled_from([(), ("en",)])
    ),
    st.builds(PlanSession, on=DATES, session=st.just("GA/56"), opens=DAYS),
    st.builds(MoveSession, on=DATES, session=st.just("GA/56"), opens=DAYS),
    st.builds(OpenSession, on=DATES, session=st.just("GA/56"), opened=st.none() | DAYS),
    st.builds(CloseSession, on=DATES, session=st.just("GA/56"), closed=st.none() | DAYS),
]  # fmt: skip


@st.composite
def reported(draw: st.DrawFn) -> list[Any]:
    """A report goes its way, which wishes drawn one by one hardly ever do."""
    mandate, document = draw(st.sampled_from([M, NEWER])), draw(DOCUMENTS)
    days = sorted(draw(st.lists(DAYS, min_size=3, max_size=3)))
    submitted_on, issued_on, considered_on = (day.isoformat() for day in days)
    return [
        c.SubmitReport(on=submitted_on, document=document, answers=((mandate, 1),)),
        c.IssueReport(on=issued_on, document=document),
        c.Consider(on=considered_on, mandate=mandate, occurrence=1, authority=GA),
    ]


@st.composite
def scripts(draw: st.DrawFn) -> list[Any]:
    """Wishes, in the order of their days or, as when history is entered later, in any."""
    parts = st.one_of(WISHES).map(lambda one: [one]) | reported()
    script = [one for part in draw(st.lists(parts, min_size=3, max_size=16)) for one in part]
    if draw(st.booleans()):
        script.sort(key=lambda one: first_day(one.on))
    return script


SCRIPTS = scripts()
BEGINNING = spec_given(
    adopted(M),
    adopted(N, deliverable="meeting", dues=(due("GA/56"), due("GA/58"))),
    of("GA/56", on("2000-11-03", planned("2001-09-11"))),
    on("2001-12-21", adopted(NEWER, due=due("GA/58"), recurrence="biennial")),
)


def played(script: list[Any]) -> list[tuple[Any, Given]]:
    """Each wish of a script that is granted, with what it led to."""
    granted: list[tuple[Any, Given]] = [(None, BEGINNING)]
    for wish in script:
        outcome = granted[-1][1].when(wish)
        if outcome.error is None:
            granted.append((wish, outcome.after))
    return granted


ELSEWHERE = (
    e.MandateVoided, e.WordsVerified, e.Funded, e.ItemAdvanced, e.ItemLinked, e.Noted,
)  # fmt: skip
"""What no wish of these scripts leads to: facts of other streams, and remarks, always new ones."""


def test_the_scripts_reach_all_that_can_happen_to_a_mandate() -> None:
    """What they never reach no property here would speak of."""
    reached: set[type[Event]] = set()

    @settings(max_examples=300, derandomize=True, database=None, deadline=None)
    @given(SCRIPTS)
    def play(script: list[Any]) -> None:
        _, end = played(script)[-1]
        reached.update(type(one.event) for one in end.history)

    play()
    assert set(get_args(e.MandateEvent)) - reached == set(ELSEWHERE)


@given(SCRIPTS)
def test_a_wish_that_was_granted_is_satisfied(script: list[Any]) -> None:
    for wish, after in played(script)[1:]:
        again = after.when(wish)
        if isinstance(wish, c.Announce) and again.events:  # of the occurrence that the first opened
            again = again.after.when(wish)
        assert again.error is None, f"{wish!r}: {again.error}"
        assert again.events == [], repr(wish)


@given(SCRIPTS)
def test_what_is_decided_is_lawful(script: list[Any]) -> None:
    """The guards that check a whole history agree with the rules that made it."""
    _, end = played(script)[-1]
    for stream in {one.stream for one in end.history}:
        own = [one for one in end.history if one.stream == stream]
        decider = decider_of(stream)
        assert unlawful(decider.evolve, decider.refusal, own) == {}


@given(SCRIPTS, DAYS)
def test_everything_can_be_shown_at_any_point(script: list[Any], day: date) -> None:
    _, end = played(script)[-1]
    for known_at in range(1, len(end.history) + 1):
        for name in (M, N, NEWER):
            if end.mandate(name, day.isoformat(), known_at) is not None:
                shown = end.shown(day.isoformat(), mandate=name, known_at=known_at)
                assert shown.timeliness
                assert shown.legal


# --- events -------------------------------------------------------------------------------------

EVENTS_OF_A_MANDATE: list[st.SearchStrategy[Any]] = [
    st.builds(adopted, due=TERMS, deliverable=st.sampled_from(["report", "agenda_item"])),
    st.builds(e.Assigned, entity=st.just("UNDP"), role=st.sampled_from(["lead", "contributing"])),
    st.builds(
        e.ProgressStated, occurrence=NUMBERS, state=st.sampled_from(get_args(e.ProgressState))
    ),
    st.builds(submitted, DOCUMENTS, NUMBERS),
    st.builds(issued, DOCUMENTS, NUMBERS),
    st.builds(e.OccurrenceOpened, occurrence=NUMBERS, due=st.none() | TERMS),
    st.builds(
        e.Deferred, occurrence=NUMBERS, what=st.sampled_from(["consideration", "delivery"]),
        to=TERMS, authority=AUTHORITIES,
        late_days=st.dictionaries(st.sampled_from(["submission", "legal"]), NUMBERS),
    ),
    *(
        st.builds(
            kind, occurrence=NUMBERS, deadline=st.sampled_from(["submission", "issue", "legal"]),
            on=DAYS, said_for=DAYS, calendar=st.just("date"),
        )
        for kind in (e.DueSoon, e.FellDue, e.BecameOverdue)
    ),
    st.builds(e.Considered, occurrence=NUMBERS, action=st.sampled_from(["noted", "endorsed"])),
    st.builds(e.Completed, occurrence=NUMBERS),
    st.builds(e.Waived, occurrence=NUMBERS),
    st.builds(e.Missed, occurrence=NUMBERS, legal_by=DAYS, days_overdue=st.none() | NUMBERS),
    st.builds(e.Reiterated, by=st.none() | MANDATES, authority=AUTHORITIES),
    st.builds(e.Extended, until=TERMS, authority=AUTHORITIES),
    st.builds(e.Adapted, into=MANDATES, authority=AUTHORITIES),
    st.builds(e.Merged, into=MANDATES, authority=AUTHORITIES),
    st.builds(e.Replaced, by=MANDATES, authority=AUTHORITIES),
    st.builds(e.Retired, authority=AUTHORITIES),
    st.builds(e.Expired),
    st.builds(e.Lapsed, authority=AUTHORITIES),
    st.builds(
        e.Succeeded, predecessor=MANDATES, authority=AUTHORITIES,
        how=st.sampled_from(["adapted", "merged", "replaced", "reiterated"]),
    ),
    st.builds(
        e.Corrected, field=st.just("due"), was=st.none(), reason=st.just("x"),
        value=st.none() | TERMS.map(lambda term: DUE.dump_python(term, mode="json")),
        occurrence=st.none() | NUMBERS,
    ),
    st.builds(
        e.Corrected, field=st.just("deliverable"), was=st.none(), reason=st.just("x"),
        value=st.sampled_from(["report", "meeting", "none"]),
    ),
    st.builds(e.MandateVoided, event_id=st.integers(1, 12).map(event_id), reason=st.just("x")),
    st.builds(e.Noted, text=st.text(max_size=3)),
    st.builds(e.WordsVerified, text=st.none() | st.just("x"), span=st.none()),
    st.builds(
        e.TrackingOverridden, tracked=st.sampled_from(["yes", "no"]), reason=st.just("x")
    ),
    st.builds(
        e.Funded, how=st.sampled_from(["approved", "allocated"]), amounts=MONIES,
        instrument=st.none() | st.just(GA), fund=st.none() | st.just("PGTF"),
    ),
    st.builds(
        e.ItemAdvanced, occurrence=NUMBERS, item=st.just("GA/56/99(b)"),
        state=st.sampled_from(["requested", "on_provisional_agenda", "included", "carried_over"]),
    ),
    st.builds(
        e.ItemLinked, occurrence=NUMBERS, item=st.sampled_from(["GA/56/99(b)", "GA/57/12"])
    ),
]  # fmt: skip
DRAFTS = st.sampled_from(["A/C.2/54/L.5", "A/C.2/54/L.60"])
ESTIMATES = st.builds(
    b.Estimate, amounts=MONIES, paragraphs=st.sampled_from([(), ("2",), ("2", "18")])
)
PAPER_EVENTS: list[st.SearchStrategy[Any]] = [
    st.builds(d.Tabled, symbol=DRAFTS, sponsors=st.sampled_from([(), ("Guyana",)])),
    st.builds(d.SponsorsChanged, joined=st.just(("Norway",)), left=st.just(("Guyana",))),
    st.builds(d.Revised, document=st.just("A/C.2/54/L.5/Rev.1")),
    st.builds(d.Amended, result=st.sampled_from(["adopted", "rejected"])),
    st.builds(d.Replaced, by=DRAFTS),
    st.builds(d.BasedOn, draft=DRAFTS),
    st.builds(d.Withdrawn),
    st.builds(d.CommitteeActed, action=st.sampled_from(["approved", "rejected"])),
    st.builds(d.NotAdopted, how=st.sampled_from(["rejected", "no_action", "not_pressed"])),
    st.builds(d.AdoptedAs, instrument=st.just("A/RES/54/226")),
    st.builds(TextIssued, languages=st.sampled_from([(), ("en",)])),
    st.builds(TextCorrected, document=st.just("A/RES/54/226/Corr.1")),
    st.builds(TextReissued),
    *(
        st.builds(step, estimate=ESTIMATES)
        for step in (b.Stated, b.Reviewed, b.Decided, b.Approved, b.Refused, b.Absorbed,
                     b.NoneRequired)
    ),
]  # fmt: skip
FUND_EVENTS: list[st.SearchStrategy[Any]] = [
    st.builds(f.Established, name=st.just("PGTF")),
    st.builds(f.Renamed, name=st.just("Another")),
    st.builds(f.ContributionInvited),
    st.builds(f.Pledged, donor=st.just("Norway"), amount=AMOUNTS),
    st.builds(f.Paid, donor=st.just("Norway"), amount=AMOUNTS),
    st.builds(f.Allocated, amount=AMOUNTS, mandates=st.sampled_from([(), (M,)])),
]
NAMES = st.sampled_from(["Special Unit", "Office", "UNOSSC"])
ENTITY_EVENTS: list[st.SearchStrategy[Any]] = [
    st.builds(n.Established, name=NAMES, abbreviations=st.sampled_from([(), ("SU",)])),
    st.builds(n.Renamed, name=NAMES),
    st.builds(n.Aliased, alias=NAMES),
    st.builds(n.Merged, into=NAMES),
    st.builds(n.FunctionsTransferred, to=NAMES),
    st.builds(n.Abolished),
]
ITEM_EVENTS: list[st.SearchStrategy[Any]] = [
    st.builds(t.Requested, title=st.none() | NAMES),
    st.builds(t.Placed, number=st.none() | st.just("99")),
    st.builds(t.Included, title=st.none() | NAMES),
    st.builds(t.Renamed, title=NAMES),
    st.builds(t.Linked, mandates=st.just((Answer(mandate=M, occurrence=1),))),
    st.builds(t.ReportListed, document=DOCUMENTS),
    st.builds(t.Considered),
    st.builds(t.CarriedOver, to=st.just("GA/57")),
]
OTHER_EVENTS: list[st.SearchStrategy[Any]] = [
    st.builds(planned, DAYS.map(date.isoformat)),
    st.builds(Moved, opens=st.none() | DAYS, closes=st.none() | DAYS),
    st.builds(Opened, opened=DAYS),
    st.builds(Closed, closed=DAYS),
    st.just(Postponed()),
    st.builds(Suspended, suspended=DAYS),
    st.builds(Resumed, resumed=DAYS),
    st.builds(Forecast, title=st.none() | st.just("x"), expected=st.none() | DATES),
    st.builds(Begun, slot=st.just("slot-56-2")),
    st.builds(Named, document=DOCUMENTS),
    st.builds(SlotAssigned, slot=st.just("12")),
    st.builds(
        Submitted, document=DOCUMENTS,
        answers=st.just((Answer(mandate=M, occurrence=1),)),
    ),
    st.builds(Issued, document=DOCUMENTS, languages=st.just(("en",)), complete=st.booleans()),
    st.builds(Supplemented, kind=st.just("Add"), document=st.just("A/56/465/Add.1")),
    *PAPER_EVENTS,
    *FUND_EVENTS,
    *ENTITY_EVENTS,
    *ITEM_EVENTS,
    st.builds(Made, older=st.just(M), newer=st.just(NEWER), how=st.just("merged"),
              authority=AUTHORITIES),
    st.builds(Accepted, how=st.just("merged"), authority=AUTHORITIES),
    st.builds(Declined),
    st.builds(BodyAdded, code=st.just("HLC"), name=NAMES),
    st.builds(BodyRenamed, name=NAMES, authority=AUTHORITIES),
    st.builds(
        PolicySet, submission_days=st.none() | st.integers(0, 100), issue_days=st.none(),
        due_soon_days=st.none() | st.integers(0, 30),
    ),
]  # fmt: skip
MANDATE_EVENTS = st.one_of(EVENTS_OF_A_MANDATE)
ANY_EVENTS = st.one_of(*EVENTS_OF_A_MANDATE, *OTHER_EVENTS)


def histories(events: Any, *, late: bool = True) -> Any:
    """Any events in any order, each on any day, written down on any later day."""
    days = st.tuples(DATES, DATES)

    def dated(event: Event, effective: str, written: str) -> Any:
        return on(effective, event, recorded=written) if late else on(effective, event)

    row = st.lists(st.tuples(events, days), max_size=12)
    return row.map(lambda rows: record(*(dated(event, *both) for event, both in rows)))


@given(histories(ANY_EVENTS))
def test_applying_events_never_fails_whatever_their_order(history: Any) -> None:
    for stream in {one.stream for one in history}:
        own = [one for one in history if one.stream == stream]
        decider = decider_of(stream)
        state: Any = None
        for recorded in own:
            state = decider.evolve(state, recorded)
        fold(decider.evolve, own)
        unlawful(decider.evolve, decider.refusal, own)


@given(histories(MANDATE_EVENTS), DAYS)
def test_any_state_has_a_status(history: Any, day: date) -> None:
    story = Given((*record(adopted()), *history))
    if story.mandate(M, day.isoformat()) is not None:
        shown = story.shown(day.isoformat(), mandate=M)
        assert shown.timeliness
        assert shown.legal


@given(ANY_EVENTS)
def test_what_is_stored_of_an_event_is_read_as_the_same_event(event: Event) -> None:
    kind = EVENTS[event.tag]
    assert kind.model_validate_json(event.model_dump_json(), strict=True) == event


def test_every_kind_of_event_takes_part() -> None:
    here = {one for strategy in (*EVENTS_OF_A_MANDATE, *OTHER_EVENTS) for one in _tags(strategy)}
    kinds = ("mandate.", "session.", "report.")
    assert {tag for tag in EVENTS if tag.startswith(kinds) and "voided" not in tag} <= here


def _tags(strategy: Any) -> set[str]:
    found: set[str] = set()

    @given(strategy)
    def draw(event: Event) -> None:
        found.add(event.tag)

    draw()
    return found


# --- the fold -----------------------------------------------------------------------------------


@given(histories(MANDATE_EVENTS.filter(lambda one: not isinstance(one, e.MandateVoided))), DAYS)
def test_without_voids_knowledge_only_grows(history: Any, day: date) -> None:
    before: set[int] = set()
    for known_at in range(len(history) + 1):
        counted = standing(history, day, known_at)
        known = {one.position for one in counted}
        assert before <= known
        assert counted == standing([one for one in history if one.position <= known_at], day)
        before = known


@given(histories(MANDATE_EVENTS), DAYS, DAYS)
def test_a_later_day_shows_what_counted_on_an_earlier_one_first(
    history: Any, one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    before, after = standing(history, earlier), standing(history, later)
    assert after[: len(before)] == before


@given(histories(MANDATE_EVENTS), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(history: Any, chance: Any) -> None:
    shuffled = list(history)
    chance.shuffle(shuffled)
    assert fold(evolve, shuffled) == fold(evolve, history)
    assert void_ids(shuffled) == void_ids(history)


@given(st.lists(st.none() | st.integers(1, 12), max_size=12), st.integers(0, 13))
def test_chains_of_voids_come_out_as_the_naive_model_says(
    targets: list[int | None], known_at: int
) -> None:
    """Each event is a remark, or a void of an earlier one; it counts unless a void that counts
    names it."""
    events: list[Event] = [
        e.Noted(text="x") if target is None or target > place
        else e.MandateVoided(event_id=event_id(target), reason="x")
        for place, target in enumerate(targets)
    ]  # fmt: skip
    known = {place + 1: event for place, event in enumerate(events) if place + 1 <= known_at}

    def counts(position: int) -> bool:
        return not any(
            isinstance(event, e.MandateVoided)
            and event.event_id == event_id(position)
            and counts(place)
            for place, event in known.items()
            if place > position
        )

    naive = {
        event.event_id
        for place, event in known.items()
        if isinstance(event, e.MandateVoided) and counts(place)
    }
    assert void_ids(record(*events), known_at) == naive


@given(histories(MANDATE_EVENTS))
def test_without_an_adoption_there_is_no_mandate(history: Any) -> None:
    counted = standing(history)
    adoptions = [one for one in counted if isinstance(one.event, e.Adopted)]
    assert (fold(evolve, history) is None) == (not adoptions)


@given(MANDATE_EVENTS)
def test_before_the_adoption_only_an_adoption_is_lawful(event: Any) -> None:
    assert (refusal(None, event) is None) == isinstance(event, e.Adopted)


# --- texts --------------------------------------------------------------------------------------

PARTS = st.sampled_from(["", "A", "B", "A-B"])
SYMBOLS = st.one_of(
    st.builds("A/RES/{}/{}{}".format, st.integers(31, 99), st.integers(1, 999), PARTS),
    st.builds("A/RES/S-{}/{}".format, st.integers(1, 32), st.integers(1, 9)),
    st.builds("A/DEC/{}/{}".format, st.integers(31, 99), st.integers(301, 599)),
    st.builds("S/RES/{}({})".format, st.integers(1, 2800), st.integers(1946, 2030)),
    st.builds("A/RES/{}({})".format, st.integers(1, 3500), st.sampled_from(["I", "XXX", "S-VII"])),
    st.builds("A/HRC/RES/{}/{}".format, st.integers(1, 60), st.integers(1, 40)),
    st.builds("A/C.{}/{}/L.{}/Rev.{}".format, *[st.integers(1, 99)] * 4),
    st.builds("A/{}/{}/Add.{}".format, *[st.integers(1, 999)] * 3),
    st.builds("E/{}/{}".format, st.integers(1978, 2030), st.integers(1, 99)),
    st.builds("A/{}/PV.{}".format, st.integers(1, 99), st.integers(1, 99)),
)
ACTS = st.builds(
    "{}{}.{}".format,
    st.integers(1, 99),
    st.sampled_from(["", "(a)", "(b)(ii)", "~2"]),
    st.integers(1, 9),
)


@given(SYMBOLS)
def test_a_symbol_is_read_as_it_is_written(symbol: str) -> None:
    parsed = parse_symbol(symbol)
    assert str(parsed) == symbol
    assert parse_symbol(str(parsed)) == parsed
    assert authority(symbol) == symbol
    assert normal(symbol.lower() if parsed.kind == "resolution" else symbol) == symbol


@given(SYMBOLS, ACTS)
def test_an_identity_is_read_as_it_is_written(symbol: str, act: str) -> None:
    assert identity(f"{symbol}#{act}") == f"{symbol}#{act}"


@given(st.text(max_size=30))
def test_no_text_breaks_a_parser(text: str) -> None:
    for parser in (parse_symbol, identity, authority, parse_due, session_id, last_day):
        try:
            parser(text)
        except ValueError:
            continue
        except Exception as error:  # pragma: no cover
            pytest.fail(f"{parser.__name__}: {error!r}")


SESSIONS = st.builds(
    SessionDue,
    organ=st.sampled_from(["GA", "ECOSOC", "HRC", "High-level Committee"]),
    session=st.one_of(st.integers(1, 120), st.integers(1, 40).map("S-{}".format)),
)


@given(st.one_of(SESSIONS, DATES.map(lambda day: DateDue(date=day)), st.just(OpenDue())))
def test_a_due_term_is_read_as_it_is_written(term: Any) -> None:
    assert parse_due(words(term)) == term
    assert DUE.validate_json(DUE.dump_json(term)) == term
    assert same(term, term.model_copy(update={"text": "as said"}))


@given(DATES, DAYS)
def test_a_period_begins_and_ends_where_it_should(partial: str, day: date) -> None:
    first, last = first_day(partial), last_day(partial)
    assert first <= last
    form = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[precision(partial)]
    assert (first <= day <= last) == (day.strftime(form) == partial)
    assert (last + ONE_DAY).strftime(form) != partial


@given(st.integers(1, 999), DAYS, DAYS)
def test_what_is_known_of_the_days_of_a_session_only_grows(
    number: int, one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    session = f"GA/{number}"
    before, after = Calendar(earlier).openings(session), Calendar(later).openings(session)
    assert after[: len(before)] == before
    window = Calendar(later).window(session)
    assume(window is not None and window.closes is not None)
    assert window is not None
    assert window.closes is not None
    assert (window.closes - window.opens).days in range(350, 380)


@given(histories(MANDATE_EVENTS))
def test_streams_keep_to_their_kind(history: Any) -> None:
    assert {kind_of(one.stream) for one in history} <= {"mandate"}


@pytest.mark.skipif(os.environ.get("MANDATES_TEST_SIZE") == "long", reason="draws what it likes")
def test_what_is_drawn_does_not_rest_on_what_a_process_has_loaded() -> None:
    """See conftest.py: a test that fails does so for everybody."""
    providers: Any = import_module("hypothesis.internal.conjecture.providers")
    assert len(providers._get_local_constants()) == 0
