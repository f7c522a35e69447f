"""A draft from its tabling to its adoption, or to another end. Facts: the South-South series."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.domain import publication as p
from mandates.domain.draft import commands as c
from mandates.domain.draft import events as e
from mandates.domain.draft.life import Draft, refusal
from mandates.domain.errors import Unknown
from mandates.domain.instrument import AdoptInstrument, Instrument
from mandates.domain.symbol import parse
from mandates.projections.words import words
from spec import Given, act, given, of, on, reading

L4, L56, RES = "A/C.2/80/L.4", "A/C.2/80/L.56", "A/RES/80/156"
BASIS = "on the basis of informal consultations on draft resolution A/C.2/80/L.4"
TABLED = e.Tabled(
    symbol=L4, body="Second Committee", agenda_item="22 (b)", title="South-South cooperation",
    sponsors=("Iraq",), on_behalf_of="Group of 77 and China",
)  # fmt: skip
ADOPT = AdoptInstrument(
    symbol=RES,
    adopted_on="2025-12-15",
    draft=L56,
    reading=reading(act("39.1"), symbol=RES, session=80),
)


def tabled(*events: Any, symbol: str = L4) -> Given:
    return given(of(symbol, on("2025-10-10", TABLED), *events))


def draft(story: Given, symbol: str = L4) -> Draft:
    state: Instrument | None = story.state(f"instrument-{symbol}")
    assert state is not None
    assert state.draft is not None
    return state.draft


def test_a_draft_is_tabled_once() -> None:
    wish = c.TableDraft(
        draft=L4, on="2025-10-10", body="Second Committee", agenda_item="22 (b)",
        title="South-South cooperation", sponsors=("Iraq",), on_behalf_of="Group of 77 and China",
    )  # fmt: skip
    story = given().when(wish).then(TABLED).after
    story.when(wish).then_nothing()
    story.when(c.TableDraft(draft=L4, title="Something else")).then_refused("it was tabled already")
    given().when(c.TableDraft(draft="A/RES/80/156")).then_refused("not of a draft")


def test_a_revision_belongs_to_the_draft() -> None:
    story = tabled().when(c.ReviseDraft(draft=L4, by="the sponsors"))
    story.then(e.Revised(document=f"{L4}/Rev.1", by="the sponsors"))
    again = story.after.when(c.ReviseDraft(draft=f"{L4}/Rev.2"))
    again.then(e.Revised(document=f"{L4}/Rev.2")).after.when(
        c.ReviseDraft(draft=f"{L4}/Rev.2")
    ).then_nothing()
    assert draft(again.after).revisions == (f"{L4}/Rev.1", f"{L4}/Rev.2")


def test_nothing_happens_to_a_draft_that_was_not_tabled() -> None:
    for wish in (
        c.ReviseDraft(draft=L4),
        c.WithdrawDraft(draft=L4),
        c.ActOnDraft(draft=L4),
        c.ChangeSponsors(draft=L4, joined=("Belgium",)),
        c.ReplaceDraft(draft=L4, by=L56),
    ):
        given().when(wish).then_refused("it was not tabled by then")


def test_sponsors_join_and_withdraw() -> None:
    joined = tabled().when(c.ChangeSponsors(draft=L4, joined=("Belgium", "Iraq"), left=("Fiji",)))
    joined.then(e.SponsorsChanged(joined=("Belgium",)))
    left = joined.after.when(c.ChangeSponsors(draft=L4, left=("Iraq",)))
    left.then(e.SponsorsChanged(left=("Iraq",)))
    assert draft(left.after).sponsors == ("Belgium",)
    left.after.when(c.ChangeSponsors(draft=L4, joined=("Belgium",))).then_nothing()


def test_another_draft_stands_in_its_place_and_is_tabled_with_that() -> None:
    wish = c.ReplaceDraft(draft=L4, by=L56, basis=BASIS, sponsors=("Vice-Chair",), on="2025-11-18")
    story = tabled().when(wish).then({
        L4: [e.Replaced(by=L56, basis=BASIS)],
        L56: [
            e.Tabled(
                symbol=L56, body="Second Committee", agenda_item="22 (b)",
                title="South-South cooperation", sponsors=("Vice-Chair",),
            ),
            e.BasedOn(draft=L4, basis=BASIS),
        ],
    })  # fmt: skip
    story.after.when(wish).then_nothing()
    story.after.when(c.ReviseDraft(draft=L4)).then_refused(
        f"it was replaced by {L56} on 2025-11-18"
    )
    story.after.when(c.WithdrawDraft(draft=L4)).then(e.Withdrawn())
    assert draft(story.after, L56).based_on == (L4,)


def test_the_new_draft_may_be_in_the_record_already() -> None:
    new = of(L56, on("2025-11-18", e.Tabled(symbol=L56)))
    story = given(of(L4, on("2025-10-10", TABLED)), new).when(c.ReplaceDraft(draft=L4, by=L56))
    story.then({L4: [e.Replaced(by=L56)], L56: [e.BasedOn(draft=L4)]})
    given(of(L4, on("2025-10-10", TABLED)), new, of(L56, e.Withdrawn())).when(
        c.ReplaceDraft(draft=L4, by=L56)
    ).then_refused("stands in nobody's place")
    tabled().when(c.ReplaceDraft(draft=L4, by=f"{L4}/Rev.1")).then_refused("cannot replace itself")


def test_a_draft_that_was_adopted_untabled_stands_in_nobodys_place_and_stays_adopted() -> None:
    budgeted = of(L56, on("2025-11-18", e.AdoptedAs(instrument=RES)))
    story = given(of(L4, on("2025-10-10", TABLED)), budgeted)
    story.when(c.ReplaceDraft(draft=L4, by=L56)).then_refused(f"it was adopted as {RES}")
    late = story.when(c.TableDraft(draft=L56)).after
    end = draft(late, L56).end
    assert end is not None
    assert (end.how, end.by) == ("adopted", RES)


def test_the_adoption_is_recorded_on_the_draft_and_the_draft_before_it_cannot_be_adopted() -> None:
    story = tabled().when(c.ReplaceDraft(draft=L4, by=L56, on="2025-11-18")).after
    adopted = story.when(ADOPT)
    assert [one.stream for one in adopted.verdicts][:2] == [
        f"instrument-{RES}", f"instrument-{L56}",
    ]  # fmt: skip
    assert adopted.events[1] == e.AdoptedAs(instrument=RES)
    assert adopted.verdicts[1].cause == adopted.verdicts[0].event_id
    adopted.after.when(ADOPT).then_nothing()
    end = draft(adopted.after, L56).end
    assert end is not None
    assert (end.how, end.by) == ("adopted", RES)
    wrong = ADOPT.model_copy(update={"draft": L4})
    story.when(wrong).then_refused(f"draft {L4}: it was replaced by {L56}")


def test_a_draft_is_revised_orally_each_time_that_it_is_read_out() -> None:
    """What was read out has no symbol: the next paper is still the first revision."""
    aloud = c.ReviseDraft(draft=L4, orally=True, by="Iraq", on="2025-11-20")
    story = tabled().when(aloud)
    story.then(e.Revised(by="Iraq"))
    again = story.after.when(aloud.model_copy(update={"on": "2025-11-24"})).after
    assert [day.isoformat() for day in draft(again).revised_orally] == ["2025-11-20", "2025-11-24"]
    again.when(c.ReviseDraft(draft=L4)).then(e.Revised(document=f"{L4}/Rev.1"))
    assert words(e.Revised(by="Iraq")) == "orally revised by Iraq"
    named = c.ReviseDraft(draft=L4, orally=True, document=f"{L4}/Rev.1")
    tabled().when(named).then_refused("what is read out has no symbol")


def test_a_draft_is_adopted_by_the_symbol_of_its_revision_too() -> None:
    revised = tabled(on("2025-11-01", e.Revised(document=f"{L4}/Rev.1")))
    wish = ADOPT.model_copy(update={"draft": f"{L4}/Rev.1"})
    assert revised.when(wish).events[1] == e.AdoptedAs(instrument=RES)


def test_a_draft_that_is_not_in_the_record_is_none_of_our_business() -> None:
    assert [one.tag for one in given().when(ADOPT).events] == [
        "instrument.adopted.v1", "mandate.adopted.v1",
    ]  # fmt: skip


def test_a_draft_entered_later_is_linked_by_adopting_again_or_by_hand() -> None:
    story = given().when(ADOPT).after
    late = story.when(c.TableDraft(draft=L56, on="2025-11-18")).after
    late.when(ADOPT).then(e.AdoptedAs(instrument=RES))
    by_hand = c.LinkDraft(draft=L56, instrument=RES, on="2025-12-15")
    late.when(by_hand).then(e.AdoptedAs(instrument=RES)).after.when(by_hand).then_nothing()
    story.when(by_hand).then_refused("is not in the record", Unknown)
    tabled().when(c.LinkDraft(draft=L4, instrument=RES)).then_refused("was not adopted", Unknown)


def test_one_draft_is_not_adopted_as_two_texts() -> None:
    story = given(of(L56, on("2025-11-18", e.Tabled(symbol=L56)))).when(ADOPT).after
    other = AdoptInstrument(
        symbol="A/RES/80/157", adopted_on="2025-12-15", draft=L56,
        reading=reading(act("1.1"), symbol="A/RES/80/157", session=80),
    )  # fmt: skip
    story.when(other).then_refused(f"it was adopted as {RES}")


def test_a_draft_is_withdrawn_before_the_vote_and_never_after_an_amendment() -> None:
    gone = tabled().when(c.WithdrawDraft(draft=L4, by="Iraq")).then(e.Withdrawn(by="Iraq"))
    gone.after.when(c.WithdrawDraft(draft=L4)).then_nothing()
    gone.after.when(c.ActOnDraft(draft=L4)).then_refused("it was withdrawn")
    voted = tabled(on("2025-11-25", e.CommitteeActed(committee="Second Committee")))
    voted.when(c.WithdrawDraft(draft=L4)).then_refused("approved it on 2025-11-25 already")
    voted.when(c.ReviseDraft(draft=L4)).then_refused("approved it on 2025-11-25 already")
    amended = tabled(on("2025-11-20", e.Amended(paragraph="3")))
    amended.when(c.WithdrawDraft(draft=L4)).then_refused("it was amended")
    kept = tabled(on("2025-11-20", e.Amended(paragraph="3", result="rejected")))
    kept.when(c.WithdrawDraft(draft=L4)).then(e.Withdrawn())


def test_a_withdrawn_draft_may_be_reintroduced() -> None:
    back = tabled(on("2025-11-20", e.Withdrawn())).when(c.TableDraft(draft=L4, sponsors=("Mali",)))
    back.then(e.Tabled(symbol=L4, sponsors=("Mali",)))
    assert draft(back.after).end is None


def test_the_committee_acts_and_what_it_rejects_is_not_adopted() -> None:
    act_ = c.ActOnDraft(draft=L56, committee="Second Committee", meeting="A/C.2/80/SR.25",
                        report="A/80/555", vote={"yes": 120, "no": 2})  # fmt: skip
    story = given(of(L56, on("2025-11-18", e.Tabled(symbol=L56)))).when(act_)
    story.then(e.CommitteeActed(
        committee="Second Committee", meeting="A/C.2/80/SR.25", report="A/80/555",
        vote={"yes": 120, "no": 2},
    )).after.when(act_).then_nothing()  # fmt: skip
    given(
        of(L56, on("2025-11-18", e.Tabled(symbol=L56)), e.CommitteeActed(action="rejected"))
    ).when(ADOPT).then_refused("the committee rejected it")


def test_a_draft_that_was_not_adopted_stays_so() -> None:
    story = tabled().when(c.CloseDraft(draft=L4, how="no_action", meeting="A/80/PV.64"))
    story.then(e.NotAdopted(how="no_action", meeting="A/80/PV.64"))
    story.after.when(c.CloseDraft(draft=L4)).then_nothing()
    story.after.when(ADOPT.model_copy(update={"draft": L4})).then_refused("it was not adopted on")


def test_amendments_are_kept_in_order() -> None:
    wish = c.AmendDraft(draft=L4, proposer="Mali", proposal="A/C.2/80/L.60", paragraph="3")
    story = tabled().when(wish)
    event = e.Amended(proposer="Mali", proposal="A/C.2/80/L.60", paragraph="3")
    story.then(event).after.when(wish).then_nothing()
    assert draft(story.after).amendments == (event,)


def test_a_late_entry_that_makes_the_adoption_unlawful_is_refused() -> None:
    story = given(of(L56, on("2025-11-18", e.Tabled(symbol=L56)))).when(ADOPT).after
    story.when(c.WithdrawDraft(draft=L56, on="2025-12-01")).then_refused(
        "make later events unlawful"
    )


def test_an_adopted_text_is_issued_later_corrected_and_reissued() -> None:
    story = given().when(ADOPT).after
    issue = p.IssueText(symbol=RES, on="2025-12-18")
    out = story.when(issue).then(p.TextIssued())
    out.after.when(issue).then_nothing()
    state: Instrument = out.after.state(f"instrument-{RES}")
    assert (str(state.adopted_on), str(state.paper.issued)) == ("2025-12-15", "2025-12-18")
    correct = p.CorrectText(symbol=RES, document=f"{RES}/Corr.1", paragraphs=("39",))
    story.when(correct).then(
        p.TextCorrected(document=f"{RES}/Corr.1", paragraphs=("39",))
    ).after.when(correct).then_nothing()
    again = p.ReissueText(symbol=RES, reason="technical reasons", on="2026-01-20")
    story.when(again).then(p.TextReissued(reason="technical reasons")).after.when(
        again
    ).then_nothing()
    more = p.IssueText(symbol=RES, languages=("en", "fr"), on="2025-12-19")
    out.after.when(more).then(p.TextIssued(languages=("en", "fr")))


def test_a_text_that_came_out_in_one_language_comes_out_in_all() -> None:
    story = given().when(ADOPT).after
    english = p.IssueText(symbol=RES, languages=("en",), on="2025-12-18")
    story = story.when(english).then(p.TextIssued(languages=("en",))).after
    story.when(english).then_nothing()
    everywhere = p.IssueText(symbol=RES, on="2025-12-20")
    story.when(everywhere).then(p.TextIssued()).after.when(everywhere).then_nothing()


def test_a_corrigendum_has_a_symbol_of_its_own() -> None:
    corrected = parse("A/RES/80/156/CORR.1")
    assert (str(corrected), corrected.kind, corrected.body) == (f"{RES}/Corr.1", "document", "GA")
    assert str(parse("S/RES/1325 (2000)/Corr.1")) == "S/RES/1325(2000)/Corr.1"


def test_nothing_comes_out_before_the_adoption() -> None:
    given().when(p.IssueText(symbol=RES)).then_refused("was not adopted by")
    given().when(ADOPT).after.when(p.IssueText(symbol=RES, on="2025-12-01")).then_refused(
        "was not adopted by 2025-12-01"
    )


@pytest.mark.parametrize("event", [e.AdoptedAs(instrument=RES), e.BasedOn(draft=L4)])
def test_a_link_may_be_all_that_is_known_of_a_draft(event: Any) -> None:
    assert refusal(None, event) is None
