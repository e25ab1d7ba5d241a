"""An office at work with a photo, a sealed caller and a paper's file, and backups of it.

office = worked_in(folder)           # founded here, closed again
back_up(folder, target)              # as the command line does it
restored(backup, folder)             # put back, by 周明, for a reason
"""

from __future__ import annotations

from functools import partial

from api.backup_files import files_beside
from api.clock import entropy, wall
from api.disk import built
from api.restoring import Restoring, restore
from desk.files import Files
from desk.log.backup import backup
from desk.vault.vault import open_vault
from tests.support.office import NINE, an_office


def worked_in(folder, at=NINE):
    """Two calls, one with a caller's name sealed; a session, and a kept file."""
    vault = open_vault(folder, entropy)
    office = an_office(folder, at=at, seal=vault.seal)
    office.call("化工厂爆炸", caller=office.town, caller_name="张三")
    office.call("山洪")
    Files(folder).store(b"a photo", b"a small one")
    office.log.close()
    vault.close()
    return office


def back_up(folder, target, *, without_key=False):
    beside = partial(files_beside, folder, without_key=without_key)
    with built(target) as making:
        return backup(folder, making, wall(), beside, made_by="0.1.0")


def restored(source, target, **more):
    return restore(Restoring(source, target, "硬盘坏了", "周明", wall(), **more))
