"""Which mandates are tracked, how strong they are, the force of verbs."""

from __future__ import annotations

import pytest

from mandates.domain.tracking import force_of, strength, tracked


@pytest.mark.parametrize(
    "name",
    [
        "Secretary-General",
        "United Nations system",
        "relevant organizations and agencies of the United Nations system",
        "Administrator of the United Nations Development Programme",
        "Office of the High Commissioner",
        "specialized agencies",
        "Commission of Inquiry",
        "UN-Women",
        "UNICEF",
        "United Nations country teams",
        "Working Group on the issue of discrimination",
        "World Bank",
        "High Representative for Disarmament Affairs",
        "Emergency Relief Coordinator",
        "Group of Experts",
        "groups of governmental experts",
        "Bureau",
        "Mission",
        "Tribunals",
        "co-facilitators",
    ],
)
def test_organs_entities_role_holders_and_the_system_are_tracked(name: str) -> None:
    assert tracked([name]) == "yes"
    assert tracked(["States", name]) == "yes"


@pytest.mark.parametrize(
    "name",
    [
        "Member States",
        "States parties to the United Nations Convention against Corruption",
        "international community",
        "other relevant international institutions",
        "private sector",
        "Secretary-General of the League of Arab States",
        "French forces",
        "High Representative for the Lamps of the North",
        "group of like-minded countries",
        "academic institutions",
    ],
)
def test_states_and_others_alone_are_not_tracked(name: str) -> None:
    assert tracked([name]) == "no"


def test_where_nobody_is_named_it_is_unknown() -> None:
    assert tracked([]) == "unknown"
    assert tracked([" "]) == "unknown"


@pytest.mark.parametrize("body", ["General Assembly", "GA"])
def test_the_body_itself_is_tracked(body: str) -> None:
    assert tracked(["General Assembly"], body) == "yes"
    assert tracked(["Lamp Congress"], "Lamp Congress") == "yes"
    assert tracked(["Lamp Congress"], body) == "no"


@pytest.mark.parametrize(
    ("verb", "force", "strong"),
    [
        ("decide", "deciding", "binding"),
        ("request", "directive", "request"),
        ("invite", "directive", "exhortation"),
        ("call upon", "directive", "exhortation"),
        ("demand", "directive", "binding"),
        ("endorse", "deciding", None),
        ("reaffirm", "reinforcing", None),
        ("take note", "observing", None),
        ("welcome", "evaluative", None),
        ("look forward", "evaluative", None),
    ],
)
def test_verbs_have_their_force_and_strength(verb: str, force: str, strong: str | None) -> None:
    assert force_of(verb) == force
    assert strength(verb, force_of(verb)) == strong


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        (" its request to the Board", "request"),
        (" its call upon States", "exhortation"),
        (" its decision to meet", "binding"),
        (" that lamps matter", None),
    ],
)
def test_what_is_reiterated_says_how_strong_it_is(text: str, strong: str | None) -> None:
    assert strength("reiterate", "reinforcing", text) == strong
