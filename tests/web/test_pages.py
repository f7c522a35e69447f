"""Pages: what they show, for which day, in which form, and what they say of bad input."""

from __future__ import annotations

import asyncio
import csv
import html
import io
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mandates import (
    Engine,
    EstablishFund,
    Money,
    MoveSession,
    Note,
    PlanSession,
    Pledge,
    PostponeSession,
    Void,
)
from mandates.adapters.web.access import Access, Tokens
from mandates.adapters.web.app import create_app
from mandates.adapters.web.guards import LARGEST, LARGEST_OF_A_STRANGER, Guards

from .conftest import BASE, browser

openpyxl: Any = import_module("openpyxl")  # it has no types
MANDATE = "A/RES/54/226#2.1"
PAGES = (
    "/register", "/register?all=yes&sort=-due", "/docket", "/docket/GA/56",
    "/mandate/A/RES/54/226/2.2", "/mandate/A/RES/71/244/4.1", "/instruments",
    "/instrument/A/RES/54/226", "/sessions", "/agenda/GA/56", "/workload?by=lead", "/funding",
    "/log", "/log/29", "/health",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_has_its_json(demo: TestClient, path: str) -> None:
    page = demo.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1>") == 1
    assert page.text.rstrip().endswith("</html>")
    assert "<script" not in page.text
    assert " style=" not in page.text
    json = demo.get(path, params={"format": "json"})
    assert json.headers["content-type"] == "application/json"
    assert json.json()


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/log/29"])
def test_every_table_is_given_as_csv_and_as_excel(demo: TestClient, path: str) -> None:
    rows = list(csv.reader(io.StringIO(demo.get(path, params={"format": "csv"}).text)))
    file = io.BytesIO(demo.get(path, params={"format": "xlsx"}).content)
    page = openpyxl.load_workbook(file, read_only=True).worksheets[0]
    cells = list(page.iter_rows(values_only=True))
    assert rows[0] == [f"﻿{cells[0][0]}", *cells[0][1:]] or rows[0] == list(cells[0])
    assert rows[0]


def test_the_funds_are_a_table_of_their_own_with_a_row_for_each_currency(
    engine: Engine, web: TestClient
) -> None:
    engine.execute(EstablishFund(fund="Lamp Fund", purpose="lamps"), by="desk")
    for said in ("USD 500", "CHF 70"):
        currency, amount = said.split()
        money = Money.model_validate({"amount": amount, "currency": currency})
        engine.execute(Pledge(fund="Lamp Fund", donor="Lampland", amount=money), by="desk")
    page = web.get("/funding").text
    link = html.unescape(re.findall(r'href="([^"]*format=csv[^"]*table=funds)"', page)[0])
    rows = list(csv.reader(io.StringIO(web.get(link).text)))
    assert rows[1:] == [
        ["Lamp Fund", "Lamp Fund", "lamps", "CHF", "70", "", ""],
        ["Lamp Fund", "Lamp Fund", "lamps", "USD", "500", "", ""],
    ]


def test_every_link_of_the_tour_leads_somewhere(demo: TestClient) -> None:
    seen: set[str] = set()
    for path in PAGES:
        seen |= set(re.findall(r'href="(/[^"#]*)', demo.get(path).text))
    wrong = {
        link: answer.status_code
        for link in sorted(seen)
        if not link.startswith("/calendar/")
        and (answer := demo.get(link.replace("&amp;", "&"))).status_code != 200
    }
    assert wrong == {}


def test_a_page_answers_for_any_day_as_known_on_any_other(demo: TestClient) -> None:
    before = demo.get("/docket/GA/56", params={"as_recorded_on": "2001-08-01"}).text
    after = demo.get("/docket/GA/56?as_of=2001-09-13&known_at=2001-09-13").text
    assert "Opens 2001-09-11" in before
    assert "Opened 2001-09-12 (planned for 2001-09-11)" in after
    assert "Not today&#39;s state" in before or "Not today's state" in before
    assert "true on 2001-08-01, as known on 2001-08-01T23:59:59Z (position 29)" in before


def test_a_point_in_time_is_kept_by_the_links_of_a_page(demo: TestClient) -> None:
    page = demo.get("/register?as_of=2001-08-01&known_at=29&all=yes").text
    links = re.findall(r'href="(/mandate/[^"]*)"', page)
    assert links
    assert all("as_of=2001-08-01&amp;known_at=29" in link for link in links)
    assert "/record/assign" not in demo.get(links[0].replace("&amp;", "&")).text
    lineage = demo.get("/mandate/A/RES/71/244/4.1?known_at=60").text
    drawn = re.findall(r'href="(/mandate/[^"]*)"><g', lineage)
    assert drawn == [f"/mandate/A/RES/{one}?known_at=60" for one in ("71/244/4.1", "72/237/3.1")]


def test_the_log_is_given_as_it_was_recorded_and_what_became_of_a_mandate_with_what_counts(
    web: TestClient, engine: Engine
) -> None:
    noted = engine.execute(Note(mandate=MANDATE, text="a slip"), by="desk").recorded[0]
    engine.execute(Void(event_id=noted.event_id, reason="a slip"), by="desk")
    log, life = (
        list(csv.DictReader(io.StringIO(web.get(f"{path}?format=csv").text)))
        for path in ("/log", "/mandate/A/RES/54/226/2.1")
    )
    assert all("void" not in row for row in log)
    assert {row["event id"]: row["void"] for row in life}[str(noted.event_id)] == "void"


def test_the_page_of_an_event_says_that_it_is_void_and_since_when(
    web: TestClient, engine: Engine
) -> None:
    noted = engine.execute(Note(mandate=MANDATE, text="a slip"), by="desk").recorded[0]
    page = f"/log/{noted.position}"
    assert "counts for nothing" not in web.get(page).text
    void = engine.execute(Void(event_id=noted.event_id, reason="a slip"), by="desk")
    (position,) = void.positions
    since = f'counts for nothing since <a href="/log/{position}">event {position}</a>: a slip'
    assert since in web.get(page).text
    assert "counts for nothing" not in web.get(f"{page}?known_at={noted.position}").text
    engine.execute(Void(event_id=void.recorded[0].event_id, reason="it was right"), by="desk")
    assert "counts for nothing" not in web.get(page).text
    assert "counts for nothing since" in web.get(f"/log/{position}").text


def test_where_the_record_lies_is_told_to_nobody(web: TestClient, tmp_path: Path) -> None:
    for path in ("/health", "/health?format=json", "/api/v1/status"):
        answer = web.get(path)
        assert (answer.status_code, str(tmp_path) in answer.text) == (200, False), path


def test_the_register_is_filtered_sorted_and_paged(demo: TestClient) -> None:
    def ids(query: str) -> list[str]:
        return re.findall(r'<th scope="row"[^>]*><a [^>]*>([^<]*)</a>', demo.get(query).text)

    assert ids("/register?instrument=A/RES/71/244") == ["A/RES/71/244#4.1"]
    assert ids("/register?text=observer") == ["A/DEC/71/524#u1.1"]
    everything = ids("/register?all=yes&sort=id")
    assert everything == sorted(everything)
    assert ids("/register?all=yes&sort=-id") == everything[::-1]
    last = "/register?all=yes&sort=id&after=" + everything[9].replace("#", "%23")
    assert ids(last) == everything[10:]


def test_a_page_says_no_more_of_a_session_than_is_known(web: TestClient, engine: Engine) -> None:
    engine.execute(PlanSession(session="GA/60", opens="2005", on="2005-01-01"), by="desk")
    for page in ("/docket/GA/60", "/agenda/GA/60"):
        assert re.search(r"Opens 2005[,. ]", web.get(page).text)
    assert "\nGA/60,2005," in web.get("/sessions?format=csv").text
    for opens in ("2005-09", "2005-10-04"):
        moved = MoveSession(session="GA/60", opens=opens, authority="A/RES/59/1")
        engine.execute(moved, by="desk")
    assert "Opens 2005-10-04 (planned for 2005-09)," in web.get("/docket/GA/60").text
    assert ">2005-09</td>" in web.get("/sessions").text
    engine.execute(PostponeSession(session="GA/60", authority="A/RES/59/1"), by="desk")
    for page in ("/docket/GA/60", "/agenda/GA/60"):
        assert "Postponed without a date" in web.get(page).text


def test_the_docket_is_paged(demo: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mandates.adapters.web.pages.register.ON_DOCKET", 1)
    day = "as_of=2001-08-01&known_at=2001-08-01&all=yes"
    first = demo.get(f"/docket?{day}").text
    (more,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = demo.get(html.unescape(more)).text
    rows = [re.findall(r'<th scope="row"[^>]*>.*?</th>', page) for page in (first, second)]
    assert [len(one) for one in rows] == [1, 1]
    assert rows[0] != rows[1]
    assert "First page" in second
    assert "First page" not in first
    whole = demo.get(f"/docket?{day}&format=json").json()
    assert len(whole["items"]) == whole["total"] > 1


def test_a_mandate_shows_its_words_with_its_act_marked(web: TestClient) -> None:
    page = web.get("/mandate/A/RES/54/226/2.1").text
    assert (
        "<mark>Requests the Secretary-General to report at its fifty-sixth session</mark>" in page
    )
    assert "<svg" in page
    assert "registry" in page
    text = web.get("/instrument/A/RES/54/226").text
    assert '<span class="act">Takes note of the report</span>;' in text
    assert 'href="/mandate/A/RES/54/226/2.1"' in text


def test_what_a_text_says_is_never_taken_for_markup_or_for_a_formula(web: TestClient) -> None:
    assert "<b>Cooperation" not in web.get("/instrument/A/RES/54/226").text
    assert "'=HYPERLINK" in web.get("/register?format=csv").text
    file = io.BytesIO(web.get("/register?format=xlsx").content)
    page = openpyxl.load_workbook(file).worksheets[0]
    assert [cell.data_type for cell in page[2] if str(cell.value).startswith("=")] == ["s"]


def test_texts_are_found_by_their_symbol_alone(demo: TestClient) -> None:
    def found(part: str) -> int:
        return int(
            demo.get("/instruments", params={"symbol": part, "format": "json"}).json()["total"]
        )

    assert [found(part) for part in ("", "res", "dec/", "instrument-", "ument")] == [4, 3, 1, 0, 0]


def test_a_search_leads_to_what_is_named_or_to_the_register(demo: TestClient) -> None:
    def led(text: str) -> str:
        return demo.get("/find", params={"q": text}, follow_redirects=False).headers["location"]

    assert led("A/RES/54/226#2.2") == "/mandate/A/RES/54/226/2.2"
    assert led("a/res/54/226") == "/instrument/A/RES/54/226"
    assert led("observer status") == "/register?text=observer+status&all=yes"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/mandate/A/RES/1/1/1.1", 404, 'name="q"'),
        ("/instrument/A/RES/1/1", 404, 'name="q"'),
        ("/nowhere", 404, 'name="q"'),
        ("/log/999999", 404, "there is no event 999999"),
        ("/register?status=foo", 422, "status: &#39;foo&#39; is none of"),
        ("/register?session=nonsense", 422, "session: "),
        ("/register?as_of=yesterday", 422, "as_of: "),
        ("/register?as_of=9999-12-31", 422, "9999-12-31 lies outside the years 1000 to 8999"),
        ("/register?known_at=9999-12-31T23:59-14:00", 422, "outside the years 1 to 9999"),
        ("/register?known_at=2001", 404, "2001 is a position, and the record ends at"),
        ("/instruments?page=0", 422, "page: "),
        ("/register?after=A/RES/1/1%231.1", 404, "A/RES/1/1#1.1"),
        ("/register?format=pdf", 422, "format: "),
        ("/register?text=reports&text=plans", 422, "text: given twice"),
        ("/docket?session=GA/56&session=GA/57", 422, "session: given twice"),
        ("/record/note?mandate=a&mandate=b", 422, "mandate: given twice"),
        (f"/register?text={'x' * 501}", 422, "text: longer than 500"),
    ],
)
def test_bad_input_is_told_in_a_line(demo: TestClient, path: str, status: int, said: str) -> None:
    page = demo.get(path)
    assert page.status_code == status
    assert said in page.text
    problem = demo.get(path, headers={"accept": "application/json"})
    assert problem.status_code == status
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == status


def test_what_is_too_large_is_not_read(web: TestClient) -> None:
    assert web.post("/record/note", content=b"x" * (LARGEST + 1)).status_code == 413
    pieces = (b"x" * (1 << 20) for _ in range(LARGEST // (1 << 20) + 1))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert web.post("/record/note", content=pieces, headers=form).status_code == 413


def test_what_comes_in_pieces_is_measured_as_a_whole() -> None:
    pieces = [b"x" * (LARGEST // 2), b"x" * (LARGEST // 2), b"x"]
    coming = iter([{"type": "http.request", "body": one, "more_body": True} for one in pieces])
    told: list[Any] = []

    async def reads(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            pass

    async def receive() -> Any:
        return next(coming)

    async def send(message: Any) -> None:
        told.append(message)

    guarded = Guards(reads, Access(Tokens(None), "nobody"))
    scope = {"type": "http", "method": "POST", "headers": [(b"host", b"localhost")]}
    asyncio.run(guarded(scope, receive, send))
    assert told[0]["status"] == 413
    assert next(coming, None) is None  # the last of them was too much, and none before it


def test_what_turns_out_too_large_amid_an_answer_breaks_it_off() -> None:
    """An answer that has begun gets no second beginning: the server closes the connection."""
    told: list[Any] = []

    async def answers(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await receive()

    async def receive() -> Any:
        return {"type": "http.request", "body": b"x" * (LARGEST + 1), "more_body": False}

    async def send(message: Any) -> None:
        told.append(message)

    guarded = Guards(answers, Access(Tokens(None), "nobody"))
    scope = {"type": "http", "method": "POST", "headers": [(b"host", b"localhost")]}
    with pytest.raises(Exception):  # noqa: B017, PT011 - whichever ends the connection
        asyncio.run(guarded(scope, receive, send))
    assert [one.get("status") for one in told] == [200]


def test_a_length_that_is_no_number_of_bytes_is_refused(web: TestClient) -> None:
    for length in ("9" * 5_000, "-1", "1e3", ""):
        refused = web.post("/record/note", content=b"", headers={"content-length": length})
        assert refused.status_code == 413


def test_whoever_has_not_signed_in_sends_little(engine: Engine, tmp_path: Path) -> None:
    secret = Tokens(tmp_path / "tokens.json").add("desk", ("record",), "2026-01-01")
    with browser(engine, tokens_file=tmp_path / "tokens.json") as client:
        wish = b'{"command": "Note", "with": {"more": [' + b"{}," * 40_000 + b"{}]}}"
        json = {"content-type": "application/json"}
        for strange in ({}, {"authorization": "Bearer nothing"}, {"cookie": "mandates_session=x"}):
            refused = client.post("/api/v1/commands", content=wish, headers=json | strange)
            assert (refused.status_code, "before signing in" in refused.text) == (413, True)
        pieces = (b"x" * LARGEST_OF_A_STRANGER for _ in range(2))
        form = {"content-type": "application/x-www-form-urlencoded"}
        assert client.post("/sign-in", content=pieces, headers=form).status_code == 413
        known = json | {"authorization": f"Bearer {secret}"}
        answer = client.post("/api/v1/commands", content=wish, headers=known)
        assert (answer.status_code, "Note: mandate: " in answer.text) == (422, True)


def test_without_tokens_no_other_host_name_is_answered(engine: Engine) -> None:
    with browser(engine) as client:
        assert client.get("/register").status_code == 200
        assert client.get("/register", headers={"host": "evil.example"}).status_code == 403
        assert client.get("/register", headers={"host": "localhost:8054"}).status_code == 200
        for ours in ("LocalHost:8054", "[::1]:8054", "[::1]"):
            assert client.get("/register", headers={"host": ours}).status_code == 200
        assert client.get("/register", headers={"host": "[2001:db8::1]:8054"}).status_code == 403


def test_what_no_route_takes_is_told_as_any_other_error(web: TestClient) -> None:
    for page in ("/register", "/api/v1/mandates"):
        refused = web.delete(page, headers={"accept": "application/json"})
        assert (refused.status_code, refused.headers["allow"]) == (405, "GET")
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["instance"] == page
    deep = {"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}
    broken = web.post("/api/v1/commands", **deep)  # type: ignore[arg-type]
    assert (broken.status_code, broken.json()["status"]) == (400, 400)
    assert "<h1>" in web.delete("/register").text


def test_no_page_leads_to_another_host(engine: Engine) -> None:
    """A path of two slashes names one; so a proxy that hands it on would lend us to strangers."""
    scope: dict[str, Any] = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": "",
        "path": "//evil.example/register", "raw_path": b"//evil.example/register",
        "query_string": b"", "headers": [(b"host", b"127.0.0.1"), (b"accept", b"text/html")],
    }  # fmt: skip
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    asyncio.run(create_app(engine)(scope, receive, send))
    page = b"".join(one.get("body", b"") for one in sent).decode()
    assert sent[0]["status"] == 404
    assert '"/evil.example/register"' in page
    assert '"//' not in page


def test_whoever_asks_for_the_head_alone_gets_it(web: TestClient) -> None:
    for page in ("/register", "/api/v1/status", "/static/style.css", "/nothing"):
        asked, head = web.get(page), web.head(page)
        assert (head.status_code, head.content) == (asked.status_code, b"")
        assert head.headers["content-type"] == asked.headers["content-type"]


def test_what_is_behind_a_token_is_kept_by_no_cache_between(demo: TestClient) -> None:
    pages = "/register /register?format=csv /log?format=json /log/1 /health /nothing"
    feeds = "/calendar/GA/56.ics /api/v1/mandates /api/v1/events"
    for page in f"{pages} {feeds}".split():
        assert demo.get(page).headers["cache-control"] == "private, no-cache", page


@pytest.mark.parametrize(
    ("address", "status"),
    [("203.0.113.5", 403), ("::ffff:203.0.113.5", 403), ("fe80::1%eth0", 403), ("10.0.0.1", 403),
     ("127.0.0.1", 200), ("127.9.9.9", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("", 200)],
)  # fmt: skip
def test_without_tokens_no_other_machine_is_answered_whatever_host_it_names(
    engine: Engine, address: str, status: int
) -> None:
    """As in an application that listens on all addresses and has these pages among its own."""
    with TestClient(create_app(engine), base_url=BASE, client=(address, 50_000)) as client:
        assert client.get("/register").status_code == status
        assert client.get("/api/v1/status").status_code == status


def test_an_empty_record_is_shown_and_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with Engine.open(path) as engine, browser(engine) as client:
        for page in ("/register", "/docket", "/instruments", "/sessions", "/log", "/health",
                     "/workload", "/funding"):  # fmt: skip
            assert client.get(page).status_code == 200, page
        assert "Nothing is registered yet" in client.get("/register").text
    assert not path.exists()


def test_a_picture_says_in_words_what_it_shows(demo: TestClient) -> None:
    page = demo.get("/mandate/A/RES/71/244/4.1").text
    assert 'aria-label="Timeline of A/RES/71/244#4.1: 3 events, 1 due point"' in page
