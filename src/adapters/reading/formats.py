"""PDF, Word and web pages into text; PDF and Word through the extra ``reading``."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from ...domain.errors import BadInput
from .. import intake

_MISSING = "needs the extra 'reading': pip install 'mandates[reading]'"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def from_pdf(data: bytes) -> str:
    """The text of a PDF, page by page, form feeds between pages. Raises BadInput."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise BadInput(f"a PDF {_MISSING}") from None
    try:
        found = PdfReader(io.BytesIO(data)).pages
        if len(found) > intake.MOST_PAGES:
            raise BadInput(
                f"the PDF has {len(found)} pages, more than {intake.MOST_PAGES}: split it"
            )
        pages = [page.extract_text() for page in found]
    except BadInput:
        raise
    except Exception as error:  # a broken file may raise anything
        raise BadInput(f"the PDF cannot be read: {_line(error)}") from None
    text = "\n\f".join(pages)
    if not text.strip():
        raise BadInput("the PDF holds no text (a scan?): put it through text recognition first")
    return text


class _Html(HTMLParser):
    """Collects the text of a web page; blocks stand apart by blank lines."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(" ".join(data.split(" ")).replace("\n", " "))


_HIDDEN = frozenset({"script", "style", "head", "template", "noscript"})
_BLOCKS = frozenset({
    "p", "div", "li", "ol", "ul", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section",
    "article", "header", "footer", "blockquote", "pre", "hr", "td",
})  # fmt: skip


def from_html(text: str) -> str:
    """The text of a web page, blocks set apart by blank lines."""
    page = _Html()
    page.feed(text)
    page.close()
    return "".join(page.parts)


_MARKED_UP = re.compile(
    r"^(?:#{1,6} \S|\d{1,3}\\\. |\*\*\d{1,3}\.?\*\*|[*_]{1,2}The [A-Z][\w ]{3,60}[*_]{1,2},)",
    re.MULTILINE,
)
_MARKS = (
    (re.compile(r"^[ \t]*#{1,6} ", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+] (?=\S)", re.MULTILINE), "\u2022 "),
    (re.compile(r"(?<![\\*])(\*{1,3})(?=\S)([^*\n]{1,400}?)(?<=\S)\1(?!\*)"), r"\2"),
    (re.compile(r"(?<![\w\\_])(_{1,2})(?=\S)([^\n]{1,400}?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"\n\n\[\^(\d{1,3})\]: "), r"\n__________\n\1 "),
    (re.compile(r"^\[\^(\d{1,3})\]: ", re.MULTILINE), r"\1 "),
    (re.compile(r"\[\^(\d{1,3})\]"), r"[\1]"),
    (re.compile(r"\\([.\-*_()\[\]#])"), r"\1"),
)


def is_marked_up(text: str) -> bool:
    """Whether a text is Markdown: headings, emphasis of the opening formula, escaped numbers."""
    return _MARKED_UP.search(text) is not None


def from_markdown(text: str) -> str:
    """The text without its marks, line by line: no line comes or goes.

    The blank line before the notes becomes the rule that stands above notes on a page.
    """
    for pattern, plain in _MARKS:
        text = pattern.sub(plain, text)
    return text


def from_docx(data: bytes) -> str:
    """The text of a Word file, a line a paragraph. Its automatic numbering is written out.

    Word keeps headers, footers and footnotes apart from the text; they are not read. Raises
    BadInput.
    """
    try:
        import docx
    except ImportError:
        raise BadInput(f"a Word file {_MISSING}") from None
    try:
        document = docx.Document(io.BytesIO(data))
        numbers = _Numbering(document)
        body: Any = document.element
        lines = [numbers.line(item) for item in body.iter(f"{_W}p")]
    except Exception as error:  # a broken file may raise anything
        raise BadInput(f"the Word file cannot be read: {_line(error)}") from None
    return "\n\n".join(line for line in lines if line.strip())


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class _Numbering:
    """Writes out automatic numbers: Word keeps "1." outside the text of a paragraph.

    A paragraph has its list itself or from its style; the list says how its levels are counted.
    """

    def __init__(self, document: Any) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._styles = {
            style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")
        }
        self._formats: dict[tuple[str, int], str] = {}
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering"):
                self._formats = _formats(relation.target_part.element)

    def _list(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph; None where it is in none."""
        holder, seen = paragraph, 0
        while holder is not None and seen < _DEEPEST_STYLE:
            number = holder.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if number is not None:
                level = holder.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
                depth = int(level.get(f"{_W}val") or 0) if level is not None else 0
                identity = str(number.get(f"{_W}val"))
                return None if identity == "0" else (identity, depth)
            based = holder.find(f"{_W}pPr/{_W}pStyle" if seen == 0 else f"{_W}basedOn")
            holder = self._styles.get(based.get(f"{_W}val")) if based is not None else None
            seen += 1
        return None

    def line(self, paragraph: Any) -> str:
        text = "".join(_texts(paragraph))
        place = self._list(paragraph) if text.strip() else None
        if place is None:
            return text
        identity, depth = place
        form = self._formats.get(place, "")
        if form in ("bullet", "none"):
            return f"\u2022 {text}" if form == "bullet" else text
        for known in [key for key in self._counts if key[0] == identity and key[1] > depth]:
            del self._counts[known]
        count = self._counts.get((identity, depth), 0) + 1
        self._counts[identity, depth] = count
        return f"{_label(count, depth, form)} {text}"


_DEEPEST_STYLE = 12
"""How far styles are followed to those they are based on."""
_DEPTHS = {"lowerLetter": 1, "lowerRoman": 2}


def _formats(numbering: Any) -> dict[tuple[str, int], str]:
    """How each level of each list counts: "decimal", "lowerLetter", "bullet"."""
    levels = {
        abstract.get(f"{_W}abstractNumId"): {
            int(level.get(f"{_W}ilvl") or 0): level.find(f"{_W}numFmt").get(f"{_W}val")
            for level in abstract.iter(f"{_W}lvl")
            if level.find(f"{_W}numFmt") is not None
        }
        for abstract in numbering.iter(f"{_W}abstractNum")
    }
    return {
        (str(number.get(f"{_W}numId")), depth): str(form)
        for number in numbering.iter(f"{_W}num")
        if (base := number.find(f"{_W}abstractNumId")) is not None
        for depth, form in levels.get(base.get(f"{_W}val"), {}).items()
    }


def _label(count: int, depth: int, form: str) -> str:
    """The number as resolutions write it: by how its list counts, else by its depth."""
    depth = _DEPTHS.get(form, depth)
    if depth == 0:
        return f"{count}."
    if depth == 1:
        return f"({chr(96 + (count - 1) % 26 + 1) * ((count - 1) // 26 + 1)})"
    roman = ""
    for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while count >= value:
            roman += sign
            count -= value
    return f"({roman})"


def _texts(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}tab":
            if node.getparent() is not None and node.getparent().tag == f"{_W}r":
                yield " "
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-"
