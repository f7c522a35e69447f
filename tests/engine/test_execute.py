"""Recording: judged on the true state, once, together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from host import Clock, adoption, dated, tags

from mandates import (
    AddBody,
    Assign,
    BadInput,
    Conflict,
    Consider,
    Defer,
    Engine,
    IssueReport,
    Miss,
    MoveSession,
    Note,
    OpenOccurrence,
    PlanSession,
    Refused,
    Reiterate,
    RenameBody,
    Retire,
    Source,
    SubmitReport,
    Unknown,
    Void,
    Waive,
)
from mandates.adapters.record.port import Batch
from mandates.domain.internal import EraseNote
from mandates.domain.mandate.commands import Announce
from mandates.domain.mandate.events import Announcement, Deferred
from spec import GA, NEWER, REPORT, SC, M, N, act, due

Open = Callable[[], Engine]
LEAD = Assign(mandate=M, entity="UNDP")


def before(engine: Engine, method: str, action: Callable[[], object]) -> None:
    """Let somebody else act just before the engine's record does something, once."""
    record: Any = engine._record
    do = getattr(record, method)

    def act_first(*arguments: Any) -> Any:
        setattr(record, method, do)
        action()
        return do(*arguments)

    setattr(record, method, act_first)


# --- who, when, on what ground --------------------------------------------------------------------


def test_every_event_says_who_when_for_whom_from_when_on_and_on_what_ground(
    engine: Engine, clock: Clock
) -> None:
    engine.execute(adoption(), by="desk")
    correlation = uuid4()
    source = Source(symbol="A/55/1", paragraph="3")
    wish = Assign(mandate=M, entity="UNDP", on="2001-01-05", source=source, note="by telephone")
    answer = engine.execute(
        wish, by="officer", on_behalf_of="Chief", correlation_id=correlation, command_id=uuid4()
    )
    (one,) = answer.recorded
    envelope = one.envelope
    assert answer.positions == (3,)
    assert (envelope.actor, envelope.on_behalf_of) == ("officer", "Chief")
    assert (envelope.recorded_at, envelope.effective_on) == (clock.now, "2001-01-05")
    assert (envelope.source, envelope.note) == (source, "by telephone")
    assert (envelope.command_id, envelope.correlation_id) == (answer.command_id, correlation)
    assert engine.history(M)[-1] == one
    first, second, _ = engine.events()
    assert (first.envelope.effective_on, second.envelope.effective_on) == ("1999-12-22",) * 2
    assert second.envelope.causation_id == first.event_id


def test_what_is_said_without_a_day_holds_from_today(engine: Engine, clock: Clock) -> None:
    engine.execute(adoption(), by="desk")
    clock.at("2001-02-03")
    (one,) = engine.execute(LEAD, by="desk").recorded
    assert one.day == date(2001, 2, 3)


def test_nobody_records_anonymously(engine: Engine) -> None:
    with pytest.raises(BadInput, match="say who"):
        engine.execute(adoption(), by="  ")
    assert engine.status().position == 0


@pytest.mark.parametrize("wish", [{"mandate": M}, "Note", [Note, "x"], None])
def test_what_is_no_command_is_bad_input(engine: Engine, wish: Any) -> None:
    with pytest.raises(BadInput, match="is no command, nor a list of them"):
        engine.execute(wish, by="desk")
    with pytest.raises(BadInput, match="is no command, nor a list of them"):
        engine.what_if(with_events=[wish])


def test_a_satisfied_wish_records_nothing(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    assert engine.execute(LEAD, by="desk").positions == (3,)
    assert engine.execute(LEAD, by="someone else").positions == ()
    assert engine.execute(adoption(), by="desk").recorded == ()
    assert engine.status().position == 3


def test_a_refused_wish_records_nothing(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    for wish in (
        Retire(mandate=M, authority=SC),
        Miss(mandate=M),
        LEAD.model_copy(update={"on": "1999-01-01"}),
    ):
        with pytest.raises(Refused):
            engine.execute(wish, by="desk")
    with pytest.raises(Unknown):
        engine.execute(IssueReport(document=REPORT), by="desk")
    assert engine.status().position == 2


def test_a_dry_run_judges_and_records_nothing(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    answer = engine.execute(Consider(mandate=M, authority=GA), by="desk", dry_run=True)
    assert tags(answer.recorded) == ["considered", "completed"]
    assert [one.envelope.actor for one in answer.recorded] == ["desk", "desk"]
    assert engine.status().position == 2
    with pytest.raises(Refused):
        engine.execute(Retire(mandate=M, authority=SC), by="desk", dry_run=True)


def test_a_dry_run_tells_of_each_event_what_the_recording_then_says_of_it(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    source = Source(symbol="A/56/9", paragraph="3")
    wish = Consider(mandate=M, authority=GA, source=source, note="orally", internal="by a friend")
    given: dict[str, Any] = {
        "by": "desk", "on_behalf_of": "Chief", "correlation_id": uuid4(), "command_id": uuid4(),
    }  # fmt: skip
    told = engine.execute(wish, **given, dry_run=True).recorded
    done = engine.execute(wish, **given).recorded
    assert len(told) == len(done) == 2
    for one, same in zip(told, done, strict=True):
        assert (one.position, one.stream, one.event) == (0, same.stream, same.event)
        own = {"causation_id", "internal"}  # new with each: an event's id, a note's salt
        assert one.envelope.model_dump(exclude=own) == same.envelope.model_dump(exclude=own)
        assert (one.envelope.internal, one.envelope.causation_id).count(None) == (
            same.envelope.internal, same.envelope.causation_id
        ).count(None)  # fmt: skip


def test_a_note_that_was_erased_is_gone_though_the_clock_steps_back(
    engine: Engine, clock: Clock
) -> None:
    engine.execute(adoption(), by="desk")
    engine.execute(Note(mandate=M, text="on leave", internal="Ms. K. is ill"), by="desk")
    noted = engine.history(M)[-1].event_id
    engine.execute(EraseNote(event_id=noted, reason="asked for"), by="desk")
    clock.step(days=-1)
    again = engine.execute(EraseNote(event_id=noted, reason="asked for"), by="desk")
    assert again.recorded == ()


@pytest.mark.parametrize("odd", [{"text": "a bell\a"}, {"text": "x", "note": "\x1b[31m"}])
def test_what_cannot_be_recorded_is_refused_where_it_is_only_tried(
    engine: Engine, odd: dict[str, Any]
) -> None:
    engine.execute(adoption(), by="desk")
    wish = Note(mandate=M, **odd)
    for tried in (
        lambda: engine.execute(wish, by="desk"),
        lambda: engine.execute(wish, by="desk", dry_run=True),
        lambda: engine.rehearsal().execute(wish, by="desk"),
        lambda: engine.what_if(with_events=[wish]),
    ):
        with pytest.raises(BadInput, match="holds a control character"):
            tried()


# --- command ids ----------------------------------------------------------------------------------


def test_a_command_sent_again_is_answered_as_before_also_after_a_restart(
    engine: Engine, another: Open
) -> None:
    engine.execute(adoption(), by="desk")
    command_id, note = uuid4(), Note(mandate=M, text="once")
    first = engine.execute(note, by="desk", command_id=command_id)
    again = engine.execute(note, by="somebody else", command_id=command_id)
    engine.close()
    after = another().execute(note, by="desk", command_id=command_id)
    assert first == again == after
    assert first.positions == (3,)


def test_a_command_without_an_id_is_named_by_its_first_event(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    notes = [Note(mandate=M, text="one"), Note(mandate=M, text="two")]

    answer = engine.execute(notes, by="desk")

    assert answer.command_id == answer.recorded[0].event_id
    assert engine.execute(notes, by="desk", command_id=answer.command_id) == answer
    with pytest.raises(Refused, match="another command"):
        engine.execute(LEAD, by="desk", command_id=answer.command_id)


def test_a_command_id_that_is_none_is_bad_input(engine: Engine) -> None:
    """As text it could be written in two ways, and the command be executed twice."""
    engine.execute(adoption(), by="desk")
    for name in (str(uuid4()), str(uuid4()).upper(), 7):
        with pytest.raises(BadInput, match="no id of a command"):
            engine.execute(LEAD, by="desk", command_id=name)  # type: ignore[arg-type]
    assert engine.status().position == 2


def test_a_command_that_is_sent_again_with_a_note_that_it_did_not_have_is_refused(
    engine: Engine,
) -> None:
    engine.execute(adoption(), by="desk")
    command_id, remark = uuid4(), Note(mandate=M, text="once")
    engine.execute(remark, by="desk", command_id=command_id)
    with_note = remark.model_copy(update={"internal": "for us alone"})
    with pytest.raises(Refused, match="was used with another internal note"):
        engine.execute(with_note, by="desk", command_id=command_id)
    assert engine.execute(remark, by="desk", command_id=command_id).positions == (3,)


def test_what_is_known_by_its_month_holds_from_the_recording_also_where_the_clock_steps_back(
    engine: Engine, clock: Clock
) -> None:
    """The record is ahead of the clock: what ended in March, and was written down then."""
    engine.execute(adoption(), by="desk")
    clock.at("2001-03-15")
    engine.execute(LEAD, by="desk")
    clock.at("2001-02-10")
    ended = Retire(mandate=M, authority=GA, on="2001-03")
    later = Assign(mandate=M, entity="FAO", on="2001-03-20")
    with pytest.raises(Refused, match="retired"):
        engine.execute([ended, later], by="desk")
    (one,) = engine.execute(ended, by="desk").recorded
    assert one.day == date(2001, 3, 15)


def test_a_command_id_with_other_content_is_refused(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    command_id = uuid4()
    engine.execute(LEAD, by="desk", command_id=command_id)
    for other in (
        Note(mandate=M, text="other"),
        [LEAD, LEAD],
        LEAD.model_copy(update={"note": "x"}),
    ):
        with pytest.raises(Refused, match="was used for another command"):
            engine.execute(other, by="desk", command_id=command_id)
    assert engine.status().position == 3


def test_a_command_that_recorded_nothing_is_decided_anew(engine: Engine) -> None:
    engine.execute([adoption(), LEAD], by="desk")
    command_id = uuid4()
    assert engine.execute(LEAD, by="desk", command_id=command_id).positions == ()
    note = Note(mandate=M, text="the id is still free")
    assert engine.execute(note, by="desk", command_id=command_id).positions == (4,)


@pytest.mark.parametrize("moment", ["recall", "append"])
@pytest.mark.parametrize(
    "wish",
    [LEAD, OpenOccurrence(mandate=M, due=due("GA/58")), Retire(mandate=M, authority=GA),
     Defer(mandate=M, to=due("GA/57"), authority=GA)],
    ids=lambda wish: type(wish).__name__,
)  # fmt: skip
def test_one_command_sent_twice_at_once_is_answered_alike(
    engine: Engine, another: Open, wish: Any, moment: str
) -> None:
    """Whoever comes second, after it asked whether the command is known, gives that answer too."""
    other, command_id = another(), uuid4()
    engine.execute(adoption(), by="desk")
    first: list[Any] = []
    before(
        engine, moment,
        lambda: first.append(other.execute(wish, by="desk", command_id=command_id)),
    )  # fmt: skip
    assert engine.execute(wish, by="desk", command_id=command_id) == first[0]
    assert engine.status().position == 3


def test_one_command_sent_twice_at_once_with_a_refusal_in_between_is_answered_alike(
    engine: Engine, another: Open
) -> None:
    """The second judgement comes upon the effect of the first, which would forbid it."""
    other, command_id = another(), uuid4()
    engine.execute(adoption(), by="desk")
    wish = OpenOccurrence(mandate=M, due=due("GA/58"), number=2)
    end = [wish, Retire(mandate=M, authority=GA)]

    def ended() -> None:
        other.execute(end, by="desk", command_id=command_id)

    before(engine, "recall", ended)
    assert engine.execute(end, by="desk", command_id=command_id).positions == (3, 4)


# --- several commands -----------------------------------------------------------------------------


def test_several_commands_are_one_transaction(engine: Engine) -> None:
    engine.execute(adoption(act("2.2"), act("18.2")), by="desk")
    with pytest.raises(Refused):
        engine.execute([LEAD, Retire(mandate=N, authority=SC)], by="desk")
    assert engine.status().position == 3
    answer = engine.execute([LEAD, Assign(mandate=N, entity="UNDP")], by="desk")
    assert answer.positions == (4, 5)
    assert [one.envelope.command_size for one in answer.recorded] == [2, 2]
    assert len({one.envelope.recorded_at for one in answer.recorded}) == 1


def test_each_of_several_is_judged_after_the_ones_before_it(engine: Engine) -> None:
    submit = SubmitReport(document=REPORT, answers=((M, None),))
    both = [adoption(), LEAD, LEAD, submit, IssueReport(document=REPORT), Consider(mandate=M)]
    answer = engine.execute(both, by="desk")
    assert tags(engine.history(M)) == [
        "adopted", "assigned", "report_submitted", "report_issued", "considered", "completed",
    ]  # fmt: skip
    assert answer.positions == tuple(range(1, 10))
    with pytest.raises(Refused, match="was retired"):
        engine.execute([adoption(symbol="A/RES/55/8"), *_end_twice("A/RES/55/8#2.2")], by="desk")


def _end_twice(mandate: str) -> list[Any]:
    return [Retire(mandate=mandate, authority=GA), Assign(mandate=mandate, entity="UNDP")]


def test_no_command_at_all_records_nothing(engine: Engine) -> None:
    assert engine.execute([], by="desk").recorded == ()


# --- races ----------------------------------------------------------------------------------------


def test_two_racing_on_one_mandate_are_each_judged_on_the_true_state(
    engine: Engine, another: Open
) -> None:
    engine.execute(adoption(), by="desk")
    before(engine, "append", lambda: another().execute(Retire(mandate=M, authority=GA), by="first"))
    with pytest.raises(Refused, match="was retired"):
        engine.execute(LEAD, by="second")
    assert tags(engine.history(M)) == ["adopted", "retired"]


def test_who_comes_second_with_the_same_wish_finds_it_satisfied(
    engine: Engine, another: Open
) -> None:
    engine.execute(adoption(), by="desk")
    before(engine, "append", lambda: another().execute(LEAD, by="first"))
    assert engine.execute(LEAD, by="second").recorded == ()
    assert [one.envelope.actor for one in engine.history(M)] == ["desk", "first"]


def test_a_deferral_rests_on_the_session_that_moved_meanwhile(
    engine: Engine, another: Open, clock: Clock
) -> None:
    """The session is only read; that it moved makes the lateness another."""
    engine.execute(adoption(dated("2.2", "UNEP/21")), by="desk")
    plan = PlanSession(session="UNEP/21", opens="2001-07-02", closes="2001-07-27")
    engine.execute(plan, by="desk")
    clock.at("2001-04-20")
    defer = Defer(
        mandate=M, to=due("UNEP/22"), what="delivery", authority="E/RES/2001/1", on="2001-07-01"
    )
    move = MoveSession(session="UNEP/21", opens="2001-07-05")
    before(engine, "append", lambda: another().execute(move, by="calendar"))
    (one,) = engine.execute(defer, by="desk").recorded
    assert isinstance(one.event, Deferred)
    opening = date(2001, 7, 5)
    assert one.event.late_days["submission"] == (date(2001, 7, 1) - opening).days + 70
    assert one.position == 5


def test_a_body_of_a_name_that_another_gave_meanwhile_is_refused(
    engine: Engine, another: Open
) -> None:
    """What was added meanwhile has no version that could have moved on: it was not there."""
    other = AddBody(code="HLB", name="High-level Committee")
    before(engine, "append", lambda: another().execute(other, by="officer"))
    with pytest.raises(Refused, match="is HLB"):
        engine.execute(AddBody(code="HLA", name="High-level Committee"), by="desk")
    third = AddBody(code="HLD", name="Third Committee of the Whole")
    before(engine, "append", lambda: another().execute(third, by="officer"))
    with pytest.raises(Refused, match="is HLD"):
        engine.execute(RenameBody(code="HLB", name="Third Committee of the Whole"), by="desk")
    assert engine.status().position == 2


def test_a_note_of_a_wish_that_was_satisfied_refuses_nothing(engine: Engine) -> None:
    """It came with nothing that was recorded, so it is nowhere; what was recorded is answered."""
    engine.execute(adoption(), by="desk")
    engine.execute(LEAD, by="desk")
    again = LEAD.model_copy(update={"internal": "by telephone"})
    wishes, name = [again, Note(mandate=M, text="seen")], uuid4()
    answer = engine.execute(wishes, by="desk", command_id=name)
    assert tags(answer.recorded) == ["noted"]
    assert engine.execute(wishes, by="desk", command_id=name) == answer
    with pytest.raises(Refused, match="another internal note"):
        engine.execute(
            [one.model_copy(update={"internal": "another"}) for one in wishes],
            by="desk",
            command_id=name,
        )


def test_an_announcement_rests_on_the_session_that_moved_meanwhile(
    engine: Engine, another: Open, clock: Clock
) -> None:
    engine.execute(adoption(dated("2.2", "UNEP/21")), by="desk")
    engine.execute(PlanSession(session="UNEP/21", opens="2001-07-02"), by="desk")
    clock.at("2001-04-10")
    move = MoveSession(session="UNEP/21", opens="2001-07-03")
    before(engine, "append", lambda: another().execute(move, by="calendar"))
    (one,) = engine.execute(Announce(mandate=M), by="scheduler").recorded
    assert isinstance(one.event, Announcement)
    assert (one.event.on, one.event.calendar) == (date(2001, 4, 24), "UNEP/21@2")


def test_a_successor_that_was_ended_meanwhile_takes_nothing_over(
    engine: Engine, another: Open
) -> None:
    engine.execute([adoption(), adoption(act("5.1"), symbol="A/RES/56/202")], by="desk")
    before(engine, "append", lambda: another().execute(Retire(mandate=NEWER, authority=GA), by="x"))
    with pytest.raises(Refused, match="was retired"):
        engine.execute(Reiterate(mandate=M, by=NEWER, authority=GA), by="desk")
    assert tags(engine.history(M)) == ["adopted"]


def test_what_a_command_rests_on_is_expected_where_it_was(engine: Engine) -> None:
    engine.execute(adoption(dated("2.2", "UNEP/21")), by="desk")
    seen: list[Batch] = []
    record: Any = engine._record
    append = record.append

    def listen(batch: Batch) -> Any:
        seen.append(batch)
        return append(batch)

    record.append = listen
    engine.execute(Defer(mandate=M, to=due("UNEP/22"), authority=GA), by="desk")
    expected = {f"mandate-{M}": 1, "session-UNEP/21": 0}
    assert expected.items() <= dict(seen[0].expected).items()


def test_who_loses_again_and_again_is_told_so(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.execute(adoption(), by="desk")
    tries: list[object] = []

    def too_late(batch: object) -> None:
        tries.append(batch)
        raise Conflict("another was faster")

    monkeypatch.setattr("mandates.engine.recording.time.sleep", tries.count)
    monkeypatch.setattr(engine._record, "append", too_late)
    with pytest.raises(Conflict):
        engine.execute(LEAD, by="desk")
    assert len(tries) == 25


# --- late entries ---------------------------------------------------------------------------------


def test_a_late_entry_that_makes_later_events_unlawful_is_refused_and_names_them(
    engine: Engine, clock: Clock
) -> None:
    engine.execute(adoption(), by="desk")
    clock.at("2001-03-01")
    engine.execute([LEAD, Waive(mandate=M, reason="moot")], by="desk")
    clock.at("2001-04-01")
    late = Retire(mandate=M, authority=GA, on="2001-02-01")
    with pytest.raises(Refused) as refused:
        engine.execute(late, by="desk")
    text = str(refused.value)
    assert "event 3 mandate.assigned.v1 of 2001-03-01" in text
    assert "event 4 mandate.waived.v1 of 2001-03-01" in text
    assert engine.status().position == 4


@pytest.mark.parametrize("void_first", [True, False])
def test_it_is_allowed_where_the_same_commands_void_them(
    engine: Engine, clock: Clock, void_first: bool
) -> None:
    engine.execute(adoption(), by="desk")
    clock.at("2001-03-01")
    assigned, waived = engine.execute([LEAD, Waive(mandate=M, reason="moot")], by="desk").recorded
    clock.at("2001-04-01")
    voids = [Void(event_id=one.event_id, reason="retired before") for one in (assigned, waived)]
    late = Retire(mandate=M, authority=GA, on="2001-02-01")
    both: list[Any] = [*voids, late] if void_first else [late, *voids]
    with pytest.raises(Refused):
        engine.execute([late, voids[0]], by="desk")
    engine.execute(both, by="desk")
    assert engine.mandate(M).item.status.legal == "retired"
    assert engine.mandate(M, as_of=date(2001, 1, 20)).item.status.legal == "in_force"
    assert engine.mandate(M, known_at=4).item.status.legal == "discharged"


def test_a_late_entry_that_harms_nothing_is_taken_in(engine: Engine, clock: Clock) -> None:
    engine.execute(adoption(), by="desk")
    clock.at("2001-03-01")
    engine.execute(Assign(mandate=M, entity="FAO"), by="desk")
    clock.at("2001-04-01")
    engine.execute(LEAD.model_copy(update={"on": "2001-02-01"}), by="desk")
    assert engine.mandate(M).item.leads == ("UNDP", "FAO")
    assert engine.mandate(M, as_of=date(2001, 2, 10)).item.leads == ("UNDP",)
    assert engine.mandate(M, as_of=date(2001, 2, 10), known_at=3).item.leads == ()


def test_announcements_never_stand_in_the_way(engine: Engine, clock: Clock) -> None:
    engine.execute(adoption(dated("2.2", "2001-03-01")), by="desk")
    clock.at("2001-04-01")
    assert engine.tick() == 3
    engine.execute(Retire(mandate=M, authority=GA, on="2001-01-15"), by="desk")
    assert engine.mandate(M).item.status.legal == "retired"


# --- voids ----------------------------------------------------------------------------------------


def void(engine: Engine, index: int, stream: str = M) -> Any:
    event = engine.history(stream)[index]
    return engine.execute(Void(event_id=event.event_id, reason="wrong"), by="desk").recorded


def test_voiding_a_report_s_submission_voids_what_it_caused_on_the_mandates(
    engine: Engine,
) -> None:
    engine.execute(adoption(act("2.2"), act("18.2")), by="desk")
    engine.execute(SubmitReport(document=REPORT, answers=((M, None), (N, None))), by="desk")
    assert {engine.mandate(one).item.status.implementation for one in (M, N)} == {"submitted"}
    gone = void(engine, 0, REPORT)
    assert [one.stream for one in gone] == [f"report-{REPORT}", f"mandate-{M}", f"mandate-{N}"]
    assert {engine.mandate(one).item.status.implementation for one in (M, N)} == {"open"}
    assert engine.mandate(M, known_at=6).item.status.implementation == "submitted"
    assert gone[1].envelope.causation_id == gone[0].event_id


def test_voiding_a_counterpart_alone_leaves_the_cause(engine: Engine) -> None:
    engine.execute(adoption(act("2.2"), act("18.2")), by="desk")
    engine.execute(SubmitReport(document=REPORT, answers=((M, None), (N, None))), by="desk")
    assert len(void(engine, 1, M)) == 1
    status = {one: engine.mandate(one).item.status.implementation for one in (M, N)}
    assert status == {M: "open", N: "submitted"}


def test_voiding_an_adoption_voids_the_mandates_of_the_text(engine: Engine) -> None:
    engine.execute(adoption(act("2.2"), act("18.2")), by="desk")
    engine.execute(LEAD, by="desk")
    assert len(void(engine, 0, "A/RES/54/226")) == 3
    assert engine.register().items == ()
    with pytest.raises(Unknown, match="was not adopted"):
        engine.mandate(M)
    assert len(engine.register(known_at=4).items) == 2
    assert len(engine.history(M)) == 3


def test_a_void_of_a_void_restores_what_it_took_away(engine: Engine) -> None:
    engine.execute(adoption(act("2.2"), act("18.2")), by="desk")
    engine.execute([LEAD, SubmitReport(document=REPORT, answers=((M, None), (N, None)))], by="desk")
    shown = engine.register().items
    for _ in range(2):
        void(engine, 0, REPORT)
        assert engine.register().items != shown
        voided_last = [r for r in engine.events() if r.stream == f"report-{REPORT}"][-1]
        undo = Void(event_id=voided_last.event_id, reason="it was right")
        assert len(engine.execute(undo, by="desk").recorded) == 3
        assert engine.register().items == shown
        undone = [r for r in engine.events() if r.stream == f"report-{REPORT}"][-1]
        engine.execute(Void(event_id=undone.event_id, reason="no, wrong"), by="desk")
        assert engine.register().items != shown
        again = [r for r in engine.events() if r.stream == f"report-{REPORT}"][-1]
        engine.execute(Void(event_id=again.event_id, reason="yes, right"), by="desk")
        assert engine.register().items == shown


def test_a_void_acts_from_its_position_on_for_every_day(engine: Engine, clock: Clock) -> None:
    engine.execute([adoption(), LEAD], by="desk")
    clock.at("2001-06-01")
    void(engine, 1)
    for day in ("2001-01-10", "2001-05-01", "2001-06-01", "2002-01-01"):
        as_of = date.fromisoformat(day)
        assert engine.mandate(M, as_of=as_of).item.leads == ()
        assert engine.mandate(M, as_of=as_of, known_at=3).item.leads == ("UNDP",)
        assert engine.mandate(M, as_of=as_of, known_at=date(2001, 5, 31)).item.leads == ("UNDP",)


def test_a_void_that_makes_later_events_unlawful_is_refused(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    engine.execute(SubmitReport(document=REPORT, answers=((M, None),)), by="desk")
    engine.execute(IssueReport(document=REPORT), by="desk")
    with pytest.raises(Refused, match=r"report\.issued\.v1"):
        void(engine, 0, REPORT)


def test_a_void_of_what_is_void_already_records_nothing(engine: Engine) -> None:
    engine.execute([adoption(), LEAD], by="desk")
    void(engine, 1)
    assert void(engine, 1) == ()


def test_a_void_of_nothing_is_bad_input(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    with pytest.raises(BadInput, match="no event of this record"):
        engine.execute(Void(event_id=uuid4(), reason="?"), by="desk")


def test_voiding_one_announcement_leaves_the_others_of_its_tick(
    engine: Engine, clock: Clock
) -> None:
    engine.execute(adoption(dated("2.2", "2001-03-01")), by="desk")
    clock.at("2001-04-01")
    engine.tick()
    assert len(void(engine, 1)) == 1
