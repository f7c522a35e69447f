"""Requests put together from the parts of drafting practice, whose reading is known beforehand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.adapters.reading.acts import parties, reader
from mandates.domain import ordinals
from mandates.domain.reading import Act

GA = "General Assembly"
ECOSOC = "Economic and Social Council"


def act(text: str, body: str = GA) -> dict[str, Any]:
    (only,) = reader.read([reader.Entry("1", text)], body)[0]
    return only


def due(text: str, body: str = GA) -> tuple[Any, ...] | str | None:
    """What is due, in short: the session or the date with its bound, else the kind of the term."""
    term = act(text, body)["due"]
    match term:
        case None:
            return None
        case {"kind": "session", "organ": organ, "bound": bound}:
            return organ, term.get("year") or term["session"], bound, term["part"]
        case {"kind": "date", "date": date}:
            return (date,)
        case _:
            return str(term["kind"])


BODIES = st.sampled_from([
    GA, "Commission on the Status of Women", "Commission for Social Development",
    "Commission on Narcotic Drugs", "Human Rights Council", "Committee on Information",
    "Committee for Programme and Coordination", "Statistical Commission", "Legal Subcommittee",
    "Executive Board of the United Nations Children's Fund", "Board of Auditors",
    "Governing Council of the United Nations Environment Programme", "Trade and Development Board",
    "Open-ended Working Group on Ageing", "Scientific and Technical Subcommittee",
    "Sub-Commission on the Promotion and Protection of Human Rights",
])  # fmt: skip
LEADS = st.sampled_from([
    ("at", "at"), ("for consideration at", "at"), ("in time for", "at"), ("during", "at"),
    ("no later than", "by"), ("not later than at", "by"), ("before", "before"),
    ("prior to", "before"), ("well in advance of", "before"), ("before the end of", "before"),
    ("prior to the commencement of", "before"), ("before the opening of", "before"),
    ("by the end of", "by_end"), ("towards the end of", "by_end"), ("at the end of", "by_end"),
    ("starting at", "at"), ("beginning with", "at"), ("commencing at", "at"),
])  # fmt: skip
PARTS = st.sampled_from([None, "main part", "first part", "second part", "resumed part"])
RHYTHMS = st.sampled_from([
    ("", None), (" and subsequent sessions", "every_session"),
    (" and annually thereafter", "annual"), (" and yearly thereafter", "annual"),
    (" and every year thereafter", "annual"), (" and biennially thereafter", "biennial"),
    (", and every two years thereafter", "biennial"),
    (" and every other session thereafter", "biennial"),
    (" and thereafter on a triennial basis", "triennial"),
    (" and every four years thereafter", "quadrennial"),
    (" and at each session thereafter", "every_session"),
])  # fmt: skip


@given(BODIES, LEADS, PARTS, st.integers(4, 130), RHYTHMS, st.booleans())
def test_a_report_is_due_at_the_session_of_whoever_receives_it(
    body: str,
    lead: tuple[str, str],
    part: str | None,
    number: int,
    rhythm: tuple[str, str | None],
    late: bool,
) -> None:
    words, bound = lead
    session = f"its {ordinals.words_of(number)} session"
    when = f"{words} {f'the {part} of ' if part else ''}{session}{rhythm[0]}"
    report = "a comprehensive report on lighthouses"
    rest = f"{when}, {report}" if late else f"{report}"
    order = f"submit to the {body} {rest}" if late else f"submit {report} to the {body} {when}"
    read = act(f"Requests the Secretary-General to {order};")
    assert read["addressees"] == ["Secretary-General"]
    assert read["deliverable"] == "report"
    assert due(f"Requests the Secretary-General to {order};") == (body, number, bound, part)
    assert read["recurrence"] == rhythm[1]
    assert read["confidence"] == "high"
    Act.model_validate(read)


@pytest.mark.parametrize(
    "session",
    [
        "its 2031 session", "its substantive session of 2031",
        "its organizational session for 2031",
        "the operational activities segment of its 2031 session",
        "the annual review of its 2031 session",
        "the coordination and management meetings of its 2031 session",
    ],
)  # fmt: skip
@pytest.mark.parametrize("body", [GA, ECOSOC])
def test_sessions_of_a_year_are_those_of_whoever_is_named(session: str, body: str) -> None:
    text = f"Requests the Board to report to the Economic and Social Council at {session};"
    assert due(text, body) == (ECOSOC, 2031, "at", None)


@pytest.mark.parametrize(
    ("often", "recurrence"),
    [
        ("every 2 years", "biennial"), ("every 6 months", "semiannual"),
        ("two times a year", "semiannual"), ("four times a year", "quarterly"),
        ("at every other session", "biennial"), ("at alternate sessions", "biennial"),
        ("in odd-numbered years", "biennial"), ("each biennium", "biennial"),
        ("at intervals of two years", "biennial"),
        ("at intervals of not more than three months", "quarterly"),
        ("at intervals not exceeding six months", "semiannual"),
        ("on a two-yearly basis", "biennial"), ("once in two years", "biennial"),
        ("bi-ennially", "biennial"), ("bi-annually", "semiannual"),
        ("at three-year intervals", "triennial"), ("at four-year intervals", "quadrennial"),
        ("at five-year intervals", "other"), ("at intervals of ten years", "other"),
        ("three times a year", "other"), ("every fortnight", "other"), ("fortnightly", "other"),
        ("at annual intervals", "annual"), ("every January", "annual"),
        ("by the end of each calendar year", "annual"),
        ("at all its regular sessions", "every_session"),
        ("at each of its future sessions", "every_session"),
        ("at each subsequent session", "every_session"),
        ("from time to time", None), ("as appropriate", None), ("at a later session", None),
    ],
)  # fmt: skip
def test_rhythms(often: str, recurrence: str | None) -> None:
    text = f"Requests the Board to submit a report on lamps to the General Assembly {often};"
    assert act(text)["recurrence"] == recurrence


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("Decides to hold, at its tenth session, a biennial debate on lamps;", "biennial"),
        ("Decides to discontinue the biennial cycle of lamps;", None),
        ("Requests the Board to continue to issue the annual publication on lamps;", "annual"),
        ("Decides to devote its annual debate at its tenth session to lamps;", "annual"),
        ("Decides to appoint for a year a Rapporteur whose task will be to report annually;", None),
    ],
)
def test_what_has_a_rhythm_is_what_is_asked_for(text: str, recurrence: str | None) -> None:
    assert act(text)["recurrence"] == recurrence


def test_a_meeting_that_is_held_each_year_goes_on_being_held() -> None:
    text = "Requests the Board to continue to hold the annual briefing for keepers;"
    assert act(text)["recurrence"] == "annual"


@pytest.mark.parametrize("first", ["submit a report on lamps {}", "submit, {}, a report on lamps"])
@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("by end 2031", ("2031-12-31",)), ("by year-end 2031", ("2031-12-31",)),
        ("by end-June 2031", ("2031-06-30",)), ("early in 2031", ("2031",)),
        ("later in 2031", ("2031",)), ("by spring 2031", ("2031-06-30",)),
        ("by the middle of 2031", ("2031-06",)), ("in the latter half of 2031", ("2031-12-31",)),
        ("within a period of six months", "relative"), ("within 60 (sixty) days", "relative"),
        ("within a period not exceeding 90 days", "relative"),
        ("within one hundred and eighty days", "relative"),
        ("in the second semester of 2031", ("2031-12-31",)),
        ("by the end of the biennium 2030\u20132031", ("2031-12-31",)),
        ("after three months and every three months thereafter", "relative"),
        ("in two years", "relative"),
        ("within the coming year", "relative"), ("at the end of six months", "relative"),
        ("in the context of the next budget submission", "event"),
        ("in the context of the budget performance report", "event"),
        ("at its resumed session", "event"), ("in the coming years", None),
        ("in the context of efforts to save oil", None),
    ],
)  # fmt: skip
def test_dates_and_lapses_and_what_is_to_come(
    first: str, when: str, expected: tuple[str, ...] | str | None
) -> None:
    assert due(f"Requests the Secretary-General to {first.format(when)};") == expected


def test_a_session_goes_before_the_budget_in_whose_context_it_is() -> None:
    text = (
        "Requests the Board to report, in the context of the next budget, to the General Assembly "
        "at its tenth session;"
    )
    assert due(text) == (GA, 10, "at", None)


def test_days_of_two_parts_of_a_session_begin_with_the_first() -> None:
    text = (
        "Decides that the Board shall meet from 3 April to 1 June and from 2 July to 9 August 2031"
    )
    assert due(text) == ("2031-04-03",)


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Requests the Committee against Fog to report;", ["Committee against Fog"]),
        ("Recommends that the United Nations Conference on Lamps and Development consider it;",
         ["United Nations Conference on Lamps and Development"]),
        ("Decides that the Conference on Disarmament shall report;", ["Conference on Disarmament"]),
        ("Urges Iran (Islamic Republic of) and Peru to report;",
         ["Iran (Islamic Republic of)", "Peru"]),
    ],
)  # fmt: skip
def test_bodies_that_go_by_other_words(text: str, addressees: list[str]) -> None:
    assert act(text)["addressees"] == addressees


@pytest.mark.parametrize(
    ("asked", "deliverable"),
    [
        ("put forward proposals", "recommendations"), ("create a task force", "mission"),
        ("appoint an independent expert", "mission"),
    ],
)  # fmt: skip
def test_deliverables(asked: str, deliverable: str) -> None:
    assert act(f"Requests the Secretary-General to {asked};")["deliverable"] == deliverable


def test_of_a_debate_on_a_report_no_report_is_asked() -> None:
    text = "Recommends that the debate on the report of the Board commence on 2 May 2031;"
    assert act(text)["deliverable"] != "report"


@pytest.mark.parametrize(
    ("on", "title"),
    [
        ("the cost, use and safety of lamps, taking into account the views of States",
         "cost, use and safety of lamps"),
        ("lamps, in consultation with States and the Board", "lamps"),
        ("lamps every two years", "lamps"),
        ("lamps four months from the adoption of the present resolution", "lamps"),
    ],
)  # fmt: skip
def test_titles_end_where_their_words_do(on: str, title: str) -> None:
    assert act(f"Requests the Board to submit a report on {on};")["title"] == title


NAMES = [
    "the Secretary-General", "the Economic and Social Council", "the Committee on Information",
    "the United Nations Conference on Trade and Development", "the Joint Inspection Unit",
    "the United Nations Office on Drugs and Crime", "the Director-General of the Lamp Organization",
    "the Prosecutor of the International Criminal Court", "the administering Powers",
    "the Executive Directorate for Lamps", "the Under-Secretary-General for Internal Oversight",
    "the specialized agencies", "the private sector", "Member States", "States parties",
    "civil society", "non-governmental organizations", "regional organizations", "academia",
    "international financial institutions", "relevant United Nations agencies",
]  # fmt: skip
ROWS = st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True)
JOINTS = st.sampled_from([" and ", ", and ", ", as well as "])


@given(ROWS, JOINTS)
def test_a_row_of_names_is_told_apart_whoever_stands_in_it(names: list[str], joint: str) -> None:
    row = f"{', '.join(names[:-1])}{joint}{names[-1]}"
    bare = [name.removeprefix("the ") for name in names]
    asked = act(f"Requests {row}, within existing resources, to submit a report on lighthouses;")
    assert asked["addressees"] == bare
    beside = act(f"Requests the Board to prepare, in close cooperation with {row}, a report;")
    assert (beside["addressees"], beside["with"]) == (["Board"], bare)
    assert {asked["confidence"], beside["confidence"]} == {"high"}


@pytest.mark.parametrize(
    ("text", "addressees", "beside"),
    [
        ("Invites the executive boards of the funds and programmes to act;",
         ["executive boards of the funds and programmes"], []),
        ("Requests the Panel on the Follow-up to the Programme of Action to devote a week to it;",
         ["Panel on the Follow-up to the Programme of Action"], []),
        ("Requests the Office of the Commissioner for Lamps, in its capacity as registry, to act;",
         ["Office of the Commissioner for Lamps"], []),
        ("Requests the Office of the Commissioner for Lamps in its capacity as secretariat to act;",
         ["Office of the Commissioner for Lamps"], []),
        ("Requests the Board to act in close collaboration with the Office and with the regions;",
         ["Board"], ["Office", "regions"]),
        ("Calls upon States to act with the support of the Board through his good offices;",
         ["States"], ["Board"]),
        ("Requests the Secretary-General jointly with the Board to act;",
         ["Secretary-General"], ["Board"]),
        ("Requests the Board, with the assistance of a group of experts, to act;",
         ["Board"], ["group of experts"]),
        ("Requests the Special Rapporteur, Mr. Ray Lamp, to act;", ["Special Rapporteur"], []),
        ("Requests Ms. Lamp and Mr. Oil to prepare, without delay, a working paper;",
         ["Ms. Lamp", "Mr. Oil"], []),
        ("Urges Governments at all levels to act;", ["Governments"], []),
        ("Calls upon Bosnia and Herzegovina, Serbia and Montenegro, and Croatia to act;",
         ["Bosnia and Herzegovina", "Serbia and Montenegro", "Croatia"], []),
        ("Invites comments on the report from Member States;", ["Member States"], []),
        ("Requests the assistance of the Fund in lighting lamps;", ["Fund"], []),
        ("Demands the full cooperation of Peru in lighting lamps;", ["Peru"], []),
    ],
)  # fmt: skip
def test_names_end_where_something_else_begins(
    text: str, addressees: list[str], beside: list[str]
) -> None:
    read = act(text)
    assert (read["addressees"], read["with"]) == (addressees, beside)


@given(
    st.sampled_from(["the Board", "Peru", "all States", "the Committee on Lamps", "the parties"]),
    st.sampled_from([
        "study", "reassess", "postpone", "rescind", "draft", "place", "supply", "demolish",
        "re-examine", "exceed", "act upon", "finance", "list", "visit", "withdraw", "relight",
    ]),
    st.sampled_from(["the", "all", "any", "these", "its", "such"]),
)  # fmt: skip
def test_whoever_that_clause_names_is_asked_by_whatever_verb(
    who: str, verb: str, which: str
) -> None:
    read = act(f"Requests that {who} {verb} {which} lamps by 1 May 2031;")
    assert read["addressees"] == [who.removeprefix("the ")]


@pytest.mark.parametrize(
    "text",
    [
        "Makes an urgent appeal to all States to contribute generously to the Fund;",
        "Addresses a solemn appeal to all States to contribute to the Fund;",
    ],
)
def test_an_appeal_that_is_made_is_an_appeal(text: str) -> None:
    read = act(text)
    assert (read["verb"], read["strength"], read["addressees"], read["deliverable"]) == (
        "appeal", "exhortation", ["all States"], "resources",
    )  # fmt: skip
    assert not act("Addresses the root causes of the lack of oil;")["mandate"]


def test_efforts_that_are_encouraged_are_those_of_their_owner_though_another_act_follows() -> None:
    text = "Encourages the Board\u2019s efforts to light lamps and keep oil, and notes the risks;"
    acts = reader.read([reader.Entry("1", text)], GA)[0]
    assert [(read["verb"], read["addressees"]) for read in acts] == [
        ("encourage", ["Board"]), ("note", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected", "deliverable"),
    [
        ("Authorizes the Board, pending the consideration of the item at the tenth session, to "
            "act;",
         None, "other"),
        ("Requests the Board to report to the Executive Board at its second regular session 2031;",
         ("Executive Board", 2031, "at", None), "report"),
        ("Requests the Board to convene in New York a meeting during the week of 4 to 8 June 2031;",
         ("2031-06-04",), "meeting"),
        ("Requests the Board to make the report available two weeks ahead of the segment to all;",
         "event", "report"),
        ("Requests the Board to resume the Conference in New York early in 2031;",
         ("2031",), "meeting"),
        ("Requests the Board to resume its efforts early in 2031;", ("2031",), "other"),
        ("Requests the Board to transmit to the Assembly its recommendations;",
         None, "recommendations"),
        ("Requests the Board to transmit the results of the consultations;", None, "information"),
        ("Decides to dispatch a visiting mission to the coast in 2031;", ("2031",), "mission"),
        ("Requests the Board to report in the context of the report on lamps;", "event", "report"),
        ("Requests the Board to give an oral update in 90 days and a report later;", "relative",
         "report"),
        ("Recommends that the Board meet for five working days prior to its tenth session;",
         ("Board", 10, "before", None), "meeting"),
        ("Requests the Board to report thereon to the Council in 2031;", ("2031",), "report"),
        ("Decides to set up a working group to meet for one week prior to its tenth session;",
         (GA, 10, "before", None), "mission"),
        ("Authorizes the Chair to appoint a group to meet for a period of five days before the "
         "next session;", "event", "mission"),
        ("Requests the Board to make proposals on the theme of the annual review of its 2031 "
         "session;", None, "recommendations"),
        ("Decides to convene a conference of experts to be held at Vienna in the spring of 2031;",
         ("2031-06-30",), "meeting"),
        ("Decides to convene a meeting for the conference to be held at Vienna in the spring of "
         "2031;", None, "meeting"),
        ("Decides to hold a meeting every four years, the next meeting to be held in 2031;",
         ("2031",), "meeting"),
        ("Requests the Board to finish the list by the end of its term of office;", "event",
         "other"),
        ("Requests the Board to submit a draft agenda for the tenth session;", None, "document"),
        ("Requests the Board to bear in mind the tasks assigned to it by the Lamp Council at its "
         "fifth session;", None, "other"),
        ("Requests the Board to follow the guidance given by the Assembly at its fifth session;",
         None, "other"),
        ("Requests the Board to submit a list to be examined and approved by the Assembly at its "
         "tenth session;", (GA, 10, "at", None), "document"),
        ("Requests the Board to report to the Assembly at its second special session devoted to "
         "lamps;", (GA, None, "at", None), "report"),
        ("Requests the Board to report to the Assembly at its tenth special session;",
         (GA, "S-10", "at", None), "report"),
        ("Decides that elections shall be held on 16 May 2031;", ("2031-05-16",), "other"),
        ("Requests the Board to note the date on which the election is held;", None, "other"),
        ("Requests the Board to bring that report to the attention of States;", None, "other"),
        ("Requests the Board to establish for an initial period, in consultation with States, a "
         "group of experts;", None, "mission"),
    ],
)  # fmt: skip
def test_what_is_due_is_told_from_what_stands_beside_it(
    text: str, expected: tuple[Any, ...] | str | None, deliverable: str
) -> None:
    assert (due(text), act(text)["deliverable"]) == (expected, deliverable)


def test_a_name_that_runs_on_into_what_is_asked_says_so() -> None:
    assert parties.asks("Panel on Lamps to light them")
    assert not any(map(parties.asks, ["parties to the Convention", "Expert on the right to food"]))


@pytest.mark.parametrize(
    ("first", "addressees"),
    [
        ("Takes note of the report of the Committee on Lamps and requests it",
         ["Committee on Lamps"]),
        ("Recalls the role of the Centre for Lamps and Oil in all of this, and requests it",
         ["Centre for Lamps and Oil"]),
        ("Notes the work of the Office for Lamps and the Committee on Oil, and urges them",
         ["Office for Lamps", "Committee on Oil"]),
        ("Notes the cooperation among States, led by the Office for Human Rights, and urges them",
         ["States"]),
        ("Thanks the Special Rapporteur for her report and invites her", ["Special Rapporteur"]),
        ("Decides that a committee on oil be established, and requests it", ["committee on oil"]),
        ("Decides that the Group shall consist of five experts, and requests it", ["Group"]),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_the_whole_name(first: str, addressees: list[str]) -> None:
    acts = reader.read([reader.Entry("1", f"{first} to continue;")], GA)[0]
    assert acts[-1]["addressees"] == addressees


@pytest.mark.parametrize(
    ("asked", "deliverable"),
    [
        ("submit terms of reference", "document"), ("submit a policy brief", "document"),
        ("prepare a glossary", "document"), ("submit a strategic framework", "plan"),
        ("submit a set of recommendations", "recommendations"),
        ("prepare a list of proposals", "recommendations"),
        ("prepare an update on lamps", "information"), ("publish the Yearbook", "document"),
        ("dispatch a team of observers", "mission"), ("devote resources to lamps", "resources"),
        ("provide financial and political support", "resources"),
        ("assist the keepers and report within a month", "report"),
    ],
)  # fmt: skip
def test_nouns_that_stand_for_a_product(asked: str, deliverable: str) -> None:
    assert act(f"Requests the Secretary-General to {asked};")["deliverable"] == deliverable


def test_the_use_of_funds_is_a_resource() -> None:
    assert act("Authorizes the use of general temporary funds;")["deliverable"] == "resources"


def test_a_body_that_is_to_be_set_up_is_a_mission_and_a_body_meets_on_its_days() -> None:
    assert act("Agrees that a task team should be formed;")["deliverable"] == "mission"
    assert act("Decides that an ad hoc committee be established;")["deliverable"] == "mission"
    assert due("Requests that the Board hold its session from 3 to 7 May 2031;") == ("2031-05-03",)


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("We recognize that lamps, which are few, remain dear and acknowledge that oil is, too.",
         ["recognize", "acknowledge"]),
        ("We reaffirm the need for lamps that burn, and emphasize that they need oil.",
         ["reaffirm", "emphasize"]),
        ("We support the keepers and recommend lamps on all coasts.", ["support", "recommend"]),
        ("We note that keepers wish to light lamps and recognize the need for oil.", ["note"]),
        ("We note that States should light lamps and recognize the need for oil.", ["note"]),
    ],
)  # fmt: skip
def test_a_stance_in_an_outcome_document_is_ours_whatever_clause_it_follows(
    text: str, verbs: list[str]
) -> None:
    acts = reader.read([reader.Entry("1", text)], GA)[0]
    assert [read["verb"] for read in acts] == verbs


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Secretary-General to submit to the General Assembly at its tenth session a "
        "report on the Office of the High Commissioner for Human Rights, and calls upon Member "
        "States and specialized agencies to light lamps;",
        "Invites the United Nations Office on Drugs and Crime, in consultation with States, to "
        "convene a meeting by 1 May 2031. The Council requests the Committee to meet in 2032;",
        "Requests the Secretary-General to report to it upon receipt of A/RES/54/226;",
        "Decides to defer to its ninetieth session the item entitled \u201cOil and lamps\u201d;",
    ],
)
def test_a_text_in_capitals_says_the_same(text: str) -> None:
    def said(of: str) -> list[dict[str, Any]]:
        return [
            {**read, "title": read["title"] and read["title"].casefold()}
            for read in reader.read([reader.Entry("1", of)], GA)[0]
        ]

    assert said(text.upper()) == said(text)


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Encourages the continuing efforts of the Board and the regional banks to light lamps;",
         ["Board", "regional banks"]),
        ("Encourages the efforts of Member States, including through agencies, to engage;",
         ["Member States"]),
        ("Encourages greater efforts by Baltic countries, Member States, all stakeholders and the "
         "international community to light lamps;",
         ["Baltic countries", "Member States", "all stakeholders", "international community"]),
        ("Encourages firm support by the LHA, the ALU and countries in the region to act;",
         ["LHA", "ALU", "countries"]),
        ("Invites the working group of the Sixth Committee, to be established at its tenth "
         "session, to comment on lamps;", ["working group of the Sixth Committee"]),
        ("Invites contributions in cash, to be held in a fund, and to light lamps;", []),
        ("With reference to paragraph 15.1 of the Programme, Governments are urged to act;",
         ["Governments"]),
        ("Encourages the efforts of lamps to burn;", []),
        ("Urges those States that have not acceded to the Convention on Lamps, 1989 (No. 9), of "
         "the Lamp Organization to do so;", ["those States"]),
        ("Urges States parties to the Convention on Lamps, the Convention on Oil and the "
         "International Covenant on Light to report;",
         ["States parties to the Convention on Lamps"]),
        ("Requests the Secretary-General, consequently, to act;", ["Secretary-General"]),
        ("Invites States as well as academics and experts on minority issues to act;",
         ["States", "academics", "experts on minority issues"]),
        ("Invites the academic, research and scientific communities to act;",
         ["academic, research and scientific communities"]),
        ("Recommends to the General Assembly the establishment of a group;",
         ["General Assembly"]),
        ("Decides that the United Nations Conference on Lamps shall take place at Vienna;", []),
        ("Decides that the United Nations Conference on Lamps shall report;",
         ["United Nations Conference on Lamps"]),
        ("Requests the Board to appoint the members by 1 May 2031 and the panel to begin;",
         ["Board", "panel"]),
    ],
)  # fmt: skip
def test_who_is_to_act_is_found_where_efforts_or_an_aside_stand_before(
    text: str, addressees: list[str]
) -> None:
    read = act(text)
    assert (read["addressees"], read["confidence"]) == (addressees, "high")


def test_what_regards_something_needs_no_comma_before_the_next_verb() -> None:
    text = (
        "Reaffirms the duties of the Board, and with regard to the Repertory requests the Board "
        "to report;"
    )
    acts = reader.read([reader.Entry("1", text)], GA)[0]
    assert [read["verb"] for read in acts] == ["reaffirm", "request"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Requests the Board to submit this analysis in a report in 2030;", ("2030",)),
        ("Decides to convene a high-level meeting on lamps in 2030;", ("2030",)),
        ("Calls upon States to light all lamps in 2030;", None),
        ("Decides to send the list to the summit, which is to be held by the Board in 2030;", None),
        ("Requests the Conference on Lamps to consult during its 2031 session and to inform the "
         "General Assembly of the outcome at its tenth session;", (GA, 10, "at", None)),
        ("Requests the Board to convene the meeting of the Process in June 2031;", ("2031-06",)),
        ("Requests the Board to publish the list of the meeting held in June 2031;", None),
        ("Requests the Office to hold, before the ninth session of the Human Rights Council, a "
         "workshop, and to submit a report to the Council at its tenth session;",
         ("Human Rights Council", 10, "at", None)),
        ("Requests the Board to include it in its next report to be submitted at the tenth "
         "session;", (GA, 10, "at", None)),
        ("Decides that the list shall be reviewed on or before 30 June 2031;", ("2031-06-30",)),
        ("Requests the Sub-Commission to submit a list to the Sub-Commission at its tenth session;",
         ("Sub-Commission", 10, "at", None)),
        ("Requests the Board to report before the end of the present mandate;", "event"),
        ("Requests the Board to submit reports at intervals of not more than three months, the "
         "first not later than 31 January 2031;", ("2031-01-31",)),
        ("Invites the Assembly to consider holding the next Conference on the Lamps and Towers of "
         "the World and of all its Coasts and Harbours (Lamps IV) in 2036;", ("2036",)),
        ("Invites the Assembly to consider conducting a midterm review of the use of oil in 2029;",
         ("2029",)),
        ("Invites States to submit inputs prior to the forums;", "event"),
        ("Requests the Board to circulate a list well in advance of the meetings of the Committee "
         "on Oil on the item;", "event"),
        ("Urges States to light lamps before the meetings;", None),
        ("Requests the Board to present a business case as part of the proposed budget for 2031;",
         "event"),
        ("Requests the Board to submit an annex as part of its report on lamps;", None),
        ("Calls upon States that have not taken part in the work of the Special Committee to do so "
         "at its session in 2031;", ("Special Committee", 2031, "at", None)),
        ("Decides to consider the report of the Committee on Oil during its resumed tenth session;",
         (GA, 10, "at", "resumed")),
        ("Decides, pending the list, to permit Peru to vote through the tenth session of the "
         "General Assembly;", (GA, 10, "by", None)),
        ("Calls upon the Committee on Oil to dedicate its tenth session to lamps;",
         ("Committee on Oil", 10, "at", None)),
    ],
)  # fmt: skip
def test_when_it_is_due_is_told_by_what_is_made(
    text: str, expected: tuple[Any, ...] | str | None
) -> None:
    assert due(text) == expected


def test_they_whose_comments_are_invited_are_those_named_before() -> None:
    text = "Calls the attention of Governments to the list and invites their comments;"
    acts = reader.read([reader.Entry("1", text)], GA)[0]
    assert acts[1]["addressees"] == ["Governments"]


def test_who_is_several_is_not_the_one_who_was_asked_before() -> None:
    text = (
        "Requests the Secretary-General to bring lamps to the attention of heads of organizations, "
        "and invites them to buy some;"
    )
    acts = reader.read([reader.Entry("1", text)], GA)[0]
    assert [read["addressees"] for read in acts] == [
        ["Secretary-General"], ["heads of organizations"],
    ]  # fmt: skip
    text = "Urges all States parties to the Treaty to act, and calls upon them to report by law;"
    acts = reader.read([reader.Entry("1", text)], GA)[0]
    assert acts[1]["addressees"] == ["all States parties to the Treaty"]


@pytest.mark.parametrize(
    ("asked", "recurrence", "when"),
    [
        ("report to it every 90 days on oil, and to provide, by 1 May 2031, options", "other",
         None),
        ("report to it every 90 days on oil, with the next report due by 1 May 2031", "other",
         ("2031-05-01",)),
        ("submit a report by 1 May 2031, as well as monthly updates", None, ("2031-05-01",)),
    ],
)  # fmt: skip
def test_what_recurs_is_told_from_what_is_asked_beside_it(
    asked: str, recurrence: str | None, when: tuple[str, ...] | None
) -> None:
    text = f"Requests the Secretary-General to {asked};"
    assert (act(text)["recurrence"], due(text)) == (recurrence, when)


def test_days_of_a_session_are_those_of_its_year() -> None:
    text = "Decides to hold its substantive session of 2031 in Geneva from 3 to 28 July;"
    assert due(text) == ("2031-07-03",)
    assert due("Decides to hold a session from 3 to 28 July;") is None


def test_by_that_date_means_the_one_named_before() -> None:
    text = (
        "Requests the Board to submit a list by 1 May 2031, and requests the Chair to submit a "
        "report by that date;"
    )
    acts = reader.read([reader.Entry("1", text)], GA)[0]
    assert [read["due"]["date"] for read in acts] == ["2031-05-01", "2031-05-01"]


def test_when_something_is_due_is_no_part_of_its_title() -> None:
    text = "Decides to convene a meeting on lamps in 2031;"
    assert act(text)["title"] == "lamps"


@pytest.mark.parametrize(
    "done",
    [
        "established pursuant to resolution 85/1", "adopted at the World Conference on Lamps",
        "held in Vienna from 1 to 3 May 2030", "agreed in advance by consensus",
        "signed on 1 May 2030", "on which it had noted that, and had requested that, oil be saved",
    ],
)  # fmt: skip
def test_what_was_done_before_is_no_act_of_the_body(done: str) -> None:
    text = (
        f"At its 4th plenary meeting, on 3 May 2031, the General Assembly, noting lamps, {done}, "
        "decided to consider oil at its tenth session."
    )
    acts = reader.read([reader.Entry("1", text)], GA)[0]
    assert [read["verb"] for read in acts] == ["decide"]


@pytest.mark.parametrize(
    ("item", "verbs"),
    [
        ("To light lamps, and in this regard invites States to buy oil;", ["invite"]),
        ("That all States shall keep oil, and decides further that none shall burn;", ["decide"]),
        ("To help a State that keeps oil and requests assistance;", []),
        ("Note by the Secretariat on lamps;", []), ("Request for an opinion on lamps;", []),
        ("Notes the lamps;", ["note"]), ("Requests the Board to act;", ["request"]),
    ],
)  # fmt: skip
def test_an_item_of_a_list_may_hold_an_act_after_its_own(item: str, verbs: list[str]) -> None:
    acts = reader.read([reader.Entry("1", "Urges States:"), reader.Entry("1(a)", item)], GA)[1]
    assert [read["verb"] for read in acts] == verbs
