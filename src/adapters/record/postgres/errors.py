"""What an error of PostgreSQL means for the record."""

from __future__ import annotations

from types import TracebackType

import psycopg
from psycopg import errors

from ....domain.errors import BadInput, Damaged, MandatesError, Unavailable
from ..codec import no_text


class Translating:
    """Around anything asked of the database: no error of the driver's comes out."""

    def __init__(self, shown: str) -> None:
        self._shown = shown

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if isinstance(error, UnicodeEncodeError):
            raise no_text(error) from error
        if isinstance(error, psycopg.Error):
            raise translated(error, self._shown) from error


def translated(error: psycopg.Error, shown: str) -> MandatesError:
    """The error of ours: what is wrong and what to do. Of the connection only ``shown`` is told."""
    match error:
        case errors.LockNotAvailable() | errors.DeadlockDetected():
            return Unavailable(f"{shown} is locked by another program: try again")
        case errors.QueryCanceled() | errors.IdleInTransactionSessionTimeout():
            return Unavailable(f"{shown} took too long to answer: try again")
        case errors.DiskFull() | errors.OutOfMemory() | errors.TooManyConnections():
            return Unavailable(f"{shown} cannot take more: {_first_line(error)}")
        case errors.ReadOnlySqlTransaction():
            return BadInput(
                f"{shown} is read-only, a standby perhaps: nothing can be recorded in it"
            )
        case errors.InsufficientPrivilege():
            return BadInput(
                f"{shown}: {_first_line(error)}; the owner makes the record and lets a role"
                " write it with mandates db init --writer ROLE"
            )
        case errors.InvalidPassword() | errors.InvalidAuthorizationSpecification():
            return BadInput(f"{shown} does not let this user in: check name and password")
        case errors.InvalidCatalogName():
            return BadInput(f"{shown} does not exist: create the database first")
        case errors.UndefinedObject() if "role " in str(error):
            return BadInput(f"{shown}: {_first_line(error)}: make it first")
        case psycopg.DataError():
            return BadInput(f"{shown} cannot hold this: {_first_line(error)}")
        case errors.DataCorrupted() | errors.IndexCorrupted():
            return Damaged(f"{shown} is damaged: {_first_line(error)}")
        case errors.SyntaxError():  # all else in our statements is ours
            return BadInput(f"{shown}: the schema's name is a word of SQL: choose another")
        case psycopg.ProgrammingError() if error.sqlstate is None:
            return BadInput(f"{shown}: the URL has a parameter that PostgreSQL does not know")
        case psycopg.OperationalError() if error.sqlstate is None:
            return _not_connected(error, shown)
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return Unavailable(f"{shown} cannot be reached: {_first_line(error)}")
        case _:
            return Damaged(f"{shown}: {_first_line(error)}")


def _not_connected(error: psycopg.Error, shown: str) -> MandatesError:
    """The server's own refusals on connecting come without their code, as libpq tells them."""
    text = str(error)
    if "authentication failed" in text or "no password supplied" in text:
        return BadInput(f"{shown} does not let this user in: check name and password")
    if 'role "' in text or "pg_hba.conf" in text:
        return BadInput(f"{shown} does not let this user in: check the name and the server's rules")
    if "session is" in text or "hot standby mode" in text:
        return Unavailable(f"{shown}: no server there takes what is recorded: is one promoted yet?")
    if 'database "' in text and "does not exist" in text:
        return BadInput(f"{shown} does not exist: create the database first")
    return Unavailable(f"{shown} cannot be reached: is the server running and the name right?")


def _first_line(error: psycopg.Error) -> str:
    text = error.diag.message_primary or str(error)
    return text.splitlines()[0] if text else type(error).__name__
