"""The real server in a process of its own, on a free port of the loopback, over a real folder.

with a_staffed_office(folder) as office:
    office.call("化工厂爆炸")              # what is on record before anybody serves it
with serving(folder) as server:
    server.url                         # http://127.0.0.1:…
    server.kill()                      # SIGKILL, as a power cut does it
    server.start()                     # the same folder on the same port
    server.freeze(), server.thaw()     # SIGSTOP and SIGCONT: a half-open link
"""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

from api.clock import entropy, wall
from desk.access import Role
from desk.vault.accounts import NewAccount
from desk.vault.vault import open_vault
from domain.actors import Actor, ActorKind
from tests.support.nest import hatch
from tests.support.office import an_office
from tests.support.passwords import cheap_passwords

SERVE = "tests.support.serving:serve_there"
READY_SECONDS = 60
PASSWORD = "sheng-ye-zhi-ban"
PEOPLE = (  # login, name, roles
    ("zhiban", "周敏", (Role.DUTY_OFFICER,)),
    ("zhuren", "顾晓岚", (Role.SECTION_CHIEF,)),
    ("guanli", "管理员", (Role.ADMINISTRATOR,)),
)


class Server:
    """One server process at a time; every start serves the same folder on the same port."""

    def __init__(self, folder, port=None):
        self.folder, self.port = folder, port or free_port()
        self.process = None
        self.password = PASSWORD
        self.sessions = {}  # cookies of whoever signed in, for the next window of theirs

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self):
        return self.process.pid

    def start(self):
        """Returns when it answers. Its words go to server.log beside the data."""
        with (self.folder / "server.log").open("ab") as words:
            self.process = hatch(SERVE, self.folder, self.port, words=words)
        self._until_it_answers()
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """As an administrator does it; returns its exit code."""
        if self.process.poll() is None:
            self.thaw()
            self.process.terminate()
        return self.process.wait(READY_SECONDS)

    def freeze(self):
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self):
        os.kill(self.pid, signal.SIGCONT)

    def words(self):
        return (self.folder / "server.log").read_text()

    def _until_it_answers(self):
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/api/v1/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.05)
        self.kill()
        raise AssertionError(f"the server does not answer: {self.words()}")


def serve_there(folder, port):
    """In the process that serves."""
    from api.serving import serve
    from api.settings import settings_of

    with cheap_passwords():
        serve(settings_of(Path(folder), port=port))


def free_port():
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def serving(folder, port=None):
    server = Server(folder, port).start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def a_staffed_office(folder, *, at=None, **options):
    """`an_office` with a vault and accounts. Leave it before serving the folder: one log, one writer."""
    with cheap_passwords():
        vault = open_vault(folder, entropy)
    office = an_office(folder, at=at or wall(), seal=vault.seal, **options)
    office.vault, office.people, office.accounts = vault, {}, {}
    try:
        for login, name, roles in PEOPLE:
            _staff(office, login, name, roles)
        office.officer = Actor(kind=ActorKind.PERSON, id=str(office.people["周敏"]))
        yield office
    finally:
        office.log.close()
        vault.close()


def _staff(office, login, name, roles):
    person = office.people[name] = office.person(name)
    new = NewAccount(login=login, name=name, roles=roles, unit=office.county, person=person)
    office.accounts[login] = office.vault.create_account(new, PASSWORD, office.clock.at)
