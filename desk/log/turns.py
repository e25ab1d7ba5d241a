"""Turns at the interpreter: threads that run side by side only take it from one another, statement by statement."""

from __future__ import annotations

import threading

PATIENCE_SECONDS = 0.02


class Turns:
    """One thread at a time, as long as that costs nobody more than a moment.

    A courtesy and no guard: whoever has waited out their patience goes on all the same, so that no long
    command keeps the others, or the sweep, from their work. What needs a guard has a lock of its own.
    """

    def __init__(self) -> None:
        self._taken = threading.Lock()

    def __call__(self) -> Turn:
        return Turn(self._taken)


class Turn:
    """Taken for a `with` block."""

    __slots__ = ("_mine", "_taken")

    def __init__(self, taken: threading.Lock) -> None:
        self._taken = taken
        self._mine = False

    def __enter__(self) -> bool:
        """Whether it came in time."""
        self._mine = self._taken.acquire(timeout=PATIENCE_SECONDS)
        return self._mine

    def __exit__(self, *_: object) -> None:
        if self._mine:
            self._taken.release()
