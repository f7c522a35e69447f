"""What declarations and lists say: acts by bare verbs, whose they are, for whom and from when."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.acts import reader

LAMPS = "Lamps of the harbours"


# --- outcome documents and lists ------------------------------------------------------------------


def acts_of(text: str, number: str) -> list[tuple[str, bool]]:
    document = read_text(f"{LAMPS}\n\nThe General Assembly,\n\nRecalling all,\n\n{text}")
    paragraphs = {item["number"]: item for item in document["paragraphs"]}
    return [(act["verb"], act["mandate"]) for act in paragraphs[number]["acts"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Commit to scale up the keeping of lamps by 2035;", [("commit", True)]),
        ("Undertake to mobilize oil;", [("undertake", True)]),
        ("Pledge to leave no lamp behind;", [("pledge", True)]),
        ("Pledge our full support to the keepers;", [("pledge", False)]),
        ("Resolve to keep the oil dry;", [("resolve", True)]),
        ("Agree that lamps are needed;", [("agree", False)]),
        ("Take note of the report on lamps;", [("take note", False)]),
        ("Request the Secretary-General to report to the Assembly at its ninetieth session, and "
         "decide to convene a meeting in 2036;", [("request", True), ("decide", True)]),
    ],
)  # fmt: skip
def test_a_declaration_may_say_what_it_does_with_bare_verbs(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert acts_of(f"1. Reaffirm all lamps;\n\n2. {text}", "2") == expected


def verbs(text: str) -> list[str]:
    return [act["verb"] for act in reader.read([reader.Entry("1", text)], "General Assembly")[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We recognize the work of the keepers, but stress that oil is dear.",
         ["recognize", "stress"]),
        ("We reaffirm that each State has the duty to keep lamps and commend the progress made.",
         ["reaffirm", "commend"]),
        ("We note the need to trim wicks and recognize, in this regard, the value of oil.",
         ["note", "recognize"]),
        ("We reaffirm that no harbour will be dark and commit ourselves to lighting all of them.",
         ["reaffirm", "commit"]),
        ("We welcome the lamps until the review is completed and call for more of them.",
         ["welcome", "call for"]),
        ("We commit to working to save oil and welcome the action of the keepers.", ["commit"]),
        ("We commit to working to save oil, and welcome the action of the keepers.",
         ["commit", "welcome"]),
        ("We recognize the value of lamps as a means to safety, and further note their price.",
         ["recognize", "note"]),
        ("We acknowledge the keepers in the follow-up to and review of the plan and encourage them "
         "to save oil.", ["acknowledge", "encourage"]),
        ("We note that States need to save oil and encourage the use of lamps.", ["note"]),
        ("We thank the keepers and extend our thanks to the Board.", ["thank", "extend"]),
        ("We call upon States to recognize the need and acknowledge the price.", ["call upon"]),
        ("We are therefore concerned that lamps go out.", ["be concerned"]),
        ("We take full account of the plan.", ["take account"]),
        ("We commit to saving oil by 2031 and request the Secretary-General to report.",
         ["commit", "request"]),
        ("We, the keepers of lamps, meeting in Apia from 1 to 3 May 2031, have decided today on "
         "new lamps.", ["decide"]),
        # what those who speak will do
        ("We will encourage keepers to save oil.", ["encourage"]),
        ("We will also consider the use of lamps.", ["consider"]),
        ("We will light all lamps.", []),
        ("It is recommended that States save oil.", ["recommend"]),
        ("Reiterating its concern that, despite calls to all, lamps go out; requests the Board to "
         "report;", ["request"]),
        ("Urges the Board to act, supports lamp reform efforts and calls to use it fully;",
         ["urge", "support", "call"]),
    ],
)  # fmt: skip
def test_what_goes_on_from_a_stance_is_ours_and_no_task_of_others(
    text: str, expected: list[str]
) -> None:
    assert verbs(text) == expected


def test_those_who_will_be_encouraged_are_asked() -> None:
    (act,) = reader.read([reader.Entry("1", "We will encourage all States to report.")], None)[0]
    assert act["mandate"]
    assert (act["addressees"], act["deliverable"]) == (["all States"], "report")


@pytest.mark.parametrize(
    ("lead", "acts"),
    [
        ("Requests the Secretary-General to:", []),
        ("Calls upon States:", []),
        ("Decides that the Board shall:", []),
        ("Decides that the mission shall have the following tasks:", []),
        ("Decides the following:", ["encourage"]),
        ("We resolve as follows:", ["encourage"]),
    ],
)
def test_what_a_list_asks_somebody_to_do_is_no_act(lead: str, acts: list[str]) -> None:
    item = "Encourage keepers to report on lamps"
    text = f"1. {lead}\n\n(a) {item};\n\n(b) Light lamps:\n\n(i) {item}.\n"
    assert [verb for verb, _ in acts_of(text, "1(a)")] == acts
    assert [verb for verb, _ in acts_of(text, "1(b)(i)")] == acts


def test_letters_may_count_on_below_the_next_heading_of_a_list() -> None:
    document = read_text(
        f"{LAMPS}\n\nThe Security Council,\n\nRecalling all,\n\n1. Decides that the tasks are:\n\n"
        "(i) Oil\n\n(a) Keep oil;\n\n(b) Light lamps;\n\n(ii) Wicks\n\n(c) Cut wicks;\n\n(d) Burn "
        "them;\n\n2. Decides to remain seized."
    )
    assert [item["number"] for item in document["paragraphs"]] == [
        "1", "1(i)", "1(i)(a)", "1(i)(b)", "1(ii)", "1(ii)(c)", "1(ii)(d)", "2",
    ]  # fmt: skip


# --- who, for whom and from when ------------------------------------------------------------------


def act_of(text: str, body: str = "General Assembly") -> dict[str, Any]:
    document = read_text(f"{LAMPS}\n\nThe {body},\n\nRecalling all,\n\n1. {text}\n")
    act: dict[str, Any] = document["paragraphs"][0]["acts"][-1]
    return act


@pytest.mark.parametrize(
    ("text", "body", "receiver"),
    [
        ("Requests the High Commissioner to submit to the Human Rights Council a study, and to "
         "present a report to the Council.", "General Assembly", "Human Rights Council"),
        ("Requests the Board to report to the Council.", "General Assembly",
         "Economic and Social Council"),
        ("Requests the Board to report to the Council.", "Security Council", "Security Council"),
        ("Requests the Board to report to the Assembly.", "Human Rights Council",
         "General Assembly"),
    ],
)  # fmt: skip
def test_whose_report_it_is_is_said_by_the_last_word_of_a_name(
    text: str, body: str, receiver: str
) -> None:
    assert act_of(text, body)["body"] == receiver


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Decides that within one year of its adoption the Board shall report to it.",
         "within one year of its adoption"),
        ("Decides that, within six months after its adoption the Board shall submit a plan.",
         "within six months after its adoption"),
        ("Decides to appoint, for a two-year period, an expert.", "for a two-year period"),
    ],
)  # fmt: skip
def test_a_lapse_ends_before_who_is_to_act_in_it(text: str, due: str) -> None:
    assert act_of(text)["due"]["text"] == due


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Recommends that all Member States, including those confronted with darkness, as lighting "
         "States, States of harbours or home States, contribute to the work of the keepers.",
         ["all Member States"]),
        ("Requests that the actions of the secretariat called for in this decision be undertaken "
         "subject to the availability of oil.", ["secretariat"]),
        ("Recommends the following draft decision to the Economic and Social Council for "
         "adoption.", ["Economic and Social Council"]),
    ],
)  # fmt: skip
def test_who_is_to_act_is_found_before_an_aside_and_behind_his_actions(
    text: str, addressees: list[str]
) -> None:
    assert act_of(text)["addressees"] == addressees


def test_a_conference_that_counts_its_meetings_may_name_several() -> None:
    act = act_of(
        "Decides to conduct a review at its seventeenth and nineteenth meetings.",
        "Conference of the Parties",
    )
    assert [due["session"] for due in act["dues"]] == [17, 19]


def test_of_a_list_of_bare_verbs_the_report_is_delivered() -> None:
    act = act_of(
        "Directs the Panel to:\n\n(a) Gather and analyse information;\n\n(b) Provide to the "
        "Council, after discussion with the keepers, a report by 15 March 2035."
    )
    assert (act["deliverable"], act["due"]["date"]) == ("report", "2035-03-15")
