"""Who may do what, written by hand a second time: the oracle that the generated access test holds routes to."""

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
JUDGES = May("CA", "", "missing")
REPORTS = May("OLCR", "OLCR", "missing")
SIGNS = May("LC", "LC", "missing", shift=True)
LEADS = May("LC")
EXPLAINS = May("LC", shift=True)
REGISTER = May("OLCAM")
EDITS = May("CM")
ADMINISTERS = May("M")

WHO_MAY = {
    "GET /login": OPEN,
    "POST /login": OPEN,
    "POST /logout": OPEN,
    "POST /language": OPEN,
    "MOUNT /static": OPEN,
    "GET /api/v1/health": OPEN,
    "GET /": BOARD,
    "GET /wall": BOARD,
    "GET /shift": BOARD,
    "GET /posts": May("OLCA"),
    "GET /api/v1/board": BOARD,
    "SOCKET /ws": BOARD,
    "POST /wall": May("OLCA"),
    "GET /intake/paper": DESK,
    "POST /calls": DESK,
    "POST /api/v1/calls": DESK,
    "POST /calls/{incoming}/disposal": AMENDS,
    "POST /calls/{incoming}/completion": AMENDS,
    "POST /calls/{incoming}/caller": AMENDS,
    "GET /incidents/{incident}": SEES,
    "GET /api/v1/incidents/{incident}": SEES,
    "GET /incidents/{incident}/hops": SEES,
    "GET /incidents/{incident}/knowledge": SEES,
    "GET /incidents/{incident}/hops.docx": SEES,
    "POST /incidents/{incident}/figures": AMENDS,
    "POST /incidents/{incident}/occurrence": AMENDS,
    "POST /incidents/{incident}/class": AMENDS,
    "POST /incidents/{incident}/sensitivity": AMENDS,
    "POST /incidents/{incident}/knowledge": AMENDS,
    "POST /incidents/{incident}/response-start": AMENDS,
    "POST /incidents/{incident}/response-end": AMENDS,
    "POST /incidents/{incident}/origin": AMENDS,
    "POST /incidents/{incident}/merger": AMENDS,
    "POST /incidents/{incident}/closing": AMENDS,
    "POST /incidents/{incident}/dials": AMENDS,
    "POST /incidents/{incident}/files": REPORTS,
    "GET /files/{attachment}": SEES,
    "GET /files/{attachment}/small": SEES,
    "POST /files/{attachment}/withdrawal": AMENDS,
    "POST /dials/{dial}/ending": AMENDS,
    "POST /dials/{dial}/withdrawal": AMENDS,
    "POST /incidents/{incident}/level": DECIDES,
    "POST /incidents/{incident}/response-level": DECIDES,
    "POST /incidents/{incident}/warning": AMENDS,
    "POST /incidents/{incident}/conduct": AMENDS,
    "POST /incidents/{incident}/requests": AMENDS,
    "POST /incidents/{incident}/breaches": May("OLCA", "", "missing"),
    "POST /reports/{report}/untruth": AMENDS,
    "GET /breaches": May("OLCAR"),
    "GET /disputes": May("CA"),
    "POST /disputes": May("CA"),
    "GET /phone-bill": DESK,
    "POST /phone-bill": DESK,
    "GET /performance": May("OLCA"),
    "GET /performance/{month}": May("OLCA"),
    "GET /performance/{month}/xlsx": May("OLCA"),
    "GET /performance/{month}/docx": May("OLCA"),
    "GET /breaches/{breach}": SEES,
    "POST /breaches/{breach}/statement": REPORTS,
    "POST /breaches/{breach}/decision": JUDGES,
    "POST /breaches/{breach}/revocation": JUDGES,
    "POST /breaches/{breach}/consequence": JUDGES,
    "POST /breaches/{breach}/circulation": JUDGES,
    "POST /incidents/{incident}/annulment": DECIDES,
    "POST /incidents/{incident}/deadlines/{deadline}/excuse": DECIDES,
    "POST /api/v1/incidents/{incident}/level": DECIDES,
    "POST /api/v1/incidents/{incident}/deadlines/{deadline}/excuse": DECIDES,
    "POST /incidents/{incident}/reports": REPORTS,
    "POST /incidents/{incident}/drafts": REPORTS,
    "POST /api/v1/incidents/{incident}/reports": REPORTS,
    "POST /reports/{report}/revision": REPORTS,
    "POST /reports/{report}/sending": REPORTS,
    "POST /reports/{report}/receipt": REPORTS,
    "POST /reports/{report}/correction": REPORTS,
    "POST /reports/{report}/signature": SIGNS,
    "GET /handover": DESK,
    "GET /handover/{outgoing}/{relief}/sheet": May("OLCA"),
    "POST /handover/{relief}/offer": DESK,
    "POST /handover/{relief}/acceptance": DESK,
    "POST /handover/{relief}/dispute": DESK,
    "POST /handover/{relief}/signature": DESK,
    "POST /handover/{relief}/withdrawal": DESK,
    "POST /handover/{relief}/taking-over": DESK,
    "POST /handover/staying-on": DESK,
    "GET /pin": DESK,
    "POST /pin": DESK,
    "GET /search": May("OLCA"),
    "GET /duty-log": May("OLCA"),
    "GET /duty-log/xlsx": May("OLCA"),
    "POST /sound/heard": BOARD,
    "POST /sound/silence": DESK,
    "POST /sound/test": DESK,
    "POST /shift": LEADS,
    "GET /roster": May("OLCA"),
    "POST /roster/preview": DESK,
    "POST /roster/import": DESK,
    "GET /roster/rotation": DESK,
    "POST /roster/rotation/preview": DESK,
    "POST /roster/rotation": DESK,
    "GET /roster/{first}/{last}": May("OLCA"),
    "POST /roster/{first}/{last}/publication": LEADS,
    "GET /duty-changes": May("OLCA"),
    "POST /duty-changes": DESK,
    "POST /duty-changes/{change}/consent": DESK,
    "POST /duty-changes/{change}/decline": DESK,
    "POST /duty-changes/{change}/withdrawal": DESK,
    "POST /duty-changes/{change}/approval": LEADS,
    "POST /duty-changes/{change}/refusal": LEADS,
    "GET /waiting": May("OLCA"),
    "POST /tellings/{telling}/reading": May("OLCA", foreign="in"),
    "GET /duty-feed": May("OLCA"),
    "POST /duty-feed": May("OLCA"),
    "POST /duty-feed/revocation": May("OLCA"),
    "GET /duty-feed/{feed}.ics": OPEN,
    "POST /shift/{shift}/check-in": DESK,
    "GET /rings/{notice}": DESK,
    "POST /rings/{notice}/acknowledgement": DESK,
    "POST /api/v1/notices/{notice}/acknowledgement": DESK,
    "POST /incidents/{incident}/instructions": INSTRUCTS,
    "POST /incidents/{incident}/taskings": AMENDS,
    "POST /incidents/{incident}/taskings/{tasking}/receipt": AMENDS,
    "POST /incidents/{incident}/taskings/{tasking}/answer": AMENDS,
    "POST /incidents/{incident}/taskings/{tasking}/round": AMENDS,
    "POST /rings/{notice}/spoken": DESK,
    "POST /rings/{notice}/pin": DESK,
    "POST /reports/{report}/telephone-signature": SIGNS,
    "POST /reports/{report}/ink": REPORTS,
    "POST /reports/{report}/signature-request": REPORTS,
    "GET /phone": LEADS,
    "POST /phone/{incident}/acknowledgement": INSTRUCTS,
    "POST /phone/{incident}/arrival": INSTRUCTS,
    "POST /phone/{incident}/agreement": INSTRUCTS,
    "POST /phone/{incident}/instruction": INSTRUCTS,
    "POST /phone/{incident}/reports/{report}/signature": SIGNS,
    "GET /r/{token}": HOLDS_LINK,
    "POST /r/{token}": HOLDS_LINK,
    "GET /channels": May("OLCM"),
    "POST /channels/{channel}/test": May("OLCM"),
    "GET /clock": EXPLAINS,
    "POST /clock": EXPLAINS,
    "GET /duties": REGISTER,
    "POST /duties/{duty}": EDITS,
    "GET /register": REGISTER,
    "GET /register/sheet": REGISTER,
    "GET /register/sheet/empty": REGISTER,
    "GET /register/units/{unit}": REGISTER,
    "GET /register/people/{person}": REGISTER,
    "POST /register/units": EDITS,
    "POST /register/units/{unit}": EDITS,
    "POST /register/units/{unit}/closing": EDITS,
    "POST /register/people": EDITS,
    "POST /register/people/{person}": EDITS,
    "POST /register/people/{person}/leaving": EDITS,
    "POST /register/preview": EDITS,
    "POST /register/import": EDITS,
    "GET /rules": May("OLCAMR", foreign="in", below="OLCAMR"),
    "POST /rules": ADMINISTERS,
    "POST /rules/holidays": ADMINISTERS,
    "GET /accounts": ADMINISTERS,
    "POST /accounts": ADMINISTERS,
    "POST /accounts/{account}/disabling": ADMINISTERS,
}
