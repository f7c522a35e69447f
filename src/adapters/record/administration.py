"""What an owner of a database does: make the tables, let a role write them, see how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...domain.errors import BadInput
from .postgres.address import Address, address, is_postgres, refuse_mistaken, shown


@dataclass(frozen=True, slots=True)
class TablesStatus:
    """The state of a record's tables. ``found`` is their schema version; None: there are none.

    ``server`` is the one of several that answered, and whether it takes what is recorded.
    """

    database: str
    found: int | None
    known: int
    server: str | None = None

    @property
    def state(self) -> str:
        """absent, current, older or newer."""
        if self.found is None:
            return "absent"
        if self.found == self.known:
            return "current"
        return "older" if self.found < self.known else "newer"


def status(url_or_path: str) -> TablesStatus:
    """How the tables stand. Changes nothing. Raises `BadInput` for a file of another release."""
    refuse_mistaken(url_or_path)
    if is_postgres(url_or_path):
        from .postgres import owner, schema

        where = address(url_or_path)
        found, server = owner.look(where)
        return TablesStatus(where.shown, found, schema.VERSION, server)
    from .sqlite import owner as file_owner
    from .sqlite import schema as file_schema

    return TablesStatus(url_or_path, file_owner.version(Path(url_or_path)), file_schema.VERSION)


def statements(url_or_path: str, writer: str | None) -> list[str]:
    """What `create` would execute."""
    there = status(url_or_path).state != "absent"
    if not is_postgres(url_or_path):
        _no_roles(url_or_path, writer)
        from .sqlite import schema

        return [] if there else list(schema.STATEMENTS)
    from .postgres import schema as server_schema

    where = address(url_or_path)
    made = [] if there else server_schema.statements(where)
    return [*made, *(server_schema.grants(where, writer) if writer else ())]


def create(url_or_path: str, writer: str | None) -> bool:
    """Make the tables where there are none, and let the role ``writer`` write the record: INSERT
    and SELECT alone, and the views. Returns whether tables were made."""
    made = status(url_or_path).state == "absent"
    if not is_postgres(url_or_path):
        _no_roles(url_or_path, writer)
        from .sqlite import owner

        owner.create(Path(url_or_path))
        return made
    from .postgres import owner as server_owner

    where: Address = address(url_or_path)
    server_owner.create(where, writer)
    return made


def upgrade(url_or_path: str) -> TablesStatus:
    """Bring the tables to this release; returns how they stood before.

    Stored bytes are never touched. Where there are none, they are made. Raises `BadInput` where no
    way leads up from them.
    """
    found = status(url_or_path)
    if found.state == "absent":
        create(url_or_path, None)
    elif found.state != "current":  # of a server: a file of another release is none to `status`
        from .postgres import owner

        owner.upgrade(address(url_or_path))
    return found


def upgrading(url_or_path: str) -> list[str]:
    """What `upgrade` would execute."""
    found = status(url_or_path)
    if found.state == "absent":
        return statements(url_or_path, None)
    if found.state == "current" or found.found is None:
        return []
    from .postgres import owner

    return owner.road(address(url_or_path), found.found)


def _no_roles(path: str, writer: str | None) -> None:
    if writer is not None:
        raise BadInput(f"{shown(path)} is a file, which knows no roles: leave --writer out")
