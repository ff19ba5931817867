"""The garbage collector, at rest while very many objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Without it, scoring a thousand organisations spends half of its time looking for garbage among what it keeps.

    What is no longer needed is freed all the same, as long as it does not refer to itself in a circle.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
