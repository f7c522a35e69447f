"""Drafts on their way, the paper of adopted texts, reports under a slot: for a state machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from desk import Desk
from hypothesis import strategies as st
from machine import When, index, late, offered
from plain import more_wishes as more
from plain import name_wishes as names
from plain.mandates import who
from plain.record import State
from worded import span

from mandates import (
    ActOnDraft,
    AmendDraft,
    AssignSlot,
    ChangeSponsors,
    CloseDraft,
    CorrectText,
    Engine,
    ForecastReport,
    IssueText,
    LinkDraft,
    NameReport,
    ReissueText,
    ReplaceDraft,
    ReviseDraft,
    SubmitReport,
    SupplementReport,
    TableDraft,
    WithdrawDraft,
)
from mandates.domain import instrument
from mandates.domain.draft.life import Draft
from mandates.domain.fold import fold

TEXT, LATER = "A/RES/54/226", "A/RES/55/8"
DRAFT, OTHER = "A/C.2/54/L.5", "A/C.2/54/L.60"
SLOTS = ("2001-117", "2001-118", "A/56/1")
AGENDA = "South-South cooperation"
So = Callable[[State], bool]
"""Whether something is so already."""
Told = Callable[[State], State]
"""What is recorded of it."""
a_draft = st.sampled_from([DRAFT, DRAFT, OTHER])
a_text = st.sampled_from([TEXT, LATER])


class Paperwork(Desk):
    """What comes before an adoption, and what comes out after it."""

    # --- drafts and papers ------------------------------------------------------------------------

    def on_draft(
        self, command: Any, kind: str, when: When, so: So, data: Told = lambda _: {}
    ) -> None:
        draft: str = command.draft
        self.wish(
            command, when, lambda record, on: names.on_text(record, on, draft, kind, so, data)
        )

    @offered(draft=a_draft, when=late)
    def table(self, draft: str, when: When) -> None:
        command = TableDraft(draft=draft, sponsors=("Iraq",))
        self.on_draft(command, "tabled", when, lambda now: now["tabled"] and now["end"] is None,
                      lambda _: {"sponsors": ("Iraq",)})  # fmt: skip

    @offered(often=2, draft=a_draft, who=st.sampled_from(["Iraq", "Chile"]), joins=st.booleans(),
             when=late)  # fmt: skip
    def sponsor(self, draft: str, who: str, joins: bool, when: When) -> None:
        ones: State = {"joined": (who,) if joins else (), "left": () if joins else (who,)}
        self.on_draft(ChangeSponsors(draft=draft, **ones), "sponsors_changed", when,
                      lambda now: (who in now["sponsors"]) == joins, lambda _: ones)  # fmt: skip

    @offered(often=3, draft=a_draft, orally=st.booleans(), when=late)
    def revise(self, draft: str, orally: bool, when: When) -> None:
        def next_(now: State) -> State:
            number = len(now["revisions"]) + 1
            return {"document": None if orally else f"{draft}/Rev.{number}"}

        command = ReviseDraft(draft=draft, orally=orally)
        self.on_draft(command, "revised", when, lambda _: False, next_)

    @offered(often=3, draft=a_draft, paragraph=st.sampled_from(["1", "2"]), when=late,
             result=st.sampled_from(["adopted", "rejected"]))  # fmt: skip
    def amend(self, draft: str, paragraph: str, result: Any, when: When) -> None:
        command = AmendDraft(draft=draft, paragraph=paragraph, result=result)
        self.on_draft(command, "amended", when,
                      lambda now: (paragraph, result) in now["amendments"],
                      lambda _: {"paragraph": paragraph, "result": result})  # fmt: skip

    @offered(often=4, draft=a_draft, action=st.sampled_from(["approved", "rejected"]), when=late)
    def act_on(self, draft: str, action: Any, when: When) -> None:
        command = ActOnDraft(draft=draft, action=action)
        self.on_draft(
            command, "committee_acted", when, lambda now: now["committee"] == action,
            lambda _: {"action": action},
        )  # fmt: skip

    @offered(often=2, draft=a_draft, symbol=a_text, when=late)
    def link(self, draft: str, symbol: str, when: When) -> None:
        command = LinkDraft(draft=draft, instrument=symbol)
        self.wish(command, when, lambda record, on: more.link(record, on, draft, symbol))

    @offered(often=2, draft=a_draft, when=late)
    def replace_draft(self, draft: str, when: When) -> None:
        by = OTHER if draft == DRAFT else DRAFT
        command = ReplaceDraft(draft=draft, by=by)
        self.wish(command, when, lambda record, on: more.replace_draft(record, on, draft, by))

    @offered(often=4, draft=a_draft, when=late, how=st.sampled_from(["not_adopted", "withdrawn"]))
    def stop(self, draft: str, how: str, when: When) -> None:
        command = (CloseDraft if how == "not_adopted" else WithdrawDraft)(draft=draft)
        self.on_draft(command, how, when, lambda now: (now["end"] or ("",))[0] == how)

    @offered(often=3, kind=st.sampled_from(["issued", "corrected", "reissued"]), when=late,
             symbol=a_text, fr=st.booleans())  # fmt: skip
    def publish(self, symbol: str, kind: str, fr: bool, when: When) -> None:
        language, corr = ("fr" if fr else "en"), f"{symbol}/Corr.{2 if fr else 1}"
        command: Any = {
            "issued": IssueText(symbol=symbol, languages=(language,)),
            "corrected": CorrectText(symbol=symbol, document=corr),
            "reissued": ReissueText(symbol=symbol),
        }[kind]  # fmt: skip
        last = self.dated(when)[1][1]

        def so(now: State) -> bool:
            paper = now["paper"]
            if kind == "issued":
                return language in paper["languages"]
            return (
                corr in paper["corrections"] if kind == "corrected" else last in paper["reissued"]
            )

        data = {"languages": (language,), "document": corr}
        self.wish(
            command, when,
            lambda record, on: names.on_text(record, on, symbol, kind, so, lambda _: data),
        )  # fmt: skip

    # --- reports under a slot ---------------------------------------------------------------------

    @offered(often=4, number=index, expected=st.sampled_from(["2001-05", "2001-06-01"]),
             title=st.sampled_from([None, AGENDA]), when=late)  # fmt: skip
    def forecast(self, number: int, expected: str, title: str | None, when: When) -> None:
        name = (*SLOTS, "A/56/2")[number % 4]
        command = ForecastReport(report=name, expected=expected, title=title)
        self.on_report(command, "forecast", when, expected=expected, title=title, entity=None)

    @offered(often=3, number=index, slot=st.sampled_from(["2001-117", "7"]), when=late)
    def assign_slot(self, number: int, slot: str, when: When) -> None:
        name = (*SLOTS, "A/56/2")[number % 4]
        self.on_report(AssignSlot(report=name, slot=slot), "slot_assigned", when, slot=slot)

    @offered(often=3, number=index, when=late)
    def supplement(self, number: int, when: When) -> None:
        states = self.record.states("report", self.today).items()
        names = [name for name, one in states if one["submitted"]] or [*SLOTS]
        name, paper = names[number % len(names)], "A/56/1/Add.1"
        command = SupplementReport(report=name, kind="Add", document=paper)
        self.on_report(command, "supplemented", when, document=paper)

    def on_report(self, command: Any, kind: str, when: When, **data: Any) -> None:
        name: str = command.report
        self.wish(command, when, lambda record, on: names.on_report(record, on, name, kind, **data))

    @offered(often=3, slot=st.sampled_from(SLOTS), document=index, when=late)
    def name_report(self, slot: str, document: int, when: When) -> None:
        paper = self.papers[document % len(self.papers)]
        command = NameReport(report=slot, document=paper)
        self.wish(command, when, lambda record, on: names.name_report(record, on, slot, paper))

    @offered(often=3, slot=st.sampled_from(SLOTS[:2]), document=index, number=index, when=late)
    def submit_slot(self, slot: str, document: int, number: int, when: When) -> None:
        paper, answers = self.papers[document % len(self.papers)], ((self.one(number), None),)
        command = SubmitReport(document=paper, answers=answers, slot=slot)
        self.wish(
            command, when,
            lambda record, on: names.submit_slot(record, on, paper, answers, slot, self.today),
        )  # fmt: skip

    def check_papers(self, engine: Engine, day: date, known: int | None) -> None:
        beside = engine.beside(as_of=day, known_at=known)
        states = self.record.states("report")
        expected = dict(
            one for name in states
            if (one := names.report_shown(self.record, name, day, known)) is not None
        )  # fmt: skip
        assert {one.report: _report(one) for one in beside.reports()} == {
            name: _report_of(name, one) for name, one in expected.items()
        }
        for name in (DRAFT, OTHER, TEXT):
            state = self.record.state(f"instrument-{name}", day, known)
            if self.record.of(f"instrument-{name}"):
                found = fold(instrument.evolve, engine.history(name), day, known)
                assert (found and _text(found)) == (state and _text_of(state)), name


def _report(one: Any) -> Any:
    days = [text and span(text) for text in (one.submitted, one.issued)]
    named = (each.rpartition("/") for each in one.answers)
    answers = [(mandate, int(number)) for mandate, _, number in named]
    return (one.document, one.title, one.expected, one.entity, one.slot, list(one.begun), *days,
            answers, list(one.supplements))  # fmt: skip


def _report_of(name: str, one: State) -> Any:
    document = name if one["submitted"] else one["named"]
    issued = one["issued"][0][2] if one["issued"] else None
    return (document, one["title"], one["expected"], one["entity"], one["slot"], one["begun"],
            one["submitted"], issued, one["answers"], one["supplements"])  # fmt: skip


def _text(one: instrument.Instrument) -> Any:
    draft, paper = one.draft or Draft(), one.paper
    end = draft.end and (draft.end.how, draft.end.by, draft.end.on)
    acts = one.adopted and {
        each.number: [(a.id, a.verb, a.addressees, a.deliverable) for a in each.acts]
        for each in one.adopted.paragraphs
    }
    return (
        draft.tabled_on is not None, end, draft.sponsors, draft.revisions,
        len(draft.revised_orally), [(a.paragraph, a.result) for a in draft.amendments],
        draft.committee and draft.committee.action, paper.issued, paper.languages,
        [a.document for a in paper.corrections], list(paper.reissued), acts,
        one.adopted and one.adopted.text_of,
    )  # fmt: skip


def _text_of(one: State) -> Any:
    paper, adopted = one["paper"], one["adopted"]
    acts = adopted and {
        number: [(name, a.get("verb", "request"), who(a), a["what"]) for name, a in some]
        for number, some in adopted["acts"].items()
    }
    return (
        one["tabled"], one["end"], one["sponsors"], one["revisions"], one["orally"],
        one["amendments"], one["committee"], paper["issued"], paper["languages"],
        paper["corrections"], paper["reissued"], acts, adopted and adopted["text_of"],
    )  # fmt: skip
