"""How a program is told to stop, and that it closes what it opened."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stoppable() -> Iterator[None]:
    """SIGTERM and a closed terminal end the block as Ctrl-C does, so that what it opened is closed."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    hangs_up = signal.getsignal(signal.SIGHUP) is signal.SIG_DFL  # under nohup it goes on
    if hangs_up:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        if hangs_up:
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
