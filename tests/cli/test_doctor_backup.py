"""The doctor says how old the last backup is, when it was proved, and what was wrong with it then."""

from datetime import timedelta

import msgspec
from msgspec.structs import replace

from api.clock import wall
from api.last_backup import FILE as LAST_BACKUP
from api.last_backup import last_backup
from tests.cli.test_doctor import looked

DAY = timedelta(days=1)


def test_it_says_how_old_the_last_backup_is_and_when_it_was_proved(
    plain_office, shoubao, tmp_path, monkeypatch
):
    assert "尚无备份" in seen(shoubao, plain_office)
    aged(monkeypatch, days=2)
    assert "从未备份" in seen(shoubao, plain_office)
    monkeypatch.undo()
    assert shoubao("backup", tmp_path / "copy", "--folder", plain_office).code == 0
    assert looked(shoubao, plain_office)["backup"]["ok"]
    for days, words in ((2, "最近备份已是2天前"), (0, "记录")):
        aged(monkeypatch, days=days)
        assert words in seen(shoubao, plain_office)
        monkeypatch.undo()
    before = last_backup(plain_office)
    old = replace(before, proved_at=wall() - 9 * DAY)
    (plain_office / LAST_BACKUP).write_bytes(msgspec.json.encode(old))
    assert "9天未核验" in seen(shoubao, plain_office)
    other = replace(before, head="ab" * 32)
    (plain_office / LAST_BACKUP).write_bytes(msgspec.json.encode(other))
    assert "不是这份日志的" in seen(shoubao, plain_office)
    bad = replace(before, fault="vault.db")
    (plain_office / LAST_BACKUP).write_bytes(msgspec.json.encode(bad))
    assert "vault.db" in seen(shoubao, plain_office)


def seen(shoubao, folder):
    [found] = [
        one for name, one in looked(shoubao, folder).items() if name in ("backup", "backup-young")
    ]
    return found["seen"]


def aged(monkeypatch, *, days):
    """As of so many days from now."""
    monkeypatch.setattr("api.cli.doctor.wall", lambda: wall() + days * DAY)
