"""Where a record on PostgreSQL is: what the driver is told, and what people may see of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from ....domain.errors import BadInput

SCHEMES = ("postgresql", "postgres")
NAME = re.compile(r"[a-z_][a-z0-9_]{0,50}")
_MISTAKEN = re.compile(r"postgres(?:ql)?:(?!//)|(?:host|hostaddr|port|dbname|user|password)\s*=")
"""What is no file, though it has not the form of a URL: a slash too few, the words of libpq."""
_WHO = ("user", "password")
VIEWS_SUFFIX = "_views"

DEFAULTS = {
    "application_name": "mandates",
    "connect_timeout": "10",
    # A primary that lost its power says nothing more: notice it within seconds, not hours.
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}


@dataclass(frozen=True, slots=True)
class Address:
    """A database and the schema in it that holds the record. ``shown`` has no user and no password.

    ``conninfo`` is a libpq URI: several hosts, ``target_session_attrs`` and whatever else libpq
    knows may be given in it.
    """

    conninfo: str
    schema: str
    shown: str

    @property
    def events(self) -> str:
        """The table of the events."""
        return f"{self.schema}.events"

    @property
    def views_schema(self) -> str:
        """The schema of the views, which may be dropped: nothing there is not in the record."""
        return self.schema + VIEWS_SUFFIX

    @property
    def lock(self) -> int:
        """The key of the advisory lock under which positions are given."""
        return _key(self.schema)

    @property
    def channel(self) -> str:
        """The channel on which a commit of the record is told. A hint, never to be relied on."""
        return f"{self.schema}_recorded"

    @property
    def views_lock(self) -> int:
        """The key of the advisory lock under which views are written."""
        return _key(self.views_schema)


def is_postgres(url_or_path: str) -> bool:
    """Whether this is the URL of a PostgreSQL database."""
    return url_or_path.partition("://")[0] in SCHEMES and "://" in url_or_path


def refuse_mistaken(url_or_path: str) -> None:
    """Raises `BadInput` for what would be taken for a file, one with a password in its name, and
    for what no file can be called."""
    if _MISTAKEN.match(url_or_path):
        raise BadInput("a database on a server is given as a URL: postgresql://HOST/NAME")
    try:
        url_or_path.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        raise BadInput("the name of the database is no text: give it in UTF-8") from None


def shown(url_or_path: str) -> str:
    """What people may see of where a record is: no user and no password."""
    return address(url_or_path).shown if is_postgres(url_or_path) else url_or_path


def address(url: str) -> Address:
    """The address that a URL gives: a libpq URI, with ``schema=NAME`` (default: mandates) among its
    parameters where a database holds several records. Raises `BadInput`."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise BadInput("this is no URL of a PostgreSQL database: see --help for one") from None
    given = dict(pairs)
    others = () if "@" in parts.netloc else (one for one in pairs if one[0] not in _WHO)
    if "#" in url or "@" in parts.path or any("@" in text for one in others for text in one):
        raise BadInput(
            "the URL has an @ or a # where none can be: in a password write %40 for @, %23 for #,"
            " %2F for / and %3F for ?"
        )
    schema = given.pop("schema", "mandates")
    if not NAME.fullmatch(schema):
        raise BadInput(f"schema={schema!r}: use small letters, digits and _, at most 51")
    hosts = parts.netloc.rpartition("@")[2] or given.get("host", "")
    if "," in hosts:
        given.setdefault("target_session_attrs", "read-write")
    query = urlencode(DEFAULTS | given)
    conninfo = f"postgresql://{parts.netloc}{parts.path}?{query}"
    beside = "" if schema == "mandates" else f" (schema {schema})"
    return Address(conninfo, schema, f"postgresql://{hosts}{parts.path}{beside}")


def _key(name: str) -> int:
    digest = hashlib.sha256(f"mandates:{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
