"""What a route may say of who is let in."""

from __future__ import annotations

from typing import NamedTuple


class May(NamedTuple):
    """Letters: Officer, Leader, Chief, Auditor, administrator (M), Reporter.

    `office`: of the office itself. `below`: of a unit below it that knows of the thing.
    `foreign`: what an unrelated unit gets. `shift`: a leader must be on the shift. `wall`: a wall screen too.
    """

    office: str
    below: str = ""
    foreign: str = "refused"
    shift: bool = False
    wall: bool = False


OPEN = None  # anybody, signed in or not
HOLDS_LINK = "link"  # whoever holds it, unless signed in as somebody else
BOARD = May("OLCA", wall=True)
DESK = May("OLC")
SEES = May("OLCAR", "OLCAR", "missing")
AMENDS = May("OLC", "", "missing")
DECIDES = May("LC", "", "missing", shift=True)
INSTRUCTS = May("LC", "", "missing")
JUDGES = May("C", "", "missing")
REPORTS = May("OLCR", "OLCR", "missing")
SIGNS = May("LC", "LC", "missing", shift=True)
LEADS = May("LC")
EXPLAINS = May("LC", shift=True)
REGISTER = May("OLCAM")
EDITS = May("CM")
ADMINISTERS = May("M")
