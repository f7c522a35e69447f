"""Partial decoding: the swift way to the register's rows gives what the full one gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from mandates.adapters.feed.tables import tables, tuples
from mandates.adapters.record.codec import Codec
from mandates.domain.days import last_day
from mandates.domain.due import EventDue, RelativeDue, SessionDue
from mandates.domain.event import Confidence, Event, Recorded, Source
from mandates.domain.fold import fold
from mandates.domain.mandate import events as e
from mandates.domain.mandate.evolve import evolve
from mandates.domain.money import Money
from mandates.domain.registry import EVENTS
from mandates.domain.rhythm import Rhythm
from mandates.projections.lens.cells import Lived, lived
from mandates.projections.lens.documents import Retired, decode
from mandates.projections.lens.evolve import ON_MANDATE
from mandates.projections.lens.life import life
from mandates.projections.questions import DOCKET, LINEAGE, TIMELINE
from mandates.projections.register import MANDATE
from mandates.projections.search.held import PAST, REGISTER
from spec import GA, M, adopted, considered, issued, on, record, submitted
from spec import due as term

CODEC = Codec(EVENTS)
DAYS = ["1999-12-22", "2000-03-01", "2000-03-02", "2001", "2001-07", "2002-01-01", "2003"]
DUES = [
    None, term("GA/56"), term("GA/57"), term("2003-01"), term("open"), term("2001-06-30"),
    EventDue(text="at its next session"), RelativeDue(amount=6, unit="month"),
    SessionDue(organ="Economic and Social Council", session=None, year=2001),
    SessionDue(organ="General Assembly", session=57, bound="before"),
]  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


ENVELOPES = st.fixed_dictionaries({
    "actor": TEXTS.map(str.strip), "note": st.none() | TEXTS.map(str.strip),
    "source": st.none() | st.builds(
        Source, symbol=st.none() | TEXTS, paragraph=st.none() | TEXTS,
        confidence=st.sampled_from(Confidence),
    ),
    "microsecond": st.sampled_from([0, 1, 500_000]),
})  # fmt: skip


def enclosed(one: Recorded, said: dict[str, Any]) -> Recorded:
    """The event with something else in its envelope."""
    at = one.envelope.recorded_at.replace(microsecond=said["microsecond"])
    update = {**said, "recorded_at": at}
    del update["microsecond"]
    envelope = one.envelope.model_copy(update=update)
    return Recorded(one.position, one.stream, one.version, one.event_id, envelope, one.event)


@st.composite
def adoptions(draw: st.DrawFn) -> Event:
    """Any adoption that a text may give."""
    dues = draw(st.lists(st.sampled_from(DUES[1:]), max_size=3))
    until = draw(st.sampled_from([None, term("GA/58"), term("2004")]))
    rhythm = draw(st.sampled_from([
        None, Rhythm(recurrence="annual", until=term("GA/57")),
        Rhythm(recurrence="other", every=90, unit="day"),
    ]))  # fmt: skip
    return adopted(
        due=dues[0] if dues else draw(st.sampled_from(DUES)),
        dues=tuple(dues) if len(dues) > 1 else (),
        recurrence=draw(st.sampled_from([None, "annual", "biennial", "every_session", "other"])),
        rhythm=rhythm, until=until, title=draw(TEXTS), text=draw(TEXTS),
        tracked=draw(st.sampled_from(["yes", "no", "unknown"])),
        deliverable=draw(st.sampled_from(["report", "meeting", "other"])),
    )  # fmt: skip


def happenings(occurrence: int, text: str, due: Any) -> list[Callable[[], Event]]:
    """What the partial decoding knows, each with some of what it may hold."""
    at: dict[str, Any] = {"occurrence": occurrence}
    said: dict[str, Any] = {**at, "said_for": date(2001, 9, 2), "calendar": text}
    return [
        lambda: e.Assigned(entity=text or "UNDP"),
        lambda: e.Assigned(entity="UNDP", role="contributing", authority=GA),
        lambda: e.Assigned(entity="UNDP"),
        lambda: submitted(**at, late_reason=text),
        lambda: submitted("A/56/1", **at),
        lambda: submitted("A/56/1", **at, late_reason=text),
        lambda: submitted("A/56/2", **at, came_on="2001-07-02"),
        lambda: e.ProgressStated(**at, state="confirmed", came_on="2001-07"),
        lambda: e.OccurrenceOpened(
            **at, due=due, passed_from="A/RES/54/226#18.2/1", late_days={"issue": 9}
        ),
        lambda: e.ReportIssued(
            **at, document="A/56/2", languages=("fr",), complete=True, came_on="2001-07"
        ),
        lambda: issued(**at),
        lambda: e.ReportIssued(**at, document="A/56/1", languages=("fr", "en"), complete=False),
        lambda: e.ReportIssued(**at, document="A/56/1", languages=("es",), complete=True),
        lambda: considered(**at, authority=GA, action="noted"),
        lambda: e.ItemLinked(**at, item="GA/56/98"),
        lambda: e.ItemLinked(**at, item="GA/56/99 (a)"),
        lambda: e.ItemAdvanced(**at, state="included", item="GA/56/98", authority=GA),
        lambda: e.Completed(**at),
        lambda: e.Waived(**at, reason=text),
        lambda: e.Missed(**at, legal_by=date(2001, 9, 1), days_overdue=4),
        lambda: e.Noted(text=text),
        lambda: e.OccurrenceOpened(occurrence=2, due=due),
        lambda: e.OccurrenceOpened(occurrence=3, due=due, passed_from="A/RES/50/1#1.1"),
        lambda: e.Deferred(
            **at, what="delivery", to=due or term("GA/59"), authority=GA, late_days={"legal": 3}
        ),
        *[
            (lambda state=state: e.ProgressStated(**at, state=state, statement=text))
            for state in ("stated", "confirmed", "disputed", "convened", "held", "postponed")
        ],
        lambda: e.Deferred(
            **at, what="consideration", to=due or term("GA/57"), authority=GA, exceptional=True
        ),
        lambda: e.Reiterated(by="A/RES/57/1#2.1", authority=GA),
        lambda: e.Extended(authority=GA, until=due or term("2003")),
        lambda: e.Extended(authority=GA, until=term("GA/56")),
        lambda: e.Adapted(authority=GA, into="A/RES/57/1#2.1"),
        lambda: e.Merged(authority=GA, into="A/RES/57/1#2.1"),
        lambda: e.Replaced(authority=GA, by="A/RES/57/1#2.1"),
        lambda: e.Retired(authority=GA),
        lambda: e.Lapsed(authority=GA),
        lambda: e.Expired(until=due),
        lambda: e.Expired(until=due, said_for=date(2001, 9, 2)),
        lambda: e.Expired(until=term("GA/58"), said_for=date(2001, 9, 2)),
        lambda: e.OccurrenceOpened(occurrence=2, due=due, said_for=date(2001, 9, 2)),
        lambda: e.Succeeded(predecessor="A/RES/50/1#1.1", how="reiterated", authority=GA),
        lambda: e.TrackingOverridden(tracked="no", reason=text),
        lambda: e.WordsVerified(text=f"Ärger {text}", span=(1, 4)),
        lambda: e.WordsVerified(text=None, span=None),
        lambda: e.Funded(
            how="approved",
            amounts=(Money(amount=Decimal("12.50"), currency="EUR"),),
            fund=text,
            instrument=GA,
            years=(2001, 2002),
            shared_with=("A/RES/50/1#1.1",),
        ),
        lambda: e.DueSoon(**said, deadline="legal", on=date(2001, 9, 1)),
        lambda: e.FellDue(**said, deadline="submission", on=date(2001, 9, 1)),
        lambda: e.BecameOverdue(**said, deadline="legal", on=date(2001, 9, 5)),
    ]


@st.composite
def lives(draw: st.DrawFn) -> tuple[Recorded, ...]:
    """Any row of such events, lawful or not, by their days, as nearly all are, or in any order."""
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=13))
    if draw(st.booleans()):
        days.sort(key=last_day)
    facts: list[Any] = [on(days[0], draw(adoptions()))]
    for day in days[1:]:
        some = happenings(
            draw(st.integers(1, 3)), draw(TEXTS), draw(st.sampled_from(DUES))
        )  # fmt: skip
        facts.append(on(day, draw(st.sampled_from(some))()))
    if draw(st.integers(0, 9)) == 0:
        facts.append(on(draw(st.sampled_from(DAYS)), draw(adoptions())))
    return tuple(draw(st.lists(ENVELOPES, min_size=len(facts), max_size=len(facts)).map(
        lambda some: [enclosed(one, of) for one, of in zip(record(*facts), some, strict=True)]
    )))  # fmt: skip


@st.composite
def commands(draw: st.DrawFn) -> tuple[Recorded, ...]:
    """The same, some of it recorded by one command."""
    history = draw(lives())
    found: list[Recorded] = []
    for one in history:
        together = bool(found) and draw(st.booleans())
        command = found[-1].envelope.command_id if together else one.envelope.command_id
        envelope = one.envelope.model_copy(update={"command_id": command})
        found.append(
            Recorded(one.position, one.stream, one.version, one.event_id, envelope, one.event)
        )
    return tuple(found)


@st.composite
def in_turn(draw: st.DrawFn) -> tuple[Recorded, ...]:
    """Commands of one to three such events, each on a later day than the one before."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    found: list[Any] = []
    for number, size in enumerate(sizes, start=1):
        day = f"2001-{number:02}-01"
        for _ in range(size):
            some = happenings(draw(st.integers(1, 2)), "x", draw(st.sampled_from(DUES)))
            event = draw(st.sampled_from(some))() if found else draw(adoptions())
            found.append(on(day, event))
    recorded = record(*found)
    commands = [number for number, size in enumerate(sizes) for _ in range(size)]
    return tuple(
        enclosed(one, {"command_id": UUID(int=number), "microsecond": 0})
        for one, number in zip(recorded, commands, strict=True)
    )


def stored(history: Sequence[Recorded]) -> bytes:
    """What a record gives for a stream."""
    return b"[" + b",".join(map(CODEC.encode, history)) + b"]"


def swiftly(history: Sequence[Recorded], view: Any = REGISTER) -> Any:
    """The rows by partial decoding; None where that leaves it to the full one."""
    found = swift_life(history)
    return None if found is None else view.swift()(found)


def swift_life(history: Sequence[Recorded]) -> Lived | None:
    """What views fold of it by partial decoding."""
    return lived(f"mandate-{M}", [one.position for one in history], stored(history))


def fully(history: Sequence[Recorded], view: Any = REGISTER) -> Any:
    """The same by the full decoding and the one fold."""
    read = [
        CODEC.decode((one.position, one.stream, one.version, one.event.tag, CODEC.encode(one)))
        for one in history
    ]
    return tuples(tables(view, 1), view.rows(f"mandate-{M}", read))


@drawn(lives())
def test_the_swift_rows_are_those_of_the_one_fold(history: tuple[Recorded, ...]) -> None:
    for view in (REGISTER, DOCKET, TIMELINE):
        found = swiftly(history, view)
        assert found is not None
        assert {name: sorted(rows, key=str) for name, rows in found.items() if rows} == {
            name: sorted(rows, key=str) for name, rows in fully(history, view).items() if rows
        }, view.name


@drawn(commands(), st.permutations([PAST, REGISTER, DOCKET, TIMELINE]))
def test_views_that_share_one_life_have_the_rows_that_each_has_alone(
    history: tuple[Recorded, ...], views: list[Any]
) -> None:
    shared = swift_life(history)
    assert [view.swift()(shared) for view in views] == [swiftly(history, view) for view in views]


@drawn(commands() | in_turn())
def test_the_swift_cells_of_the_past_are_those_of_the_one_fold(
    history: tuple[Recorded, ...],
) -> None:
    found = swiftly(history, PAST)
    assert found is not None
    assert {name: rows for name, rows in found.items() if rows} == {
        name: rows for name, rows in fully(history, PAST).items() if rows
    }


@drawn(lives())
def test_the_swift_state_on_a_day_is_that_of_the_one_fold(history: tuple[Recorded, ...]) -> None:
    found = decode(f"mandate-{M}", len(history), stored(history))
    assert found is not None
    changes = {one.day for one in history}
    for day in changes | {one - timedelta(days=1) for one in changes}:
        state = life([one.position for one in history]).on(found, day.isoformat())
        expected = fold(evolve, history, day)
        assert (state and MANDATE.validate_json(state)) == expected


def test_what_was_delivered_without_a_report_is_not_shown_as_missed() -> None:
    confirmed = e.ProgressStated(occurrence=1, state="confirmed")
    missed = e.Missed(occurrence=1, legal_by=None, days_overdue=None)
    history = record(adopted(), confirmed, missed)
    rows = swiftly(history, PAST)
    assert rows == fully(history, PAST)
    assert [row[11] for row in rows["past"]] == ["|open|", "|confirmed|", "|confirmed||missed|"]


def test_a_due_point_stays_issued_when_a_second_report_is_out_in_one_language() -> None:
    part = e.ReportIssued(occurrence=1, document="A/56/2", languages=("fr",), complete=False)
    history = record(adopted(), submitted(), issued(), submitted("A/56/2"), part)
    rows = swiftly(history, PAST)
    assert rows == fully(history, PAST)
    assert [row[11] for row in rows["past"]] == [
        "|open|", "|submitted|", "|issued|", "|submitted|", "|issued|",
    ]  # fmt: skip


def test_what_opens_and_what_is_put_off_is_sought_by_its_new_session() -> None:
    history = record(
        adopted(due=term("GA/56")),
        e.OccurrenceOpened(occurrence=2, due=term("GA/57")),
        e.Deferred(occurrence=1, what="delivery", to=term("GA/59"), authority=GA),
    )
    rows = swiftly(history, PAST)
    assert rows == fully(history, PAST)
    assert [row[12] for row in rows["past"]] == ["|GA/56|", "|GA/56||GA/57|", "|GA/57||GA/59|"]


def test_the_docket_tells_what_was_said_last_of_a_session_that_moved() -> None:
    said: dict[str, Any] = {"occurrence": 1, "deadline": "legal", "said_for": date(2001, 9, 2),
                            "calendar": "x"}  # fmt: skip
    history = record(
        adopted(),
        e.BecameOverdue(**said, on=date(2001, 9, 1)),
        e.DueSoon(**said, on=date(2001, 9, 5)),
    )
    rows = swiftly(history, DOCKET)["docket"]
    assert sorted(rows, key=str) == sorted(fully(history, DOCKET)["docket"], key=str)
    assert [row[8:11] for row in rows if row[4] == "legal"] == [("2001-09-05", 1, 3)]


def same_rows(history: Sequence[Recorded]) -> None:
    """All views have the same rows by both ways, and the swift one is taken."""
    for view in (PAST, REGISTER, DOCKET, TIMELINE, LINEAGE):
        found, expected = swiftly(history, view), fully(history, view)
        assert found is not None
        assert {name: sorted(rows, key=str) for name, rows in found.items() if rows} == {
            name: sorted(rows, key=str) for name, rows in expected.items() if rows
        }, (view.name, [one.event for one in history])


@pytest.mark.parametrize("deliverable", ["report", "meeting"])
def test_whatever_two_things_happen_in_turn_all_views_are_those_of_the_one_fold(
    deliverable: str,
) -> None:
    begun = on("2001-01-01", adopted(
        due=term("GA/56"), recurrence="annual", until=term("GA/58"), deliverable=deliverable,
    ))  # fmt: skip
    happening = happenings(1, "x", DUES[-1])
    for first in happening:
        for second in happening:
            same_rows(record(begun, on("2001-02-01", first()), on("2001-03-01", second())))


def test_what_nobody_said_the_meaning_of_is_not_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    history = record(adopted(), on("2001-02-01", e.Retired(authority=GA)))
    monkeypatch.delitem(ON_MANDATE, Retired)
    with pytest.raises(TypeError, match="Retired"):
        swiftly(history)


@pytest.mark.parametrize("deliverable", ["report", "meeting"])
def test_what_agenda_items_carry_is_folded_too(deliverable: str) -> None:
    at: dict[str, Any] = {"occurrence": 1}
    history = record(
        adopted(due=term("GA/56"), deliverable=deliverable),
        on("2001-02-01", e.ItemLinked(**at, item="GA/56/99")),
        on("2001-02-02", e.ItemAdvanced(**at, state="included", item="GA/56/99")),
        on("2001-02-03", e.ItemLinked(**at, item="GA/56/98")),
        on("2001-02-04", e.ItemLinked(**at, item="GA/56/99")),
    )
    same_rows(history)
    carried = {(row[4], row[12], row[13]) for row in swiftly(history, DOCKET)["under"]}
    both = ("GA/56/98\nGA/56/99", str(history[3].recorded_on))
    assert carried == (
        {("submission", *both), ("issue", *both)} if deliverable == "report" else set()
    )


def test_what_it_does_not_know_is_left_to_the_full_decoding() -> None:
    history = record(adopted(), on("2001-06-29", submitted()))
    assert swiftly(history) is not None
    for event in (
        e.MandateVoided(event_id=history[1].event_id, reason="wrong"),
        e.Corrected(field="title", value="x", was=None, reason="x"),
    ):
        assert swiftly(record(adopted(), on("2001-06-29", event))) is None


@pytest.mark.parametrize(
    "instant", ["2001-09-12T12:00:00.1+01:00", "2001-09-12T12:00:00+00:00", "2001-09-12T12:00Z"]
)
def test_an_instant_that_is_written_otherwise_is_left_to_the_full_decoding(instant: str) -> None:
    history = record(adopted())
    documents = re.sub(rb'(?<="recorded_at":")[^"]+', instant.encode(), stored(history))
    found = lived(f"mandate-{M}", [1], documents)
    assert found is not None
    with pytest.raises(ValueError, match="written otherwise"):
        TIMELINE.swift()(found)


@pytest.mark.parametrize(
    ("was", "broken"),
    [
        (b'"role":', b'"roll":'),
        (b'"role":"lead"', b'"role":"lead","more":1'),
        (b'"version":2', b'"version":3'),
        (b'"entity":"UNDP"', b'"entity":7'),
        (b"mandate.assigned.v1", b"mandate.assigned.v9"),
        (f'"stream":"mandate-{M}","version":2'.encode(), b'"stream":"mandate-x","version":2'),
        (b"}]", b"}"),
        (b'"UNDP"', b'"\xff"'),
    ],
)
def test_what_is_no_document_of_its_tag_is_left_to_the_full_decoding(
    was: bytes, broken: bytes
) -> None:
    documents = stored(record(adopted(), e.Assigned(entity="UNDP")))
    assert decode(f"mandate-{M}", 2, documents) is not None
    assert was in documents
    assert decode(f"mandate-{M}", 2, documents.replace(was, broken)) is None
