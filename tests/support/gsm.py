"""A stand-in for a GSM modem on a pseudo terminal: speaks AT commands, keeps what it sent, hands in replies.

with a_modem() as modem:
    modem.device                            # a tty, as /dev/ttyUSB0 is one
    modem.sent                              # [(number, text)]
    modem.receives("13900000001", "1")      # kept on the card; directly=True: +CMT, not kept
    modem.refuses = True                    # +CMS ERROR: 38 for every message
"""

from __future__ import annotations

import os
import re
import select
import threading
import tty
from contextlib import contextmanager
from pathlib import Path

OK = "\r\nOK\r\n"


def ucs2(text):
    return text.encode("utf-16-be").hex().upper()


def plain(hexed):
    return bytes.fromhex(hexed).decode("utf-16-be")


class StandIn:
    def __init__(self):
        self._ours, theirs = os.openpty()
        tty.setraw(theirs)
        self.device = Path(os.ttyname(theirs))
        self._theirs = theirs
        self.sent, self.card, self.asked = [], {}, []
        self.refuses = self.mute = False
        self._number = None
        self._writing, self._closing = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def receives(self, number, text, *, directly=False):
        if directly:
            self._say(f'\r\n+CMT: "{ucs2(number)}",,"26/11/24,09:00:00+32"\r\n{ucs2(text)}\r\n')
            return
        place = len(self.asked) + len(self.card) + 1
        self.card[place] = (number, text)
        self._say(f'\r\n+CMTI: "SM",{place}\r\n')

    def close(self):
        self._closing.set()
        self._thread.join()
        os.close(self._theirs)
        os.close(self._ours)

    def _run(self):
        heard = ""
        while not self._closing.is_set():
            if select.select([self._ours], [], [], 0.02)[0]:
                heard += os.read(self._ours, 4096).decode("ascii")
            heard = heard.replace("\x1b", "")
            while found := re.search("[\r\x1a]", heard):
                said, heard = heard[: found.start()], heard[found.end() :]
                if not self.mute:
                    self._answer(said)

    def _answer(self, said):
        self.asked.append(said)
        if self._number is not None:
            self._take(said)
        elif found := re.fullmatch(r'AT\+CMGS="(\w+)"', said):
            self._number = plain(found[1])
            self._say("\r\n> ")
        elif said.startswith("AT+CMGL"):
            listed = (
                f'+CMGL: {place},"REC UNREAD","{ucs2(number)}",,"26/11/24"\r\n{ucs2(text)}\r\n'
                for place, (number, text) in self.card.items()
            )
            self._say("\r\n" + "".join(listed) + OK)
        else:
            if found := re.fullmatch(r"AT\+CMGD=(\d+)", said):
                del self.card[int(found[1])]
            self._say(OK)

    def _take(self, text):
        number, self._number = self._number, None
        if self.refuses:
            self._say("\r\n+CMS ERROR: 38\r\n")
            return
        self.sent.append((number, plain(text)))
        self._say(f"\r\n+CMGS: {len(self.sent)}{OK}")

    def _say(self, words):
        with self._writing:
            os.write(self._ours, words.encode("ascii"))


@contextmanager
def a_modem():
    modem = StandIn()
    try:
        yield modem
    finally:
        modem.close()
