"""Sessions as they are named on the command line: by the code of a body that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.errors import BadInput

if TYPE_CHECKING:
    from ...domain.due import DateDue, OpenDue, SessionDue
    from ...engine import Engine


def body_named(engine: Engine, text: str) -> str:
    """The code of a body, given by its code or by any of its names.

    A name of several words may be one that only texts use; a single word that nobody knows is a
    slip. Raises `BadInput` for it.
    """
    from ...domain.body import body

    known = body(text)
    if known is not None:
        return known.code
    found = engine.beside().body_of(text)
    if found is not None:
        return found
    tidy = " ".join(text.split())
    if " " not in tidy:
        raise BadInput(
            f"{tidy!r} is no body: `mandates body list` shows all; add it with "
            f"`mandates body add {tidy} NAME`"
        )
    return tidy


def session_named(engine: Engine, session: str) -> str:
    """A session (``HLC/20``, or a part of it) with its body's code. Raises `BadInput`."""
    body, _, number = session.partition("/")
    return f"{body_named(engine, body)}/{number}"


def term_named(
    engine: Engine, term: SessionDue | DateDue | OpenDue
) -> SessionDue | DateDue | OpenDue:
    """A due term, whose body must be known if it names a session. Raises `BadInput`."""
    if term.kind == "session":
        body_named(engine, term.organ)
    return term
