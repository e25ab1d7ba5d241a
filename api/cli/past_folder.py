"""A folder with the office of a past case, and who may sign in to look at it."""

from __future__ import annotations

from pathlib import Path

from api.cases.known import office_named
from api.cases.office import replay_as
from api.cases.shapes import Case
from api.cli.founding import write_settings
from api.clock import entropy, wall
from api.disk import built
from api.settings import LOOPBACK
from desk.access import Role
from desk.vault.accounts import NewAccount
from desk.vault.vault import open_vault

PASSWORD = "wangshi-chongyan"  # noqa: S105 - of a folder that holds nothing but a published case
PIN = "290417"
LOGINS = (  # login, name, roles: posts, and nobody's name
    ("shenji", "审计员", (Role.AUDITOR,)),
    ("daiban", "带班领导", (Role.DUTY_LEADER,)),
    ("zhuren", "值班室主任", (Role.SECTION_CHIEF,)),
)


def past_office(case: Case, unit: str, target: Path) -> str:
    """Made whole or not at all; whose office it is. Raises NoSuchActor, PlaceTaken, PlaceMissing."""
    office = office_named(case, unit)
    name = case.actors[office].name
    with built(target) as making:
        making.mkdir(mode=0o700)
        own = replay_as(case, office, making)
        vault = open_vault(making, entropy)
        for login, post, roles in LOGINS:
            new = NewAccount(login=login, name=post, roles=roles, unit=own)
            vault.pins.set(vault.create_account(new, PASSWORD, wall()).id, PIN)
        vault.close()
        write_settings(making, past=name, plain_http=True, allowed_hosts=list(LOOPBACK))
    return name
