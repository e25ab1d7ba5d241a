"""The demonstration: a fictional district with a night's worth of calls, in a folder thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from api.clock import VirtualClock, entropy, new_id, wall
from api.demo.district import LOGINS, PASSWORD, PIN, District
from api.demo.night import Night
from api.settings import Demonstration
from desk.desk import Desk
from desk.log.log import open_log
from desk.vault.accounts import Account, NewAccount
from desk.vault.vault import Vault, open_vault

BEGAN_AGO = timedelta(hours=3)


@contextmanager
def demonstration() -> Iterator[tuple[Path, Demonstration]]:
    """A seeded folder and who may sign in to it; gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="shoubao-demo-") as name:
        accounts = seed(Path(name), wall())
        yield Path(name), Demonstration(password=PASSWORD, pin=PIN, accounts=accounts)


def seed(folder: Path, now: datetime) -> list[Account]:
    """A night that began three hours ago; returns the accounts to sign in with."""
    clock = VirtualClock(now - BEGAN_AGO)
    vault = open_vault(folder, entropy)
    log = open_log(folder, clock, new_store_id=new_id())
    try:
        night = Night(Desk(log, vault.seal), clock, now)
        district = night.found(log.store_id)
        night.pass_by(district)
        return _accounts(vault, district, now)
    finally:
        log.close()
        vault.close()


def _accounts(vault: Vault, district: District, now: datetime) -> list[Account]:
    accounts = [
        vault.create_account(
            NewAccount(
                login=login,
                name=name,
                roles=roles,
                unit=district.office,
                person=district.people.get(name),
            ),
            PASSWORD,
            now,
        )
        for login, name, roles in LOGINS
    ]
    for account in accounts:
        vault.pins.set(account.id, PIN)
    return accounts
