"""What is asked of the register, as conditions on the columns of a view.

What columns say of one mandate is compared by the database. What many share (how they stand in
time, whom they name, what was said of their money) is taken out once for each that differs, judged
by the one rule that there is for it, and looked for by what was found. So what the database finds
is what `RegisterQuery.matches` says; tests compare the two.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, get_args

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Table,
    Text,
    and_,
    column,
    func,
    not_,
    or_,
    select,
    union_all,
)

from ...domain.budget import Step, within
from ...domain.calendar import Calendar
from ...domain.deadlines import Timeliness
from ...domain.mandate.occurrence import End, Stage
from ...domain.mandate.state import Legal
from ..alike import Verdict, Verdicts
from ..money import Purse
from ..sources import stored
from .held import Asked, Condition, Held, among
from .query import Called, RegisterQuery, named

SOME = 500
"""Up to so many are looked up one by one; for more, all there is is read."""
REMEMBERED = 24
"""How many columns' values are remembered; then all are forgotten."""
Column = tuple[str, int, date, int, str]
"""A table of a build, the position at which it stands, a day, what was known by then, and a column
or what is asked of one."""
OF_LAW_AND_WORK = frozenset({*get_args(Legal), *get_args(Stage), *get_args(End)}) - {"stated"}
"""Words of status that no other axis has: money may be stated too."""
_EQUAL = ("instrument", "legal", "deliverable", "strength", "verb")


@dataclass(frozen=True, slots=True)
class Judges:
    """What judges that which mandates share, at one point."""

    verdicts: Verdicts
    times: dict[int, str]
    """What standing in time rests on, by its digest, as far as it was met."""
    values: dict[Column, Sequence[Any]]
    """The values of columns that were asked for lately: at one position they stay what they are."""
    purse: Purse
    called: Called

    @property
    def calendar(self) -> Calendar:
        """The calendar that they go by."""
        return self.verdicts.calendar


@dataclass(frozen=True, slots=True)
class Matching:
    """The mandates that match: columns of them, what their rows have to be, and what these are
    rows of."""

    columns: Columns
    conditions: Sequence[Condition]
    of_them: Callable[[Asked], Asked]

    def rows(self, *columns: ColumnElement[Any]) -> Asked:
        """Some of the columns, or what is counted over them."""
        return self.of_them(select(*columns).where(*self.conditions))


class Seeking:
    """The mandates that a view holds at a point, by what is asked of them."""

    def __init__(self, held: Held, judges: Judges) -> None:
        self.held = held
        self.connection = held.snapshot.connection
        self.columns = held.columns
        self.judges = judges
        self._sqlite = self.connection.dialect.name == "sqlite"
        point = held.as_of, held.found.position
        self._at = (held.table.name, held.snapshot.position, *point)
        self._money: dict[str, tuple[Sequence[str], ...]] = {}

    def walked(self, query: RegisterQuery) -> Matching:
        """The mandates that match, each told of in turn: an index is left to the order that is
        asked."""
        fit = {name: term(one) for name, one in self.columns.items()}
        return self._of_rows([*self._compared(query, fit), *self._judged(query, fit, walked=True)])

    def found(self, query: RegisterQuery, *names: str) -> Matching:
        """The mandates that match, to ask these columns of, in no order."""
        compared = list(self._compared(query, self.columns))
        led_by_texts = query.instrument or query.adopted_session  # they find the few
        if len(self.held.parts) == 1 or led_by_texts:
            return self._of_rows([*compared, *self._judged(query, self.columns)])
        # What may take a list of thousands, of those that stand in time as is asked or say a word,
        # is looked at when the parts have been put together: so it is made once, not for each part.
        # What texts say is looked up after that, of those alone that are left.
        cells, asked = self.held.table, _Asked(self.columns, self.held.table)
        judged = list(self._judged(query, asked))
        columns = {name: asked[name] for name in names} | asked
        own = [name for name in columns if name in cells.c]
        beside = len(own) < len(columns)
        needed = dict.fromkeys([*own, "text"] if beside else own or ["tracked"])
        inner = [cells.c[name].label(_apart(name)) for name in needed]
        parts = (self.held.asked(select(*inner).where(one, *compared)) for one in self.held.parts)
        together: FromClause = union_all(*parts).subquery()
        if beside:
            texts = self.held.words[1]
            together = together.join(texts, together.c[_apart("text")] == texts.c.text)
        return Matching(columns, judged, lambda one: one.select_from(together))

    def still_open(self, matching: Matching) -> Condition:
        """Whether an occurrence is open: else the last one stands there, with how it ended."""
        done = matching.columns["implementation"]
        return not_(or_(*(self._within(done, f"|{end}|") for end in get_args(End))))

    def among(self, column: ColumnElement[Any], values: Sequence[str | int]) -> Condition:
        """Whether a column has one of any number of values."""
        return among(self.connection, column, values)

    def _of_rows(self, matching: Iterable[Condition]) -> Matching:
        return Matching(self.columns, [self.held.holds, *matching], self.held.asked)

    def _compared(self, query: RegisterQuery, fit: Columns) -> Iterator[Condition]:
        """What columns are compared with that say it of one mandate."""
        bodies = self.judges.calendar.bodies
        if not query.every:
            yield fit["tracked"] != "no"
        for name in _EQUAL:
            wanted = getattr(query, name)
            if wanted is not None:
                yield fit[name] == wanted
        if query.session is not None:
            named_so = bodies.spellings(query.session)
            yield or_(*(self._within(fit["due_sessions"], f"|{one}|") for one in named_so))
        if query.adopted_session is not None:
            yield fit["adopted_session"].in_(bodies.spellings(query.adopted_session))
        if query.implementation is not None:
            yield self._done(fit, query.implementation)
        for asked, names in (query.addressee, "addressees"), (query.lead, "leads"):
            if asked is not None:
                yield self._named(fit, names, asked)

    def _judged(
        self, query: RegisterQuery, fit: Columns, walked: bool = False
    ) -> Iterator[Condition]:
        """What is judged once for many that are alike, and what is looked for in words."""
        if query.timeliness is not None:
            yield self._timed(fit, query.timeliness)
        if query.overdue:
            yield self._timed(fit, "overdue")
        if query.funding is not None:
            yield self._funded(fit, query.funding)
        if query.status is not None:
            yield or_(*self._of_any_axis(fit, query.status))
        if query.text:
            yield self._said(fit, query.text.casefold(), walked)

    def _of_any_axis(self, fit: Columns, word: str) -> Iterator[Condition]:
        yield fit["legal"] == word
        yield self._done(fit, word)
        if word in get_args(Timeliness):
            yield self._timed(fit, word)
        if word in ("not_stated", *get_args(Step)):
            yield self._funded(fit, word)

    def _done(self, fit: Columns, word: str) -> Condition:
        return self._within(fit["implementation"], f"|{word}|")

    def _named(self, fit: Columns, names: str, part: str) -> Condition:
        view, called = self.held.found.view, self.judges.called
        found = [
            one for one in self._distinct(names)
            if named(part, stored(view, f"the {names}", json.loads, one), called)
        ]  # fmt: skip
        return self.among(fit[names], found)

    def _said(self, fit: Columns, part: str, walked: bool) -> Condition:
        key, texts, hold = self.held.words
        said = select(texts.c[key]).where(hold)
        words = self._within(texts.c.words, part)
        if "title" in texts.c:  # both lie there
            words = or_(self._within(texts.c.title, part), words)
            return words if walked else fit[key].in_(said.where(words))
        title = self._within(fit["title"], part)
        if walked:
            return or_(title, said.where(texts.c.stream == fit["stream"], words).exists())
        return or_(title, fit[key].in_(said.where(words)))

    def _within(self, column: ColumnElement[str], part: str) -> Condition:
        """Whether a part is in a text; LIKE would take some letters for others."""
        find = func.instr if self._sqlite else func.strpos
        return find(column, part) > 0

    def _distinct(self, name: str) -> Sequence[Any]:
        """The values of a column of how mandates stand, at the point."""
        asked = select(self.columns[name]).distinct()

        def ask() -> Sequence[Any]:
            found = (self.connection.execute(asked.where(one)).scalars() for one in self.held.parts)
            return list(dict.fromkeys(chain.from_iterable(found)))

        return _remembered(self.judges.values, (*self._at, name), ask)

    def _timed(self, fit: Columns, word: str) -> Condition:
        def standing_so() -> Sequence[int]:
            keys = self._distinct("alike")
            verdicts = self.verdicts(keys)
            return [key for key in keys if verdicts[key].timeliness == word]

        found = _remembered(self.judges.verdicts.standing, (*self._at, word), standing_so)
        return self.among(fit["alike"], found)

    def verdicts(self, keys: Iterable[int]) -> Mapping[int, Verdict]:
        """How those stand in time that are alike, by the digest of what that rests on."""
        verdicts = self.judges.verdicts
        missing = [key for key in keys if key not in verdicts.known]
        times, view = self._times(missing), self.held.found.view
        for key in missing:
            verdicts.known[key] = stored(view, "the time", lambda key: verdicts.of(times[key]), key)
        return verdicts.known

    def _times(self, keys: Sequence[int]) -> Mapping[int, str]:
        """What standing in time rests on, by its digest."""
        times = self.judges.times
        missing = [key for key in keys if key not in times]
        if missing:
            alike, time = self.columns["alike"], self.columns["time"]
            asked = select(alike, time).distinct()
            if len(missing) <= SOME:
                asked = asked.where(self.among(alike, missing))
            for key, time in self.connection.execute(asked).all():
                times[key] = time
        return times

    def _funded(self, fit: Columns, status: str) -> Condition:
        """By what was said of a text, where a mandate was given no money itself.

        Most paragraphs of a text stand as the text as a whole does.
        """
        spoken, whole, apart, so = self._spoken(status)
        passage = fit["instrument"] + "#" + fit["paragraph"]
        of_the_whole = and_(self.among(fit["instrument"], whole), not_(self.among(passage, apart)))
        any_spoken = self.among(fit["instrument"], spoken)
        told = and_(any_spoken, or_(of_the_whole, self.among(passage, so)))
        if status == "not_stated":
            told = or_(not_(any_spoken), told)
        given = fit["funded"] == 1
        return or_(given, told) if status == "approved" else and_(not_(given), told)

    def _spoken(self, status: str) -> tuple[Sequence[str], ...]:
        """The texts that were spoken of, those that stand so, and of some paragraphs that were
        named those that are there and those that stand so."""
        if status not in self._money:
            purse = self.judges.purse
            spoken = purse.spoken_of()
            named_apart = [
                (one.instrument, one.paragraph)
                for one in self._passages([one for one, paragraphs in spoken.items() if paragraphs])
                if any(within(one.paragraph, each) for each in spoken[one.instrument])
            ]
            self._money[status] = (
                list(spoken),
                [one for one in spoken if purse.status(one) == status],
                [f"{text}#{one}" for text, one in named_apart],
                [f"{text}#{one}" for text, one in named_apart if purse.status(text, one) == status],
            )
        return self._money[status]

    def _passages(self, texts: Sequence[str]) -> Sequence[Any]:
        instrument, paragraph = self.columns["instrument"], self.columns["paragraph"]
        asked = select(instrument, paragraph).distinct()
        return self.connection.execute(asked.where(self.among(instrument, texts))).all()


Columns = Mapping[str, ColumnElement[Any]]
"""Columns as conditions take them, by name."""


class _Asked(dict[str, ColumnElement[Any]]):
    """Columns as they are called where the parts of a point have been put together: in the end all
    those that were asked for."""

    def __init__(self, columns: Columns, cells: Table) -> None:
        super().__init__()
        self._columns = columns
        self._cells = cells

    def __missing__(self, name: str) -> ColumnElement[Any]:
        one = self._columns[name]
        if name in self._cells.c:
            one = column(_apart(name), one.type)
        return self.setdefault(name, one)


def _apart(name: str) -> str:
    """What a cell's column is called where texts stand beside it, which have some of that name."""
    return f"held_{name}"


def term(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same value, not as a column: SQLite would take an index of one before any other."""
    return column + ("" if isinstance(column.type, Text) else 0)


def _remembered(
    known: dict[Column, Sequence[Any]], column: Column, ask: Callable[[], Sequence[Any]]
) -> Sequence[Any]:
    found = known.get(column)
    if found is None:
        found = ask()
        if len(known) >= REMEMBERED:
            known.clear()
        known[column] = found
    return found
