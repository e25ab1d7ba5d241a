"""The one door in: a command is drafted on what the log holds, saved whole, and answered with a receipt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple, TypeVar
from uuid import UUID

import msgspec

from desk.draft import Draft, Seal
from desk.histories import Histories
from desk.log.envelope import Acting, Conflict, OutcomeUnknown, Receipt
from desk.log.log import Log
from desk.past import require_told
from desk.register import Register, catch_up
from domain.actors import Sealed
from domain.kernel import Refused, Value

Command = TypeVar("Command", bound=Value)
Answer = TypeVar("Answer", bound=Value)
Handler = Callable[[Draft, Command], Answer]

ATTEMPTS_MAX = 50  # a race is lost to somebody who won: each attempt means that others got through

encode_answer = msgspec.json.Encoder(order="sorted").encode


class TooBusy(Refused):
    """同时操作的人太多，请再试一次"""

    EN: ClassVar[str] = "Too many people are changing this at once; try again"


class Done(NamedTuple):
    """The receipt of a command and its answer as JSON."""

    receipt: Receipt

    def answer(self, kind: type[Answer]) -> Answer:
        return msgspec.json.decode(self.receipt.answer, type=kind)


class Desk:
    """Commands go in, receipts come out. Holds no state that the log does not hold."""

    def __init__(self, log: Log, seal: Seal) -> None:
        self.log = log
        self._seal = seal
        self._folding = threading.Lock()
        self._register = Register()
        self._histories = Histories(log)

    def register(self) -> Register:
        """The office, its network, people and rule book as of the log's head."""
        if self._register.read_upto != self.log.position:
            with self._folding:
                self._register = catch_up(self._register, self.log)
        return self._register

    def act(self, acting: Acting, handle: Handler[Command, Answer], command: Command) -> Done:
        """Does `command` once, however often it is sent with the same command id.

        Raises Refused when the domain says no; KeyReused when the id was used for something else;
        LogBroken when nothing can be written. A lost race is decided anew on what the winner left.
        """
        seal = _sealing_once(self._seal)
        for _ in range(ATTEMPTS_MAX):
            with self.log.turn():
                if stored := self.log.receipt(acting):
                    return Done(stored)
                register = self.register()
                now = self.log.now()
                require_told(command, register.founded, now)
                draft = Draft(self.log, self._histories, register, acting, seal, now)
                answer = encode_answer(handle(draft, command))
            try:
                return Done(self.log.append(draft.writes, draft.envelope, answer))
            except Conflict:
                continue
            except OutcomeUnknown:
                return Done(self._read_back(acting))
        raise TooBusy

    def _read_back(self, acting: Acting) -> Receipt:
        """The write may or may not have happened: the receipt is stored with it, so ask for that."""
        stored = self.log.receipt(acting)
        if stored:
            return stored
        raise OutcomeUnknown


def _sealing_once(seal: Seal) -> Seal:
    """The same word is sealed once a command: a second attempt must not make a second box."""
    boxes: dict[Any, Sealed] = {}

    def once(subject: UUID, field: str, word: str) -> Sealed:
        if (subject, field) not in boxes:
            boxes[subject, field] = seal(subject, field, word)
        return boxes[subject, field]

    return once
