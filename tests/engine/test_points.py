"""Asking: true on a day, as known then; both axes, at every point, by every question."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from host import Clock, adoption, dated, tags
from pydantic import TypeAdapter
from trees import root_of

from mandates import (
    AddBody,
    AgendaQuery,
    Allocate,
    Assign,
    BadInput,
    Consider,
    Defer,
    Engine,
    EstablishEntity,
    EstablishFund,
    Expire,
    ForecastReport,
    Money,
    MoveSession,
    Note,
    OpenOccurrence,
    PlanSession,
    Refused,
    RegisterQuery,
    Reiterate,
    RequestItem,
    Retire,
    SetPolicy,
    StateBudget,
    SubmitReport,
    Unknown,
    Waive,
)
from mandates.domain.command import Command
from mandates.domain.days import FIRST, LAST, ONE_DAY
from mandates.domain.due import SessionDue
from mandates.projections.search.held import PAST, REGISTER
from spec import GA, M, N, act, due

Open = Callable[[], Engine]
EARLY, LATE = date(2001, 7, 1), date(2001, 7, 20)


@pytest.fixture
def lived(engine: Engine, clock: Clock) -> Engine:
    """A life in which what was known and what was true part ways.

    1-2 adopted · 3 session planned (10 January) · 4 it moves (20 June) · 5 assigned, entered on
    20 June, true from 1 February · 6 deferred (1 September)
    """
    engine.execute(adoption(dated("2.2", "UNEP/21")), by="desk")
    plan = PlanSession(session="UNEP/21", opens=EARLY.isoformat(), closes="2001-07-28")
    engine.execute(plan, by="desk")
    clock.at("2001-06-20")
    engine.execute(MoveSession(session="UNEP/21", opens=LATE.isoformat()), by="desk")
    engine.execute(Assign(mandate=M, entity="UNDP", on="2001-02-01"), by="desk")
    clock.at("2001-09-01")
    defer = Defer(mandate=M, to=due("UNEP/22"), what="delivery", authority="E/RES/2001/1")
    engine.execute(defer, by="desk")
    return engine


def anchor(engine: Engine, as_of: date | None, known_at: int | date | datetime | None) -> object:
    shown = engine.mandate(M, as_of=as_of, known_at=known_at).item.due
    assert shown is not None
    return shown.anchor


@pytest.mark.parametrize(
    ("as_of", "known_at", "opens", "leads"),
    [
        (date(2001, 3, 1), None, EARLY, ("UNDP",)),
        (date(2001, 3, 1), 3, EARLY, ()),
        (date(2001, 1, 15), None, EARLY, ()),
        (date(2001, 7, 1), 3, EARLY, ()),
        (date(2001, 7, 1), 4, LATE, ()),
        (date(2001, 7, 1), 5, LATE, ("UNDP",)),
        (date(2001, 7, 1), None, LATE, ("UNDP",)),
        (date(2001, 7, 1), date(2001, 6, 19), EARLY, ()),
        (date(2001, 7, 1), date(2001, 6, 20), LATE, ("UNDP",)),
        (None, 5, LATE, ("UNDP",)),
        (None, None, None, ("UNDP",)),
    ],
)
def test_one_mandate_on_both_axes(
    lived: Engine, as_of: date | None, known_at: int | date | None, opens: object, leads: object
) -> None:
    assert anchor(lived, as_of, known_at) == opens
    assert lived.mandate(M, as_of=as_of, known_at=known_at).item.leads == leads


POINTS = [
    (as_of, known_at)
    for as_of in (None, date(2000, 1, 1), date(2001, 1, 15), date(2001, 7, 1), date(2001, 9, 1))
    for known_at in (None, *range(7), date(2001, 6, 19), date(2001, 9, 1), date(2020, 1, 1))
]


def test_every_question_answers_alike_at_every_point(lived: Engine) -> None:
    """The register and the docket come from views or from a fold: nobody can tell."""
    for as_of, known_at in POINTS:
        check_alike(lived, as_of, known_at)


def check_alike(lived: Engine, as_of: date | None, known_at: int | date | None) -> None:
    registered = lived.register(RegisterQuery(every=True), as_of=as_of, known_at=known_at)
    docketed = lived.docket(as_of=as_of, known_at=known_at)
    try:
        one = lived.mandate(M, as_of=as_of, known_at=known_at)
    except Unknown:
        assert registered.items == docketed.items == ()
        with pytest.raises(Unknown):
            lived.why(M, as_of=as_of, known_at=known_at)
        return
    (item,) = registered.items
    (on_docket,) = docketed.items
    assert item == on_docket
    assert item.model_dump().items() <= one.item.model_dump().items()
    why = lived.why(M, as_of=as_of, known_at=known_at)
    assert why.fields["leads"].value == list(item.leads)
    assert why.fields["timeliness"].value == item.status.timeliness
    assert {each.basis.position for each in (registered, docketed, one, why)} == {
        one.basis.position
    }
    assert all(at <= one.basis.position for each in why.fields.values() for at in each.because)


def test_a_later_record_gives_the_same_answer_at_the_same_point(
    lived: Engine, clock: Clock
) -> None:
    points = [
        (as_of or date(2001, 9, 1), known_at)
        for as_of, known_at in POINTS
        if known_at is not None and known_at != date(2020, 1, 1)
    ]
    before = [lived.register(as_of=as_of, known_at=known_at).items for as_of, known_at in points]
    clock.at("2002-01-01")
    late = [
        Waive(mandate=M, reason="moot", on="2001-09-01"),
        MoveSession(session="UNEP/21", closes="2001-07-29"),
    ]
    lived.execute(late, by="desk")
    after = [lived.register(as_of=as_of, known_at=known_at).items for as_of, known_at in points]
    assert after == before


def told(engine: Engine, as_of: date, known_at: int) -> dict[str, object]:
    """The answer to every question at a point, as JSON."""
    at: dict[str, Any] = {"as_of": as_of, "known_at": known_at}
    beside = engine.beside(**at)
    everything: dict[str, object] = {
        "register": engine.register(RegisterQuery(every=True), **at),
        "by a name": engine.register(RegisterQuery(addressee="UNDP", every=True), **at),
        "docket": engine.docket(**at), "at a session": engine.docket("UNEP/21", **at),
        "workload": engine.workload(**at), "funding": engine.funding(**at),
        "agenda": engine.agenda(**at), "sessions": engine.sessions(["UNEP/21", "GA/56"], **at),
        "all sessions": engine.sessions(**at), "names": engine.names("UNDP", **at),
        "texts": engine.instruments(**at), "a page of texts": engine.instruments(limit=1, **at),
        "texts by a symbol": engine.instruments("54", **at),
        "funds": beside.funds(), "entities": beside.entities(), "bodies": beside.bodies(),
        "policies": beside.policies(), "reports": beside.reports(),
        "proposals": beside.proposals(every=True),
    }  # fmt: skip
    for name in ("mandate", "why", "lineage"):
        with suppress(Unknown):
            everything[name] = getattr(engine, name)(M, **at)
    with suppress(Unknown):
        everything["text"] = engine.instrument("A/RES/54/226", **at)
    return {name: _without_its_view(one) for name, one in everything.items()}


def _without_its_view(answer: object) -> object:
    """As JSON, without the view that told it: of the same point one or another may."""
    found: object = ANY.dump_python(answer, mode="json")
    if not isinstance(found, dict):
        return found
    whole = cast("dict[str, dict[str, Any]]", found)
    whole["basis"].pop("view")
    return whole


ANY: TypeAdapter[object] = TypeAdapter(object)
LATE_ENTRIES: list[Command] = [
    adoption(dated("5.1", "UNEP/21"), symbol="A/RES/56/202", day="2000-12-20"),
    adoption(symbol="A/RES/53/54", day="1998-12-20"),
    AddBody(code="UNEP", name="Governing Council", on="2000-01-01"),
    SetPolicy(body="GA", submission_days=90, due_soon_days=40, on="2000-01-01"),
    EstablishEntity(entity="UNDP", abbreviations=("Programme",), on="1999-01-01"),
    EstablishFund(fund="Trust Fund", on="1999-01-01"),
    Allocate(fund="Trust Fund", amount=Money.model_validate({"amount": "5"}), mandates=(M,),
             on="2001-01-12"),
    RequestItem(item="GA/56/1", title="Lamps", mandates=((M, None),), on="2001-01-12"),
    ForecastReport(report="A/56/465", title="Lamps", on="2001-01-12"),
    StateBudget(symbol="A/RES/54/226", amounts=(Money.model_validate({"amount": "5"}),),
                on="2000-01-01"),
    PlanSession(session="GA/56", opens="2001-03-01", on="2001-01-12"),
    Reiterate(mandate=M, authority="A/RES/56/202", by="A/RES/56/202#5.1", on="2001-08-30"),
    MoveSession(session="UNEP/21", closes="2001-07-29", on="2001-06-21"),
    Assign(mandate=M, entity="UNDP", role="contributing", on="2001-01-11"),
]  # fmt: skip
"""Something of every kind, entered late, so that it holds on days that were asked for before."""


def test_no_question_tells_at_a_point_what_was_recorded_later(lived: Engine, clock: Clock) -> None:
    days = (date(2000, 1, 1), date(2001, 1, 15), date(2001, 7, 1), date(2001, 9, 1))
    points = [(as_of, known_at) for as_of in days for known_at in range(7)]
    before = [told(lived, *point) for point in points]
    clock.at("2002-01-01")
    for command in LATE_ENTRIES:
        lived.execute(command, by="desk")
    for point, answers in zip(points, before, strict=True):
        after = told(lived, *point)
        for question, answer in answers.items():
            assert after[question] == answer, (question, point)
    assert told(lived, days[-1], lived.status().position) != before[-1]


def test_why_names_the_events_that_made_it_so(lived: Engine) -> None:
    assert lived.why(M, "leads").fields["leads"].because == (2, 5)
    assert 4 in lived.why(M, "anchor", as_of=date(2001, 7, 1)).fields["anchor"].because
    assert (
        4 not in lived.why(M, "anchor", as_of=date(2001, 7, 1), known_at=3).fields["anchor"].because
    )
    with pytest.raises(Unknown, match="is no field"):
        lived.why(M, "colour")


def test_the_days_of_sessions_on_both_axes(lived: Engine) -> None:
    def opening(as_of: date | None, known_at: int | None) -> date | None:
        (one,) = lived.sessions(["UNEP/21"], as_of=as_of, known_at=known_at)
        return one.opens

    assert opening(date(2001, 7, 1), 3) == EARLY
    assert opening(date(2001, 6, 19), None) == EARLY
    assert opening(None, None) == LATE
    assert lived.sessions(["UNEP/21"], as_of=date(2001, 1, 1)) == ()


# --- known at -------------------------------------------------------------------------------------


def test_known_at_a_position_never_cuts_a_command_apart(engine: Engine) -> None:
    engine.execute(adoption(act("2.2"), act("18.2")), by="desk")
    both = [Assign(mandate=M, entity="UNDP"), Assign(mandate=N, entity="FAO")]
    engine.execute(both, by="desk")
    for position, complete in {0: 0, 1: 0, 2: 0, 3: 3, 4: 3, 5: 5}.items():
        registered = engine.register(known_at=position)
        assert registered.basis.position == complete
        assert len(registered.items) == (2 if complete else 0)
        assert [one.leads for one in registered.items] in ([], [(), ()], [("UNDP",), ("FAO",)])


def test_nothing_is_known_at_a_position_that_the_record_has_not_reached(engine: Engine) -> None:
    with pytest.raises(Unknown, match="1 is a position, and the record ends at 0"):
        engine.register(known_at=1)
    engine.execute(adoption(), by="desk")
    asked: list[Callable[..., object]] = [
        engine.register, engine.docket, engine.agenda, engine.workload, engine.funding,
        engine.sessions, engine.basis, partial(engine.why, M),
    ]  # fmt: skip
    for ask in asked:
        ask(known_at=2)
        with pytest.raises(Unknown, match=r"3 is a position, and the record ends at 2$"):
            ask(known_at=3)
    with pytest.raises(Unknown, match="for the year write 2001-12-31"):
        engine.mandate(M, known_at=2001)
    with pytest.raises(Unknown, match="9 is a position"):
        next(engine.compare(1, 9))


def test_known_at_a_day_is_its_end_in_utc(engine: Engine, clock: Clock) -> None:
    clock.now = datetime(2001, 1, 10, 23, 59, 59, 999999, tzinfo=UTC)
    engine.execute(adoption(), by="desk")
    clock.now += timedelta(microseconds=1)
    engine.execute(Note(mandate=M, text="the day after"), by="desk")
    assert engine.register(known_at=date(2001, 1, 9)).basis.position == 0
    registered = engine.register(known_at=date(2001, 1, 10))
    assert registered.basis.position == 2
    assert registered.basis.known_at == datetime(2001, 1, 10, 23, 59, 59, 999999, tzinfo=UTC)
    assert engine.register(known_at=date(2001, 1, 11)).basis.position == 3


def test_known_at_an_instant_is_what_was_recorded_by_then(engine: Engine, clock: Clock) -> None:
    engine.execute(adoption(), by="desk")
    at = clock.now
    assert engine.register(known_at=at).basis.position == 2
    assert engine.register(known_at=at - timedelta(microseconds=1)).basis.position == 0
    with pytest.raises(BadInput, match="has no time zone"):
        engine.register(known_at=at.replace(tzinfo=None))
    with pytest.raises(BadInput, match="positions count from 1"):
        engine.register(known_at=-1)


def test_an_instant_or_a_day_at_the_end_of_all_days_is_refused(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    last = datetime.max.replace(tzinfo=timezone(timedelta(hours=-14)))
    first = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
    for instant in (first, last):
        with pytest.raises(BadInput, match="outside the years 1 to 9999"):
            engine.register(known_at=instant)
        with pytest.raises(BadInput, match="outside the years 1000 to 8999"):
            engine.tick(instant)
    for day in (date.min, FIRST - ONE_DAY, LAST + ONE_DAY, date.max):
        with pytest.raises(BadInput, match="outside the years 1000 to 8999"):
            engine.register(as_of=day)
    assert len(engine.register(as_of=LAST).items) == 1
    assert len(engine.docket(as_of=LAST).items) == 1
    assert len(engine.register(as_of=FIRST).items) == 0
    assert engine.tick(datetime.combine(LAST - ONE_DAY, time(12), UTC)) > 0


def test_what_is_no_day_or_no_point_is_refused(engine: Engine) -> None:
    for no_day in (datetime(2001, 1, 1, tzinfo=UTC), "2001-01-01", 7):
        with pytest.raises(BadInput, match="is no day to ask as of"):
            engine.register(as_of=no_day)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(BadInput, match="'2001-01-01' is no point"):
        engine.register(known_at="2001-01-01")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_tick_is_given_an_instant_and_a_timeline_what_the_record_has(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    with pytest.raises(BadInput, match="is no instant"):
        engine.tick(date(2001, 8, 1))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    for ask in (engine.history, engine.timeline):
        with pytest.raises(Unknown, match=r"A/RES/1/1#1\.1 is not in the record"):
            ask("A/RES/1/1#1.1")


def test_the_session_of_a_question_is_named_in_any_way_or_refused(lived: Engine) -> None:
    for name in ("UNEP/21", " UNEP 21"):
        assert [one.id for one in lived.docket(name, as_of=LATE).items] == [M]
    assert lived.agenda("GA 56").session == lived.agenda(AgendaQuery(session="GA/56")).session
    assert lived.sessions([" UNEP 21"]) == lived.sessions(["UNEP/21"]) != ()
    with pytest.raises(BadInput, match="'UNEP' is no session: write GA/56"):
        lived.sessions(["UNEP"])
    for ask in (lived.docket, lived.agenda):
        with pytest.raises(BadInput, match="'UNEP' is no session: write GA/56"):
            ask("UNEP")


def test_a_clock_or_a_tick_beyond_all_calendars_or_without_a_zone_is_refused(
    engine: Engine, clock: Clock
) -> None:
    engine.execute(adoption(), by="desk")
    with pytest.raises(BadInput, match="has no time zone"):
        engine.tick(datetime(2001, 8, 1))  # noqa: DTZ001 # that is the point
    for year in (1, 999, 9000, 9999):
        clock.now = datetime(year, 6, 1, tzinfo=UTC)
        for ask in (engine.register, engine.tick, lambda: engine.execute(adoption(), by="desk")):
            with pytest.raises(BadInput, match="outside the years 1000 to 8999"):
                ask()


def test_nothing_is_known_before_the_first_event(engine: Engine, clock: Clock) -> None:
    assert engine.register().items == ()
    assert engine.docket("GA/56").items == ()
    assert list(engine.events()) == []
    assert engine.tick() == 0
    status = engine.status()
    assert (status.position, status.recorded_at, status.views) == (0, None, ())
    engine.execute(adoption(), by="desk")
    assert engine.register(known_at=0).items == ()
    assert engine.register(as_of=date(1999, 12, 21)).items == ()
    assert len(engine.register(as_of=date(1999, 12, 22)).items) == 1
    with pytest.raises(Unknown, match="not adopted by 1999-12-21"):
        engine.mandate(M, as_of=date(1999, 12, 21))
    with pytest.raises(Unknown, match="not in the record"):
        engine.mandate("A/RES/1/1#1.1")
    with pytest.raises(Unknown, match="not in the record"):
        engine.history("A/56/465")


def test_reading_creates_no_record(engine: Engine, another: Open) -> None:
    engine.register()
    with pytest.raises(Unknown):
        engine.mandate(M)
    assert engine.tick() == 0
    assert not Path(engine.status().database).exists()
    assert engine.status().views == ()


# --- clocks ---------------------------------------------------------------------------------------


def test_what_is_recorded_never_steps_back_where_the_clock_does(
    engine: Engine, another: Open, clock: Clock
) -> None:
    clock.at("2001-05-01")
    engine.execute(adoption(), by="desk")
    head = clock.now
    clock.at("2001-04-01")
    (one,) = another().execute(Assign(mandate=M, entity="UNDP"), by="desk").recorded
    assert one.envelope.recorded_at == head
    assert one.envelope.effective_on == "2001-04-01"
    assert engine.register(known_at=date(2001, 4, 30)).basis.position == 0
    assert engine.register(known_at=head).basis.position == 3
    assert engine.mandate(M, as_of=date(2001, 4, 1)).item.leads == ("UNDP",)


def test_what_is_known_by_its_month_is_judged_on_the_day_from_which_it_will_hold(
    engine: Engine, clock: Clock
) -> None:
    """That day is the day of recording, which is the head's where the clock has stepped back."""
    clock.at("2001-04-20")
    engine.execute(adoption(), by="desk")
    engine.execute(Retire(mandate=M, authority=GA, on="2001-04-15"), by="desk")
    clock.at("2001-04-10")
    with pytest.raises(Refused, match="retired"):
        engine.execute(Assign(mandate=M, entity="UNDP", on="2001-04"), by="desk")


def test_a_simulated_clock_shows_for_ever_in_every_basis(
    engine: Engine, clock: Clock, address: str
) -> None:
    """Also where the next writer goes by the system's clock."""
    clock.at("2001-05-01")
    engine.execute(adoption(), by="desk")
    engine.close()
    with Engine.open(address) as later:
        later.execute(Note(mandate=M, text="by the system's clock"), by="desk")
        assert [one.envelope.clock for one in later.history(M)] == ["simulated", "system"]
        assert {
            later.register().basis.clock,
            later.register(known_at=0).basis.clock,
            later.docket().basis.clock,
            later.mandate(M).basis.clock,
            later.why(M, "legal").basis.clock,
            later.basis().clock,
            later.status().clock,
        } == {"simulated"}


def test_the_system_s_clock_is_not_called_simulated(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with Engine.open(tmp_path_factory.mktemp("system") / "record.db") as engine:
        engine.execute(adoption(), by="desk")
        assert engine.register().basis.clock == engine.status().clock == "system"
        age = datetime.now(UTC) - engine.history(M)[0].envelope.recorded_at
        assert timedelta(0) <= age < timedelta(minutes=1)


def test_a_clock_without_a_time_zone_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    naive = datetime(2001, 1, 1)  # noqa: DTZ001
    path = tmp_path_factory.mktemp("naive") / "record.db"
    with (
        Engine.open(path, clock=lambda: naive) as engine,
        pytest.raises(BadInput, match="time zone"),
    ):
        engine.execute(adoption(), by="desk")


def test_every_answer_says_what_it_rests_on(lived: Engine) -> None:
    basis = lived.register(as_of=date(2001, 7, 1)).basis
    assert (basis.position, basis.as_of, basis.known_at) == (6, date(2001, 7, 1), None)
    assert (basis.view, basis.rules) == (f"past@{PAST.version}", 1)
    assert lived.register().basis.view == f"register@{REGISTER.version}"
    leaves = list(lived._record.leaves())
    assert basis.root == root_of(leaves).hex()
    assert (basis.behind, basis.stopped_at) == (0, None)
    earlier = lived.docket(known_at=3).basis
    assert (earlier.position, earlier.root) == (3, root_of(leaves[:3]).hex())


def test_a_timeline_is_a_history_in_words(lived: Engine) -> None:
    rows = lived.timeline(M)
    assert [row["position"] for row in rows] == [one.position for one in lived.history(M)]
    assert [row["tag"].split(".")[1] for row in rows] == tags(lived.history(M))
    assert rows[1]["words"] == "assigned to UNDP (lead)"


def test_considered_counts_from_its_own_day(engine: Engine, clock: Clock) -> None:
    """A day in the future counts from then on."""
    engine.execute(adoption(), by="desk")
    engine.execute(Consider(mandate=M, authority=GA, on="2001-06-30"), by="desk")
    assert engine.mandate(M).item.status.legal == "in_force"
    assert engine.mandate(M, as_of=date(2001, 6, 30)).item.status.legal == "discharged"
    clock.at("2001-06-30")
    assert engine.register().items[0].status.legal == "discharged"


def test_what_passes_through_the_council_is_on_the_docket_of_its_session_too(
    engine: Engine, clock: Clock
) -> None:
    through = SessionDue(organ="GA", session=56, via="ECOSOC")
    engine.execute(adoption(dated("1.1", "GA/56"), act("2.1", due=through)), by="desk")
    clock.at("2001-07-10")
    for session, found in (("GA/56", ["1.1", "2.1"]), ("ECOSOC/2001", ["2.1"]), ("GA/55", [])):
        items = engine.docket(session).items
        assert sorted(one.id.partition("#")[2] for one in items) == found
        asked = engine.register(RegisterQuery(session=session), as_of=date(2000, 1, 1))
        assert sorted(one.id.partition("#")[2] for one in asked.items) == found
    (passed,) = engine.docket("ECOSOC/2001").items
    assert passed.due is not None
    # No source says by when it has to be out for the Council: its days are the Assembly's.
    assert str(passed.due.submit_by) == "2001-07-03"


def test_what_is_owed_speaks_for_a_mandate_though_an_earlier_report_was_not_considered(
    engine: Engine, clock: Clock
) -> None:
    """The first report came and waits for its body; the second is overdue."""
    engine.execute(adoption(dated("2.2", "2001-03-01")), by="desk")
    clock.at("2001-02-20")
    engine.execute(SubmitReport(document="A/55/800", answers=((M, 1),)), by="desk")
    engine.execute(OpenOccurrence(mandate=M, number=2, due=due("2001-09-01")), by="desk")
    clock.at("2001-10-01")
    overdue = RegisterQuery(overdue=True)
    assert [(one.id, one.occurrence) for one in engine.register(overdue).items] == [(M, 2)]
    assert [one.occurrence for one in engine.docket(query=overdue).items] == [2]
    assert engine.mandate(M).item.occurrence == 2
    engine.execute(SubmitReport(document="A/56/400", answers=((M, 2),)), by="desk")
    (shown,) = engine.register().items
    assert (shown.occurrence, shown.status.implementation) == (1, "submitted")


def test_what_is_to_come_stands_on_the_docket_as_a_forecast_where_it_is_asked_for(
    engine: Engine,
) -> None:
    """It has its place there, and pages go on after it."""
    yearly = act("2.2", due=due("2000-06-30"), recurrence="annual")
    engine.execute(adoption(yearly, dated("2.3", "2001-07-31")), by="desk")
    day, until = date(2001, 1, 10), date(2001, 7, 31)

    def names(**asked: Any) -> list[str]:
        return [one.due_point for one in engine.docket(as_of=day, **asked).items]

    whole = [M, f"{M}/2", "A/RES/54/226#2.3"]
    assert names() == [M, "A/RES/54/226#2.3"]
    assert names(coming=until) == whole
    assert names(coming=date(2001, 6, 29)) == names()
    first = engine.docket(None, RegisterQuery(limit=2), coming=until, as_of=day)
    assert (first.total, first.more_after) == (3, f"{M}/2")
    assert [one.due.calendar for one in first.items if one.due] == ["recorded", "forecast"]
    assert names(query=RegisterQuery(after=first.more_after), coming=until) == whole[2:]


def test_a_page_of_a_docket_has_what_is_still_open_there(engine: Engine, clock: Clock) -> None:
    """What was due at the session and is done stands in the same columns as what is due after."""
    engine.execute(adoption(dated("2.2", "GA/56"), dated("2.3", "GA/56")), by="desk")
    clock.at("2001-09-20")
    engine.execute(Waive(mandate=M, authority=GA), by="desk")
    engine.execute(OpenOccurrence(mandate=M, number=2, due=due("GA/57")), by="desk")
    page = RegisterQuery(limit=9)
    for session, there in ("GA/56", "A/RES/54/226#2.3"), ("GA/57", f"{M}/2"):
        found = engine.docket(session, page)
        assert ([one.due_point for one in found.items], found.total) == ([there], 1)


def test_what_its_own_terms_brought_stays_on_the_docket_once_they_have_run_out(
    engine: Engine,
) -> None:
    owed = dated("1.1", "2001-06-30", until=due("2001-12-31"))
    engine.execute(adoption(owed, dated("2.1", "2001-06-30")), by="desk")
    first, second = (f"A/RES/54/226#{one}" for one in ("1.1", "2.1"))
    engine.execute(Retire(mandate=second, authority=GA, on="2001-12-31"), by="desk")
    engine.execute(Expire(mandate=first, on="2002-01-01"), by="desk")
    found = engine.docket(as_of=date(2002, 2, 1))
    assert [(one.id, one.status.legal, one.status.timeliness) for one in found.items] == [
        (first, "expired", "overdue")
    ]
