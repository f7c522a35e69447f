"""Drafts, money, agenda items, entities, bodies, policies and proposals, typed."""

from __future__ import annotations

from typing import Any

from .terminal import SYMBOL, Terminal, act, due, reading

M, ITEM = f"{SYMBOL}#1.1", f"{SYMBOL}#2.1"
L5 = "A/C.2/54/L.5"


def tags(answer: Any) -> list[str]:
    return [one["type"] for one in answer["events"]]


def funding(cli: Terminal, **more: str) -> str:
    options = [word for name, value in more.items() for word in (f"--{name}", value)]
    return str(cli.json("show", M, *options)["status"]["funding"])


# --- drafts and money -----------------------------------------------------------------------------


def test_a_draft_from_its_tabling_to_its_adoption(cli: Terminal) -> None:
    cli("draft", "table", L5, "--sponsor", "Guyana", "--on-behalf-of", "G77", "--on", "1999-10-20")
    cli("draft", "sponsor", L5, "--join", "Norway", "--on", "1999-11-01")
    said = cli("draft", "revise", L5, "--on", "1999-11-10")
    assert f"revised: {L5}/Rev.1" in said.out
    cli("draft", "amend", L5, "--paragraph", "3", "--result", "rejected", "--on", "1999-11-20")
    cli("draft", "act", L5, "--committee", "Second Committee", "--on", "1999-12-10")
    cli("draft", "withdraw", L5, "--on", "1999-12-11", code=1)
    cli.adopt()
    assert cli.json("history", L5)[-1]["type"] == "instrument.adopted_as.v1"
    cli("text", "issue", SYMBOL, "--on", "2000-02-21")
    cli("text", "correct", SYMBOL, "--by-document", f"{SYMBOL}/Corr.1", "--paragraph", "1")
    cli("text", "reissue", SYMBOL, "--reason", "technical reasons")


def test_a_draft_that_is_replaced_withdrawn_or_not_adopted(cli: Terminal) -> None:
    cli("draft", "table", L5, "--on", "1999-10-20")
    other = "A/C.2/54/L.60"
    cli("draft", "replace", L5, "--with", other, "--basis", "informal consultations")
    assert f"replaced by {other}" in cli("draft", "revise", L5, code=1).error
    cli("draft", "withdraw", L5, "--proposer", "Guyana")
    cli("draft", "close", other, "--how", "no_action")
    assert "was not adopted by" in cli("text", "issue", "A/RES/55/1", code=1).error


def test_a_draft_that_was_tabled_late_is_linked(desk: Terminal) -> None:
    desk("draft", "table", L5, "--on", "1999-10-20")
    said = desk("draft", "adopted", L5, "--as", SYMBOL, "--on", "1999-12-22")
    assert f"adopted as {SYMBOL}" in said.out


def test_what_a_text_costs_is_the_fourth_axis(desk: Terminal) -> None:
    assert funding(desk) == "not_stated"
    desk("pbi", "state", L5, "--amount", "507,000", "--year", "2000", "--posts", "3",
         "--on", "1999-11-20")  # fmt: skip
    assert funding(desk) == "stated"  # the text was registered from this draft
    assert funding(desk, **{"known-at": "4"}) == "not_stated"
    desk("pbi", "review", SYMBOL, "--amount", "449600", "--document", "A/54/7/Add.39")
    desk("pbi", "decide", SYMBOL, "--amount", "449600", "--document", "A/54/660")
    done = desk.json("pbi", "approve", SYMBOL, "--amount", "449600", "--paragraph", "1",
                     "--ref", SYMBOL)  # fmt: skip
    assert tags(done) == ["instrument.budget_approved.v1", "mandate.funded.v1"]
    assert funding(desk) == "approved"
    money = desk.json("show", M)["money"]
    assert money["amounts"] == [{"amount": "449600", "currency": "USD"}]
    assert "approved: USD 449,600" in desk("show", M).out
    assert "decided: USD 449,600 in all" in desk("show", ITEM).out
    assert [one["id"] for one in desk.json("list", "--funding", "approved")["items"]] == [M]
    assert [one["id"] for one in desk.json("list", "--status", "decided")["items"]] == [ITEM]


def test_other_ends_of_the_chain(desk: Terminal) -> None:
    desk("pbi", "none", SYMBOL, "--paragraph", "1")
    assert funding(desk) == "none_required"
    desk("pbi", "absorb", SYMBOL)
    assert funding(desk) == "within_existing_resources"
    desk("pbi", "refuse", SYMBOL, "--ref", "A/DEC/54/500")
    assert funding(desk) == "refused"


def test_wrong_money_is_one_line(desk: Terminal) -> None:
    before = desk.position
    assert "ISO 4217" in desk("pbi", "state", SYMBOL, "--amount", "1", "--currency", "XYZ",
                              code=2).error  # fmt: skip
    for amount in ("much", "12,50", "1,5", "507,0000", "1e5", "NaN", "-1"):
        said = desk("pbi", "state", SYMBOL, f"--amount={amount}", code=2).error
        assert f"'{amount}' is no amount: write 507000 or 507,000.50" in said
    assert "say how much" in desk("pbi", "approve", SYMBOL, code=2).error
    two = ("--amount", "1", "--amount", "2", "--currency", "USD", "--currency", "EUR")
    desk("pbi", "state", SYMBOL, *two, "--dry-run")
    assert "one --currency" in desk("pbi", "state", SYMBOL, *two, "--currency", "CHF",
                                    code=2).error  # fmt: skip
    assert "has no paragraph" in desk("pbi", "state", SYMBOL, "--amount", "1", "--paragraph", "99",
                                      code=1).error  # fmt: skip
    assert "not in the record" in desk("pbi", "state", "A/RES/1/1", "--amount", "1", code=2).error
    assert desk.position == before


def test_a_fund_under_any_of_its_names(desk: Terminal) -> None:
    desk("fund", "establish", "PGTF", "--purpose", "South-South cooperation")
    desk("fund", "rename", "PGTF", "--to", "Pérez-Guerrero Trust Fund")
    name = "pérez-guerrero trust fund"
    desk("fund", "invite", name, "--ref", SYMBOL)
    desk("fund", "pledge", name, "--donor", "Norway", "--amount", "100.50", "--currency", "eur")
    desk("fund", "pay", name, "--donor", "Norway", "--amount", "100.50", "--currency", "EUR")
    done = desk.json("fund", "allocate", name, "--amount", "50", "--to", f"{M},{ITEM}")
    assert tags(done) == ["fund.allocated.v1", "mandate.funded.v1", "mandate.funded.v1"]
    (shown,) = desk.json("fund", "list")["items"]
    assert (shown["fund"], shown["name"]) == ("PGTF", "Pérez-Guerrero Trust Fund")
    assert shown["pledged"] == [{"amount": "100.50", "currency": "EUR"}]
    assert "EUR 100.50" in desk("fund", "list").out
    assert "USD 50 (USD 50 more than was paid)" in desk("fund", "list").out
    assert "USD 50 (USD 50 more than was paid)" in desk("funding").out
    assert "not established" in desk("fund", "pay", "X", "--donor", "N", "--amount", "1",
                                     code=1).error  # fmt: skip


# --- agenda items ---------------------------------------------------------------------------------


def test_the_meeting_on_an_item_and_what_is_due_before_it(desk: Terminal) -> None:
    item = ("GA/56", "99")
    nowhere = desk("item", "schedule", *item, "--day", "2001-10-22", code=1)
    assert "was not on any agenda" in nowhere.error
    desk("item", "include", *item, "--mandate", M, "--on", "2001-03-01")
    done = desk.json("item", "schedule", *item, "--day", "2001-10-22", "--meeting",
                     "Second Committee", "--on", "2001-04-01", "--ref", "A/C.2/56/L.1")  # fmt: skip
    assert tags(done) == ["item.meeting_set.v1"]
    at = ("--as-of", "2001-05-01")
    due = next(one for one in desk.json("docket", "GA/56", *at)["items"] if one["id"] == M)["due"]
    assert (due["anchor"], due["anchored_by"], due["item"]) == ("2001-10-22", "meeting", "GA/56/99")
    assert due["submit_by"] == "2001-08-13"
    assert "GA/56 (forecast; meeting 2001-10-22)" in desk("docket", "GA/56", *at).out
    assert "2001-10-22, meeting on GA/56/99" in desk("show", M, *at).out
    assert "2001-10-22, Second Committee" in desk("item", "list", "GA/56").out
    assert desk.json("why", M, "anchored_by", *at)["fields"]["anchored_by"]["value"] == "meeting"
    desk("item", "move", *item, "--to", "2001-10-29", "--on", "2001-04-10")
    desk("item", "postpone", *item, "--on", "2001-04-12")
    desk("item", "hold", *item, "--on", "2001-11-05", "--meeting", "A/C.2/56/SR.17")
    assert "held 2001-11-05, A/C.2/56/SR.17" in desk("item", "list", "GA/56").out
    again = desk("item", "schedule", *item, "--day", "2001-12-03", "--on", "2001-11-06", code=1)
    assert "it was taken up on 2001-11-05 already" in again.error
    desk("item", "include", "GA/56", "7", "--on", "2001-03-01")
    beyond = desk("item", "schedule", "GA/56", "7", "--day", "2011-10-22", code=1)
    assert "GA/56 closes on 2002-09-09, before 2011-10-22" in beyond.error
    desk("item", "schedule", *item, code=2)
    desk("item", "move", *item, "--to", "soon", code=2)
    assert "its meeting moved to 2001-10-29" in desk("history", "GA/56/99").out


def test_an_item_on_the_agenda_goes_by_its_number_there_too(desk: Terminal) -> None:
    desk("item", "request", "GA/56", "Cooperation", "--on", "2001-07-01")
    desk("item", "include", "GA/56", "Cooperation", "--number", "99 (b)", "--on", "2001-09-19")
    desk("item", "include", "GA/56", "Lamps", "--number", "7", "--on", "2001-09-19")
    desk("item", "include", "GA/56/7", "--number", "8", "--on", "2001-09-19")
    said = desk("item", "schedule", "GA/56", "99(b)", "--day", "2001-10-22", "--on", "2001-09-20")
    assert "GA/56/Cooperation: to be taken up on 2001-10-22" in said.out
    named = desk("item", "rename", "GA/56/7", "--to", "The seventh", "--on", "2001-09-20")
    assert "GA/56/7: renamed" in named.out, "what goes by that name goes before"
    early = ("item", "rename", "GA/56/99 (b)", "--to", "x", "--on", "2001-09-01")
    assert "not on any agenda by then" in desk(*early, code=1).error


def test_an_item_and_the_mandate_that_asks_for_it(desk: Terminal) -> None:
    item = ("GA/56", "South-South cooperation")
    desk("item", "request", *item, "--title", "South-South cooperation", "--mandate", ITEM,
         "--requested-by", "Guyana", "--on", "2000-01-10")  # fmt: skip
    desk("item", "place", *item, "--number", "99", "--on", "2001-07-13")
    done = desk.json("item", "include", "/".join(item), "--number", "99 (b)", "--on", "2001-09-19")
    assert tags(done) == ["item.included.v1", "mandate.item_advanced.v1"]
    assert desk.json("show", ITEM)["status"]["implementation"] == "included"
    desk("item", "report", *item, "--document", "A/56/465", "--on", "2001-10-01")
    desk("item", "rename", *item, "--to", "South-South cooperation for development",
         "--on", "2001-10-02")  # fmt: skip
    desk("item", "link", *item, "--mandate", M, "--on", "2001-10-03")
    assert "(--ref)" in desk("item", "carry", *item, "--to", "GA/57", code=1).error
    desk("item", "carry", *item, "--to", "GA/57", "--ref", "A/DEC/56/464", "--on", "2002-09-09")
    assert desk.json("show", ITEM)["due"]["term"]["session"] == 57
    (shown,) = desk.json("item", "list", "GA/57")["items"]
    assert shown["carried_from"] == "/".join(item)
    assert shown["title"] == "South-South cooperation for development"
    desk("item", "consider", "GA/57", item[1], "--ref", "A/RES/57/263", "--on", "2002-12-20")
    assert desk.json("show", ITEM)["status"]["implementation"] == "considered"
    assert "considered" in desk("item", "list").out
    first = desk.json("item", "list", "--sort", "-item", "--limit", "1")
    assert (first["total"], first["stages"]) == (2, {"considered": 1, "carried_over": 1})
    assert first["more_after"] == first["items"][0]["item"]
    assert f"--after '{first['more_after']}'" in desk("item", "list", "--sort", "-item",
                                                      "--limit", "1").out  # fmt: skip
    (rest,) = desk.json("item", "list", "--sort", "-item", "--after", first["more_after"])["items"]
    assert rest["stage"] == "carried_over"
    asked = ("agenda", "GA/57", "--stage", "considered", "--text", "FOR DEVELOPMENT")
    assert [one["item"] for one in desk.json(*asked)["items"]] == [shown["item"]]
    assert desk.json("agenda", "GA/56", "--mandate", M)["total"] == 1
    assert "write GA/56" in desk("item", "include", "GA/56", code=2).error
    desk("item", "link", *item, code=2)


# --- entities, bodies, policies -------------------------------------------------------------------


def test_an_addressee_is_found_under_its_new_name(desk: Terminal) -> None:
    desk("entity", "rename", "Secretary-General", "--to", "Head of the Secretariat",
         "--abbreviation", "SG", "--on", "2000-01-01")  # fmt: skip
    for name in ("Head of the Secretariat", "SG", "secretary-general"):
        items = desk.json("list", "--addressee", name)["items"]
        assert [one["id"] for one in items] == [M], name
    desk("entity", "add", "Joint Inspection Unit")
    desk("entity", "alias", "Joint Inspection Unit", "JIU")
    desk("entity", "transfer", "JIU", "--to", "SG", "--functions", "inspection")
    desk("entity", "merge", "JIU", "--into", "SG", "--ref", "A/RES/60/1")
    assert "merged into Secretary-General" in desk("entity", "abolish", "JIU", code=1).error
    desk("entity", "abolish", "Office of Nobody")
    shown = {one["entity"]: one for one in desk.json("entity", "list")["items"]}
    assert shown["Secretary-General"]["name"] == "Head of the Secretariat"
    assert shown["Joint Inspection Unit"]["merged_into"] == "Secretary-General"
    assert "Head of the Secretariat" in desk("entity", "list").out


def test_a_body_of_one_s_own(cli: Terminal) -> None:
    cli("body", "add", "UNEA", "Environment Assembly", "--seat", "Africa/Nairobi", "--parent", "GA")
    shown = {one["code"]: one for one in cli.json("body", "list")["items"]}
    assert (shown["UNEA"]["seat"], shown["UNEA"]["above"]) == ("Africa/Nairobi", ["GA"])
    assert shown["HRC"]["added"] is False
    assert "Environment Assembly" in cli("body", "list").out
    assert "is no time zone" in cli("body", "add", "X", "x", "--seat", "Mars/Base", code=2).error
    assert "everybody knows" in cli("body", "add", "GA", "x", code=1).error


def test_deadlines_follow_the_policy(desk: Terminal) -> None:
    desk("session", "plan", "GA/56", "--opens", "2001-09-11", "--on", "2000-09-05")
    assert desk.json("show", M, "--as-of", "2000-10-01")["due"]["submit_by"] == "2001-07-03"
    assert "nothing is set" in desk("policy", "list").out
    desk("policy", "set", "GA", "--submission-days", "84", "--on", "2001-01-01")
    assert desk.json("show", M, "--as-of", "2001-02-01")["due"]["submit_by"] == "2001-06-19"
    assert (
        desk.json("list", "--as-of", "2000-10-01")["items"][0]["due"]["submit_by"] == "2001-07-03"
    )
    desk("policy", "set", "ECOSOC", "--rule", "ECOSOC rule 13 (4)", "--language", "en")
    shown = {one["body"]: one for one in desk.json("policy", "list")["items"]}
    assert shown["ECOSOC"]["postpones_by"] == "ECOSOC rule 13 (4)"
    assert shown["GA"]["submission_days"] == 84
    assert "84" in desk("policy", "list").out
    assert "say what to set" in desk("policy", "set", "GA", code=1).error


# --- proposals ------------------------------------------------------------------------------------

NEW = "A/RES/56/202"
NEWER = f"{NEW}#1.1"


def adopt_again(cli: Terminal) -> None:
    text = reading(symbol=NEW, session=56)
    text["paragraphs"] = [{"number": "1", "acts": [act("1.1", due=due(58))]}]
    file = cli.write("newer.json", text)
    cli("adopt", file, "--symbol", NEW, "--date", "2001-12-21")


def test_a_proposal_is_found_and_accepted(desk: Terminal) -> None:
    assert "nothing is proposed" in desk("proposals").out
    adopt_again(desk)
    before = desk.position
    (found,) = desk.json("proposals")["items"]
    assert (found["older"], found["newer"], found["how"], found["state"]) == (
        M, NEWER, "reiterated", "found",
    )  # fmt: skip
    assert desk.position == before
    done = desk.json("accept", M, "--on", "2002-01-10")
    assert tags(done)[:3] == [
        "proposal.made.v1", "proposal.accepted.v1", "mandate.reiterated.v1",
    ]  # fmt: skip
    assert desk.json("show", M)["newer"][0]["mandate"] == NEWER
    assert desk.json("proposals")["items"] == []
    assert [one["state"] for one in desk.json("proposals", "--all")["items"]] == ["accepted"]


def test_a_proposal_is_declined_and_may_be_accepted_in_other_terms(desk: Terminal) -> None:
    adopt_again(desk)
    desk("decline", f"{M}..{NEWER}", "--reason", "another subject")
    assert desk.json("proposals", M)["items"] == []
    assert "nothing is proposed" in desk("accept", M, code=2).error
    desk("accept", M, "--with", NEWER, "--as", "replaced", "--ref", NEW)
    assert desk.json("show", M)["status"]["legal"] == "replaced"
    assert "is no mandate" in desk("accept", "nonsense", code=2).error
