"""Names, words and papers: entities, bodies that a user adds, what people say of a mandate,
proposals, the adopted text, drafts on their way, reports under a slot: engine against model."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from desk import said
from hypothesis import strategies as st
from machine import START, When, index, late, offered
from paperwork import AGENDA, DRAFT, LATER, OTHER, TEXT, Paperwork
from plain import name_wishes as names
from plain import proposals, wishes
from plain.mandates import who
from plain.names import above, all_names, body_of, body_shown, meant
from plain.record import State
from test_stateful import report

from mandates import (
    AbolishEntity,
    AcceptProposal,
    AliasEntity,
    Correct,
    DeclineProposal,
    Engine,
    EraseNote,
    EstablishEntity,
    MakeProposal,
    MergeEntity,
    Note,
    OverrideTracking,
    RegisterQuery,
    RenameBody,
    RenameEntity,
    Retire,
    SetPolicy,
    TransferFunctions,
    VerifyText,
)
from spec import GA, SC, act, reading

UNIT, OFFICE = "Special Unit", "Office for South-South Cooperation"
ENTITIES = (UNIT, "UNDP", OFFICE)
SHORT = ("SU/TCDC", "UNOSSC", "the Special Unit")
BODIES = {"HLC": ("High-level Committee", "Committee on South-South Cooperation"),
          "WG": ("Working Group", "High-level Committee")}  # fmt: skip
COMMITTEE, ASKED = "High-level Committee", "A/RES/55/9#1.1"
WATER = "review of South-South cooperation"
FIELDS = {"who": "addressees", "verb": "verb", "title": "title", "strength": "strength",
          "what": "deliverable"}  # fmt: skip
GIVEN = {
    "1.1": report("HLC/21", who=(UNIT,), title=AGENDA),
    "1.2": report("2001-03-20", who=("Member States",), title="statistics"),
    "2.1": report("High-level Committee/21", who=("Secretary-General", "UNDP"), title=WATER),
}
ADOPTED = (
    GIVEN,
    {"1.1": {**GIVEN["1.1"], "who": ("Governments",)}, "1.2": GIVEN["1.2"],
     "2.1": {**GIVEN["2.1"], "dues": ("2001-03-01",), "what": "meeting"}},
    {"1.1": {**GIVEN["1.2"], "verb": "invite"}, "1.2": GIVEN["1.1"],
     "3.1": report("HLC/22", title=AGENDA)},
)  # fmt: skip
"""How the adopted text may read: as its draft; with another addressee; with other acts."""


class Registry(Paperwork):
    """What is called how, and what is said of it."""

    texts: ClassVar = {
        TEXT: GIVEN,
        LATER: {
            "1.1": report("2001-02-15", who=("UNDP",), title=WATER),
            "1.2": report("HLC/22", who=(OFFICE,), title=AGENDA),
        },
        "A/RES/55/9": {"1.1": {"what": "meeting", "dues": (f"{COMMITTEE}/21",), "title": AGENDA}},
    }  # fmt: skip
    text_of: ClassVar = {TEXT: "draft"}
    drafts: ClassVar = {LATER: OTHER}
    bodies: ClassVar = {"A/RES/55/9": COMMITTEE}
    adopted_on: ClassVar = {LATER: START - timedelta(days=5)}
    from_the_start: ClassVar = ("A/RES/55/9", LATER)
    sessions: ClassVar = ("HLC/21", "High-level Committee/21", "HLC/22",
                          "Committee on South-South Cooperation/21")  # fmt: skip
    terms: ClassVar = ("2001-03-20", "HLC/21", "High-level Committee/22", "HLC/22", "open")
    raced = ("further_body", "rename_body", "on_entity", "accept", "track", "verify", "name_report")
    weights: ClassVar = {
        "assign": 2, "defer": 3, "submit": 2, "issue": 2, "progress": 1, "miss": 0, "waive": 1,
        "extend": 1, "reiterate": 1, "carry_back": 0, "consider": 1, "end": 2, "plan": 3,
        "move": 2, "postpone": 0, "take_place": 1, "tick": 4, "adopt": 1, "two_at_once": 4,
        "open_one": 0, "correct": 0, "carry_on": 3, "void_an_opening_or_an_end": 0,
        "void_of_a_kind": 6, "set_policy": 0,
    }  # fmt: skip
    needed: ClassVar = {
        "established": 3, "renamed": 3, "aliased": 2, "merged": 1, "functions_transferred": 1,
        "abolished": 1, "added": 3, "noted": 2, "erased": 1, "tracking_overridden": 3,
        "corrected": 4, "text_verified": 3, "words_verified": 4, "made": 3, "accepted": 1,
        "declined": 2, "forecast": 3, "slot_assigned": 2, "supplemented": 1, "begun": 1,
        "named": 1, "tabled": 2, "sponsors_changed": 1, "revised": 2, "amended": 2,
        "committee_acted": 1, "not_adopted": 1, "withdrawn": 1, "adopted_as": 1, "issued": 1,
        "reissued": 1, "void": 20, "void of voided": 1, "late entry": 20, "late entry refused": 1,
        "deferred": 3, "announced": 6, "restart": 1, "two at once": 3, "set": 2,
        "found by another name": 3, "under another name of its body": 3,
        "ended from above": 1, "not its body's to end": 1, "note erased": 1, "note kept": 2,
        "proposed by itself": 3, "open again": 1,
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[UUID, str] = {}
        """The digests of the internal notes, by the events that came with them."""

    def set_out(self) -> None:
        self.table(DRAFT, 8)
        self.submit([3], None, 0, 3)
        self.note(0, "asked twice", True, 0)

    # --- names ------------------------------------------------------------------------------------

    @offered(
        often=10, kind=st.sampled_from(["established", "renamed", "renamed", "aliased", "aliased",
        "merged", "functions_transferred", "abolished"]), which=index, name=index, short=index,
        when=late,
    )  # fmt: skip
    def on_entity(self, kind: str, which: int, name: int, short: int, when: When) -> None:
        entity = ENTITIES[which % len(ENTITIES)]
        other = (*ENTITIES, "Funds and Programmes")[name % (len(ENTITIES) + 1)]
        alias, few = SHORT[short % len(SHORT)], (SHORT[short % len(SHORT)],) * (short % 2)
        command: Any
        data: State
        match kind:
            case "established":
                command = EstablishEntity(entity=entity, abbreviations=few)
                data = {"name": entity, "short": few}
            case "renamed":
                command = RenameEntity(entity=entity, name=other, abbreviations=few)
                data = {"name": other, "short": few}
            case "aliased":
                command = AliasEntity(entity=entity, alias=alias)
                data = {"name": alias}
            case "merged":
                command, data = MergeEntity(entity=entity, into=other), {"into": other}
            case "functions_transferred":
                command, data = TransferFunctions(entity=entity, to=other), {"to": other}
            case _:
                command, data = AbolishEntity(entity=entity), {}
        self.wish(
            command, when, lambda record, on: names.on_entity(record, on, entity, kind, **data)
        )

    @offered(often=6, code=st.sampled_from(["HLC", "HLC", "WG"]), name=index,
             parent=st.sampled_from(["GA", "SC", None]), when=late)  # fmt: skip
    def further_body(self, code: str, name: int, parent: str | None, when: When) -> None:
        self.add_body(code, BODIES[code][name % 2], parent, when)

    @offered(often=3, code=st.sampled_from(["HLC", "HLC", "WG"]), name=index, when=late)
    def rename_body(self, code: str, name: int, when: When) -> None:
        called = BODIES[code][name % 2]
        command = RenameBody(code=code, name=called)
        self.wish(command, when, lambda record, on: names.rename_body(record, on, code, called))

    @offered(often=2, body=st.sampled_from(["HLC", "High-level Committee"]), longer=st.booleans(),
             when=late)  # fmt: skip
    def set_lead(self, body: str, longer: bool, when: When) -> None:
        days = 84 if longer else 56
        command = SetPolicy(body=body, submission_days=days)
        lead = (days, None, None)
        self.wish(command, when, lambda record, on: wishes.set_policy(record, on, body, lead))

    @offered(often=6, ref=st.sampled_from([GA, GA, SC]), when=st.sampled_from([0, 0, 15]))
    def end_from_above(self, ref: str, when: When) -> None:
        """An act ends what the committee asked for: one of a body that stands above it."""
        up = above(self.record.bodies(), COMMITTEE)
        command, before = Retire(mandate=ASKED, authority=ref), len(self.record.events)
        self.wish(command, when, lambda record, on: wishes.end(record, on, ASKED, "retired", ref))
        if up is not None and len(self.record.events) > before:
            self.come_to("ended from above")
        elif up is not None and "GA" not in up and ref == GA:
            self.come_to("not its body's to end")

    # --- what people say of a mandate -------------------------------------------------------------

    @offered(often=3, number=index, text=st.sampled_from(["asked twice", "see the annex"]),
             internal=st.sampled_from([True, True, False]), when=late)  # fmt: skip
    def note(self, number: int, text: str, internal: bool, when: When) -> None:
        one, before = self.one(number), len(self.record.events)
        command = Note(mandate=one, text=text, internal="the desk's alone" if internal else None)
        self.wish(command, when, lambda record, on: names.note(record, on, one, text))
        if internal and len(self.record.events) > before:
            event = self.record.events[-1].id
            digest = self.engine.history(one)[-1].envelope.internal
            assert digest is not None
            self.notes[event] = digest

    @offered(often=3, number=index)
    def erase_note(self, number: int) -> None:
        events = [*self.notes, self.record.events[0].id]
        event = events[number % len(events)]
        command = EraseNote(event_id=event, reason="it names a person")
        digest = self.notes.get(event)
        self.wish(command, 0, lambda record, on: names.erase(record, on, digest))

    @offered(often=4, number=index, tracked=st.sampled_from(["yes", "no"]), when=late,
             reason=st.sampled_from(["it is ours", "it is not ours"]))  # fmt: skip
    def track(self, number: int, tracked: Any, reason: str, when: When) -> None:
        one = self.one(number)
        command = OverrideTracking(mandate=one, tracked=tracked, reason=reason)
        self.wish(command, when, lambda record, on: names.track(record, on, one, tracked, reason))

    @offered(
        often=6, number=index, when=late,
        change=st.sampled_from([
            ("who", ("Member States",)), ("who", ()), ("who", (UNIT,)), ("verb", "decide"),
            ("verb", "invite"), ("verb", "request"), ("strength", "binding"), ("title", WATER),
            ("title", None), ("what", "meeting"), ("what", "report"),
        ]),
    )  # fmt: skip
    def reword(self, number: int, change: tuple[str, Any], when: When) -> None:
        one, (field, to) = self.one(number), change
        value: Any = [*to] if field == "who" else to
        command = Correct(mandate=one, field=FIELDS[field], value=value, reason="misread")  # type: ignore[arg-type]  # one of the fields
        self.wish(command, when, lambda record, on: names.reword(record, on, one, field, to))

    @offered(often=5, which=index, apply=st.sampled_from([True, True, False]), when=late)
    def verify(self, which: int, apply: bool, when: When) -> None:
        acts = ADOPTED[which % len(ADOPTED)]
        text = reading(*(act(one, **said(what)) for one, what in acts.items()), symbol=TEXT)
        command = VerifyText(symbol=TEXT, reading=text, apply=apply)
        told = {one: {**what, "body": "General Assembly"} for one, what in acts.items()}
        self.wish(command, when, lambda record, on: names.verify(record, on, TEXT, told, apply))

    # --- proposals --------------------------------------------------------------------------------

    def pair(self, number: int, other: int) -> tuple[str, str]:
        known = [name.split("..") for name in self.record.states("proposal")]
        if known and other % 3:
            older, newer = known[number % len(known)]
            return older, newer
        return self.one(number), self.one(other)

    @offered(often=4, number=index, other=index, when=late,
             how=st.sampled_from(["reiterated", "adapted", "replaced", "merged"]))  # fmt: skip
    def make(self, number: int, other: int, how: Any, when: When) -> None:
        older, newer = self.pair(number, other)
        command = MakeProposal(older=older, newer=newer, how=how, authority=GA)
        self.wish(command, when, lambda record, on: names.make(record, on, older, newer, how, GA))

    @offered(often=6, number=index, other=index, when=late, ref=st.sampled_from([None, None, GA]),
             how=st.sampled_from([None, None, "reiterated", "adapted"]))  # fmt: skip
    def accept(self, number: int, other: int, how: Any, ref: str | None, when: When) -> None:
        older, newer = self.pair(number, other)
        command = AcceptProposal(older=older, newer=newer, how=how, authority=ref)
        self.wish(
            command, when, lambda record, on: names.accept(record, on, older, newer, how, ref)
        )

    @offered(often=3, number=index, other=index, when=late)
    def decline(self, number: int, other: int, when: When) -> None:
        older, newer = self.pair(number, other)
        command = DeclineProposal(older=older, newer=newer)
        self.wish(command, when, lambda record, on: names.decline(record, on, older, newer))

    @offered(often=3, number=index)
    def void_what_was_accepted(self, number: int) -> None:
        """What an acceptance recorded on the mandates is void, and the acceptance itself is not."""
        accepted = {one.id for one in self.record.events if one.kind == "accepted"}
        caused = [one for one in self.record.events if one.cause in accepted]
        if caused:
            self.void(caused[number % len(caused)])

    # --- what is beside the mandates --------------------------------------------------------------

    def check_beside(self, engine: Engine, day: date, known: int | None) -> None:
        (self.check_names, self.check_papers)[self.turn // 4 % 2](engine, day, known)
        self.check_notes(engine)

    def check_names(self, engine: Engine, day: date, known: int | None) -> None:
        point: dict[str, Any] = {"as_of": day, "known_at": known}
        beside, entities = engine.beside(**point), self.record.states("entity", day, known)
        shown = {
            one.entity: (one.name, set(one.names), one.merged_into, one.ended_on)
            for one in beside.entities()
        }
        assert shown == {
            id_: (one["name"], set(one["names"]), one["into"], one["ended"])
            for id_, one in entities.items()
        }, entities
        mandates = self.record.states("mandate", day, known)
        asked = (*ENTITIES, *SHORT)[self.turn // 12 % 6]
        assert set(engine.names(asked, **point)) == all_names(entities, asked)
        query = RegisterQuery(every=True, addressee=asked)
        found = {one.id for one in engine.register(query, **point).items}
        assert found == {n for n, s in mandates.items() if meant(entities, asked, who(s["text"]))}
        if any(asked not in who(mandates[one]["text"]) for one in found):
            self.come_to("found by another name")
        bodies = self.record.bodies(known)
        self.check_sessions(engine, day, known)
        for one in mandates.values():
            due = one["occurrences"][1]["due"][0] or ""
            elsewhere = body_of(bodies, due.partition("/")[0]) and not self.record.of(
                f"session-{due}"
            )
            if elsewhere and due in self.record.calendar(day, known):
                self.come_to("under another name of its body")
        by_then = self.record.states("body", day, known)
        assert {one.code: (one.name, one.former, one.above) for one in beside.bodies()
                if one.added} == {
            code: body_shown(bodies, one) for code, one in by_then.items()
        }  # fmt: skip
        recorded = self.record.states("proposal", day, known)
        itself = proposals.found(mandates, entities)
        expected = {id_: ("found", how) for id_, how in itself.items()}
        for id_, one in recorded.items():
            older, newer = id_.split("..")
            now = proposals.standing(one, newer, mandates.get(older))
            assert now is not None
            expected[id_] = (now["state"], now["how"])
            if now["state"] != one["state"]:
                self.come_to("open again")
        self.come_to(*("proposed by itself" for _ in itself))
        waiting = {one.id: (one.state, one.how) for one in beside.proposals(every=True)}
        assert waiting == expected

    def check_notes(self, engine: Engine) -> None:
        """What was erased is gone for everybody, whenever he asks; what was not, is there."""
        gone = self.record.states("note").keys()
        for mandate in {one.stream for one in self.record.events if one.id in self.notes}:
            events = engine.history(mandate.partition("-")[2])
            for event, one in engine.internal_notes(events).items():
                erased = self.notes[event] in gone
                assert (one.text is None) == erased
                self.come_to("note erased" if erased else "note kept")


def test_names_words_and_papers_are_as_the_model_says() -> None:
    Registry.run_as_test(steps=50)
