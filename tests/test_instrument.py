"""An adopted text: what may be registered under a symbol, and what is made of each act."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from mandates.domain.adoption import adoption, difference, mandates, refuse_difference, unsure
from mandates.domain.due import Due, RelativeDue
from mandates.domain.errors import BadInput
from mandates.domain.instrument import (
    AdoptInstrument,
    InstrumentAdopted,
    InstrumentVoided,
    evolve,
    refusal,
)
from spec import act, due, event_id, given, of, reading


def _adopt(symbol: str, text: Any, **more: Any) -> InstrumentAdopted:
    return adoption(AdoptInstrument(symbol=symbol, adopted_on="1999-12", reading=text, **more))


def adopt(*acts: Any, symbol: str = "A/RES/54/226", **changes: Any) -> InstrumentAdopted:
    return _adopt(symbol, reading(*(acts or (act(),)), **changes))


def test_a_text_is_registered_under_its_own_symbol() -> None:
    assert adopt().symbol == "A/RES/54/226"
    assert adopt(symbol="resolution 54/226").symbol == "A/RES/54/226"
    with pytest.raises(BadInput, match="the text is that of A/RES/54/226, not of A/RES/54/227"):
        adopt(symbol="A/RES/54/227")


def test_the_text_of_another_symbol_is_not_taken_for_a_part() -> None:
    with pytest.raises(BadInput, match="the text is that of A/RES/54/22, not of A/RES/54/226"):
        _adopt("A/RES/54/226", reading(act(), symbol="A/RES/54/22"))


@pytest.mark.parametrize(
    ("symbol", "own"),
    [("A/RES/57/270B", "A/RES/57/270"), ("A/RES/3411A(XXX)", "A/RES/3411(XXX)")],
)
def test_a_part_may_come_with_the_symbol_of_the_whole(symbol: str, own: str) -> None:
    assert _adopt(symbol, reading(act(), symbol=own)).symbol == symbol


@pytest.mark.parametrize("symbol", ["A/C.2/54/L.5", "A/58/319", "A/C.2/58/SR.17"])
def test_only_what_a_body_adopts_is_adopted(symbol: str) -> None:
    with pytest.raises(BadInput, match="not of an adopted text"):
        adopt(symbol=symbol)


def test_a_symbol_that_is_none_is_bad_input() -> None:
    with pytest.raises(BadInput, match="the symbol of the text: 'draft five' is no symbol"):
        _adopt("A/RES/54/226", reading(act(), symbol="draft five"))


def test_the_body_comes_from_the_text_else_from_the_symbol() -> None:
    assert adopt(body="GA").body == "General Assembly"
    assert adopt(body=None).body == "General Assembly"
    assert _adopt("A/HRC/RES/42/14", reading(act(), symbol=None, body=None)).body == (
        "Human Rights Council"
    )


def test_a_body_adopts_under_its_own_symbols() -> None:
    with pytest.raises(BadInput, match="is not a text of the Security Council"):
        adopt(body="Security Council")


def test_the_session_comes_from_the_text_else_from_the_symbol() -> None:
    assert adopt(session=53).session == 53
    assert adopt(session=None).session == 54


def test_the_words_of_a_draft_are_marked_as_not_verified() -> None:
    draft = reading(act(), symbol="A/C.2/54/L.5")
    from_draft = _adopt("A/RES/54/226", draft)
    assert (from_draft.text_of, from_draft.drafts) == ("draft", ("A/C.2/54/L.5",))
    named = _adopt("A/RES/54/226", draft, draft="A/C.2/54/L.5")
    assert named.drafts == ("A/C.2/54/L.5",)
    both = _adopt("A/RES/54/226", draft, draft="A/C.2/54/L.50")
    assert both.drafts == ("A/C.2/54/L.50", "A/C.2/54/L.5")
    silent = _adopt("A/RES/54/226", reading(act(), symbol=None), draft="A/C.2/54/L.5")
    assert silent.text_of == "draft"


def test_an_adopted_text_that_names_its_draft_is_verified() -> None:
    own = _adopt("A/RES/54/226", reading(act()), draft="A/C.2/54/L.5")
    assert (own.text_of, own.drafts) == ("adopted", ("A/C.2/54/L.5",))
    assert _adopt("A/RES/54/226", reading(act(), text_of="draft")).text_of == "draft"


def test_each_act_that_is_a_mandate_becomes_one() -> None:
    text = adopt(act("1.1", mandate=False), act("2.1", mandate=False), act("2.2"), act("2(a).1"))
    assert [one.mandate for one in mandates(text)] == [
        "A/RES/54/226#2.2", "A/RES/54/226#2(a).1",
    ]  # fmt: skip


def test_a_mandate_holds_all_that_the_text_says_of_it() -> None:
    (one,) = mandates(
        adopt(act(collaborators=("UNCTAD",), body="General Assembly", recurrence="biennial"))
    )
    assert one.text == "Requests the Secretary-General"
    assert (one.body, one.session, one.paragraph) == ("General Assembly", 54, "2")
    assert (one.collaborators, one.receiving_body) == (("UNCTAD",), "General Assembly")
    assert (one.recurrence, one.strength, one.tracked) == ("biennial", "request", "yes")


def test_what_the_reading_says_of_strength_and_tracking_holds() -> None:
    (one,) = mandates(adopt(act(strength="binding", tracked="no")))
    assert (one.strength, one.tracked) == ("binding", "no")


def test_the_part_of_a_text_belongs_to_the_symbol_of_its_mandates() -> None:
    (one,) = mandates(_adopt("A/RES/57/270B", reading(act("B.3.1"), symbol=None)))
    assert one.mandate == "A/RES/57/270B#3.1"


def test_an_act_that_cannot_be_named_is_bad_input() -> None:
    with pytest.raises(BadInput, match=r"'annex\.1' is no act"):
        list(mandates(adopt(act("annex.1"))))


def test_two_acts_that_share_an_identity_are_bad_input() -> None:
    with pytest.raises(BadInput, match=r"acts 2a\.1 and 2\(a\)\.1 are both"):
        list(mandates(adopt(act("2a.1"), act("2(a).1"))))


def test_the_acts_of_a_paragraph_are_numbered_in_it_and_once() -> None:
    with pytest.raises(ValidationError, match="does not belong to paragraph"):
        reading(act("2.0"))
    with pytest.raises(ValidationError, match=r"'2\.1' stands there twice"):
        reading(act("2.1"), act("2.1"))


def test_the_acts_that_a_reading_is_not_sure_of_are_named() -> None:
    text = adopt(act("1.1", confidence="low"), act("2.1", confidence="low", reason="two verbs"))
    assert unsure(text) == ("1.1", "2.1 (two verbs)")
    assert unsure(adopt()) == ()


def test_the_difference_between_two_readings_is_told_line_by_line() -> None:
    known = adopt(act("1.1"), act("2.1"), act("3.1"))
    text = reading(act("1.1", due=None), act("1.2"), act("4.1"), title="South-South")
    other = _adopt("A/RES/54/226", text)
    lines = difference(known, other)
    assert lines[0] == "title: None registered, 'South-South' given"
    assert lines[1].startswith("act 1.1: due SessionDue(")
    assert lines[2:] == (
        "act 1.2: only given",
        "paragraph 2: only registered",
        "paragraph 3: only registered",
        "paragraph 4: only given",
    )
    assert difference(other, known)[2] == "act 1.2: only registered"
    assert "; and 1 more" in str(refuse_difference("A/RES/54/226", lines))
    assert difference(known, known) == ()


def test_other_words_in_a_paragraph_are_a_difference() -> None:
    known, text = adopt(), reading(act())
    (paragraph,) = text.paragraphs
    other = paragraph.model_copy(update={"text": "Urges the Secretary-General"})
    assert difference(known, adopt(paragraphs=(other,))) == ("paragraph 2: the text differs",)


def test_an_instrument_is_adopted_once() -> None:
    text = adopt()
    state = given(of("A/RES/54/226", text)).state("instrument-A/RES/54/226")
    assert state.adopted == text
    assert refusal(None, text) is None
    assert refusal(state, text) == "it was adopted already"
    void = InstrumentVoided(event_id=event_id(1), reason="typo")
    (recorded,) = given(of("A/RES/54/226", void)).history
    assert refusal(state, void) is None
    assert evolve(state, recorded) == state


def _said(term: str, text: str) -> Due:
    return due(term).model_copy(update={"text": text})


@pytest.mark.parametrize(
    ("term", "ends"),
    [
        (_said("2000-06-30", "until 30 June 2000"), True),
        (_said("GA/55", "until its fifty-fifth session"), True),
        (RelativeDue(text="for a further period of one year", amount=1, unit="year"), True),
        (_said("2000-06-30", "by 30 June 2000"), False),
        (due("2000-06-30"), False),
    ],
)
def test_a_mission_ends_when_its_term_is_over_and_nobody_owes_it_by_then(
    term: Due, ends: bool
) -> None:
    (mission,) = mandates(adopt(act(verb="decide", deliverable="mission", due=term)))
    assert (mission.due, mission.until) == ((None, term) if ends else (term, None))


def test_what_is_put_off_until_a_session_is_due_there() -> None:
    term = _said("GA/55", "until its fifty-fifth session")
    (item,) = mandates(adopt(act(verb="defer", deliverable="agenda_item", due=term)))
    assert (item.due, item.until) == (term, None)


def test_a_mission_that_says_when_it_ends_beside_its_due_point_keeps_both() -> None:
    said, end = _said("2000-06-30", "for its first meeting"), due("2000-12-31")
    (mission,) = mandates(adopt(act(deliverable="mission", due=said, until=end)))
    assert (mission.due, mission.until) == (said, end)
