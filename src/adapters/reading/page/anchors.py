"""What a line at a page's edge is by itself: a symbol, a page, a job number, a barcode.

What can be nothing else is an *anchor* of the furniture around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....domain import symbol as symbols
from ..cues import holds
from .lines import Line, letters

_JOB = re.compile(
    r"(?:GE\.|N|V\.|K|NA\.)?\d{2}-?\d{5,7}(?: ?[(\[]E[)\]])?(?: +/\.{3})?(?: +\d{6,8})*"
    r"(?: \*\d{7,8}\*)?"
)
_BARCODE = re.compile(r"<!--.*-->|\*[\dA-Z]{6,9}\*|`{5,}|[\ue000-\uf8ff*`]+")
_PAGE = re.compile(
    r"\d{1,3} ?/ ?\d{1,3}|"
    r"[-\u2013\u2014=\[]{0,9} ?[Pp]age \d{1,3}(?: of \d{1,3})? ?[-\u2013\u2014=\]]{0,9}|"
    r"[-\u2013\u2014] ?\d{1,3} ?[-\u2013\u2014]|"
    r"/\.{3}"
    r"|\d{1,3} \d{2}-\d{5}|\d{2}-\d{5} \d{1,3}(?:/\d{1,3})?|\d{1,3}/\d{1,3} \d{2}-\d{5}"
)
_PAGE_ENDS = "-\u2013\u2014.]="
_SYMBOL = r"[AES]/[\w./()\-]{3,40}(?: ?\(\d{4}\))?"
_COMPOSED = re.compile(
    rf"(?:(?P<sure>{_SYMBOL}\*{{0,3}}|(?:GE\.|N|V\.|K|NA\.)?\d{{2}}-?\d{{5,7}}(?: ?\(E\))?|"
    r"[Pp](?:age|\.) ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?|\d{1,3}/\d{1,3}|\d{1,3} of \d{1,3}|"
    r"https?://\S+|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}.*)|\d{1,3}|\(?E(?:nglish)?\)?|ENGLISH|"
    r"(?:Resolution|RESOLUTION) \d{1,4} ?\(\d{4}\))"
    r"(?:\s?[|\u2013\u2014\u00b7-]\s?|\s|(?=\())"
)
"""One piece of a header or footer that prints several of them in a line, and what parts it."""
BESIDE = re.compile(
    r"(?:Original: )?(?:English|ENGLISH)(?: (?:only|ONLY))?|Resolution \d{1,4} ?\(\d{4}\)"
)
"""What is furniture beside furniture alone."""
_SYMBOLIC = re.compile(r"[AES]/[\w./()\- ]{3,40}(?:\*{0,3})")
_WEB = re.compile(r"https?://\S+|www\.\S+|file://\S+")
OFFICIAL = re.compile(
    r"(?:\d{1,4} )?(?:(?P<volume>(?:General Assembly|Security Council|Economic and Social Council)"
    r" ?[\u2014\u2013-]{1,3} ?[A-Z][A-Za-z -]{3,60}(?:[Ss]ession|[Yy]ear))|(?:General Assembly|"
    r"Security Council|Economic and Social Council) [A-Z][A-Za-z -]{3,60}(?:[Ss]ession|[Yy]ear)|"
    r"(?P<chapter>(?:Resolutions?|Decisions?) adopted (?:on the reports? of|by|without)\b"
    r".{0,60}?)|(?:Resolutions?|Decisions?) adopted .{0,60} \d{1,3}"
    r"|[IVX]{1,5}\. (?:Resolutions|Decisions) adopted .{0,60}"
    r"|(?:Resolutions|Decisions)(?: and (?:Resolutions|Decisions))? of the .{0,60}"
    r"|Reports? of the (?:Second|Third|First|Fourth|Fifth|Sixth) Committee \d{1,3})(?: \d{1,4})?"
)
_STARTS = frozenset("AESpPGNVK-*`/hwf<R|[=")
_LONGEST = 60
"""In characters: longer is no furniture but a web address."""


def is_symbol(text: str) -> str | None:
    """The canonical symbol where the line is nothing but a symbol; else None.

    With a full stop after it, it ends a sentence.
    """
    if text[-1:] == "." or not _SYMBOLIC.fullmatch(text):
        return None
    try:
        return symbols.normal(text.rstrip("*").strip())
    except ValueError:
        return None


def kind(text: str) -> str | None:
    """What furniture a line is by itself: a reason for `dropped`, or None."""
    if len(text) > _LONGEST or not (text[0] in _STARTS or text[0].isdigit() or text[0] > "\u2000"):
        return "web address" if text[0] in "hwf" and _WEB.fullmatch(text) else None
    if text[:1] in "AES" and is_symbol(text):
        return "page header"
    first = text[0]
    if first.isdigit() or first in "pP-/[=\u2013\u2014":
        if (text[-1].isdigit() or text[-1] in _PAGE_ENDS) and _PAGE.fullmatch(text):
            return "page number"
    elif first == "|":
        return "table rule" if not any(map(str.isalnum, text)) else None
    elif first in "*`<" or first > "\u2000":
        return "barcode" if _BARCODE.fullmatch(text) else None
    if _JOB.fullmatch(text):
        return "job number"
    if first in _COMPOSES and _may_compose(text) and _rest_of(text, whole=True) == "":
        return "page header"
    return "web address" if first in "hwf" and _WEB.fullmatch(text) else None


_FIGURES = frozenset("0123456789")
_COMPOSES = frozenset("AESpPGNVKhR0123456789")


def _may_compose(text: str) -> bool:
    """Whether the ends of a line are such as pieces of headers have; most are told by that."""
    last = text[-1]
    if last in _FIGURES or last == ")":
        return True
    return (text[0] in _FIGURES or text[1:2] in ("/", "t")) and (last.isalpha() or last == "*")


def _rest_of(text: str, *, whole: bool) -> str | None:
    """What a line says besides what headers print at its beginning; None where that is nothing.

    ``whole``: it must be all of the line, and tell what it is without the rest.
    """
    line, at, sure = f"{text} ", 0, False
    while piece := _COMPOSED.match(line, at):
        at = piece.end()
        sure = sure or piece["sure"] is not None
    if at == 0 or (whole and not sure):
        return None
    return line[at:].strip()


def find(body: Sequence[Line], title: str) -> list[str | None]:
    """What each line is by itself, or by its place: a reason for `dropped`, or None.

    ``title`` is the title of the text in letters: running titles repeat it, whole or cut.
    """
    kinds: list[str | None] = []
    for index, line in enumerate(body):
        text = line.text
        first = text[0]
        if first in _AMID:
            kinds.append(None)
            continue
        found = kind(text) if len(text) <= _LONGEST or first in "hwf" else None
        if found is None and (
            text.startswith(_OFFICES)
            or (line.gap and text[-1] in _FIGURES)
            or (first in _FIGURES and "." not in text[:4] and (line.gap or holds(text, _HEADED)))
            or text[1:2] == "/"
        ):
            found = _placed(body, index, title)
        kinds.append(found)
    for index, line in enumerate(body):
        if kinds[index] is None and line.text[-1] in _FIGURES and "/" in line.text:
            for at in range(_head_begins(body, index, title), index + 1):
                kinds[at] = "page header"
    for index in _page_numbers(body, kinds):
        kinds[index] = "page number"
    return kinds


def _head_begins(body: Sequence[Line], index: int, title: str) -> int:
    """Where a running title begins whose last line has the symbol beside it; else past it."""
    words = _LAST_PIECES.sub("", body[index].text)
    said = letters(words)
    if words == body[index].text or not (said and title.endswith(said)):
        return index + 1
    at = index
    while said != title and at > max(0, index - _HEAD):
        at -= 1
        said = letters(body[at].text) + said
    return at if said == title else index + 1


_HEAD = 3
"""In lines: how many of a title may stand above its last."""
_AMID = frozenset("abcdegijklmnoqrstuvxyz")
"""With which no line at a page's edge begins: most lines of a text do."""
_OFFICES = (
    "General Assembly", "Security Council", "Economic and Social", "Resolution", "Decision",
    "Report", "I. ", "II", "IV", "V. ", "VI", "IX", "X. ", "XI", "Page ", "page ",
)  # fmt: skip
"""How the names of volumes begin, and titles behind the number of a page."""


_HEADED = ("ession", "Year", "adopted ")


def _placed(body: Sequence[Line], index: int, title: str) -> str | None:
    """What a line is where it stands: the name of a volume set apart, a title beside a number."""
    line = body[index]
    if (official := OFFICIAL.fullmatch(line.text)) is not None:
        beside = [near.text for near in body[max(0, index - 1) : index + 2] if near is not line]
        paged = line.text[-1] in _FIGURES or line.text[0] in _FIGURES
        paged = paged or any(text.isdigit() and len(text) <= _LONGEST_NUMBER for text in beside)
        below = body[index + 1 : index + 2]
        apart = line.gap and (not below or below[0].gap)
        sure = official["volume"] or (official["chapter"] and paged)
        amid = paged and _parts_a_sentence(body, index)
        return "page header" if sure or apart or amid else None
    return _titled(line, title)


def _parts_a_sentence(body: Sequence[Line], index: int) -> bool:
    """Whether a line stands amid a sentence, below a word that is broken or below a note."""
    above, below = index - 1, index + 1
    above -= body[above].text.isdigit()
    below += below < len(body) and body[below].text.isdigit()
    return (
        above >= 0
        and below < len(body)
        and body[above].text[-1] in "-."
        and body[below].text[0].islower()
    )


_LAST_PIECES = re.compile(
    rf"(?: (?:{_SYMBOL}|\d{{1,3}}(?:/\d{{1,3}})?|[Pp]age \d{{1,3}}(?: of \d{{1,3}})?)){{1,3}}$"
)


def _titled(line: Line, title: str) -> str | None:
    """Whether a line is the running title beside a symbol or page number: a reason, or None."""
    text = line.text
    words = beside(text)
    if words == text:
        return None
    said = letters(words)
    if not (said and title.startswith(said) and (len(said) >= _SHORTEST_TITLE or said == title)):
        return None
    number_alone = text.partition(" ")[0].isdigit() or text.rpartition(" ")[2].isdigit()
    return None if number_alone and not line.gap else "page header"


def beside(text: str) -> str:
    """What a line says beside the symbol or the number that it begins or ends with."""
    words = text
    if text[-1] in _FIGURES or text[-1] == ")":
        words = _LAST_PIECES.sub("", text)
    if text[0] in _FIGURES or text[1:2] == "/" or text.startswith(("Page ", "page ")):
        words = _rest_of(words, whole=False) or words
    return words


_SHORTEST_TITLE = 12
"""In letters: less of a title may be anything."""
_LONGEST_NUMBER = 3
_PAGE_APART = 10
"""In lines. Numbers closer to each other are no pages'."""


def _page_numbers(body: Sequence[Line], kinds: Sequence[str | None]) -> list[int]:
    """Numbers alone on their lines that count the pages: each one more than the one before.

    A paragraph's number that lost its full stop has the paragraph below it and a finished one
    above; a page's stands amid sentences.
    """
    chains: dict[int, list[int]] = {}
    for index, line in enumerate(body):
        text = line.text
        if text[0] not in _FIGURES or len(text) > _LONGEST_NUMBER:
            continue
        if kinds[index] is None and text.isdigit():
            if not (_says(body, kinds, index, -1) and _says(body, kinds, index, 1)):
                continue  # a cell of a table
            before = chains.get(int(text) - 1, [-_PAGE_APART])
            near = index - before[-1] < _PAGE_APART
            chains[int(text)] = [index] if near else [*(i for i in before if i >= 0), index]
    found: set[int] = set()
    for chain in chains.values():
        amid = sum(_says(body, kinds, index, -1)[-1] not in ENDS for index in chain)
        apart = all(_apart(body, index) for index in chain)
        if 2 * amid >= len(chain) and (apart if len(chain) < _SEVERAL else amid > 0):
            found.update(chain)
    return sorted(found)


ENDS = ".;:_\u2014\u2500="
_SEVERAL = 3


def _says(body: Sequence[Line], kinds: Sequence[str | None], index: int, step: int) -> str:
    """The line next to the one at ``index`` that is no furniture, if it has words in it."""
    index += step
    while 0 <= index < len(body) and kinds[index] is not None:
        index += step
    text = body[index].text if 0 <= index < len(body) else "-"
    said = any(map(str.isalpha, text)) or text[-1] in ENDS or _FIGURES_OF_TEXT.search(text)
    return text if said else ""


_FIGURES_OF_TEXT = re.compile(r";|\(\d{4}\)")
"""What lines of figures alone have in a sentence and not in a table: "2007;", "1813 (2008)"."""


def _apart(body: Sequence[Line], index: int) -> bool:
    return index >= len(body) or body[index].gap or index + 1 == len(body) or body[index + 1].gap
