"""A bundle of other events than were recorded, whole in itself: what a stranger might hand over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mandates.adapters.audit import merkle
from mandates.adapters.audit.verify_bundle import EVENTS, LEAVES, MANIFEST

Document = dict[str, Any]


def forge(bundle: Path, position: int, change: Callable[[Document], object] | bytes) -> None:
    """Change the event at a position of a bundle in a folder, which no checkpoint signs, and all
    that speaks of it; or put other bytes there."""
    lines = (bundle / EVENTS).read_bytes().split(b"\n")[:-1]
    if isinstance(change, bytes):
        lines[position - 1] = change
    else:
        document = json.loads(lines[position - 1])
        change(document)
        lines[position - 1] = json.dumps(document, separators=(",", ":")).encode()
    leaves = [merkle.leaf(one) for one in lines]
    (bundle / EVENTS).write_bytes(b"".join(one + b"\n" for one in lines))
    (bundle / LEAVES).write_bytes(b"".join(leaves))
    frontier = merkle.Frontier()
    for one in leaves:
        frontier.add(one)
    manifest = json.loads((bundle / MANIFEST).read_bytes())
    manifest["root"] = frontier.root().hex()
    for name in (EVENTS, LEAVES):
        manifest["files"][name] = hashlib.sha256((bundle / name).read_bytes()).hexdigest()
    (bundle / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
