"""What was not said on the command line is asked for at a terminal, and refused everywhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import typer
from pydantic import TypeAdapter

from api.typed import Word
from domain.kernel import Refused

PASSWORD_VARIABLE = "SHOUBAO_ADMIN_PASSWORD"  # noqa: S105 — a name, not a password
PASSWORD_BYTES_MAX = 4096

_word = TypeAdapter(Word).validate_python


class Unsaid(Refused):
    """缺少必填项"""

    EN: ClassVar[str] = "Something is missing"


class PasswordUnreadable(Refused):
    """口令文件读不懂：应为一行 UTF-8 文本"""

    EN: ClassVar[str] = "The password's file cannot be read: it is one line of UTF-8 text"


def word(given: str, option: str, question: str) -> str:
    """Raises Unsaid."""
    return _checked(given) or _checked(_asked(option, question))


def word_or_nothing(given: str, question: str) -> str:
    if given or not sys.stdin.isatty():
        return _checked(given)
    return _checked(typer.prompt(question, default="", show_default=False))


def one_of(given: str | None, choices: Sequence[str], option: str, question: str) -> str:
    """Raises Unsaid."""
    if given:
        return given
    while (answer := _asked(option, f"{question}（{'、'.join(choices)}）").strip()) not in choices:
        continue
    return answer


def password(file: Path | None) -> str:
    """From the file, else the variable, else typed twice and not shown. Raises Unsaid, PasswordUnreadable."""
    if file:
        return _line_of(file)
    if found := os.environ.get(PASSWORD_VARIABLE):
        return found
    if not sys.stdin.isatty():
        raise Unsaid(f"--password-file / {PASSWORD_VARIABLE}")
    typed: str = typer.prompt(
        "管理员口令（不显示）", hide_input=True, confirmation_prompt="再输一次"
    )
    return typed


def _asked(option: str, question: str) -> str:
    if not sys.stdin.isatty():
        raise Unsaid(option)
    answer: str = typer.prompt(question)
    return answer


def _checked(given: str) -> str:
    """As strict as a page: one type for everything people type."""
    return _word(given.strip())


def _line_of(file: Path) -> str:
    with file.open("rb") as opened:
        content = opened.read(PASSWORD_BYTES_MAX)
    try:
        [line] = content.decode().splitlines()
    except ValueError as error:
        raise PasswordUnreadable(file) from error
    return line
