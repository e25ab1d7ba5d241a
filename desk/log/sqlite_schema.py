"""The tables of log.db and what guards them."""

from __future__ import annotations

TABLES = (
    # AUTOINCREMENT keeps the highest seq ever given in a table of its own: a cut tail is noticed
    """CREATE TABLE IF NOT EXISTS event (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        recorded_at INTEGER NOT NULL,
        originator_id BLOB NOT NULL,
        originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        version INTEGER NOT NULL,
        state BLOB NOT NULL,
        leaf BLOB NOT NULL,
        chain BLOB NOT NULL,
        UNIQUE (originator_id, originator_version)
    ) STRICT""",
    """CREATE TABLE IF NOT EXISTS receipt (
        account TEXT NOT NULL,
        command_id BLOB NOT NULL,
        fingerprint BLOB NOT NULL,
        seq INTEGER NOT NULL,
        chain BLOB NOT NULL,
        recorded_at INTEGER NOT NULL,
        answer BLOB NOT NULL,
        PRIMARY KEY (account, command_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS due (
        originator_id BLOB PRIMARY KEY,
        next_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # the sweep asks for the earliest first
    "CREATE INDEX IF NOT EXISTS due_by_time ON due (next_at, originator_id)",
    "CREATE TABLE IF NOT EXISTS log_info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)


VERSION_TAKEN = "version taken"  # what a lost race says

REFUSALS = (  # name, when, what is said
    ("event_no_update", "UPDATE ON event", "append-only"),
    ("event_no_delete", "DELETE ON event", "append-only"),
    # INSERT OR REPLACE removes rows without firing a delete trigger, so it is stopped at the insert
    (
        "event_no_replace",
        "INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)",
        "append-only",
    ),
    (
        "event_no_retake",
        "INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE originator_id = NEW.originator_id "
        "AND originator_version = NEW.originator_version)",
        VERSION_TAKEN,
    ),
    (
        "event_no_gap",  # decided on a version that is not on record: load again, like a lost race
        "INSERT ON event WHEN NEW.originator_version > 1 AND NOT EXISTS (SELECT 1 FROM event "
        "WHERE originator_id = NEW.originator_id "
        "AND originator_version = NEW.originator_version - 1)",
        VERSION_TAKEN,
    ),
    ("receipt_no_update", "UPDATE ON receipt", "append-only"),
    ("receipt_no_delete", "DELETE ON receipt", "append-only"),
    (
        "receipt_no_replace",
        "INSERT ON receipt WHEN EXISTS (SELECT 1 FROM receipt WHERE account = NEW.account "
        "AND command_id = NEW.command_id)",
        "append-only",
    ),
)

GUARDS = {  # name -> the text as SQLite keeps it
    name: f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{said}'); END"
    for name, when, said in REFUSALS
}
TRIGGERS = tuple(
    text.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS", 1) for text in GUARDS.values()
)
