"""The words by which the parts of a resolution are told apart."""

from __future__ import annotations

import re

from ..cues import by_letter

BODIES = {
    "general assembly": "General Assembly",
    "security council": "Security Council",
    "economic and social council": "Economic and Social Council",
    "human rights council": "Human Rights Council",
    "commission on human rights": "Commission on Human Rights",
    "trusteeship council": "Trusteeship Council",
}
FORMULA = re.compile(
    r"(?P<quote>[\u201c\"'\u2018]?)(?:The )?(?P<body>General Assembly|Security Council|"
    r"Economic and Social Council|"
    r"Human Rights Council|Commission on Human Rights|Trusteeship Council|"
    r"(?:The )?(?:(?-i:[A-Z])[\w'-]+ (?:and )?){0,6}(?:Commission|Committee|Conference|Assembly|"
    r"Council|(?:Executive|Development) Board|Meeting(?= of (?:the )?(?:States )?Parties))"
    r"(?: (?:of|on|for|to|against|in|at|under|with|within|serving|acting|established)"
    r"(?: [\w']+){0,13})?)(?:, (?:meeting|convened|held|having met) [^;:.]{3,80})? ?[,.]",
    re.IGNORECASE,
)
"""The opening formula, a line of its own: "The General Assembly,"."""
_LONGEST_FORMULA = 200


def opening(line: str) -> re.Match[str] | None:
    """The opening formula, where the line is one: "The General Assembly,".

    What begins small is the middle of a sentence.
    """
    return FORMULA.fullmatch(line) if line.endswith((",", ".")) and not line[0].islower() else None


def opens(line: str) -> bool:
    """Whether a line of the text itself, not of a quotation, is the opening formula."""
    if len(line) > _LONGEST_FORMULA:
        return False
    match = opening(line)
    if match is None or match["quote"]:
        return False
    return line.endswith(",") or match["body"].casefold() in BODIES


RESOLVING = re.compile(
    r"[Tt]o (?:(?:also|further) )?(?:request|invite|urge|encourage|call (?:up)?on|recommend|"
    r"authorize|instruct|direct|appeal|remind|note|take note|welcome|approve|endorse|express|"
    r"acknowledge|"
    r"recognize) "
)
"""How a paragraph begins that is decided, where the words that decide stand elsewhere."""
_DECIDES = re.compile(
    r"(?:The )?(?P<body>(?:[A-Z][\w'-]+ (?:and )?){0,6}?(?:Commission|Committee|Conference|"
    r"Assembly|Council|Board|Meeting|Body)(?: [\w']+){0,10}?)(?:, in [^,:]{3,60})?,? "
    r"(?:(?:hereby|also) )?"
    r"(?:decides|decided|agrees|agreed|resolves|resolved)"
    r"(?: in [Dd]ec(?:\.|ision) [\w/.-]{1,12})?,?:"
)


_DECIDED = re.compile(rf"1|{RESOLVING.pattern}|[A-Z]{{1,6}}[./]\d{{1,3}}: ")
"""What follows: a paragraph, or the number and title of the first of several decisions."""


def decides(line: str, following: str) -> re.Match[str] | None:
    """The formula by which all paragraphs below are what is decided.

    "The Meeting of the Parties decides:", and then "1. To request ...".
    """
    if not line.endswith(":"):
        return None
    if not (_DECIDED.match(following) or PREAMBULAR.match(following)):
        return None
    return _DECIDES.fullmatch(line)


_PARTICIPLES = (
    "Acknowledging|Acting|Affirming|Alarmed|Anxious|Appalled|Appreciating|Approving|Aware|Bearing|"
    "Believing|Calling|Cognizant|Commemorating|Commending|Concerned|Concluding|Condemning|"
    "Confident|Confirming|"
    "Congratulating|Conscious|Considering|Convinced|Deploring|Desiring|Desirous|Determined|"
    "Disturbed|"
    "Dismayed|Distressed|Emphasizing|Encouraged|Encouraging|Endorsing|Expecting|Expressing|"
    "Faithful|Fully|"
    "Grateful|Grieved|Guided|Having|Highlighting|Honouring|Hopeful|Hoping|Indignant|Inspired|"
    "Keeping|"
    "Looking|Mindful|Moved|Noting|Observing|Outraged|Paying|Pointing|Pleased|Preoccupied|"
    "Proclaiming|"
    "Pursuant|Realizing|Reaffirming|Recalling|Recognising|Recognizing|Recommending|Re-emphasizing|"
    "Reemphasizing|Referring|Regretting|Reiterating|Rejecting|Remaining|Renewing|Resolved|"
    "Respecting|"
    "Responding|Reviewing|Satisfied|Saluting|Seeking|Seized|Shocked|Stressing|Supporting|Taking|"
    "Thanking|"
    "Underlining|Underscoring|Urging|Viewing|Welcoming|Willing|Wishing|Worried|Requesting|Inviting|"
    "Demanding|Accepting|Applauding|Declaring|Denouncing|Drawing|Examining|Finding|Following|"
    "Understanding|Upholding|Striving|Trusting|Deeming|Praising|Profoundly|Mourning|Celebrating|"
    "Attaching|Admitting|Asserting|Being|Complimenting|Cooperating|Ensuring|Giving|Hearing|"
    "Insisting|"
    "Interpreting|Meeting|Persuaded|Promoting|Reacting|Reassured|Sharing|Touched|Troubled|"
    "Committed|Dedicated|Disappointed|Dissatisfied|Eager|Encouraged|Prompted|United|Perturbed|"
    "Whereas|Determining|Reminding|Anticipating|Realising|Emphasising|Contemplating|Acclaiming"
)
_ADVERBS = (
    "Again|Also|Bearing|Deeply|Duly|Equally|Extremely|Firmly|Fully|Further|Furthermore|Gravely|"
    "Greatly|"
    "Increasingly|Keenly|Particularly|Profoundly|Seriously|Sincerely|Solemnly|Strongly|Unanimously|"
    "Vigorously|Highly|Once again|Still|Reasserting|Warmly|Urgently|Especially|Always|Acutely|Very"
)
PREAMBULAR = re.compile(
    rf"[\u201c\"]?(?P<verb>(?:(?:{_ADVERBS}) (?:and \w+ )?(?i:{_PARTICIPLES})|"
    rf"(?:{by_letter(_PARTICIPLES.split('|'))})|"
    rf"(?=[A-Z]{{5}})(?:(?:{_ADVERBS.upper()}) )?(?:{_PARTICIPLES.upper()})"
    r"(?=(?: \S+){4}|.*[,;]$)"
    r"))\b(?! (?:States|Parties|Power|NATIONS) )"
)
"""How a preambular paragraph begins. Some bodies print its first word in capitals."""

CHAPEAU = re.compile(r"We, (?:the )?[A-Z]?[a-z]+ ")
"""How a declaration begins that those who make it speak: "We, the Heads of State, ..."."""

_VERBS = (
    "Advises?|Defers?|Opens?|Postpones?|Accepts?|Acknowledges?|Acts?|Admits?|Adopts?|Affirms?|"
    "Agrees?|Allocates?|Amends?|Appeals?|"
    "Applauds?|Appoints?|"
    "Apportions?|Appreciates?|Approves?|Asks?|Assures?|Attaches|Authorizes?|Authorises?|Believes?|"
    "Bears?|Calls?|"
    "Censures?|Charges?|Commends?|Commits?|Concludes?|Concurs?|Condemns?|Confirms?|Congratulates?|"
    "Considers?|Constitutes?|Creates?|Decides?|Declares?|Defines?|Demands?|Denounces?|Deplores?|"
    "Deprecates?|Designates?|"
    "Determines?|Directs?|Draws?|Elects?|Emphasi[sz]es?|Empowers?|Encourages?|Endorses?|Entrusts?|"
    "Establishes|Expects?|Expresses|Extends?|Finds?|Gives?|Grants?|Hails?|Highlights?|Holds?|"
    "Honours?|Hopes?|"
    "Instructs?|Institutes?|Insists?|Instruct|Invites?|Joins?|Lifts?|Looks?|Maintains?|Makes?|"
    "Notes?|Notices?|"
    "Notifies|Objects?(?= to)|"
    "Offers?|Observes?|Orders?|Pays?|Places?|Pledges?|Praises?|Proclaims?|Proposes?|"
    "Puts?|Reaffirms?|Realizes?|Recalls?|"
    "Recogni[sz]es?|Recommends?|Reconfirms?|Re-emphasi[sz]es?|Reemphasi[sz]es?|Refers?|Regards?|"
    "Regrets?|"
    "Reiterates?|Rejects?|Remains?|Reminds?|Renews?|Repeats?|Requests?|Requires?|Resolves?|"
    "Reserves?|"
    "Salutes?|Says?|Seeks?|Sets?|Shares?|Stress(?:es)?|Suggests?|Supports?|Takes?|Terminates?|Thanks?|"
    "Trusts?|Transmits?|Underlines?|Underscores?|Undertakes?|Urges?|Voices?|Warns?|Welcomes?|"
    "Wishes|"
    "Mourns?|Names?|Reasserts?|Reappoints?|Recommits?|Restates?|Repudiates?|Views?|Deems?|"
    "Delegates?"
)
_OPERATIVE_ADVERBS = (
    "Again|Also|Categorically|Deeply|Earnestly|Equally|Expressly|Firmly|Formally|Further|"
    "Furthermore|"
    "Gravely|Greatly|Hereby|In this (?:regard|context|conne(?:ct|x)ion|respect),|Invites|Likewise|"
    "Once (?:again|more)|Particularly|Requests|"
    "Reiterates|Seriously|Sincerely|Solemnly|Specifically|Strongly|Unequivocally|Unanimously|"
    "Unreservedly|"
    "Urgently|Vehemently|Vigorously|Warmly|Fully|Highly|Additionally|Accordingly|Finally|Moreover|"
    "Therefore|Endorses|Profoundly|Unconditionally|Resolutely|Respectfully|Still|Merely|"
    "Continues to"
)
OPERATIVE = re.compile(
    rf"[\u201c\"]?(?:(?:{_OPERATIVE_ADVERBS}),? (?:and \w+ |also |further |once again |strongly |"
    rf"urgently )?(?P<later>(?i:{_VERBS}))|(?P<verb>{by_letter(_VERBS.split('|'))})|"
    rf"(?=[A-Z]{{3}})(?P<capitals>{_VERBS.upper()})(?=:| [A-Za-z]))\b"
)
"""How an operative paragraph begins. Some bodies print its verb in capitals: "REQUESTS the"."""


def third_person(match: re.Match[str]) -> bool:
    """Whether an `OPERATIVE` match is the body's own: "Requests", not "Request"."""
    verb = (match["verb"] or match["later"] or match["capitals"]).lower()
    return verb.endswith("s") or match[0].startswith("Continues ")


def acts(text: str, at: int = 0) -> bool:
    """Whether an operative verb in the third person stands here."""
    verb = OPERATIVE.match(text, at)
    return verb is not None and third_person(verb)


SPEAKS = re.compile(
    r"The (?P<speaks>(?:[A-Z][\w'-]+ (?:and )?){0,6}?(?:Commission|Committee|Conference|Assembly|"
    r"Council|Board|Body|Meeting)(?: (?:of|on|for) [\w' ]{3,90})?):"
)
"""Who speaks above a list: "The Governing Body:", and then "(a) requested ..."."""
SPOKEN = re.compile(
    r"[\u201c\"]?(?:At (?:its|the|that) (?:same|[\w() -]{2,40}?) "
    r"(?:plenary )?(?:meetings?|sessions?)\b|"
    r"On \d{1,2} [A-Z][a-z]+ \d{4}, the |"
    rf"{SPEAKS.pattern}$|"
    r"(?:The )(?:General Assembly|Assembly|Economic and Social Council|Human Rights Council|"
    r"Security Council|Council),? [a-z])"
)
"""How a paragraph begins that names the body: decisions told afterwards, statements."""
STATEMENT = re.compile(r"\b(?:made|issued) the following statement\b")
"""What comes before the text of a presidential statement."""

ANNEX = re.compile(
    r"(?:Annex(?:es)?|ANNEX(?:ES)?|Appendix|APPENDIX|Enclosure|Attachment)(?: [IVX]{1,5}| \d{1,2}|"
    r" [A-Z])?\*?",
)
PART = re.compile(r"(?:(?:Part|PART|Decision|DECISION|Section) )?(?P<letter>[A-Z])\.?\d{0,2}")
"""The letter of a part on a line of its own, the mark of a note behind it perhaps."""
COUNT = r"[IlO\d]*\d[IlO\d]*(?:st|nd|rd|th|d)"
"""The number of a meeting, a letter read for a figure perhaps: "I858th", "298Ist"."""
CLOSING = re.compile(
    rf"\[?(?:{COUNT} (?:\((?:closing|resumed)\) )?(?:closed |open |"
    r"private )?(?:plenary )?meeting\b.{0,60}"
    r"|Adopted (?:unanimously|without (?:a )?vote|at the \d|by a recorded|by (?:\d|consensus)|"
    r"by (?:a )?vote).*"
    r"|\([A-Z][a-z]+(?:-[a-z]+)? (?:plenary )?meeting, \d.{5,30}(?:\)| [\u2013-])|"
    r"Plenary meeting \d{1,3}"
    r"|(?:[A-Z][a-z]+(?:[- ](?:and |hundred |[a-z]+))*) plenary meeting\b.{0,30}|"
    r"Resolution adopted (?:by|without).*)"
)
"""The lines after the last paragraph: meeting, date, vote."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{MONTHS}),? (?P<year>\d{{4}})")


def iso(match: re.Match[str]) -> str | None:
    """The ISO day of a `DATE` match; None where the calendar has no such day."""
    names: list[str] = list(MONTHS.split("|"))
    month = names.index(match["month"]) + 1
    day = int(match["day"])
    return f"{match['year']}-{month:02}-{day:02}" if 1 <= day <= 31 else None
