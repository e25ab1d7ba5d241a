"""A new office in an empty folder: its log, its own unit and the one above, its rules, its first account."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from msgspec.structs import replace

from api.clock import OfficeClock, entropy, new_id
from api.disk import write_private
from api.settings import OFFICE_FILE
from desk.access import Role
from desk.desk import Desk
from desk.draft import Draft
from desk.founding import Charter
from desk.log.chain import Hashing
from desk.log.envelope import Acting
from desk.log.log import open_log
from desk.network import NetworkAnswer, RegisterUnit, register_unit
from desk.office import AdoptRules, FoundOffice, adopt_rules, found_office
from desk.vault.accounts import NewAccount
from desk.vault.vault import open_vault
from domain.actors import Via, system
from domain.kernel import Value
from domain.rulebook import RuleBook
from domain.unit import UnitProfile

INIT = system("init")
OFFICE_HEAD = """\
# 本机关的设置。优先顺序：命令行选项、SHOUBAO_… 环境变量、本文件。改后重启服务生效。
# The office's settings. Options come first, SHOUBAO_… variables second, this file last.
"""


class Administrator(NamedTuple):
    """Who may let others in."""

    login: str
    name: str
    password: str


def found(
    folder: Path,
    charter: Charter,
    upper: UnitProfile | None,
    administrator: Administrator,
    book: RuleBook,
    hashing: Hashing,
) -> None:
    """Raises WeakPassword."""
    clock = OfficeClock()
    vault = open_vault(folder, entropy)
    log = open_log(folder, clock, new_store_id=new_id(), hashing=hashing)
    try:
        unit = _enact(Desk(log, vault.seal), charter, upper, book, clock().now)
        account = NewAccount(
            login=administrator.login,
            name=administrator.name,
            roles=(Role.ADMINISTRATOR,),
            unit=unit,
        )
        vault.create_account(account, administrator.password, clock().now)
    finally:
        log.close()
        vault.close()


def write_settings(folder: Path, **settings: str | int | bool | list[str]) -> None:
    """TOML writes these few kinds of value as JSON does."""
    lines = (f"{name} = {json.dumps(v, ensure_ascii=False)}\n" for name, v in settings.items())
    write_private(folder / OFFICE_FILE, (OFFICE_HEAD + "".join(lines)).encode())


def _enact(
    desk: Desk, charter: Charter, upper: UnitProfile | None, book: RuleBook, at: datetime
) -> UUID:
    founding = FoundOffice(
        store_id=desk.log.store_id,
        region_code=charter.region_code,
        profile=charter.profile,
        founded=at,
    )
    _do(desk, found_office, founding)
    unit = desk.register().office.unit
    if upper:
        above = _do(desk, register_unit, RegisterUnit(profile=upper, effective=at))
        own = replace(charter.profile, parent=above.answer(NetworkAnswer).id)
        _do(desk, register_unit, RegisterUnit(unit=unit, profile=own, effective=at))
    _do(desk, adopt_rules, AdoptRules(book=book, presets=charter.presets))
    return unit


def _do(desk: Desk, handle: Callable[[Draft, Any], Any], command: Value) -> Any:
    acting = Acting(
        by=INIT, recorded_by=INIT, via=Via.CLI, command_id=new_id(), account="system:init"
    )
    return desk.act(acting, handle, command)
