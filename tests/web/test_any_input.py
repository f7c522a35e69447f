"""Whatever an address or a form says, it is answered: never a failure of ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from mandates import Engine
from mandates.adapters.web.fields import COMMON, FORMS

from .conftest import browser
from .test_forms import sealed

PLACES = (
    "/register", "/docket", "/docket/{}", "/find", "/mandate/{}", "/mandate/A/RES/54/226/{}",
    "/instruments", "/instrument/{}", "/sessions", "/agenda/{}", "/workload", "/funding", "/log",
    "/log/{}", "/health", "/calendar/{}.ics", "/record/{}", "/record/note", "/api/v1/mandates",
    "/api/v1/docket", "/api/v1/mandates/{}", "/api/v1/mandates/{}/why", "/api/v1/events",
    "/api/v1/mandates/{}/history", "/api/v1/instruments", "/api/v1/instruments/{}",
    "/api/v1/sessions", "/api/v1/mandates/{}/lineage",
)  # fmt: skip
PARAMETERS = (
    "as_of", "known_at", "as_recorded_on", "format", "text", "addressee", "lead", "session",
    "adopted_session", "instrument", "status", "legal", "implementation", "timeliness", "funding",
    "deliverable", "strength", "verb", "overdue", "all", "sort", "after", "page", "symbol",
    "before", "by", "q", "done", "limit", "offset", "mandate",
)  # fmt: skip
AWKWARD = (
    "", "0", "-1", "1", "69", "70", "9" * 24, "GA/0", "GA/S-0", "GA/56", "GA/56/1", "XX/1", "/",
    "#", "%", "'", '"', "\x00", "²", "٣", "\uff11", "A/RES/54/226", "A/RES/54/226#2.2",
    "A/RES/54/226#", "A/RES/0/0#0.0", "2001", "2001-00", "2001-02-30", "0000-01-01", "0001-01-01",
    "9999-12-31", "10000-01-01", "2001-08-01T25:00", "2001-08-01 10:00+99:00",
    "0001-01-01T00:00+14:00", "9999-12-31T23:59:59-14:00", "yes", "open", "due", "--due", "json",
    "csv", "x" * 600, "a\nb", "..", "NaN", "{}", "\u2028", "lead", "nobody", "2.2",
)  # fmt: skip
VALUES = st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@st.composite
def addresses(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A place, with anything where something is named in it, and some parameters."""
    place = draw(st.sampled_from(PLACES)).format(quote(draw(VALUES), safe="/"))
    return place, draw(st.dictionaries(st.sampled_from(PARAMETERS), VALUES, max_size=3))


ENCODINGS = ("utf-8", "utf-16", "unicode_escape", "none of all")
FILLED = {
    name: st.fixed_dictionaries({}, optional={
        field.name: VALUES | st.sampled_from(field.words or ("A/RES/54/226#2.2",))
        for field in (*form.fields, *COMMON)
    })
    for name, form in FORMS.items()
}  # fmt: skip
SEALS = st.none() | VALUES
ANSWERS = (200, 303, 307, 401, 403, 404, 409, 422)
many = settings(max_examples=max(200, settings().max_examples))


@pytest.fixture(scope="module")
def copy(history: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The pages of a copy of the demo's record, for all examples."""
    path = tmp_path_factory.mktemp("any") / "demo.db"
    shutil.copy(history, path)
    with Engine.open(path) as engine, browser(engine) as client:
        yield client


@many
@given(asked=addresses())
def test_any_address_is_answered(copy: TestClient, asked: tuple[str, dict[str, str]]) -> None:
    place, parameters = asked
    answer = copy.get(place, params=parameters, follow_redirects=False)
    assert answer.status_code in ANSWERS, answer.text


@many
@given(filled=st.sampled_from(sorted(FORMS)).flatmap(
    lambda name: st.tuples(st.just(name), FILLED[name])
))  # fmt: skip
def test_any_form_is_answered(copy: TestClient, filled: tuple[str, dict[str, str]]) -> None:
    name, answers = filled
    form = sealed(copy, name, **answers)
    answer = copy.post(f"/record/{name}", data=form, follow_redirects=False)
    assert answer.status_code in ANSWERS, answer.text


@many
@given(
    place=st.sampled_from(("/sign-in", "/sign-out", "/record/note", "/record/adopt")),
    encoding=st.sampled_from(ENCODINGS), seal=SEALS, said=VALUES | st.just("\\ud800"),
)  # fmt: skip
def test_any_form_in_any_encoding_and_under_any_seal_is_answered(
    copy: TestClient, place: str, encoding: str, seal: str | None, said: str
) -> None:
    form = sealed(copy, "note", token=said, text=said, mandate=said)
    fields = form if seal is None else {**form, "seal": seal}
    parts = "".join(
        f'--parts\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    kind = {"content-type": f"multipart/form-data; boundary=parts; charset={encoding}"}
    sent = f"{parts}--parts--\r\n".encode()
    answer = copy.post(place, content=sent, headers=kind, follow_redirects=False)
    assert answer.status_code in ANSWERS, answer.text
    if seal is not None:
        assert answer.status_code == 403
