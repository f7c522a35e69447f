"""Proposals and the mandates that they are about: what becomes of one is read from the older."""

from __future__ import annotations

from typing import Any

import pytest
from host import Clock, adoption, check_views, dated

from mandates import AcceptProposal, DeclineProposal, Engine, MakeProposal, Unknown, Void
from spec import M, act

NEW = "A/RES/58/220#12.2"
BY = "A/RES/58/220"


@pytest.mark.parametrize("how", ["reiterated", "adapted", "merged", "replaced"])
def test_a_proposal_whose_disposition_is_void_is_open_again(
    engine: Engine, clock: Clock, how: Any
) -> None:
    """The older mandate's own stream says whether it is carried on; what was voided by mistake is
    recorded again by the same command."""
    clock.at("2004-02-01")
    texts = (adoption(dated("2.2", "GA/56")), adoption(act("12.2"), symbol=BY, day="2003-12-23"))
    accept = AcceptProposal(older=M, newer=NEW, how=how, authority=BY)
    for one in (*texts, accept):
        engine.execute(one, by="desk")
    head = engine.status().position

    def told(**point: Any) -> list[str]:
        return [one.state for one in engine.beside(**point).proposals(every=True)]

    def carried_on() -> list[str | None]:
        return [one.how for one in engine.mandate(M).item.newer]

    assert (told(), carried_on()) == (["accepted"], [how])
    done = next(one for one in engine.history(M) if one.event.tag == f"mandate.{how}.v1")
    gone = engine.execute(Void(event_id=done.event_id, reason="misread"), by="desk")
    assert (told(), told(known_at=head), carried_on()) == (["open"], ["accepted"], [])
    decline = DeclineProposal(older=M, newer=NEW, reason="another subject")
    assert engine.execute(decline, by="desk", dry_run=True).recorded
    engine.execute(Void(event_id=gone.recorded[0].event_id, reason="it was right"), by="desk")
    assert (told(), carried_on()) == (["accepted"], [how])
    engine.execute(Void(event_id=done.event_id, reason="misread"), by="desk")
    engine.execute(accept, by="desk")
    assert (told(), carried_on()) == (["accepted"], [how])
    assert not engine.execute(accept, by="desk").recorded
    check_views(engine)


def test_a_proposal_is_about_mandates_that_there_are(engine: Engine) -> None:
    engine.execute(adoption(dated("2.2", "GA/56")), by="desk")
    for pair in ((M, NEW), (NEW, M)):
        named: Any = {"older": pair[0], "newer": pair[1]}
        for wish in (
            MakeProposal(**named, how="adapted", authority=BY),
            AcceptProposal(**named, how="adapted", authority=BY),
            DeclineProposal(**named),
        ):
            with pytest.raises(Unknown, match=f"{NEW} is not in the record"):
                engine.execute(wish, by="desk")
