"""Work shared out among processes.

They are forks of this one: `record.forking` lets no connection cross. Each ends when this one does,
in whatever way; when one of them dies, the others are ended.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import warnings
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any

from ...domain.errors import MandatesError, Unavailable
from .writing import Step, Turns

Failure = tuple[str, int, str]
"""A view, the position of the event that it cannot apply, and why."""
Key = tuple[str, int]
Fold = Callable[[Iterable[Key], Turns, Step], None]


def shared_out(
    fold: Fold,
    failures: Callable[[], list[Failure]],
    keys: Sequence[Key],
    workers: int,
    step: Step,
) -> list[Failure]:
    """Fold all keys by so many processes; what they could not fold.

    ``step`` is called here with what each of them tells. Raises what one of them raised.
    """
    context = multiprocessing.get_context("fork")
    lock: Any = context.Lock()
    parent = os.getpid()
    pipes: dict[Connection, Any] = {}
    for number in range(min(workers, len(keys))):
        receiving, sending = context.Pipe(duplex=False)
        work = (fold, failures, keys[number::workers], lock, sending, parent)
        process = context.Process(target=_work, args=work, daemon=True)
        with _deaf_to_interruptions(), warnings.catch_warnings():
            # Python 3.12 warns of forking beside threads; no lock and no connection is taken along.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        sending.close()
        pipes[receiving] = process
    try:
        return _listen(pipes, step)
    finally:
        for process in pipes.values():
            if process.is_alive():
                process.kill()
            process.join()


@contextmanager
def _deaf_to_interruptions() -> Generator[None]:
    """What is forked meanwhile hears no Ctrl-C, which a terminal sends to all of its processes: the
    one that began it does, and ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _listen(pipes: dict[Connection, Any], step: Step) -> list[Failure]:
    failed: list[Failure] = []
    left = set(pipes)
    while left:
        for pipe in wait(list(left)):
            assert isinstance(pipe, Connection)
            try:
                said = pipe.recv()
            except EOFError:
                raise Unavailable("a worker was killed: run it again") from None
            if isinstance(said, int):
                step(said)
            elif isinstance(said, list):
                failed += said
                left.discard(pipe)
            else:
                raise said
    return failed


def _work(
    fold: Fold,
    failures: Callable[[], list[Failure]],
    keys: Sequence[Key],
    lock: Any,
    sending: Connection,
    parent: int,
) -> None:
    def tell(count: int) -> None:
        _end_without(parent)
        sending.send(count)

    try:
        fold(keys, _OneByOne(lock, parent), tell)
        sending.send(failures())
    except MandatesError as error:
        sending.send(type(error)(str(error)))
    sending.close()


class _OneByOne:
    """Turns by a lock that processes share; nobody waits for it whose parent is gone."""

    def __init__(self, lock: Any, parent: int) -> None:
        self._lock = lock
        self._parent = parent

    def take(self, wait: bool) -> bool:
        """See `Turns`."""
        while not self._lock.acquire(block=wait, timeout=1):
            if not wait:
                return False
            _end_without(self._parent)
        _end_without(self._parent)
        return True

    def give_back(self) -> None:
        """See `Turns`."""
        self._lock.release()


def _end_without(parent: int) -> None:
    """End this process where the one that began it is gone."""
    if os.getppid() != parent:
        os._exit(1)
