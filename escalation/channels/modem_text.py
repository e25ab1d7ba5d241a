"""What is said to a GSM modem and what it says: AT commands in text mode, every word in UCS2."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from escalation.channels.message import Reply

SETUP = (
    "ATE0",
    "AT+CMEE=1",
    "AT+CMGF=1",
    'AT+CSCS="UCS2"',
    "AT+CSMP=17,167,0,8",  # 8: the text is UCS2; 167: the network tries for a day
    "AT+CNMI=2,1,0,0,0",  # a message that comes in is kept on the card and announced
)
LIST = 'AT+CMGL="ALL"'
SMS_MAX = 70  # UTF-16 units of one message
END, ESCAPE = "\x1a", "\x1b"
DONE = re.compile(r"^(OK|ERROR|\+CM[SE] ERROR: .*)$")
NEWS = re.compile(r'^\+CMT: "([0-9A-Fa-f+]*)"')
LISTED = re.compile(r'^\+CMGL: (\d+),"[^"]*","([0-9A-Fa-f+]*)"')


class Kept(NamedTuple):
    """A message on the card, under its place there; None: it was handed over and is not kept."""

    place: int | None
    reply: Reply


def ucs2(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def plain(hexed: str) -> str:
    """A number may also come as it is dialled; what is no UCS2 is shown as it came."""
    try:
        return bytes.fromhex(hexed).decode("utf-16-be")
    except ValueError:
        return hexed


def number_of(said: str) -> str:
    """Four hex digits a character; a dialled number is shorter than any in UCS2."""
    return plain(said) if len(said) >= 20 and len(said) % 4 == 0 else said


def kept_in(lines: list[str]) -> list[Kept]:
    """Every message in an answer, whether it was asked for or came by itself."""
    found: list[Kept] = []
    for head, text in pairwise(lines):
        if listed := LISTED.match(head):
            reply = Reply(number_of(listed[2]), plain(text))
            found.append(Kept(int(listed[1]), reply))
        elif news := NEWS.match(head):
            found.append(Kept(None, Reply(number_of(news[1]), plain(text))))
    return found


def units(text: str) -> int:
    return len(text.encode("utf-16-be")) // 2
