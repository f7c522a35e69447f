"""Drafts, budgets, funds and agenda items beside their mandates: engine against model."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from desk import Desk
from hypothesis import strategies as st
from machine import When, index, late, offered
from plain import more_wishes as more
from plain import papers
from test_stateful import report
from worded import totals

from mandates import (
    AbsorbBudget,
    Allocate,
    ApproveBudget,
    CarryItem,
    ConsiderItem,
    DecideBudget,
    Engine,
    EstablishFund,
    HoldMeeting,
    IncludeItem,
    InviteContributions,
    LinkDraft,
    LinkItem,
    ListReport,
    Money,
    MoveMeeting,
    Pay,
    PlaceItem,
    Pledge,
    PostponeMeeting,
    RefuseBudget,
    RenameFund,
    RenameItem,
    ReplaceDraft,
    RequestItem,
    ReviewBudget,
    SetMeeting,
    StateBudget,
    StateNoBudget,
    TableDraft,
    WithdrawDraft,
)
from spec import GA

FIRST, SECOND = "A/C.2/54/L.5", "A/C.2/54/L.60"
FUND = "Trust Fund"
TITLES = ("South-South cooperation", "South-South cooperation for development")
BUDGET = {
    "stated": StateBudget, "reviewed": ReviewBudget, "decided": DecideBudget,
    "approved": ApproveBudget, "refused": RefuseBudget,
    "within_existing_resources": AbsorbBudget, "none_required": StateNoBudget,
}  # fmt: skip

amounts = st.sampled_from([("USD", 507000), ("USD", 449600), ("CHF", 20)])
"""A currency, and how much of it."""


def money(amount: tuple[str, int]) -> Money:
    return Money(currency=amount[0], amount=amount[1])  # type: ignore[arg-type]  # as it is read


class Purses(Desk):
    """What a text costs, who pays, and what is on the agenda."""

    texts: ClassVar = {
        "A/RES/54/226": {
            "1.1": {"what": "agenda_item", "dues": ("UNEP/21",)}, "2.1": report("UNEP/21"),
            "2.2": report("2001-04-01"),
        },
        "A/RES/55/8": {"1.1": {"what": "agenda_item", "dues": ("UNEP/21",)}},
    }  # fmt: skip
    drafts: ClassVar = {"A/RES/54/226": SECOND}
    terms = ("2001-04-01", "UNEP/21", "UNEP/22", "open")
    raced = ("budget", "pay", "allocate", "take_up", "carry", "replace_draft")
    weights: ClassVar = {
        "assign": 0, "defer": 0, "submit": 1, "issue": 0, "progress": 0, "miss": 0, "waive": 1,
        "extend": 0, "reiterate": 0, "carry_back": 0, "consider": 1, "end": 1, "plan": 0,
        "move": 1, "postpone": 0, "take_place": 0, "tick": 2, "adopt": 2, "two_at_once": 5,
        "open_one": 0, "correct": 0, "carry_on": 3,
    }  # fmt: skip
    needed: ClassVar = {
        "tabled": 3, "replaced": 1, "withdrawn": 1, "adopted_as": 1, "stated": 2, "reviewed": 1,
        "decided": 1, "approved": 2, "refused": 20, "within_existing_resources": 1,
        "none_required": 1, "funded": 4, "established": 2, "renamed": 2,
        "contribution_invited": 1, "pledged": 2, "paid": 2, "allocated": 2, "requested": 2,
        "placed": 2, "included": 2, "linked": 2, "report_listed": 1, "considered": 2,
        "carried_over": 2, "deferred": 2, "item_linked": 3, "meeting_set": 2,
        "meeting_moved": 1, "meeting_postponed": 1, "meeting_held": 1, "item_advanced": 6,
        "void": 10, "void of voided": 1,
        "late entry": 10, "late entry refused": 1, "known by its month": 10, "two at once": 3,
        "funded by its draft": 2, "restart": 1, "took along: item_linked": 1,
        "a successor was told late": 1,
    }  # fmt: skip

    def set_out(self) -> None:
        self.table(FIRST, 3)
        self.establish(40)
        self.take_up("requested", 21, TITLES[0], [0, 1], 0)
        self.meet(21, "set", "2001-06-11", 0)

    # --- drafts and budgets -----------------------------------------------------------------------

    @offered(often=2, draft=st.sampled_from([FIRST, FIRST, SECOND]), when=late)
    def table(self, draft: str, when: When) -> None:
        self.wish(TableDraft(draft=draft), when, lambda record, on: more.table(record, on, draft))

    @offered(often=2, when=late)
    def replace_draft(self, when: When) -> None:
        command = ReplaceDraft(draft=FIRST, by=SECOND)
        self.wish(command, when, lambda record, on: more.replace_draft(record, on, FIRST, SECOND))

    @offered(often=2, draft=st.sampled_from([FIRST, SECOND]), when=late)
    def withdraw(self, draft: str, when: When) -> None:
        command = WithdrawDraft(draft=draft)
        self.wish(command, when, lambda record, on: more.withdraw(record, on, draft))

    @offered(draft=st.sampled_from([FIRST, SECOND]), symbol=index, when=late)
    def link(self, draft: str, symbol: int, when: When) -> None:
        text = sorted(self.texts)[symbol % len(self.texts)]
        command = LinkDraft(draft=draft, instrument=text)
        self.wish(command, when, lambda record, on: more.link(record, on, draft, text))

    @offered(
        often=8, step=st.sampled_from(sorted(BUDGET)), amount=amounts, when=late,
        symbol=st.sampled_from([FIRST, SECOND, "A/RES/54/226", "A/RES/54/226"]),
        paragraphs=st.sampled_from([(), ("2",), ("1", "2")]),
    )  # fmt: skip
    def budget(
        self, symbol: str, step: str, amount: Any, paragraphs: tuple[str, ...], when: When
    ) -> None:
        costs = step in ("stated", "reviewed", "decided", "approved")
        said: dict[str, Any] = {"symbol": symbol, "paragraphs": paragraphs}
        if costs:
            said["amounts"] = (money(amount),)
        command = BUDGET[step](**said)
        known = amount if costs else None
        self.wish(
            command,
            when,
            lambda record, on: more.budget(record, on, symbol, step, known, paragraphs),
        )

    # --- funds ------------------------------------------------------------------------------------

    def on_fund(self, command: Any, kind: str, when: When, **data: Any) -> None:
        self.wish(command, when, lambda record, on: more.on_fund(record, on, FUND, kind, **data))

    @offered(often=2, when=st.sampled_from([0, 40]))
    def establish(self, when: When) -> None:
        self.on_fund(EstablishFund(fund=FUND), "established", when, name=FUND)

    @offered(name=st.sampled_from([FUND, "Fund for South-South Cooperation"]), when=late)
    def rename_fund(self, name: str, when: When) -> None:
        self.on_fund(RenameFund(fund=FUND, name=name), "renamed", when, name=name)

    @offered(often=2, when=late)
    def invite(self, when: When) -> None:
        command = InviteContributions(fund=FUND, authority=GA)
        self.on_fund(command, "contribution_invited", when, ref=GA)

    @offered(often=4, amount=amounts, kind=st.sampled_from(["pledged", "paid"]), when=late,
             who=st.sampled_from(["Norway", "Chile"]))  # fmt: skip
    def pay(self, kind: str, who: str, amount: Any, when: When) -> None:
        wish = Pledge if kind == "pledged" else Pay
        command = wish(fund=FUND, donor=who, amount=money(amount))
        self.on_fund(command, kind, when, who=(who,), amount=amount)

    @offered(often=3, amount=amounts, numbers=st.lists(index, max_size=2), when=late,
             purpose=st.sampled_from([None, None, "Training"]))  # fmt: skip
    def allocate(self, amount: Any, numbers: list[int], purpose: str | None, when: When) -> None:
        ones = tuple(dict.fromkeys(self.one(number) for number in numbers))
        command = Allocate(fund=FUND, amount=money(amount), mandates=ones, purpose=purpose)
        self.on_fund(command, "allocated", when, who=ones, amount=amount, purpose=purpose)

    # --- the agenda -------------------------------------------------------------------------------

    def on_item(self, command: Any, kind: str | None, when: When, *ones: str, **data: Any) -> None:
        item: str = command.item
        linking = command.model_copy(update={"mandates": tuple((one, None) for one in ones)})
        self.wish(
            linking, when, lambda record, on: more.on_item(record, on, item, kind, ones, **data)
        )

    @offered(
        often=6, kind=st.sampled_from(["requested", "placed", "included"]), when=late,
        session=st.sampled_from([21, 21, 22]), title=st.sampled_from([None, *TITLES]),
        numbers=st.lists(index, max_size=2),
    )  # fmt: skip
    def take_up(
        self, kind: str, session: int, title: str | None, numbers: list[int], when: When
    ) -> None:
        wish = {"requested": RequestItem, "placed": PlaceItem, "included": IncludeItem}[kind]
        command = wish(item=f"UNEP/{session}/7", title=title)
        self.on_item(command, kind, when, *map(self.one, numbers), title=title)

    @offered(often=2, session=st.sampled_from([21, 22]), number=index, when=late)
    def link_item(self, session: int, number: int, when: When) -> None:
        self.on_item(LinkItem(item=f"UNEP/{session}/7"), None, when, self.one(number))

    @offered(
        often=6, number=index, session=st.sampled_from([21, 22]), before=st.integers(1, 12),
        how=st.sampled_from(["requested", "included", None, "carried_over"]),
    )  # fmt: skip
    def link_late(self, number: int, session: int, before: int, how: str | None) -> None:
        """A due point that has passed on comes under an item as of a day before that."""
        passed = [one for one in self.record.events if one.data.get("passed")]
        if not passed:
            return
        opened = passed[number % len(passed)]
        mandate, _, _ = opened.data["passed"].rpartition("/")
        known, ago = len(self.record.events), (self.today - opened.day).days + before
        item = f"UNEP/{session}/7"
        said: dict[str, Any] = {}
        if how == "carried_over":
            said = {"to": f"UNEP/{session + 1}", "ref": GA}
            command: Any = CarryItem(item=item, to=said["to"], authority=GA)
        elif how is not None:
            said = {"title": TITLES[0]}
            command = (RequestItem if how == "requested" else IncludeItem)(item=item, **said)
        else:
            command = LinkItem(item=item)
        self.on_item(command, how, ago, mandate, **said)
        if any(one.stream == opened.stream for one in self.record.events[known:]):
            self.come_to("a successor was told late")

    @offered(often=2, session=st.sampled_from([21, 22]), title=st.sampled_from(TITLES), when=late)
    def rename_item(self, session: int, title: str, when: When) -> None:
        command = RenameItem(item=f"UNEP/{session}/7", title=title)
        self.on_item(command, "renamed", when, title=title)

    @offered(often=2, session=st.sampled_from([21, 21, 22]), when=late)
    def list_report(self, session: int, when: When) -> None:
        command = ListReport(item=f"UNEP/{session}/7", document="A/56/1")
        self.on_item(command, "report_listed", when, document="A/56/1")

    @offered(
        often=5,
        session=st.sampled_from([21, 21, 22]),
        ref=st.sampled_from([GA, GA, None]),
        when=late,
    )
    def deal_with(self, session: int, ref: str | None, when: When) -> None:
        command = ConsiderItem(item=f"UNEP/{session}/7", action="noted", authority=ref)
        self.on_item(command, "considered", when, action="noted", ref=ref)

    @offered(often=5, session=st.sampled_from([21, 22]), to=st.sampled_from([22, 22, 23, 21]),
             ref=st.sampled_from([GA, GA, None]), when=late)  # fmt: skip
    def carry(self, session: int, to: int, ref: str | None, when: When) -> None:
        command = CarryItem(item=f"UNEP/{session}/7", to=f"UNEP/{to}", authority=ref)
        self.on_item(command, "carried_over", when, to=f"UNEP/{to}", ref=ref)

    @offered(
        often=9, session=st.sampled_from([21, 21, 22]), when=late,
        kind=st.sampled_from(["set", "moved", "moved", "postponed", "held"]),
        day=st.sampled_from(["2001-06-08", "2001-06-11", "2001-06-25", "2001-05-02"]),
    )  # fmt: skip
    def meet(self, session: int, kind: str, day: str, when: When) -> None:
        item, on = f"UNEP/{session}/7", date.fromisoformat(day)
        command: Any = {
            "set": SetMeeting(item=item, day=on), "moved": MoveMeeting(item=item, day=on),
            "postponed": PostponeMeeting(item=item), "held": HoldMeeting(item=item, held=on),
        }[kind]  # fmt: skip
        known = None if kind == "postponed" else on
        self.wish(
            command,
            when,
            lambda record, span: more.on_meeting(record, span, item, f"meeting_{kind}", known),
        )

    # --- what is beside the mandates --------------------------------------------------------------

    def check_beside(self, engine: Engine, day: date, known: int | None) -> None:
        beside = engine.beside(as_of=day, known_at=known)
        items = {
            one.item: (
                one.stage, one.on, one.title, one.mandates, one.reports, one.carried_from,
                one.carried_to, one.meets,
            )
            for one in engine.agenda(as_of=day, known_at=known).items
        }  # fmt: skip
        mandates = self.record.states("mandate", day, known)
        assert items == {
            name: papers.item_shown(name, one, mandates)
            for name, one in self.record.states("item", day, known).items()
        }
        funds = {
            one.fund: (list(one.names), *map(totals, (one.pledged, one.paid, one.allocated)))
            for one in beside.funds()
        }
        assert funds == {
            name: papers.fund_shown(one)
            for name, one in self.record.states("fund", day, known).items()
        }
        texts = self.record.states("instrument", day, known)
        for one in mandates.values():
            if not one["funded"] and papers.funding(one, texts)[0] != "not_stated":
                own = texts.get(one["text"]["symbol"], papers.NO_TEXT)["budget"]
                self.come_to("funded by its draft" if not own else "funded by its text")


def test_money_drafts_and_the_agenda_are_as_the_model_says() -> None:
    Purses.run_as_test(steps=30)
