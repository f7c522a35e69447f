"""Acts: which verbs act, whom they address, what they want."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading.acts import parties, reader
from mandates.domain.reading import Act


def acts(text: str, body: str = "General Assembly") -> list[dict[str, Any]]:
    return reader.read([reader.Entry("1", text)], body)[0]


def last(text: str, body: str = "General Assembly") -> dict[str, Any]:
    return acts(text, body)[-1]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Also requests the Secretary-General to act;", ["request"]),
        ("Notes the report, and in that context requests the Board to act;", ["note", "request"]),
        ("Takes note of the report; further calls upon States to act;", ["take note", "call upon"]),
        ("Welcomes the reply to requests from States and the calls for help;", ["welcome"]),
        ("Recalls the report, which notes the delay and welcomes the plan;", ["recall"]),
        ("Expresses concern, reiterates its call for calm and urges States to act;",
         ["express", "reiterate", "urge"]),
        ("Requests the Board to prepare a plan and to submit it;", ["request"]),
        ("The segment will meet each year.", []),
        ("We welcome the report. We encourage States to act.", ["welcome", "encourage"]),
        ("We, the keepers of lamps, having met in Apia, reaffirm our zeal.", ["reaffirm"]),
        ("We, the keepers, met here, hereby decide to light lamps.", ["decide"]),
        ("Calls in this regard for restraint;", ["call for"]),
        ("The Council welcomes the lamps. It requests the Board to act.", ["welcome", "request"]),
    ],
)  # fmt: skip
def test_every_verb_by_which_the_body_acts_is_an_act(text: str, verbs: list[str]) -> None:
    assert [act["verb"] for act in acts(text)] == verbs


@pytest.mark.parametrize(
    ("text", "mandate", "strength"),
    [
        ("Requests the Secretary-General to act;", True, "request"),
        ("Decides to remain seized of the matter;", True, "binding"),
        ("Invites States to act;", True, "exhortation"),
        ("Reiterates its request to the Secretary-General to act;", True, "request"),
        ("Reiterates the need for action;", False, None),
        ("Recommends that Member States act;", True, "exhortation"),
        ("Stresses the importance of action by States;", False, None),
        ("Endorses the report of the Board;", False, None),
        ("Demands that all parties withdraw;", True, "binding"),
    ],
)
def test_a_mandate_asks_for_or_decides_a_future_action(
    text: str, mandate: bool, strength: str | None
) -> None:
    act = last(text)
    assert (act["mandate"], act["strength"]) == (mandate, strength)


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Invites States, the private sector and other donors to give;",
         ["States", "private sector", "other donors"]),
        ("Urges States that have not yet done so to act;", ["States"]),
        ("Calls upon the United Nations system, including its funds and programmes, to act;",
         ["United Nations system"]),
        ("Encourages the use of lamps by other countries;", ["other countries"]),
        ("Urges the undertaking of new efforts;", []),
        ("Reiterates its call to uphold the law;", []),
        ("Decides that the Board shall meet;", ["Board"]),
        ("Decides that all lamps shall be lit;", []),
        ("Recommends that Member States enhance their capacity;", ["Member States"]),
        ("Demands that Israel, the occupying Power, withdraw;", ["Israel"]),
        ("Requests, in this regard, the Secretary-General to act;", ["Secretary-General"]),
        ("Calls for the bodies concerned to be granted access;", []),
        ("Invites organizations and agencies of the United Nations system to act;",
         ["organizations and agencies of the United Nations system"]),
        ("Requests the United Nations Office on Drugs and Crime and the Special Rapporteur on the "
         "right to food to act;",
         ["United Nations Office on Drugs and Crime", "Special Rapporteur on the right to food"]),
        ("Welcomes the efforts of the Board, and urges it to act;", ["Board"]),
        ("Requests the Board thereupon to act;", ["Board"]),
        ("Urges all States requesting lamps in the dark to act;", ["all States"]),
        ("Requests the Board and the heads of the participating offices to act;",
         ["Board", "heads of the participating offices"]),
        ("Encourages States and, where applicable, enterprises to act;", ["States", "enterprises"]),
        ("Requests the Board, in its capacity as chair, and, through it, other boards to act;",
         ["Board", "other boards"]),
        ("Appeals to all States and to intergovernmental organizations to act;",
         ["all States", "intergovernmental organizations"]),
        ("Calls upon the agencies, funds and programmes of the United Nations system, as well as "
         "Norway, to act;",
         ["agencies, funds and programmes of the United Nations system", "Norway"]),
        ("Invites bodies, agencies and regional offices to act;",
         ["bodies", "agencies", "regional offices"]),
        ("Calls upon that State to act;", ["State"]),
        ("Urges States in a position to do so to act;", ["States"]),
        ("Urges States that have not yet done so to do so;", ["States"]),
        ("Decides that, at its tenth session, it shall light a lamp;", ["General Assembly"]),
        ("Decides that it shall henceforth be known as the Board of Lamps;", []),
        ("Decides that on 1 May 2031 all States shall act;", ["all States"]),
        ("Recommends that at the tenth session of the General Assembly the Board consider oil;",
         ["Board"]),
        ("Requests the Board that it submit the list;", ["Board"]),
        ("Commends the Board for its work, and urges it to act;", ["Board"]),
        ("Recalls the work of the Secretary-General, and requests that he do so again;",
         ["Secretary-General"]),
        ("Requests that the Board, in preparing the report, take oil into account;", ["Board"]),
        ("Stresses that the Parties should report, and urges those whose lists are late to act;",
         ["Parties"]),
        ("Urges all States, directly and through the agencies, to act;", ["all States"]),
        ("Requests the Board regularly and thoroughly to act;", ["Board"]),
        ("Invites the Conference on Lamps and Development, the Fund and the Bank to act;",
         ["Conference on Lamps and Development", "Fund", "Bank"]),
        ("Reiterates its request, made in resolution 72/307, that the Board submit it;", ["Board"]),
        ("Reiterates its request, made in resolution 72/307 that the Board submit it;", ["Board"]),
        ("Urges States, including Norway, and\nnon-governmental organizations to act;",
         ["States", "non-governmental organizations"]),
        ("Encourages both the Government of Norway and the opposition to act;",
         ["Government of Norway", "opposition"]),
        ("Calls upon the Board, other bodies and donors for support;",
         ["Board", "other bodies", "donors"]),
        ("Requests the Secretary-General to act, and requests him to "
            "report;", ["Secretary-General"]),
        ("Welcomes the work of the World Health Organization and the International Labour "
         "Organization, and encourages these United Nations organizations to act;",
         ["World Health Organization", "International Labour Organization"]),
    ],
)  # fmt: skip
def test_addressees_are_named_as_in_the_text(text: str, addressees: list[str]) -> None:
    assert last(text)["addressees"] == addressees


@pytest.mark.parametrize(
    ("text", "parties_named"),
    [
        ("Requests the Secretary-General, in consultation with Member States and all relevant "
         "entities, to act;", ["Member States", "all relevant entities"]),
        ("Requests the Board to act, with the support of the Secretariat;", ["Secretariat"]),
        ("Urges States to strengthen cooperation with the Board;", []),
        ("Invites States, in collaboration with cities, including towns, to act;", ["cities"]),
        ("Invites the Board to act, in cooperation with cities, particularly Oslo, and donors;",
         ["cities", "donors"]),
        ("Requests the Board to study, in cooperation with cities, the use and price of oil;",
         ["cities"]),
    ],
)  # fmt: skip
def test_collaborators_are_those_named_as_such(text: str, parties_named: list[str]) -> None:
    assert last(text)["with"] == parties_named


@pytest.mark.parametrize(
    ("text", "deliverable"),
    [
        ("Requests the Secretary-General to submit to it a comprehensive report on oil;", "report"),
        ("Requests the Secretary-General to act and to report thereon;", "report"),
        ("Requests the Secretary-General, when preparing the report, to seek input;", "other"),
        (
            "Requests the Board to review its rules and to include the findings in its report;",
            "review",
        ),
        (
            "Decides to include in the provisional agenda of its next session the item;",
            "agenda_item",
        ),
        ("Decides to continue its consideration of the matter;", "agenda_item"),
        ("Decides to extend the mandate of the Force until 30 June 2031;", "mission"),
        ("Requests the Office to convene a two-day workshop on lamps;", "meeting"),
        ("Invites States to contribute generously to the Fund;", "resources"),
        ("Requests the Board to prepare guidelines on lamps;", "document"),
        ("Encourages States to exchange views and information on oil;", "information"),
        ("Requests the Board to make recommendations on oil;", "recommendations"),
        ("Invites the Board to brief the Council;", "briefing"),
        ("Requests the Board to develop a plan of action;", "plan"),
        ("Urges States to light their lamps;", "other"),
        (
            "Requests the Board to submit to it, every three years, starting from its tenth "
            "session, a report on oil;",
            "report",
        ),
        ("Requests the Board to launch, in 2031, open consultations on oil;", "meeting"),
        (
            "Requests the Board to provide States, by 1 May, with the necessary information;",
            "information",
        ),
        ("Requests the Board to ensure that reports are short and inform States of oil;", "other"),
        (
            "Requests the Board to improve data used to follow up and review the use of oil;",
            "other",
        ),
        ("Invites the Board to adopt or recommend measures;", "other"),
        (
            "Requests the Board to consider the use of oil and to make recommendations;",
            "recommendations",
        ),
        ("Requests the Board to request the Office to report on oil;", "report"),
        (
            "Requests the Board to seek the views of States and to submit a summary of them;",
            "document",
        ),
        ("Requests the preparation of a report on oil by the Board;", "report"),
        ("Requests that the Board reports to it every month;", "report"),
        ("Requests an update on oil;", "information"),
        ("Appeals for the provision of financial resources to the Board;", "resources"),
        ("Calls for the convening of a conference on oil;", "meeting"),
        ("Invites the Board to submit its contributions to the Assembly;", "information"),
        (
            "Requests the Board to provide the Council, at its 2027 session, with a list of lamps;",
            "document",
        ),
        (
            "Urges donors to provide financial, technical and other support to the Board;",
            "resources",
        ),
        ("Requests the Board to combine the two reports;", "report"),
        ("Requests the Board to establish monitoring and reporting arrangements;", "other"),
        (
            "Requests the Board to include in its report to the Assembly, under the item entitled "
            "\u201cOil\u201d, a list of lamps;",
            "report",
        ),
        ("Decides that the question shall be considered every two years;", "agenda_item"),
        ("Decides to defer until its tenth session consideration of the report;", "agenda_item"),
        (
            "Decides, in view of the delay, to consider the matter at its tenth session;",
            "agenda_item",
        ),
        ("Decides to transmit the report of the Board to the Assembly;", "other"),
        ("Decides that the Board shall meet in Geneva for five days;", "meeting"),
        ("Decides that the Board shall meet in Geneva and shall submit a report on oil;", "report"),
        ("Decides to remain seized of the matter;", "other"),
        ("Notes the report;", "none"),
    ],
)
def test_the_deliverable_is_the_main_thing_asked_for(text: str, deliverable: str) -> None:
    assert last(text)["deliverable"] == deliverable


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Requests the Secretary-General to submit a report on the state of lamps to the General "
         "Assembly;", "state of lamps"),
        ("Decides to include in its agenda the item entitled \u201cLamps and oil\u201d;",
         "Lamps and oil"),
        ("Urges States to act;", None),
        ("Decides to include in its agenda, under the item entitled \u201cLight\u201d, the "
         "sub-item entitled \u201cLamps\u201d;", "Lamps"),
        ("Requests the Board to report to the Commission on Oil on the use of lamps;",
         "use of lamps"),
        ("Requests the Board to report to the Council on the use of lamps in its next report;",
         "use of lamps"),
        ("Requests the Board to report on a yearly basis on the use of lamps;", "use of lamps"),
        ("Requests the Board to submit to the Assembly, under the item entitled \u201cLight\u201d, "
         "a report on the use of lamps;", "use of lamps"),
        ("Requests the Board to submit a report to the Assembly, at its tenth session, on the use "
         "of lamps;", "use of lamps"),
        ("Requests the Board to prepare the review of the outcome of the Summit on the Light of "
         "the North;", None),
        ("Requests the Board to report on its lamps at least annually;", "its lamps"),
        ("Requests the Board to report on the use of lamps on a regular basis;", "use of lamps"),
        ("Requests the Board to report on these matters at its tenth session;", None),
        ("Requests the Board to report on the matter;", None),
        ("Requests the Board to report on the matter of the lamps;", "matter of the lamps"),
        ("Decides to hold a meeting on lamps to review the progress made;", "lamps"),
    ],
)  # fmt: skip
def test_titles_are_verbatim_and_without_article(text: str, title: str | None) -> None:
    assert last(text)["title"] == title


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("Requests the Board to report every two years;", "biennial"),
        ("Requests the Board to report annually;", "annual"),
        ("Requests the Board to submit annual reports;", "annual"),
        ("Requests the Board to report every three months;", "quarterly"),
        ("Requests the Board to report at each session;", "every_session"),
        ("Requests the Board to report every 90 days;", "other"),
        ("Requests the Board to provide updates each month;", "other"),
        ("Decides to biennialize the consideration of the item;", "biennial"),
        ("Requests the Board to report at least once per year;", "annual"),
        ("Decides to hold an annual discussion on oil;", "annual"),
        ("Invites the Board to attend the annual ministerial review;", None),
        (
            "Requests the Board to report at its tenth session as part of its annual reporting;",
            None,
        ),
        ("Requests the Board to report at its tenth session;", None),
    ],
)
def test_recurrence_is_the_rhythm_of_the_deliverable_itself(text: str, recurrence: str) -> None:
    assert last(text)["recurrence"] == recurrence


def test_what_is_asked_of_several_is_said_after_the_last_of_them() -> None:
    first, second = acts("Encourages States and invites the Board to draw up a plan by 1 May 2031;")
    assert first["addressees"] == ["States"]
    assert second["addressees"] == ["Board"]
    assert first["deliverable"] == second["deliverable"] == "plan"
    assert first["due"] == second["due"]
    assert first["due"]["date"] == "2031-05-01"


@pytest.mark.parametrize(
    ("often", "rhythm", "due"),
    [
        ("every 90 days", {"recurrence": "other", "every": 90, "unit": "day"}, None),
        ("each month", {"recurrence": "other", "every": 1, "unit": "month"}, None),
        ("annually", None, None),
        ("annually from its tenth session", None, 10),
        ("annually, beginning at its tenth session, until 2035",
         {"recurrence": "annual", "until": "2035"}, 10),
        ("annually until 2035, and every two years thereafter",
         {"recurrence": "annual", "until": "2035", "then": {"recurrence": "biennial"}}, None),
    ],
)  # fmt: skip
def test_a_rhythm_says_its_interval_its_end_and_what_follows(
    often: str, rhythm: dict[str, Any] | None, due: int | None
) -> None:
    act = last(f"Requests the Board to report {often};")
    said = act.get("rhythm")
    if said and "until" in said:
        said = {**said, "until": said["until"]["date"]}
    assert said == rhythm
    assert (act["due"] and act["due"]["session"]) == due
    assert Act.model_validate(act).recurrence == act["recurrence"]


def test_spaces_that_do_not_break_are_spaces() -> None:
    plain = "Requests the Board to report by 1 May 2031, and invites States to act;"
    assert acts(plain.replace(" ", "\u00a0")) == acts(plain)


def test_renewed_requests_say_so() -> None:
    assert last("Reiterates its invitation to States to act;")["renews"]
    assert not last("Invites States to act;")["renews"]


def test_spans_cut_the_paragraph_into_its_acts() -> None:
    text = "Notes the report, and requests the Board to act;"
    first, second = acts(text)
    assert text[slice(*first["span"])] == "Notes the report"
    assert text[slice(*second["span"])] == "requests the Board to act"


def test_tracked_says_whether_the_united_nations_is_asked() -> None:
    assert last("Requests the Secretary-General to act;")["tracked"] == "yes"
    assert last("Urges all States to act;")["tracked"] == "no"
    assert last("Decides that all lamps shall be lit;")["tracked"] == "unknown"
    assert last("Decides to meet;", "Security Council")["tracked"] == "yes"


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("Governments, intergovernmental and non-governmental organizations and the private sector",
         ["Governments", "intergovernmental and non-governmental organizations", "private sector"]),
        ("the United Nations Educational, Scientific and Cultural Organization, as well as Norway",
         ["United Nations Educational, Scientific and Cultural Organization", "Norway"]),
        ("Iran (Islamic Republic of) and Iraq", ["Iran (Islamic Republic of)", "Iraq"]),
        ("the Office (OFF) of the Board", ["Office of the Board"]),
    ],
)  # fmt: skip
def test_lists_are_split_where_whole_names_end(listed: str, names: list[str]) -> None:
    assert parties.names(listed) == names


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Intends to review the measures by 1 May 2031;", "intend"),
        ("Brings to the attention of States the list of lamps;", "bring"),
        ("Records its thanks to the keepers;", "record"),
        ("Associates itself with the Board;", "associate"),
        ("Reviews of lamps in 2031;", None),
        ("Notes that the Board records lamps and submits its lists;", "note"),
    ],
)
def test_some_verbs_lead_paragraphs_alone(text: str, verb: str | None) -> None:
    found = [act["verb"] for act in reader.read([reader.Entry("1", text)], "General Assembly")[0]]
    assert found == ([verb] if verb else [])
