"""Pages of the first decades, English beside French: the French lines are no words of the text."""

from __future__ import annotations

import time
from itertools import zip_longest
from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.language import english
from mandates.adapters.reading.page.lines import split
from mandates.domain.errors import BadInput

ENGLISH = """\
304 (IV). Lamps of the harbours
The General Assembly,
Having considered the report of the Board on lamps,
1. Requests the Secretary-General to submit a re-
port on the towers of the harbours to the General
Assembly at its fifth session;
2. Invites Member States to paint their towers and
the lamps in them;
3. Decides to review the matter.
252nd plenary meeting,
22 November 1949."""
FRENCH = """\
304 (IV). Lampes des ports
L'Assembl\u00e9e g\u00e9n\u00e9rale,
Ayant examin\u00e9 le rapport de la Commission sur les lampes,
1. Prie le Secr\u00e9taire g\u00e9n\u00e9ral de soumettre un rap-
port sur les tours des ports \u00e0 l'Assembl\u00e9e g\u00e9n\u00e9rale
lors de sa cinqui\u00e8me session;
2. Invite les Etats Membres \u00e0 peindre leurs tours ainsi que
les lampes;
3. D\u00e9cide d'examiner la question \u00e0 nouveau.
252\u00e8me s\u00e9ance pl\u00e9ni\u00e8re,
le 22 novembre 1949."""


def paragraphs(text: str, size: int) -> list[str]:
    lines = text.split("\n")
    return ["\n".join(lines[at : at + size]) for at in range(0, len(lines), size)]


def by_turns(size: int) -> str:
    pieces = zip_longest(paragraphs(ENGLISH, size), paragraphs(FRENCH, size), fillvalue="")
    return "\n".join(piece for pair in pieces for piece in pair if piece)


def beside() -> str:
    return "\n".join(
        f"{a:<62}{b}" for a, b in zip(ENGLISH.split("\n"), FRENCH.split("\n"), strict=True)
    )


def check(document: dict[str, Any]) -> None:
    assert [item["text"] for item in document["paragraphs"]] == [
        "Requests the Secretary-General to submit a report on the towers of the harbours to the "
        "General Assembly at its fifth session;",
        "Invites Member States to paint their towers and the lamps in them;",
        "Decides to review the matter.",
    ]
    assert [item["verb"] for item in document["preamble"]] == ["Having"]
    assert document["adopted_on"] == "1949-11-22"
    assert document["meeting"] == "252nd plenary meeting"
    assert document["title"] == "Lamps of the harbours"
    assert "another language" in {item["reason"] for item in document["dropped"]}


@pytest.mark.parametrize("size", [1, 2, 3, 11])
def test_french_lines_between_english_ones_are_dropped(size: int) -> None:
    check(read_text(by_turns(size), symbol="A/RES/304(IV)"))


def test_a_french_column_beside_an_english_one_is_dropped() -> None:
    check(read_text(beside(), symbol="A/RES/304(IV)"))


def test_a_line_of_both_columns_is_parted_between_them() -> None:
    page = by_turns(11).replace(
        "The General Assembly,\n",
        "The General Assembly, L'Assembl\u00e9e g\u00e9n\u00e9rale, r\u00e9unie \u00e0 Paris,\n",
    )
    check(read_text(page, symbol="A/RES/304(IV)"))


def test_a_page_in_french_alone_is_refused_and_named() -> None:
    with pytest.raises(BadInput, match="French"):
        read_text(f"{FRENCH}\n{FRENCH}")


def test_french_names_in_an_english_text_stay() -> None:
    names = "Conseil des ports et des tours de la mer, Association pour la lampe"
    page = ENGLISH.replace("Invites Member States", f"Invites {names}, and Member States")
    assert names in read_text(page)["paragraphs"][1]["text"]


def seconds(pages: int) -> float:
    """For pages in both languages, with a long list of names that are in neither."""
    names = (f"Zz{number} 1" for number in range(6_000 * pages))
    told = ("The keepers of the port shall", "Le Conseil des lampes et la mer dans le port")
    text = "\n".join([*told * (2_000 * pages), *names, *told])
    lines, _ = split(text)
    start = time.process_time()
    assert english(lines, text)[1]
    return time.process_time() - start


def test_four_times_the_names_of_no_language_take_about_four_times_the_time() -> None:
    assert min(seconds(8) for _ in range(2)) < 8 * min(seconds(2) for _ in range(2)) + 0.2
