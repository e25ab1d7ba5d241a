"""A program of the office's own: JSON on its standard input, JSON on its standard output, 0 for accepted.

It is told {"id", "thread", "to", "name", "subject", "text", "long", "exercise", "test"} and answers {"said": "…"};
exit 0 with such an answer: accepted; exit 1: rejected; anything else: unknown.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress

from escalation.channels.message import Answer, Message, accepted, rejected, unknown

ANSWER_BYTES_MAX = 64 * 1024


class Command:
    """Its own process group, which ends with its time: nothing of it is left behind."""

    def __init__(self, program: tuple[str, ...], **more: str) -> None:
        self._program = program
        self._more = more

    async def send(self, message: Message) -> Answer:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._program, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
            )
        except OSError as error:
            return rejected(f"程序无法运行 {type(error).__name__}", own=True)
        try:
            return judged(await _told(process, self._told(message)), process.returncode)
        finally:
            await _ended(process)

    def _told(self, message: Message) -> bytes:
        told = {
            "id": message.key,
            "thread": message.thread,
            "to": message.address,
            "name": message.name,
            "subject": message.subject,
            "text": message.short,
            "long": message.long,
            "exercise": message.exercise,
            "test": message.test,
        }
        return json.dumps(told | self._more, ensure_ascii=False).encode()


async def _told(process: Process, words: bytes) -> bytes:
    assert process.stdin
    assert process.stdout
    with suppress(ConnectionError):  # one that does not listen may answer all the same
        process.stdin.write(words)
        await process.stdin.drain()
        process.stdin.close()
    said = b""
    while len(said) <= ANSWER_BYTES_MAX and (piece := await process.stdout.read(4096)):
        said += piece
    if len(said) <= ANSWER_BYTES_MAX:
        await process.wait()
    return said


async def _ended(process: Process) -> None:
    """With its pipes first: an unread one keeps its end from being noticed, and what it started holds them open."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process._transport.close()  # type: ignore[attr-defined]
    await process.wait()


def judged(answer: bytes, code: int | None) -> Answer:
    said = _said(answer)
    match code:
        case 0 if said is not None:
            return accepted(said)
        case 1:
            return rejected(said or "")
    return unknown(f"退出码 {code} {said or ''}")


def _said(answer: bytes) -> str | None:
    try:
        said = json.loads(answer)
    except ValueError:
        return None
    return str(said["said"]) if isinstance(said, dict) and "said" in said else None
