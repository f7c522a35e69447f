"""Drafts on their way, the paper of an adopted text, and the text that is compared with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from .record import Ev, State

DRAFT = ("tabled", "sponsors_changed", "revised", "amended", "based_on", "replaced", "withdrawn",
         "committee_acted", "not_adopted", "adopted_as")  # fmt: skip
PAPER = ("issued", "corrected", "reissued", "text_verified")
NEW_DRAFT: State = {
    "tabled": False, "end": None, "based_on": [], "sponsors": (), "revisions": (), "orally": 0,
    "amendments": [], "committee": None,
}  # fmt: skip
NEW_PAPER: State = {"issued": None, "languages": set(), "corrections": [], "reissued": []}


def draft(now: State, ev: Ev) -> State:
    """A draft after an event."""
    data = ev.data
    match ev.kind:
        case "tabled":
            reintroduced = now["end"] and now["end"][0] == "withdrawn"
            end = None if reintroduced else now["end"]
            return now | {"tabled": True, "sponsors": data.get("sponsors", ()), "end": end}
        case "sponsors_changed":
            changed = (*data["left"], *data["joined"])
            kept = tuple(one for one in now["sponsors"] if one not in changed)
            return now | {"sponsors": (*kept, *data["joined"])}
        case "revised" if data["document"] is None:
            return now | {"orally": now["orally"] + 1}
        case "revised":
            others = tuple(one for one in now["revisions"] if one != data["document"])
            return now | {"revisions": (*others, data["document"])}
        case "amended":
            said = (data["paragraph"], data["result"])
            return now | {"amendments": [*now["amendments"], said]}
        case "based_on":
            return now | {"based_on": [*now["based_on"], data["draft"]]}
        case "committee_acted":
            return now | {"committee": data["action"]}
        case "replaced":
            return now | {"end": ("replaced", data["by"], ev.day)}
        case "withdrawn":
            return now | {"end": ("withdrawn", now["end"] and now["end"][1], ev.day)}
        case "not_adopted":
            return now | {"end": ("not_adopted", None, ev.day)}
        case _:
            return now | {"end": ("adopted", data["by"], ev.day)}


def draft_may(now: State, ev: Ev) -> bool:
    end = now["end"] and now["end"][0]
    if ev.kind == "tabled":
        return not now["tabled"] or end == "withdrawn"
    if not now["tabled"] and ev.kind not in ("adopted_as", "based_on"):
        return False
    if end is not None and not (end == "replaced" and ev.kind == "withdrawn"):
        return False
    amended = any(result == "adopted" for _, result in now["amendments"])
    if ev.kind == "withdrawn" and amended and end is None:
        return False
    if now["committee"] and ev.kind in ("withdrawn", "revised", "replaced"):
        return False
    return not (now["committee"] == "rejected" and ev.kind == "adopted_as")


def paper(now: State, ev: Ev) -> State:
    """The paper of an adopted text after an event."""
    match ev.kind:
        case "issued":
            languages = now["languages"] | set(ev.data["languages"])
            return now | {"issued": now["issued"] or ev.day, "languages": languages}
        case "corrected":
            return now | {"corrections": [*now["corrections"], ev.data["document"]]}
        case _:
            return now | {"reissued": [*now["reissued"], ev.day]}


# --- comparing ------------------------------------------------------------------------------------

Acts: TypeAlias = Mapping[str, Mapping[str, Any]]
"""What a text asks for, by act: who, verb, what, dues, title."""


def paragraph(act: str) -> str:
    return act.rpartition(".")[0]


def matched(before: Acts, after: Acts) -> list[tuple[str, Any, Any]]:
    """Each act of either text, under the id that it has or gets: as it was, and as it is now."""
    found: list[tuple[str, Any, Any]] = []
    for number in dict.fromkeys(map(paragraph, (*before, *after))):
        old = {name: act for name, act in before.items() if paragraph(name) == number}
        left = [act for name, act in after.items() if paragraph(name) == number]
        pairs: dict[str, Any] = {}
        for what in (("verb", "who"), ("verb",)):
            for name, act in old.items():
                same = (one for one in left if all(_of(act, w) == _of(one, w) for w in what))
                one = next(same, None) if name not in pairs else None
                if one is not None:
                    pairs[name] = one
                    left.remove(one)
        found += [(name, act, pairs.get(name)) for name, act in old.items()]
        free = max((int(name.rpartition(".")[2]) for name in old), default=0) + 1
        found += [(f"{number}.{free + more}", None, act) for more, act in enumerate(left)]
    return found


DEFAULTS = {"who": ("Secretary-General",), "verb": "request", "title": None}


def _of(act: Mapping[str, Any], what: str) -> Any:
    return act.get(what, DEFAULTS.get(what))


def apart(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What two acts say otherwise, in the order in which it is corrected."""
    return [
        what
        for what in ("who", "what", "title", "verb", "dues")
        if _of(was, what) != _of(now, what)
    ]


def as_registered(after: Acts, matches: Sequence[tuple[str, Any, Any]]) -> State:
    """The adopted text under the ids of the register, by paragraph."""
    numbers = dict.fromkeys(map(paragraph, after))
    return {
        number: [(name, now) for name, _, now in matches if now and paragraph(name) == number]
        for number in numbers
    }


def by_paragraph(acts: Acts) -> State:
    return as_registered(acts, [(name, None, act) for name, act in acts.items()])
