"""Group commit: threads of one process that append at once share a transaction, and its flush.

While one append is on its way, the others gather; who comes next takes all of them along. So
nobody waits for more than two flushes, and a thread that is alone pays nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from ....domain.errors import Unavailable
from .. import forking

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

MOST = 32
"""How many appends one transaction holds."""


class _Waiting(Generic[Asked, Answer]):
    """An append on its way. ``settled`` without an answer: it is to be made alone."""

    __slots__ = ("answer", "asked", "error", "settled")

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.answer: Answer | None = None
        self.error: Unavailable | None = None
        self.settled = False


class GroupCommit(Generic[Asked, Answer]):
    """Appends by ``together`` where several threads wait, else by ``alone``.

    ``together`` answers each of several appends, in one transaction; or None, where it cannot say
    what became of them: then each is made alone, which finds out what was recorded already. It may
    raise `Unavailable`, which goes to all of them.
    """

    def __init__(
        self,
        together: Callable[[Sequence[Asked]], Sequence[Answer] | None],
        alone: Callable[[Asked], Answer],
    ) -> None:
        self._together = together
        self._alone = alone
        self._start()
        forking.watch(self)

    def _start(self) -> None:
        self._changed = threading.Condition()
        self.waiting: list[_Waiting[Asked, Answer]] = []
        """Who is to be taken along next."""
        self._leader: _Waiting[Asked, Answer] | None = None
        self._led: list[_Waiting[Asked, Answer]] = []

    def append(self, asked: Asked) -> Answer:
        """The answer to one append. Raises what ``alone`` raises, and `Unavailable`.

        Who is interrupted while waiting is taken along no more, and keeps nobody else waiting.
        """
        mine: _Waiting[Asked, Answer] = _Waiting(asked)
        try:
            with self._changed:
                self.waiting.append(mine)
            while group := self._gathered(mine):
                if group == [mine]:
                    return self._alone(asked)
                self._commit(group)
                self._step_down(mine)
        finally:
            self._step_down(mine)
            self._leave(mine)
        if mine.error is not None:
            raise Unavailable(str(mine.error)) from mine.error
        return self._alone(asked) if mine.answer is None else mine.answer

    def _gathered(self, mine: _Waiting[Asked, Answer]) -> list[_Waiting[Asked, Answer]]:
        """Those whom this thread is to take along; none once another took it along."""
        with self._changed:
            self._changed.wait_for(lambda: mine.settled or self._leader is None)
            if mine.settled:
                return []
            self._leader = mine
            self._led, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
            return self._led

    def _commit(self, group: Sequence[_Waiting[Asked, Answer]]) -> None:
        try:
            answers = self._together([one.asked for one in group])
        except Unavailable as error:
            for one in group:
                one.error = error
            return
        for one, answer in zip(group, answers or (), strict=answers is not None):
            one.answer = answer

    def _step_down(self, mine: _Waiting[Asked, Answer]) -> None:
        """Whatever became of a group, its threads go on, and the next ones may."""
        with self._changed:
            if self._leader is mine:
                for one in self._led:
                    one.settled = True
                self._leader, self._led = None, []
                self._changed.notify_all()

    def _leave(self, mine: _Waiting[Asked, Answer]) -> None:
        with self._changed:
            if mine in self.waiting:
                self.waiting.remove(mine)

    # Around a fork: whatever thread was at it lives on in the parent alone

    def before_fork(self) -> None:
        """Nothing: the connections are waited for, and with them who uses one."""

    def after_fork_in_parent(self) -> None:
        """Nothing."""

    def after_fork_in_child(self) -> tuple[()]:
        """Start afresh: who leads or waits is in the parent."""
        self._start()
        return ()
