"""Marks of footnotes leave the text; numbers that say something stay in it."""

from __future__ import annotations

import re

import pytest

from mandates.adapters.reading import read_text

PAGE = """The General Assembly,

Recalling its resolution 60/1 of 1 March 2006,1 and the Lamp Declaration,2

1. {said};

2. Decides to light lamps.

__________________

1  A/60/1.

2  2005 Lamp Congress, Final Document.

3  A/60/3.

4  See resolution 70/1.

5  A/60/5.
"""


def read(said: str) -> tuple[str, list[str]]:
    document = read_text(PAGE.format(said=said))
    dropped = [item for item in document["dropped"] if item["reason"] == "footnote mark"]
    marks = [re.findall(r"\d+", item["text"])[-1] for item in dropped]
    assert list(document["notes"]) == ["1", "2", "3", "4", "5"]
    return document["paragraphs"][0]["text"], marks


@pytest.mark.parametrize(
    ("worn", "plain"),
    [
        ("Recalls the decision of 30 September 20113 on lamps", "2011 on"),
        ("Recalls the plan for 2015\u201320303 on lamps", "2015\u20132030 on"),
        ("Recalls the plan of 27 May 2013,3 27/21 of 26 May 2014,4 and 28/1", "2014, and"),
        ("Recalls the Global Lamp Compact 3 takes account of all lamps", "Compact takes"),
        ("Recalls the New Lamp Agenda 3 and the oil", "Agenda and"),
        ("Recalls the Lamp Goals,[3] and the oil", "Goals, and"),
        ("Recalls the Lamp Goals,^3 and the oil", "Goals, and"),
        ("Recalls the Lamp Goals^{3} and the oil", "Goals and"),
        ("Recalls the Lamp Goals,0F 3 and the oil", "Goals, and"),
        ("Recalls the Lamp Goals0F3 and the oil", "Goals and"),
        ("Recalls the Lamp Goals^{3}, Compact, 4 and Plan,5 and the oil", "Plan, and"),
    ],
)  # fmt: skip
def test_a_mark_is_taken_out_wherever_it_is_glued(worn: str, plain: str) -> None:
    text, marks = read(worn)
    assert marks[:3] == ["1", "2", "3"]
    assert f" {plain} " in f"{text} "


@pytest.mark.parametrize(
    "said",
    [
        "Recalls that all girls aged 3 to 19 light lamps",
        "Recalls Agenda 21 and the lamps",
        "Recalls Goals 3 and 4 of the lamps",
        "Recalls that 3 million lamps are lit",
        "Recalls the lamps of 1 March 2013",
        "Recalls the sum of 20,131 lamps",
    ],
)
def test_a_number_that_says_something_stays(said: str) -> None:
    text, marks = read(said)
    assert text == f"{said};"
    assert marks == ["1", "2"]
