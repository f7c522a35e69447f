"""What web sites print around a text: menus, ways to share it, its file, data about it, cookies."""

from __future__ import annotations

import re

from ..cues import holds
from .lines import Dropped, Line

_SIGNS = ("\u00a9", "\u00bb", "\u203a", "ookie", "Share", "Print", "Download")
"""What a page of a web site shows somewhere, as a rule; it is asked of every text."""
_BEGINS = re.compile(
    r"\W{0,3}(?:Skip to|Privacy|Home|Full [Tt]ext|Abstract|Document (?:[Ss]ource|[Tt]ype)|"
    r"Author:|Cite |Facebook|(?:Page )?[Ll]ast [Uu]pdated)"
)
"""The same at the beginning of a line: to look for each in the whole text took a tenth of all."""
_LONGEST = 240
"""In characters: what is longer is no line of a menu, nor a note about cookies."""
_WORDS = (
    r"home(?: ?page)?|about(?: us)?|contact(?: us)?|menu|search|log ?in|sign (?:in|up)|register|"
    r"subscribe|print(?: (?:this )?page)?|printable version|printer-friendly version|tweet|"
    r"share(?: (?:this|on|via|by|page|decision|resolution|document|meeting|article|link))*|"
    r"facebook|twitter|linkedin|whatsapp|instagram|youtube|e-?mail|rss|feedback|help|"
    r"site ?map|top|back|next|previous|close|more|timeline|documents|maps|resources|news|events|"
    r"publications|abstract|document full text|(?:full )?text|pdf|terms of use|disclaimer|"
    r"accessibility|privacy(?: policy| notice)?|cookies|legal notice|fraud alert|comments?"
)
_LANGUAGES = (
    "english|fran\u00e7ais|espa\u00f1ol|\u0440\u0443\u0441\u0441\u043a\u0438\u0439|\u4e2d\u6587|"
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629|french|spanish|russian|chinese|arabic"
)
_PARTED = r"(?:[\s|/\u00b7\u2022>\u00bb\u203a:-]+|$)"
_OWN = re.compile(
    rf"(?:[-\u2022*] )?(?:(?:{_WORDS}){_PARTED})+|"
    rf"(?:(?:{_LANGUAGES}){_PARTED}){{2,}}|"
    r"skip to .{3,40}|download\b.{0,80}|(?:view|open|save|export|cite)\b.{0,40}\b(?:pdf|page|"
    r"document|record|citation|file)\b.{0,40}|.*\bcookies?\b.*|privacy policy.*|"
    r"(?:\u00a9|copyright\b|all rights reserved).*|(?:page )?last (?:updated|modified)\b.*|"
    r"was this (?:page|information) .*|you are here\b.*|you can see below\b.*|"
    r"(?:related|similar) (?:documents?|content|resolutions?|decisions?|links|pages|articles).*|"
    r"back to .{2,40}|follow us\b.*|\u25b6.*|loading\.{3}",
    re.IGNORECASE,
)
_CRUMBS = re.compile(
    r"home(?: ?[>/\u00bb\u203a|] ?[^>\u00bb\u203a|]{2,120})+|"
    r"[^>\u00bb\u203a]{2,60}(?: ?[>\u00bb\u203a] ?[^>\u00bb\u203a]{2,120}){2,}",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:[-\u2022*] )?(?:author|publisher|document (?:source|type)|(?:publication )?date|subject|"
    r"source|country|language|topic|keyword|cite as|reference|type of document)s?:.{0,120}|"
    r"(?:draft symbol|sponsors)(?: \(\d+\))?:?.{0,120}|[-\u2022]",
    re.IGNORECASE,
)
"""Data about a text: "Author: General Assembly". Only above it are they told from its words."""
_OF_THE_TEXT = re.compile(
    r"\(?\d{1,3}[.)] ?[A-Z\u201c]|\([a-z]{1,4}\) |[\u201c\"]|The [A-Z]|We |Annex|ANNEX|Appendix|"
    r"[A-Z][a-z]+s (?!and\b|of\b|in\b)[a-z]{2,}|[A-Z][a-z]+ing [a-z]|\d{1,5}(?:st|nd|rd|th|d) "
)
"""How paragraphs, annexes and closing lines begin."""


def strip(lines: list[Line], text: str) -> tuple[list[Line], list[Dropped]]:
    """Take the web site's own lines out; ``text`` is what the lines are the lines of.

    Where one of them stands after the end, and nothing of the text below it, the site goes on to
    the last line.
    """
    if not holds(text, _SIGNS) and not any(_BEGINS.match(line.text) for line in lines):
        return lines, []
    own = [len(line.text) <= _LONGEST and _is_own(line.text) for line in lines]
    if not any(own):
        return lines, []
    last = max((at for at, line in enumerate(lines) if _may_be_text(line, own[at])), default=0)
    end = next((at for at in range(last + 1, len(lines)) if own[at]), len(lines))
    ended = end < len(lines) and lines[end - 1].text[-1] in _ENDS
    begin = next((at for at, line in enumerate(lines) if _FORMULA.match(line.text)), last)
    kept: list[Line] = []
    dropped: list[Dropped] = []
    gap = False
    for at, line in enumerate(lines):
        if own[at] or (ended and at > end) or (at < begin and _FIELD.fullmatch(line.text)):
            dropped.append(Dropped(line.number, line.text, "web page"))
            gap = gap or line.gap or at < begin
            continue
        kept.append(Line(line.number, line.text, gap=True, page=line.page) if gap else line)
        gap = False
    return kept, dropped


_FORMULA = re.compile(r"(?:The|THE) [A-Z][\w ]{3,90},$")


_ENDS = '.\u201d")]0123456789'
"""With which a text ends, or what stands below it."""


def _is_own(text: str) -> bool:
    if text[0].islower():
        return False  # the middle of a sentence
    return _OWN.fullmatch(text) is not None or _CRUMBS.fullmatch(text) is not None


def _may_be_text(line: Line, own: bool) -> bool:
    return not own and _OF_THE_TEXT.match(line.text) is not None
