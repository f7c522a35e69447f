"""Reminders: what an entity has to deliver, overdue first, as a text that somebody sends."""

from __future__ import annotations

from datetime import date

import pytest
from cli.terminal import SYMBOL, Terminal, act, due, reading

from mandates.projections.item import DueShown, Item, Status
from mandates.projections.reminders import Reminder, reminder

TODAY = date(2001, 7, 10)
UNTIL = date(2001, 8, 21)


def item(
    name: str = "A/RES/54/226#2.2",
    *,
    days: tuple[str | None, str | None, str | None] = ("2001-07-03", "2001-07-31", "2002-09-09"),
    implementation: str = "open",
    leads: tuple[str, ...] = (),
    contributing: tuple[str, ...] = (),
    addressees: tuple[str, ...] = ("Secretary-General",),
    title: str | None = "state of South-South cooperation",
    beginning: str | None = None,
    calendar: str = "recorded",
    occurrence: int = 1,
) -> Item:
    """An open due point at session 56, with its days of submission, issue and law."""
    submit, issue, legal = (date.fromisoformat(one) if one else None for one in days)
    shown = DueShown.model_validate(
        {
            "term": {"kind": "session", "organ": "GA", "session": 56}, "session": "GA/56",
            "anchor": None,
            "window": None, "submit_by": submit, "issue_by": issue, "legal_by": legal,
            "calendar": calendar, "calendar_version": None,
        }
    )  # fmt: skip
    status = Status(
        legal="in_force", implementation=implementation, timeliness="due", funding="not_stated"
    )
    return Item(
        id=name, title=title, beginning=beginning, status=status, tracked="yes",
        strength="request", verb="request", addressees=addressees, leads=leads,
        contributing=contributing, deliverable="report", instrument="A/RES/54/226",
        instrument_title="Economic and technical cooperation among developing countries",
        adopted_on=date(1999, 12, 22), occurrence=occurrence, due=shown,
    )  # fmt: skip


def remind(*items: Item, entity: str = "Secretary-General", until: date = UNTIL) -> Reminder:
    return reminder(items, (entity,), TODAY, until)


LATER = (None, None, "2001-08-01")
PAST = (None, None, "2001-06-30")


def test_overdue_comes_first_then_the_next_deadline() -> None:
    mail = remind(
        item("A/RES/1/1#1.1", days=(None, None, "2001-08-20")),
        item("A/RES/1/1#2.1", days=LATER),
        item("A/RES/1/1#3.1"),
        item("A/RES/1/1#4.1", days=PAST),
    )
    assert [one.id.rpartition("#")[2] for one in mail.items] == ["4.1", "3.1", "2.1", "1.1"]
    assert mail.subject == "Secretary-General: 2 overdue, 2 due by 2001-08-21"


def test_only_what_is_due_within_the_time_is_told() -> None:
    assert remind(item(days=(None, None, "2001-08-22"))).items == ()
    assert len(remind(item(days=(None, None, "2001-08-21"))).items) == 1
    assert len(remind(item(days=(None, "2001-08-21", "2003-01-01"))).items) == 1
    assert remind(item(days=(None, None, None))).items == ()


@pytest.mark.parametrize(
    ("entity", "roles"),
    [
        ("UNDP", ("lead",)),
        ("unctad", ("contributing",)),
        ("The  Special Unit", ("addressee",)),
        ("Special Unit", ("addressee",)),
        ("the UNDP", ("lead",)),
        ("JIU", ("lead", "addressee")),
        ("UN", ()),
    ],
)
def test_whoever_has_a_part_in_it_is_reminded(entity: str, roles: tuple[str, ...]) -> None:
    mail = remind(
        item(leads=("UNDP", "JIU"), contributing=("UNCTAD",),
             addressees=("the Special Unit", "JIU")),
        entity=entity,
    )  # fmt: skip
    assert tuple(one.roles for one in mail.items) == ((roles,) if roles else ())


def test_every_name_of_an_entity_counts() -> None:
    names = ("UNOSSC", "Special Unit for TCDC")
    mail = reminder([item(leads=("Special Unit for TCDC",))], names, TODAY, UNTIL)
    assert len(mail.items) == 1
    assert mail.entity == "UNOSSC"


def test_its_name_is_written_as_the_register_has_it() -> None:
    assert remind(item(), entity="secretary-general").entity == "Secretary-General"
    assert remind(entity="nobody").entity == "nobody"


@pytest.mark.parametrize(
    ("implementation", "kinds"),
    [
        ("open", ["submission", "issue", "legal"]),
        ("in_progress", ["submission", "issue", "legal"]),
        ("submitted", ["issue"]),
        ("issued", []),
    ],
)
def test_what_was_delivered_is_not_asked_for_again(implementation: str, kinds: list[str]) -> None:
    found = remind(item(implementation=implementation)).items
    assert [owed.kind for one in found for owed in one.deadlines] == kinds


def test_the_mail_can_be_sent_as_it_is() -> None:
    long = "implementation of the outcome of the " + "very " * 12 + "long conference"
    mail = remind(
        item(leads=("Secretary-General",)),
        item("A/RES/55/1#1.1", days=("2001-07-10", "2001-07-11", None), title=long,
             calendar="forecast", occurrence=2, implementation="in_progress"),
    )  # fmt: skip
    assert mail.body == (
        "Overdue on 2001-07-10\n"
        "=====================\n"
        "\n"
        " 1. state of South-South cooperation\n"
        "    A/RES/54/226#2.2, report, due GA/56\n"
        "    role: lead, addressee; so far: open\n"
        "    submit        2001-07-03  OVERDUE by 7 days\n"
        "    issue         2001-07-31  in 21 days\n"
        "    window closes 2002-09-09  in 426 days\n"
        "\n"
        "Due by 2001-08-21\n"
        "=================\n"
        "\n"
        " 2. implementation of the outcome of the very very very very very very very\n"
        "    very very very very very long conference\n"
        "    A/RES/55/1#1.1/2, report, due GA/56 (dates forecast)\n"
        "    role: addressee; so far: in progress\n"
        "    submit        2001-07-10  today\n"
        "    issue         2001-07-11  in 1 day\n"
    )
    assert max(map(len, mail.body.splitlines())) <= 78


def test_what_is_overdue_for_decades_is_told_in_years() -> None:
    mail = remind(item(days=(None, None, "1953-09-14")))
    assert "window closes 1953-09-14  OVERDUE by 47 years\n" in mail.body
    assert "OVERDUE by 730 days" in remind(item(days=(None, None, "1999-07-11"))).body
    assert "OVERDUE by 2 years" in remind(item(days=(None, None, "1999-07-10"))).body


def test_the_present_resolution_is_named() -> None:
    mail = remind(item(title="implementation of the present resolution"))
    assert mail.body.splitlines()[3:5] == [
        " 1. implementation of the present resolution (Economic and technical",
        "    cooperation among developing countries)",
    ]


def test_the_meeting_before_which_it_is_due_is_named() -> None:
    one = item()
    assert one.due is not None
    under = {"item": "GA/56/99(b)", "anchor": date(2001, 10, 22), "anchored_by": "meeting"}
    met = one.model_copy(update={"due": one.due.model_copy(update=under)})
    line = "    to be taken up under item GA/56/99(b) on 2001-10-22\n"
    assert line in remind(met).body
    assert "taken up" not in remind(one).body
    (told,) = remind(met).items
    assert (told.item, told.meets) == ("GA/56/99(b)", date(2001, 10, 22))


def test_nothing_to_deliver_is_said_as_well() -> None:
    mail = remind(entity="UNDP")
    assert mail.subject == "UNDP: nothing due by 2001-08-21"
    assert mail.body == "Nothing that UNDP has to deliver is due by 2001-08-21.\n"
    overdue = remind(item())
    assert overdue.subject == "Secretary-General: 1 overdue"


# --- the command ----------------------------------------------------------------------------------


def test_remind_prints_a_mail(desk: Terminal) -> None:
    desk("session", "plan", "GA/56", "--opens", "2001-09-11", "--on", "2001-01")
    words = ("remind", "--entity", "secretary-general", "--as-of", "2001-07-10")
    said = desk(*words, "--within", "6w")
    assert said.out.startswith("Subject: Secretary-General: 1 overdue\n\nOverdue on 2001-07-10\n")
    assert "A/RES/54/226#1.1, report, due GA/56" in said.out
    assert said.last.startswith("true on 2001-07-10, as known on ")
    found = desk.json(*words)
    assert {*found} == {"basis", "entity", "until", "subject", "body", "items"}
    assert found["until"] == "2001-08-21"
    (one,) = found["items"]
    assert (one["id"], one["roles"]) == (f"{SYMBOL}#1.1", ["addressee"])
    assert one["deadlines"][0] == {"kind": "submission", "day": "2001-07-03", "days": 7}
    before = desk.position
    desk(*words)
    assert desk.position == before, "it only reads"


def test_remind_knows_who_took_it_on_and_what_is_done(desk: Terminal) -> None:
    desk("session", "plan", "GA/56", "--opens", "2001-09-11", "--on", "2001-01")
    words = ("remind", "--entity", "UNDP", "--as-of", "2001-07-10")
    assert desk.json(*words)["items"] == []
    desk("assign", f"{SYMBOL}#1.1", "--lead", "UNDP", "--on", "2001-01-10")
    assert desk.json(*words)["items"][0]["roles"] == ["lead"]
    desk("submit", f"{SYMBOL}#1.1", "--document", "A/56/465", "--on", "2001-07-05")
    (one,) = desk.json(*words)["items"]
    assert [owed["kind"] for owed in one["deadlines"]] == ["issue"]
    desk("issue", "A/56/465", "--on", "2001-07-09")
    assert desk.json(*words)["items"] == []


def test_of_what_recurs_the_next_is_told_before_it_opens(desk: Terminal) -> None:
    """It opens when its own deadline comes, unless the body took the one before up: with no word
    of it until then nobody would be reminded in time."""
    quarterly = {"recurrence": "quarterly", "due": {"kind": "date", "date": "2000-03-31"}}
    acts = [{"number": "1", "acts": [act("1.1", **quarterly)]}]
    text = desk.write("q.json", reading(paragraphs=acts, symbol=None))
    desk("adopt", text, "--symbol", "A/RES/54/7", "--date", "1999-12-22")
    desk("submit", "A/RES/54/7#1.1", "--document", "A/54/800", "--on", "2000-03-30")

    def told(day: str, within: str) -> list[tuple[int, str, bool]]:
        words = ("remind", "--entity", "Secretary-General", "--as-of", day, "--within", within)
        mine = (one for one in desk.json(*words)["items"] if one["instrument"] == "A/RES/54/7")
        return [(one["occurrence"], one["due"], one["forecast"]) for one in mine]

    assert told("2000-06-01", "4w") == []
    assert told("2000-06-01", "5w") == [(2, "2000-06-30", True)]
    assert told("2000-07-02", "1w") == [(2, "2000-06-30", True)], "however late the tick"
    desk("tick", "--now", "2000-07-02")
    assert told("2000-07-02", "1w") == [(2, "2000-06-30", False)]
    desk("retire", "A/RES/54/7#1.1", "--ref", "A/RES/54/8", "--on", "2000-07-03")
    assert told("2000-07-04", "1y") == []


@pytest.mark.parametrize(
    ("within", "until"),
    [("1d", "2001-01-31"), ("2 weeks", "2001-02-13"), ("1m", "2001-02-28"), ("1y", "2002-01-30")],
)
def test_the_time_ahead_is_as_people_say_it(desk: Terminal, within: str, until: str) -> None:
    words = ("remind", "--entity", "x", "--as-of", "2001-01-30", "--within", within)
    assert desk.json(*words)["until"] == until


def test_a_time_that_is_none_is_wrong_usage(desk: Terminal) -> None:
    for within in ("soon", "6", "w", "-1d", "6w2d"):
        assert "is no time" in desk("remind", "--entity", "x", f"--within={within}", code=2).error
    assert "--entity" in desk("remind", code=2).error


def test_an_empty_record_reminds_of_nothing(desk: Terminal) -> None:
    said = desk("remind", "--entity", "UNDP", "--db", "nowhere.db", "--as-of", "2001-01-01")
    assert said.out.startswith("Subject: UNDP: nothing due by 2001-02-12\n")
    assert said.last == "nothing recorded yet"


def test_untracked_mandates_are_not_reminded_of(desk: Terminal) -> None:
    acts = [{"number": "1", "acts": [act("1.1", due=due(56), tracked="no")]}]
    document = reading(paragraphs=acts, symbol=None)
    desk("adopt", desk.write("n.json", document), "--symbol", "A/RES/54/7", "--date", "1999-12-22")
    found = desk.json("remind", "--entity", "Secretary-General", "--as-of", "2001-09-01")
    assert {one["instrument"] for one in found["items"]} == {SYMBOL}
