"""Pages asked of a served office one after another, over one connection, with the time of each."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from http.client import HTTPConnection
from typing import NamedTuple

from api.clock import stopwatch


class Answered(NamedTuple):
    body: bytes
    seconds: float


def asked(port: int, token: str, paths: Iterable[str]) -> list[Answered]:
    """Raises ConnectionError unless every page is one."""
    headers = {"authorization": f"Bearer {token}", "accept": "text/html"}
    answers = []
    with closing(HTTPConnection("127.0.0.1", port)) as http:
        for path in paths:
            began = stopwatch()
            http.request("GET", path, headers=headers)
            answer = http.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise ConnectionError(f"{answer.status}: {body[:300]!r}")
            answers.append(Answered(body, stopwatch() - began))
    return answers
