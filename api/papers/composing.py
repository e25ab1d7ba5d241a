"""A paper as the log stands: of a day, an incident, a report or an instruction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

import msgspec

from api.drafting import KEPT_IN
from api.languages import say, word_of
from api.papers.photos import photos_of
from api.papers.reviewed import told_of_review
from api.running import Running
from api.shown import shown_so_far
from desk.draft import Unknown
from desk.register import SHANGHAI
from domain import instruction as instructions
from domain import report as reports
from domain.document import DocumentKind, Occasion
from domain.kernel import Refused, fold
from domain.report import ReportStanding
from domain.roster import PlannedShift
from domain.spot_check import SpotCheck
from projections.documents import about_incident
from projections.documents.bulletin import Known, bulletin
from projections.documents.official import Told, Witness
from projections.documents.period import Period, touched, yesterday_of
from projections.documents.plan_letters import plan_letters, to_remind
from projections.follower import Follower
from projections.handover_items import Wording
from projections.incident_file import IncidentFile, gather
from projections.open_incidents import OPEN_INCIDENTS
from projections.plan_owed import owed_lines
from projections.spot_checks import rounds

FLASH = re.compile(r"([0-9a-f-]{36})(?:\.([2-9]|[1-9][0-9]))?", re.ASCII)


class Composed(NamedTuple):
    """A paper before it is numbered. `signer`: who signed what it prints; `unsigned`: somebody has to first."""

    occasion: Occasion
    told: Told
    witness: Witness
    at: datetime
    exercise: UUID | None = None
    signer: UUID | None = None
    unsigned: bool = False

    @property
    def kind(self) -> DocumentKind:
        return self.occasion.kind

    @property
    def digest(self) -> str:
        """Of what it tells, so that nobody issues what they were not shown."""
        words = self.told._replace(photos=())
        shown = [words, [one.caption for one in self.told.photos]]
        return hashlib.sha256(msgspec.json.encode(shown)).hexdigest()


class NobodyToRemind(Refused):
    """没有逾期或者30天内到期的预案事项，无须催办"""

    EN: ClassVar[str] = (
        "Nothing under plans is overdue or due within 30 days: nobody is to be reminded"
    )


class Found(NamedTuple):
    """What one kind of paper is made of. `about`: what its QR names."""

    told: Told
    about: str
    file: IncidentFile | None = None
    signer: UUID | None = None
    unsigned: bool = False


def wording_of(name: Callable[[UUID], str]) -> Wording:
    return Wording(name, partial(word_of, KEPT_IN), partial(say, KEPT_IN))


def compose(
    running: Running, kind: DocumentKind, subject: str, at: datetime, name: Callable[[UUID], str]
) -> Composed:
    """Raises Unknown for a subject that is not there, or a day that has not come."""
    head = shown_so_far(running)
    found = FOUND[kind](running, subject, at, wording_of(name))
    file = found.file
    return Composed(
        occasion=Occasion(kind=kind, subject=subject, incident=file.id if file else None),
        told=found.told,
        witness=Witness(found.about, head.seq, head.chain.hex()),
        at=at,
        exercise=file.incident.exercise if file else None,
        signer=found.signer,
        unsigned=found.unsigned,
    )


def _bulletin(running: Running, subject: str, at: datetime, wording: Wording) -> Found:
    day = _require_today(subject, at)
    before = yesterday_of(day)
    opened, checks = running.boards.read(_open_and_checked)
    ids = dict.fromkeys((*opened, *touched(running.log, before.begins)))
    files = (gather(running.log, one) for one in ids)
    known = Known(at, wording, checks)
    told = bulletin(day, [one for one in files if one], _on_duty(running, before), known)
    return Found(told, subject)


def _open_and_checked(follower: Follower) -> tuple[list[UUID], tuple[SpotCheck, ...]]:
    opened = [one.id for one in follower.rows[OPEN_INCIDENTS.name].values()]
    return opened, tuple(one.check for one in reversed(rounds(follower.rows)))


def _require_today(subject: str, at: datetime) -> date:
    day = _day(subject)
    if day != at.astimezone(SHANGHAI).date():
        raise Unknown(subject)
    return day


def _day(subject: str) -> date:
    try:
        return date.fromisoformat(subject)
    except ValueError:
        raise Unknown(subject) from None


def _on_duty(running: Running, period: Period) -> list[PlannedShift]:
    found = running.desk.register().duty.between(period.begins, period.ends)
    return [shift for _, shift in found]


def _special_report(running: Running, subject: str, at: datetime, wording: Wording) -> Found:
    report = state_of(running, subject, reports.evolve)
    file = require_file(running, report.hop.incident)
    told = about_incident.special_report(file, UUID(subject), wording)
    told = told._replace(photos=photos_of(running, file.id))
    signer = about_incident.signer_of(file, UUID(subject))
    unsigned = report.standing is ReportStanding.DRAFTED
    return _about(file, told)._replace(signer=signer, unsigned=unsigned)


def _flash(running: Running, subject: str, at: datetime, wording: Wording) -> Found:
    """Of an incident there may be several: its id alone is the first, `id.2` the second."""
    found = FLASH.fullmatch(subject)
    if found is None:
        raise Unknown(subject)
    file = require_file(running, _id(found[1]))
    told = about_incident.flash(file, at, wording, int(found[2] or 1))
    return _about(file, told._replace(photos=photos_of(running, file.id)))


def another_flash(subject: str) -> str:
    """The one after it."""
    incident, _, which = subject.partition(".")
    return f"{incident}.{int(which or 1) + 1}"


def _slip(running: Running, subject: str, at: datetime, wording: Wording) -> Found:
    found = state_of(running, subject, instructions.evolve)
    file = require_file(running, found.recorded.incident)
    return _about(file, about_incident.slip(file, UUID(subject), wording))


def _plan_reminder(running: Running, subject: str, at: datetime, wording: Wording) -> Found:
    """Raises NobodyToRemind."""
    _require_today(subject, at)
    register = running.desk.register()
    office, ours = register.office.unit, register.network.subtree(register.office.unit)
    lines = running.boards.read(lambda follower: owed_lines(follower.rows, at))
    told = plan_letters([one for one in lines if to_remind(one, ours, office)], at, wording.word)
    if not told.letters:
        raise NobodyToRemind(subject)
    return Found(told, subject)


def _review(running: Running, subject: str, at: datetime, wording: Wording) -> Found:
    """Raises Unknown where there is no review."""
    file, told, signed = told_of_review(running, _id(subject), wording)
    signer = signed.signer if signed else None
    return _about(file, told)._replace(signer=signer, unsigned=signed is None)


def require_file(running: Running, incident: UUID) -> IncidentFile:
    """Raises Unknown."""
    file = gather(running.log, incident)
    if file is None:
        raise Unknown(incident)
    return file


def state_of(running: Running, subject: str, evolve: Callable[[Any, Any], Any]) -> Any:
    """Raises Unknown, also for an id that names something else."""
    history = running.log.stream(_id(subject))
    try:
        found = fold(evolve, None, (one.event for one in history))
    except TypeError:
        raise Unknown(subject) from None
    if found is None:
        raise Unknown(subject)
    return found


def _id(subject: str) -> UUID:
    try:
        return UUID(subject)
    except ValueError:
        raise Unknown(subject) from None


def _about(file: IncidentFile, told: Told) -> Found:
    opened: Any = file.opened.event
    return Found(told, opened.number, file)


FOUND: dict[DocumentKind, Callable[[Running, str, datetime, Wording], Found]] = {
    DocumentKind.BULLETIN: _bulletin,
    DocumentKind.FLASH: _flash,
    DocumentKind.SPECIAL_REPORT: _special_report,
    DocumentKind.INSTRUCTION_SLIP: _slip,
    DocumentKind.PLAN_REMINDER: _plan_reminder,
    DocumentKind.REVIEW: _review,
}
