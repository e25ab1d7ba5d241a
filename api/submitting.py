"""A sealer's line to a witness elsewhere: asked in a thread of its own, so that a slow one delays nothing here."""

from __future__ import annotations

import ssl
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import NamedTuple

import httpx2

from desk.log.note import NoteWrong, Verifier, note_of
from desk.seal.answers import Answers
from desk.seal.other_logs import SIZE_TYPE, asking
from desk.seal.sealer import Sealer

SECONDS_MAX = 5.0
AGAIN = timedelta(seconds=10)  # after a witness that did not answer, or not as hoped


class Said(NamedTuple):
    """What was asked about, and what came back; status 0: nothing did."""

    text: str
    status: int
    body: str
    type: str = ""


class Lane:
    """One witness over HTTP. Everything but the asking happens in the sealer's own thread."""

    def __init__(self, url: str, verifier: Verifier, trusted: ssl.SSLContext | bool) -> None:
        self._url = f"{url.rstrip('/')}/add-checkpoint"
        self.verifier = verifier
        self._client = httpx2.Client(verify=trusted, timeout=SECONDS_MAX, follow_redirects=False)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="witness")
        self._asked: Future[Said] | None = None
        self._known: int | None = None  # the witness's size, where it told another than we thought
        self._not_before: datetime | None = None
        self.refused = ""

    def look(self, sealer: Sealer, answers: Answers, now: datetime) -> None:
        if self._asked and self._asked.done():
            self._hear(self._asked.result(), answers, now)
            self._asked = None
        waits = self._not_before is not None and now < self._not_before
        if self._asked or waits or not sealer.last or not sealer.ready:
            return
        anchor = answers.anchors.get(self.verifier.name)
        old = self._known if self._known is not None else anchor.size if anchor else 0
        if sealer.last.size > (anchor.size if anchor else 0) and old <= sealer.last.size:
            proof = sealer.proof_from(old)
            body = asking(old, proof, sealer.newest)
            self._asked = self._thread.submit(self._ask, body, sealer.last.text())

    def _hear(self, said: Said, answers: Answers, now: datetime) -> None:
        self._known, self.refused = None, ""
        if said.status == 200 and _taken(said, self.verifier, answers, now):
            self._not_before = None
            return
        if said.status == 409 and said.type == SIZE_TYPE and said.body.strip().isdigit():
            self._known = int(said.body.strip()[:18])
        self.refused = str(said.status) if said.status else said.body
        self._not_before = now if self._known is not None else now + AGAIN

    def _ask(self, body: bytes, text: str) -> Said:
        try:
            answer = self._client.post(self._url, content=body)
        except httpx2.HTTPError as error:
            return Said(text, 0, type(error).__name__)
        kind = answer.headers.get("content-type", "").partition(";")[0]
        return Said(text, answer.status_code, answer.text[:2_000], kind)

    def close(self) -> None:
        self._client.close()
        self._thread.shutdown(wait=False, cancel_futures=True)


def _taken(said: Said, verifier: Verifier, answers: Answers, now: datetime) -> bool:
    try:
        lines = note_of(f"{said.text}\n{said.body}").signatures
        return any(answers.take(said.text, line, verifier, now) for line in lines)
    except NoteWrong:
        return False
