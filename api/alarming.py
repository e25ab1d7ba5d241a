"""An alarm that needs nothing of the office: a program of its own, a web request, or the terminal's bell."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import httpx2

log = logging.getLogger("shoubao.alarm")

SECONDS_MAX = 20
DEADMAN = "shoubao-deadman"  # how it names itself to the server it watches


class Alarm(NamedTuple):
    """`program` is run with the words as its one argument, never through a shell; `webhook` is sent them as JSON."""

    program: Path | None = None
    webhook: str = ""

    def sound(self, words: str) -> bool:
        """Whether anything took it; the bell rings in any case."""
        sys.stderr.write(f"\a{words}\n")
        sys.stderr.flush()
        told = [self._run(words) if self.program else False]
        told.append(self._send(words) if self.webhook else False)
        return any(told)

    def _run(self, words: str) -> bool:
        try:
            done = subprocess.run(  # noqa: S603 — the office's own program, named on the command line
                [str(self.program), words], timeout=SECONDS_MAX, capture_output=True, check=False
            )
        except (OSError, subprocess.SubprocessError) as error:
            log.error("the alarm's program failed: %r", error)
            return False
        return done.returncode == 0

    def _send(self, words: str) -> bool:
        try:
            answer = httpx2.post(self.webhook, json={"text": words}, timeout=SECONDS_MAX)
        except httpx2.HTTPError as error:
            log.error("the alarm's request failed: %r", error)
            return False
        return answer.is_success
