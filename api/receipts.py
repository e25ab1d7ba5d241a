"""Receipts on their way to whoever acted: with a program's answer, or on the pages after a form."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import NamedTuple

from desk.log.envelope import Receipt
from desk.receipts import ReceiptSigner

SESSIONS_MAX = 2_000
A_SESSION_MAX = 8
PAGES = 3  # that carry a receipt: the first may never have been shown


class _Waiting(NamedTuple):
    receipt: Receipt
    pages: int


class ReceiptsOnTheWay:
    """Of each session the newest few, until its pages have carried them. In memory: the log holds them all."""

    def __init__(self, signer: ReceiptSigner) -> None:
        self.signer = signer
        self._waiting: OrderedDict[bytes, list[_Waiting]] = OrderedDict()
        self._lock = threading.Lock()

    def give(self, token: str, receipt: Receipt) -> None:
        with self._lock:
            waiting = self._waiting.setdefault(_key(token), [])
            waiting.append(_Waiting(receipt, PAGES))
            del waiting[:-A_SESSION_MAX]
            self._waiting.move_to_end(_key(token))
            if len(self._waiting) > SESSIONS_MAX:
                self._waiting.popitem(last=False)

    def take(self, token: str) -> list[str]:
        """Lines for the page that is written now; signed here, where nobody waits for the log."""
        with self._lock:
            waiting = self._waiting.pop(_key(token), [])
            left = [_Waiting(one.receipt, one.pages - 1) for one in waiting if one.pages > 1]
            if left:
                self._waiting[_key(token)] = left
        return [self.signer.line(one.receipt) for one in waiting]


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
