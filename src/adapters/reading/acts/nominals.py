"""Nouns and participles of doing, and the verbs by which what they ask for is known."""

from __future__ import annotations

import re

NOMINALS = {
    "preparation": "prepare", "submission": "submit", "convening": "convene", "holding": "hold",
    "organization": "organize", "publication": "publish", "issuance": "issue",
    "circulation": "circulate", "provision": "provide", "conduct": "conduct",
    "elaboration": "elaborate", "formulation": "formulate", "compilation": "compile",
    "completion": "complete", "finalization": "finalize", "presentation": "present",
    "inclusion": "include", "continuation": "continue", "establishment": "establish",
    "appointment": "appoint", "creation": "create", "drafting": "draft", "setting up": "set",
    "undertaking": "undertake", "extension": "extend", "renewal": "renew", "dispatch": "dispatch",
    "deployment": "deploy", "designation": "designate", "transmission": "transmit",
    "allocation": "allocate", "development": "develop", "production": "produce",
    "collection": "collect", "updating": "update", "revision": "revise", "drawing up": "draw",
    "mobilization": "mobilize", "carrying out": "conduct", "launching": "launch",
}  # fmt: skip
NOMINAL = re.compile(
    r"(?:,[^,;]{2,60}){0,2},? ?(?:for |with )?the (?:[\w-]+ ){0,2}?"
    rf"({'|'.join(NOMINALS)}),?(?:(?:[^,;]{{3,80}},)? of|"
    r"(?:,? (?:by|at|in|on|within|during|before|with) [^,;]{2,80}?){1,3},? of(?= [a-z]))"
)
"""What is to be done, by a noun: "the submission of a report", "the convening in 2031 of"."""

DONE = {
    "submitted": "submit", "presented": "present", "prepared": "prepare", "issued": "issue",
    "transmitted": "transmit", "circulated": "circulate", "published": "publish",
    "compiled": "compile", "completed": "complete", "finalized": "finalize",
    "developed": "develop", "elaborated": "elaborate", "drawn up": "draw",
    "provided": "provide", "made available": "provide", "allocated": "allocate",
    "appropriated": "appropriate", "apportioned": "apportion", "funded": "fund",
    "financed": "finance", "held": "hold", "convened": "convene", "organized": "organize",
    "informed": "inform", "kept informed": "inform", "notified": "notify", "apprised": "apprise",
    "briefed": "brief", "communicated": "communicate", "disseminated": "disseminate",
    "shared": "share", "sought": "seek", "undertaken": "undertake", "reviewed": "review",
    "evaluated": "evaluate", "carried out": "conduct", "reported": "report",
    "conducted": "perform", "formulated": "formulate", "established": "establish",
    "set up": "set", "created": "create", "appointed": "appoint", "drafted": "draft",
    "produced": "produce", "updated": "update", "revised": "revise", "extended": "extend",
    "renewed": "renew", "deployed": "deploy", "dispatched": "dispatch", "launched": "launch",
}  # fmt: skip
"""What is to be done, in the passive."""
