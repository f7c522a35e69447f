"""Running something in a forked child."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable


def in_child(action: Callable[[], object]) -> str:
    """The repr of what the action returns, or raises, in a forked child."""
    return start(action)()


def start(action: Callable[[], object]) -> Callable[[], str]:
    """Begin the action in a forked child; the result waits for it to end."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns of forking beside threads: what it warns of is what is tested.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            result = repr(action())
        except BaseException as error:
            result = repr(error)
        os.write(write, result.encode())
        os._exit(0)
    os.close(write)

    def result_of_child() -> str:
        with open(read, "rb") as pipe:
            said = pipe.read().decode()
        os.waitpid(child, 0)
        return said

    return result_of_child
