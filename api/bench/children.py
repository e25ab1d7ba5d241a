"""The office served in a process of its own, with a token to ask it by, as long as it is measured."""

from __future__ import annotations

import multiprocessing
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from api.bench.listeners import allow_files
from api.clock import entropy, pause, stopwatch, wall
from api.serving import serve
from api.settings import Settings
from desk.access import Role
from desk.vault.accounts import NewAccount, TokenKind
from desk.vault.vault import open_vault

END_SECONDS_MAX = READY_SECONDS_MAX = 60.0
SPAWN = multiprocessing.get_context("spawn")


def token_of(folder: Path, unit: UUID, role: Role = Role.DUTY_OFFICER) -> str:
    """Of one of the unit: a duty officer takes calls, watches boards and opens pages."""
    with closing(open_vault(folder, entropy)) as vault:
        new = NewAccount(login="bench", name="bench", roles=(role,), unit=unit)
        account = vault.create_account(new, entropy(16).hex(), wall())
        now = wall()
        return vault.issue_token(TokenKind.API, account.id, "bench", now, now + timedelta(days=1))


def serve_office(folder: Path, port: int) -> None:
    """The child's whole life."""
    allow_files()
    serve(Settings(folder=folder, port=port))


@contextmanager
def child(task: Callable[..., None], *arguments: object) -> Iterator[None]:
    process = SPAWN.Process(target=task, args=arguments, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join(END_SECONDS_MAX)
        process.kill()


def until_it_listens(port: int) -> None:
    until = stopwatch() + READY_SECONDS_MAX
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            if stopwatch() > until:
                raise
            pause(0.05)


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
