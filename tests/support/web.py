"""One office served inside the test's own process: real files, real threads, a clock to turn.

with a_web(tmp_path) as web:
    officer = web.browser(Role.DUTY_OFFICER)       # signed in; unit=web.town, on_shift=True on demand
    incident = officer.take_call("化工厂爆炸", caller_unit=web.town)
    officer.submit(f"/incidents/{incident}/closing", reason="处置完毕")
    program = web.program(Role.DUTY_OFFICER)       # the same with a bearer token
    program.post("/api/v1/calls", {"what": "燃气泄漏"}, key="call-1")
    web.clock.forward(minutes=20)                  # nothing waits for real time
"""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from starlette.testclient import TestClient

from api.app import create_app
from api.clock import VirtualClock
from api.guarding import cookie_name
from api.running import Running
from api.settings import Settings
from desk.access import Role
from desk.duty import SetShift, set_shift
from desk.vault.accounts import NewAccount, TokenKind
from domain.shift import DutyPost, Seat
from domain.words import Tier, UnitKind
from tests.support.office import NINE
from tests.support.passwords import cheap_passwords
from tests.support.patience import patient, until
from tests.support.serving import a_staffed_office

PASSWORD = "yi-ye-ping-an-wu-shi"
HOST = "http://127.0.0.1"


class Web:
    """`county` is the office; `town` and `department` below it, `works` below the town, `sibling` beside."""

    def __init__(self, running, units, people):
        self.running, self.clock, self.vault = running, running.clock, running.vault
        self.__dict__.update(units)
        self.people = people  # by name: 沈立群 leads the shift, 周敏 is its lead officer
        self.app = create_app(running)
        self.server = TestClient(self.app, base_url=HOST)
        self._numbers = itertools.count()
        self._accounts = {}

    @property
    def log(self):
        return self.running.log

    def account(self, role, unit=None, *, on_shift=False):
        """The one account of this kind; made when it is first asked for."""
        kind = (role, unit or self.county, on_shift)
        if kind not in self._accounts:
            self._accounts[kind] = self.new_account([role], unit, on_shift=on_shift)
        return self._accounts[kind]

    def new_account(self, roles, unit=None, *, on_shift=False, login=None, person=None):
        on_duty = "沈立群" if Role.DUTY_LEADER in roles else "周敏"
        login = login or f"account-{next(self._numbers)}"
        new = NewAccount(
            login=login,
            name=login,
            roles=tuple(roles),
            unit=unit or self.county,
            person=self.people[on_duty] if on_shift else person,
        )
        return self.vault.create_account(new, PASSWORD, self.clock.at)

    def browser(self, role=None, unit=None, *, on_shift=False):
        """Signed in as an account of this kind; of nobody without a role."""
        if role is None:
            return Browser(self, "")
        return self.browser_of(self.account(role, unit, on_shift=on_shift))

    def browser_of(self, account):
        return Browser(self, self.vault.begin_session(account.id, self.clock.at))

    def wall(self):
        return Browser(self, self._token(TokenKind.WALL, self.account(Role.SECTION_CHIEF)))

    def program(self, role, unit=None, *, on_shift=False):
        return self.program_of(self.account(role, unit, on_shift=on_shift))

    def program_of(self, account):
        return Program(self, self._token(TokenKind.API, account))

    def client(self, **headers):
        """A fresh client of the one running server, whose threads and loop it shares."""
        client = TestClient(
            self.app,
            base_url=HOST,
            headers=headers,
            follow_redirects=False,
            raise_server_exceptions=False,
        )
        client.portal = self.server.portal
        return client

    def _token(self, kind, account):
        now = self.clock.at
        return self.vault.issue_token(kind, account.id, "test", now, now + timedelta(days=30))


class Browser:
    """Sends its cookie with everything, and our own word with every form."""

    def __init__(self, web, token):
        self.web, self.client = web, web.client(accept="text/html")
        if token:
            self.client.cookies.set(cookie_name(web.running), token, domain="127.0.0.1")

    @property
    def token(self):
        return self.client.cookies.get(cookie_name(self.web.running), default="")

    def get(self, path, **more):
        return self.client.get(path, **more)

    def submit(self, path, **fields):
        """A form of our own page: csrf and command id filled in unless the test gives its own."""
        ours = {"csrf": self.web.vault.csrf(self.token), "command_id": str(uuid4())}
        given = {name: value for name, value in fields.items() if value is not None}
        return self.client.post(path, data=ours | given)

    def take_call(self, what="化工厂爆炸", **fields):
        answer = self.submit("/calls", what=what, **fields)
        assert answer.status_code == 303, answer.text
        return UUID(urlsplit(answer.headers["location"]).path.rsplit("/", 1)[-1])

    def watch(self, page="wall"):
        """The live socket, opened as this browser's page opens it."""
        cookie = f"{cookie_name(self.web.running)}={self.token}"
        return self.client.websocket_connect(
            f"ws://127.0.0.1/ws?page={page}", headers={"cookie": cookie}
        )


class Program:
    """A bearer token and JSON."""

    def __init__(self, web, token):
        self.client = web.client(authorization=f"Bearer {token}", accept="application/json")

    def get(self, path, **more):
        return self.client.get(path, **more)

    def post(self, path, body, *, key=None, **headers):
        headers = {"idempotency-key": key or str(uuid4())} | headers
        return self.client.post(path, json=body, headers=headers)

    def submit(self, path, **fields):
        """A page's form, answered to a program."""
        return self.client.post(path, data=fields)

    def post_raw(self, path, content, **headers):
        """Bytes as they are, said to be JSON."""
        headers = {"idempotency-key": str(uuid4()), "content-type": "application/json"} | headers
        return self.client.post(path, content=content, headers=headers)


@contextmanager
def a_web(folder, **settings):
    with cheap_passwords():
        units, people = _founded_in(folder)
        running = Running(Settings(folder=folder, **settings), VirtualClock(NINE))
    web = Web(running, units, people)
    patient(running.boards)
    with web.server:
        until(lambda: not running.log.due(web.clock.at, 1))  # the officers are late: it is noted
        yield web


def _founded_in(folder):
    """Founded once: every office begins with the same files, and each goes its own way from there."""
    files, units, people = _founded()
    for name, content in files.items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)  # as the vault demands of its key
    return units, dict(people)


@cache
def _founded():
    with TemporaryDirectory() as made:
        folder = Path(made)
        units, people = _found(folder)
        return {path.name: path.read_bytes() for path in folder.iterdir()}, units, people


def _found(folder):
    with a_staffed_office(folder, at=NINE) as office:
        beside = office.unit("白沙街道", Tier.TOWNSHIP, parent=office.county)
        bureau = office.unit("区应急局", Tier.COUNTY, UnitKind.DEPARTMENT, office.county)
        units = {name: getattr(office, name) for name in ("county", "city", "town", "works")}
        people = {
            "沈立群": office.person("沈立群", post="带班领导"),
            "周敏": office.people["周敏"],
            "镇长": office.person("镇长", office.town, post="镇长"),
            "无职": office.person("无职"),
        }
        seats = (
            Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=people["沈立群"]),
            Seat(post=DutyPost.LEAD_OFFICER, person=people["周敏"]),
        )
        ends = NINE + timedelta(hours=24)
        at = office.at()
        setting = SetShift(starts=NINE, ends=ends, seats=seats, set_at=at, begins_watch=True)
        office.do(set_shift, setting)
    return units | {"sibling": beside, "department": bureau}, people
