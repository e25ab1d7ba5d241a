"""What can be amiss with an office: each done to a folder, by the name of what is then found."""

import sqlite3
from contextlib import closing


def drop_a_guard(folder):
    with closing(sqlite3.connect(folder / "log.db")) as log:
        log.execute("DROP TRIGGER receipt_no_update")


def leave_wal(folder):
    with closing(sqlite3.connect(folder / "log.db")) as log:
        log.execute("PRAGMA journal_mode=DELETE")


def break_log(folder):
    (folder / "log.db").write_bytes(b"not a database" * 999)


def change_key(folder):
    (folder / "vault.key").write_bytes(b"k" * 32)


def lose_key(folder):
    (folder / "vault.key").unlink()


def open_to_others(folder):
    (folder / "vault.key").chmod(0o644)


def park(folder):
    with closing(sqlite3.connect(folder / "views.db")) as views:
        views.execute("CREATE TABLE position (seq)")
        views.execute("CREATE TABLE parked (seq)")
        views.execute("INSERT INTO parked VALUES (3)")
        views.commit()


def forget_rules(folder):
    with closing(sqlite3.connect(folder / "log.db")) as log:
        log.execute("DROP TRIGGER event_no_update")
        log.execute("UPDATE event SET topic = 'x' WHERE topic LIKE 'rule%'")
        log.commit()


def claim_plain(folder):
    settings = folder / "office.toml"
    settings.write_text(settings.read_text().replace("plain_http = true", "plain_http = false"))


def spoil_template(folder):
    (folder / "templates").mkdir()
    (folder / "templates" / "bulletin.docx").write_bytes(b"MZ")


ILLS = {
    "a guard is gone": (drop_a_guard, "guards", "receipt_no_update", "verify"),
    "somebody changed the journal": (leave_wal, "log", "delete", "重启"),
    "the log is broken": (break_log, "log", "数据库", "先排除"),
    "another key": (change_key, "vault", "不属于", "备份"),
    "no key": (lose_key, "vault", "vault.key", "先排除"),
    "anybody may read the key": (open_to_others, "rights", "vault.key", "chmod go-rwx vault.key"),
    "an event nobody can show": (park, "views", "第 3 号", "升级"),
    "no rules": (forget_rules, "rules", "尚未采用", "规则"),
    "a template that prints nothing": (
        spoil_template,
        "templates",
        "bulletin.docx",
        "templates check",
    ),
    "not declared": (claim_plain, "certificate", "未声明", "--plain-http"),
}
