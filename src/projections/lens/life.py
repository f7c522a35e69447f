"""The fold of a mandate over partly decoded events.

The one fold is `domain.fold` with `domain.mandate.evolve`. This one gives the same states, as the
JSON that the register keeps, several times faster; tests compare them over random lives, and over
every two things that happen in turn. What is not here (corrections, voids) is left to the full one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Raw
from msgspec.json import Decoder, Encoder

from ...domain.mandate.occurrence import CLOSED
from ...domain.reading import DOCUMENTS
from ..view import FOREVER
from . import documents as d
from .data import VerifiedData
from .evolve import ON_MANDATE, ON_OCCURRENCE, day_of
from .state import DuePoint, Funding, Mandate, Occurrence
from .terms import Terms, wording

_encode = Encoder().encode
_FIELDS: Decoder[dict[str, Raw]] = Decoder(dict[str, Raw])


class Life:
    """The states of one mandate, of which the events stand at these positions."""

    def __init__(self, terms: Terms, positions: Sequence[int]) -> None:
        self.terms = terms
        self.positions = positions
        self.state: Mandate | None = None
        self.said: tuple[str | None, ...] | None = None
        self._coming: tuple[bytes, bool] | None = None

    def days(self, found: Sequence[d.Document]) -> Iterator[tuple[str, str]]:
        """Fold events; after each day on which anything came to hold, stop and name that day and
        the day on which something else does.

        Then `state` is what holds between them, until it goes on.
        """
        self.state = None
        order = _in_effect(found)
        last = len(order) - 1
        for index, (day, one) in enumerate(order):
            self.take(one, day)
            until = FOREVER if index == last else order[index + 1][0]
            if self.state is not None and until != day:
                yield day, until

    def on(self, found: Sequence[d.Document], day: str) -> bytes | None:
        """The state that holds on a day, as JSON; None where there is none yet."""
        self.state = None
        for since, one in _in_effect(found):
            if since > day:
                break
            self.take(one, since)
        return None if self.state is None else self.as_json()

    def take(self, one: d.Document, day: str) -> None:
        """Fold one event that comes to hold, on a day, after all that were folded."""
        step = ON_OCCURRENCE.get(type(one))
        if step is None:
            self._take_other(one, day)
        elif self.state is not None:
            number = one.data.occurrence
            for occurrence in self.state.occurrences:
                if occurrence.number == number:
                    step(occurrence, one, day, self.document)
                    return

    def _take_other(self, one: d.Document, day: str) -> None:
        state = self.state
        if isinstance(one, d.Adopted):
            self._adopt(one, day)
        elif state is None:
            return
        elif (step := ON_MANDATE.get(type(one))) is not None:
            step(state, one, day)
        elif isinstance(one, d.OccurrenceOpened):
            self._open(state, one, day)
        elif isinstance(one, d.Extended):
            state.until, state.until_since = one.data.until, day
            self._coming = None
        elif isinstance(one, d.WordsVerified):
            self._verify(state, one.data)
        elif isinstance(one, d.Funded):
            state.funded.append(self._funding(one, day))
        else:  # forgotten here: the full fold knows what it means
            raise TypeError(f"nobody said what {type(one).__name__} changes")

    def _funding(self, one: d.Funded, day: str) -> Funding:
        data, position = one.data, self.positions[one.version - 1]
        source = data.fund or data.instrument
        return Funding(data.how, day, data.amounts, source, position, data.shared_with, data.years)

    def _open(self, state: Mandate, one: d.OccurrenceOpened, day: str) -> None:
        data = one.data
        if data.said_for is not None:  # then it may be overtaken: see `evolve`
            numbers = [each.number for each in state.occurrences]
            if state.ended is not None or data.occurrence in numbers:
                return
        point = DuePoint(data.due, day, one.recorded_on)
        opened = Occurrence(
            data.occurrence, point, passed_from=data.passed_from, late_days={**data.late_days}
        )
        others = [each for each in state.occurrences if each.number != data.occurrence]
        state.occurrences = sorted([*others, opened], key=_number)
        self._coming = None

    def _verify(self, state: Mandate, data: VerifiedData) -> None:
        fields = _FIELDS.decode(state.adopted)
        words = {"text": data.text, "span": data.span, "text_of": Raw(b'"adopted"')}
        state.adopted = Raw(_encode(fields | words))
        self.text, self.said = d.ADOPTED.decode(state.adopted), None

    def _adopt(self, one: d.Adopted, day: str) -> None:
        text = self.text = d.ADOPTED.decode(one.data)
        self.said = None  # worked out where it is asked for: see `cells.seen`
        self.document = text.deliverable in DOCUMENTS
        self._coming = None
        self.wording = wording(text, day)
        term = self.terms.first(self.wording, one.data, day)
        first = Occurrence(1, DuePoint(term, day, one.recorded_on))
        self.state = Mandate(
            one.data, day, [first], text.tracked, [], [], None, text.until, day, [], [], [], None,
            one.event_id, [],
        )  # fmt: skip

    def legal(self) -> str:
        """Where it stands in law."""
        state = self.state
        assert state is not None
        if state.ended is not None:
            return state.ended.how
        for one in state.occurrences:
            if one.end not in CLOSED:
                return "in_force"
        _, more = self._to_come()
        return "in_force" if more else "discharged"

    def following(self) -> bytes:
        """The due term that the text gives to the next occurrence, as JSON."""
        following, _ = self._to_come()
        return following

    def _to_come(self) -> tuple[bytes, bool]:
        if self._coming is None:
            state = self.state
            assert state is not None
            own = sum(one.passed_from is None for one in state.occurrences)
            self._coming = self.terms.to_come(
                self.wording, state.adopted, state.adopted_on, own, bytes(state.until)
            )
        return self._coming

    def as_json(self) -> bytes:
        """The whole state, as the register keeps it."""
        return _encode(self.state)


_TERMS = Terms()


def life(positions: Sequence[int]) -> Life:
    """What folds partly decoded events of a mandate, with the due terms that were met so far."""
    return Life(_TERMS, positions)


def _number(one: Occurrence) -> int:
    return one.number


def _in_effect(found: Sequence[d.Document]) -> list[tuple[str, d.Document]]:
    """Events in the order in which they take effect: by day, then as recorded."""
    order = [(day_of(one), one) for one in found]
    order.sort(key=_day)
    return order


def _day(one: tuple[str, d.Document]) -> str:
    return one[0]
