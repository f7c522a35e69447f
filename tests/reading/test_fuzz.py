"""No bytes make it crash or hang; time grows in proportion."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.adapters.reading import read_bytes, read_text
from mandates.domain.errors import BadInput
from mandates.domain.reading import Reading

from .texts import DECISION, MODERN, OLD_COUNCIL, PARTS, RECOMMENDING, STATEMENT

_PIECES = st.sampled_from(
    [*MODERN.splitlines(keepends=True), *PARTS.splitlines(keepends=True),
     *OLD_COUNCIL.splitlines(keepends=True), *RECOMMENDING.splitlines(keepends=True),
     *DECISION.splitlines(keepends=True), *STATEMENT.splitlines(keepends=True),
     "\n", "(a)\n", "(i) ", "1.\n", "12. ", "_____\n", "\f", "3 ",
     "Annex\n", "\u201c", ", and ", "to "]
)  # fmt: skip


@given(st.binary(max_size=2000))
def test_any_bytes_give_a_document_or_bad_input(data: bytes) -> None:
    try:
        read_bytes(data, file_name="a.txt")
    except BadInput as error:
        if "\n" in str(error):
            pytest.fail(f"more than one line: {error}")


@given(st.lists(_PIECES, max_size=60))
def test_lines_in_any_order_give_a_valid_document_or_bad_input(pieces: list[str]) -> None:
    try:
        document = read_text("".join(pieces))
    except BadInput:
        return
    Reading.model_validate(document)


@given(st.text(alphabet=st.sampled_from(" ,;.:()-123aeinstTRS\n\u2019\u201c\u201d"), max_size=400))
def test_any_paragraph_gives_acts_with_spans_inside_it(text: str) -> None:
    try:
        document = read_text(f"The General Assembly,\n\nAware of ships,\n\n1. Requests {text}")
    except BadInput:
        return
    for paragraph in document["paragraphs"]:
        for act in paragraph["acts"]:
            start, end = act["span"]
            assert 0 <= start <= end <= len(paragraph["text"])


def seconds(text: str) -> float:
    start = time.process_time()
    with suppress(BadInput):
        read_text(text)
    return time.process_time() - start


HEAD = "The General Assembly,\n\nAware of ships,\n\n1. "


@pytest.mark.parametrize(
    "unit",
    [
        "Requests the Secretary-General to act, and requests the Board to act; ",
        "Urges States, the Board, ",
        "in consultation with Member States, ",
        "to submit to ",
        "a, b, c and d, ",
        "resolution 1, 2, 3 and 4, ",
        "at its first, second, ",
        "including, in particular, and ",
        "South- South- ",
        "( ( ( ",
        "the the the ",
        "1 2 3,4 ",
        "line\n\n",
        "more words of the same sentence\n",
        "(a)\nTo act;\n",
        "\u2022 To act:\n\n",
        "2. Notes it;\n\n",
        "A/RES/1/1\n1/2\n",
        "___________\n1 Ibid.\n",
        "The Council, on the proposal of ",
        "at the session of the AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ",
        "Requests States, Recalling it; 2. Requests States; ",
        "through the Commission on Narcotic Drugs, ",
        "I\nLamps\nWe ask the Board.\n",
        "lamps1\n1 See A/90/1.\n",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    once = HEAD + unit * (60_000 // len(unit))
    four = HEAD + unit * (240_000 // len(unit))
    small = min(seconds(once) for _ in range(2))
    assert seconds(four) < 12 * small + 0.5
