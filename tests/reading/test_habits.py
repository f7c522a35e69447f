"""Habits of drafting that were gone through field by field: when, how often, who, what, by which
verb, from the first sessions of the Assembly to conferences of parties.
"""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading.acts import reader

GA = "General Assembly"


def acts(text: str, body: str = GA) -> list[dict[str, Any]]:
    return reader.read([reader.Entry("1", text)], body)[0]


def last(text: str, body: str = GA) -> dict[str, Any]:
    return acts(text, body)[-1]


def when(act: dict[str, Any]) -> Any:
    """A due term in short: its day, its session or its words."""
    due = act["due"]
    if due is None:
        return None
    return due.get("date") or ((due["organ"], due["session"]) if "organ" in due else due["text"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # parts and edges of sessions
        ("to submit a report at the beginning of its next session",
         "at the beginning of its next session"),
        ("to report to it at the opening of its next regular session",
         "at the opening of its next regular session"),
        ("to report before the close of the next session", "before the close of the next session"),
        ("to resume the discussion of lamps during the second part of its third regular session",
         (GA, 3)),
        ("to continue the discussions of lamps at its tenth session", (GA, 10)),
        ("to report on the discussion of lamps held at its tenth session", None),
        ("to report before the end of the first part of the present session",
         "before the end of the first part of the present session"),
        # days, and what begins on them
        ("to submit a report on or about 15 May 1974", "1974-05-15"),
        ("to submit every five years, starting in 2030, a report on lamps", "2030"),
        ("to hold quarterly briefings, as from 1 January 2031", "2031-01-01"),
        ("to pay the sums due as from 1 January 2031", None),
        ("to prepare triennial reports, the next of which should be submitted in 2030", "2030"),
        ("to prepare reports, the first of which is to be submitted at its tenth session",
         (GA, 10)),
        ("to convene two meetings, the first of which will be held in 2031", "2031"),
        # what others did by then, or are to do for it
        ("to prepare, on the basis of replies received by 1 June 1990, a report for the General "
         "Assembly at its forty-fifth session", (GA, 45)),
        ("to prepare a paper, based on submissions from Parties to be received by 15 February "
         "2031, for the Lamp Board at its tenth session", ("Lamp Board", 10)),
        ("to send lists, to be received by 15 February 2031", "2031-02-15"),
        # when something is over
        ("to submit a report immediately after the completion of the first phase",
         "immediately after the completion of the first phase"),
        ("to submit a report on completion of the study", "on completion of the study"),
        ("to report thereon in the next budget submission", "in the next budget submission"),
        ("to report thereon in the future programme budgets", "in the future programme budgets"),
        ("to review the list five years after their entry into force",
         "five years after their entry into force"),
        ("to review the list at the latest in 2032", "2032"),
        ("to report in the years 2031, 2033 and 2035", "2031"),
        ("to hold a meeting at Geneva in June/July 2031", "2031-06"),
        ("to hold a meeting in May or June 2031", "2031-05"),
        ("to approve the agenda and documentation for the tenth session of the Commission", None),
    ],
)  # fmt: skip
def test_when_it_is_due(words: str, expected: Any) -> None:
    assert when(last(f"Requests the Secretary-General {words};")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Decides to devote one day of its eightieth session to lamps;", (GA, 80)),
        ("Decides that the Commission shall reconvene for up to five days in September 2031;",
         "2031-09"),
    ],
)  # fmt: skip
def test_when_it_is_held(text: str, expected: Any) -> None:
    assert when(last(text)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("to report at its tenth session and every third session thereafter", "other"),
        ("to report at its tenth session and every second session thereafter", "biennial"),
        ("to report at intervals of not more than two years", "biennial"),
        ("to report at intervals not exceeding 3 years", "triennial"),
        ("to report in even years to it and in odd years to the Council", "biennial"),
        ("to report at three-monthly intervals", "quarterly"),
        ("to report at each meeting of the Parties", "every_session"),
        ("to report at each meeting on lamps", None),
        ("to include in his next annual report a section on lamps", None),
        ("to submit his forthcoming annual report on lamps", None),
        ("to include in his annual report a section on lamps", "annual"),
    ],
)
def test_how_often(words: str, expected: str | None) -> None:
    assert last(f"Requests the Secretary-General {words};")["recurrence"] == expected


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Invites this special committee to light lamps;", ["special committee"]),
        ("Requests this Committee to continue its work;", ["Committee"]),
        (
            "Requests a report from the Secretary-General on lamps by 1 May 2031;",
            ["Secretary-General"],
        ),
        (
            "Requests, no later than 1 May 2031, reports from the Board and the Fund on lamps;",
            ["Board", "Fund"],
        ),
        ("Requests a report on the removal of oil from Ruritania;", []),
        ("Requests the provision by the Secretary-General of a list;", ["Secretary-General"]),
        ("Requests the provision by the Board of Lamps of oil;", ["Board of Lamps"]),
        ("Decides that States named in the annex shall submit lists;", ["States"]),
        ("Decides that Parties included in Annex I should report;", ["Parties"]),
        ("Decides that members elected to the Board shall light lamps;", ["members"]),
        ("Requests the Board, in co operation with the Lamp Fund, to light lamps;", ["Board"]),
    ],
)
def test_who_is_asked(text: str, addressees: list[str]) -> None:
    assert last(text)["addressees"] == addressees


def test_cooperation_whose_hyphen_was_lost_is_cooperation() -> None:
    act = last("Requests the Board, in co operation with the Lamp Fund, to light lamps;")
    assert act["with"] == ["Lamp Fund"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # what is made by using, or with others
        ("Requests the Board to collect the data and to use the lists set forth therein to prepare "
         "a report;", "report"),
        ("Requests the Board to work with the Fund to prepare a plan of action;", "plan"),
        ("Requests the Board to consult with States to develop guidelines;", "document"),
        ("Requests the Board to use its good offices to achieve a settlement;", "other"),
        # a finite verb that no list knows leads what is asked for
        ("Recommends that the Board study the matter and report thereon;", "report"),
        ("Recommends that the Trusteeship Council study the possibility of more visits and submit "
         "its views;", "information"),
        # by a noun, with who, where or when behind it
        ("Calls for the preparation by the Board of a report on oil;", "report"),
        ("Requests the convening in Geneva, in 2031, of a conference;", "meeting"),
        ("Calls for the convening at the earliest practicable date of a conference;", "meeting"),
        ("Invites the submission by States of proposals by 1 May 2031;", "recommendations"),
        ("Requests that, at its tenth session, the Assembly be provided with a report on lamps;",
         "report"),
        ("Decides to devote one day of its eightieth session to lamps;", "meeting"),
        ("Decides that the Commission shall reconvene for up to five days in September 2031;",
         "meeting"),
        # by way of what
        ("Invites Parties to submit via the portal by 31 March 2031 their views on oil;",
         "information"),
        ("Invites the Prosecutor to address the Council within two months;", "briefing"),
        ("Invites States to address the needs of lamplighters;", "other"),
        ("Requests the Board to meet and to consider the list of lamps;", "meeting"),
    ],
)  # fmt: skip
def test_what_is_asked_for(text: str, kind: str) -> None:
    assert last(text)["deliverable"] == kind


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("At its tenth session, decides to review the list;", ["decide"]),
        ("In 2031, requests the Board to report;", ["request"]),
        ("As a matter of urgency, calls upon States to light lamps;", ["call upon"]),
        ("To that end, also invites States to light lamps;", ["invite"]),
        ("Noting the report of the Board, requests the Secretary-General to act;", ["request"]),
        # paragraphs that were run together
        (
            "Decides to suspend the rule; Also decides that the Board shall meet; Underlines it;",
            ["decide", "decide", "underline"],
        ),
        ("Requests the list of lamps; States shall have it;", ["request"]),
        # what only looks so
        ("To gather, request and exchange information on lamps;", []),
        ("At the request of the Board, notes on the meeting were kept;", []),
    ],
)
def test_what_stands_before_the_verb(text: str, verbs: list[str]) -> None:
    assert [act["verb"] for act in acts(text)] == verbs
