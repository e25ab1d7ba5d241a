"""`shoubao doctor`: is everything in order, and what to do if not."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from api.cli.checks import backups, channels, data, files, machine, papers, reach, sealing, watching
from api.cli.checks.finding import Asked, Check, Finding, failed
from api.cli.folders import Folder
from api.cli.refusals import FAULT, end_of, require_office
from api.clock import wall
from api.settings import settings_of

CHECKS: tuple[tuple[str, Check], ...] = (
    ("rights", machine.rights),
    ("room", machine.room),
    ("fsync", machine.fsync),
    ("time-zone", machine.time_zone),
    ("log", data.log),
    ("guards", data.guards),
    ("backup", backups.backup),
    ("clock", data.clock),
    ("vault", data.vault),
    ("views", data.views),
    ("files", files.files),
    ("templates", papers.templates),
    ("fonts", papers.fonts),
    ("rules", data.rules),
    ("calendar", data.calendar),
    ("shift", data.shift),
    ("channels", channels.channels),
    ("certificate", reach.certificate),
    ("server", reach.server),
    ("watch", watching.watch),
    ("deadman", reach.deadman),
    ("seal", sealing.seal),
    ("witness", sealing.witness),
)

AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]


def doctor(folder: Folder = None, json: AsJson = False) -> None:
    """体检：逐项检查并说明怎么办，服务运行中也可；全部正常返回0，否则1"""
    settings = settings_of(folder)
    require_office(settings.folder)
    findings = [_checked(name, check, Asked(settings, wall())) for name, check in CHECKS]
    sound = all(one.ok for one in findings)
    if json:
        checks = [one._asdict() for one in findings]
        typer.echo(msgspec.json.encode({"sound": sound, "checks": checks}))
    else:
        for one in findings:
            _tell(one)
    if not sound:
        raise typer.Exit(FAULT)


def _checked(name: str, check: Check, asked: Asked) -> Finding:
    """A check that fails is a finding too; the others go on."""
    try:
        return check(asked)
    except Exception as error:
        return failed(name, end_of(error).line)


def _tell(finding: Finding) -> None:
    typer.echo(f"{'✓' if finding.ok else '✗'} {finding.seen}")
    if finding.advice:
        typer.echo(f"  → {finding.advice}")
