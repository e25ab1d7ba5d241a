"""How a run ends that could not do what it was asked: an exit code and one line, whatever went wrong."""

from __future__ import annotations

import sqlite3
import ssl
from pathlib import Path
from typing import ClassVar, NamedTuple

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError

from api.cli.words import LANGUAGE, in_language, say
from api.problem_words import field_words
from contingency_plans.text_mistakes import PlanTextWrong
from desk.backup_proof import BackupFault
from desk.log.backup import BackupUnsound
from desk.log.connections import UnsafeConnection
from desk.log.envelope import LogBroken
from desk.log.log import LogInUse
from desk.log.note import NoteWrong
from desk.register import NotFounded
from desk.seal.outpost import FolderInUse
from desk.seal.records import RecordsBroken
from desk.vault.accounts import VaultBroken
from domain.kernel import Refused

FAULT, REFUSED, INTERRUPTED = 1, 2, 130
KNOWN: dict[type[Exception], tuple[str, int]] = {
    LogInUse: ("log-in-use", REFUSED),
    NotFounded: ("not-founded", REFUSED),
    VaultBroken: ("vault-broken", FAULT),
    LogBroken: ("log-broken", FAULT),
    UnsafeConnection: ("log-broken", FAULT),
    BackupUnsound: ("backup-unsound", FAULT),
    FolderInUse: ("outpost-in-use", REFUSED),
    RecordsBroken: ("outpost-broken", FAULT),
    NoteWrong: ("outpost-broken", FAULT),
    sqlite3.DatabaseError: ("database-unreadable", FAULT),
    ssl.SSLError: ("certificate-unusable", REFUSED),
    SettingsError: ("setting-wrong", REFUSED),
    UnicodeError: ("not-text", REFUSED),
    typer.Abort: ("aborted", REFUSED),
}


class NoOffice(Refused):
    """此文件夹里没有机关数据；请先 shoubao init，或用 --folder 指明"""

    EN: ClassVar[str] = (
        "There is no office in this folder: run shoubao init, or name another --folder"
    )


class End(NamedTuple):
    line: str
    code: int


class Debug:
    """Whether whoever asked wants the whole traceback."""

    on = False


def end_of(error: Exception) -> End:
    match error:
        case PlanTextWrong():
            lines = "；".join(error.lines(LANGUAGE.get()))
            return End(_with(in_language(error.zh, error.EN), lines), REFUSED)
        case Refused():
            return End(_with(in_language(error.zh, error.EN), _details(error)), REFUSED)
        case typer.TyperException():
            return End(_usage(error), REFUSED)
        case ValidationError():
            return End(_field(error), REFUSED)
        case BackupFault():
            words = _with(say(f"backup-fault-{error.kind}", name=error.name), error.detail)
            return End(words, FAULT)
    for kind, (key, code) in KNOWN.items():
        if isinstance(error, kind):
            return End(_with(say(key), str(error)), code)
    if isinstance(error, OSError):
        return End(_with(say("not-possible-here"), _os_words(error)), REFUSED)
    return End(_with(say("unexpected"), f"{type(error).__name__}: {error}"), FAULT)


def require_office(folder: Path) -> None:
    """Raises NoOffice."""
    if not (folder / "log.db").is_file():
        raise NoOffice(folder)


def _details(refusal: Refused) -> str:
    told = (one for one in refusal.args if isinstance(one, (str, int, Path)))
    return "，".join(str(one) for one in told)


def _usage(error: typer.TyperException) -> str:
    """typer's English is exact and ours names the kind of mistake; both in one line."""
    key = f"usage-{type(error).__name__}"
    return _with(say(key, otherwise="usage"), error.format_message())


def _field(error: ValidationError) -> str:
    [first, *_] = error.errors(include_url=False)
    place = ".".join(str(part) for part in first["loc"])
    return _with(
        say("setting-wrong"), f"{place} {in_language(field_words(first, 'zh'), first['msg'])}"
    )


def _os_words(error: OSError) -> str:
    return f"{error.strerror or error} {error.filename or ''}".strip()


def _with(words: str, details: str) -> str:
    """One line, whatever the details held."""
    if not details:
        return words
    return f"{words}{in_language('：', ': ')}{' '.join(details.split())}"
