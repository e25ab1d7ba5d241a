"""A dossier opened elsewhere shows what it holds, says what it lacks, and takes no write."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.reading_copy import NoOfficeInside, ReadingRunning, open_copy, running_of_folder
from api.settings import Settings
from desk.access import Role
from desk.dossier.verifier.checking import check
from desk.dossier.verifier.container import Container
from desk.log.log import FILE, ReadingCopy, open_log
from tests.support.dossiers import a_log_of, made
from tests.support.log_fixtures import SetClock
from tests.support.passwords import cheap_passwords
from tests.support.photos import an_attachment


def seeded(count):
    return bytes(range(count))


@pytest.fixture
def worked(own_web):
    """Two incidents half an hour apart, the first with a photo and a late figure."""
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    incident = officer.take_call("化工厂爆炸", caller_unit=own_web.town, trapped="3")
    an_attachment(own_web, own_web.program(Role.DUTY_OFFICER), incident)
    own_web.clock.forward(minutes=30)
    officer.submit(f"/incidents/{incident}/figures", dead="1")
    officer.take_call("小学停水")
    own_web.clock.forward(minutes=30)
    return incident


def taken(web, **asked):
    answer = web.browser(Role.SECTION_CHIEF).submit("/dossier", reason="x", **asked)
    assert answer.status_code == 200, answer.text
    return answer.content


def opened(content, tmp_path):
    (tmp_path / "x.zip").write_bytes(content)
    container = Container(tmp_path / "x.zip")
    with cheap_passwords():
        who = open_copy(check(container, []), container, tmp_path / "copy", seeded)
    return Settings(folder=tmp_path / "copy", plain_http=True), who


class Reader:
    """Signed in to a copy that is served."""

    def __init__(self, settings, who):
        self.running = running_of_folder(settings, None, 1.0)
        assert isinstance(self.running, ReadingRunning)
        self.client = TestClient(create_app(self.running), base_url="http://127.0.0.1")
        self.who = who

    def __enter__(self):
        self.client.__enter__()
        with cheap_passwords():
            answer = self.client.post(
                "/login", data={"login": self.who.login, "password": self.who.password}
            )
        assert answer.status_code == 200, answer.text
        return self

    def __exit__(self, *_):
        self.client.__exit__()

    def page(self, path):
        answer = self.client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 200, (path, answer.text)
        return answer.text

    def submit(self, path, **fields):
        [csrf, *_] = re.findall(r'name="csrf" value="([^"]+)"', self.page("/"))
        return self.client.post(path, data={"csrf": csrf} | fields)


def test_the_incident_is_there_with_its_photo_and_the_others_are_not(own_web, worked, tmp_path):
    with Reader(*opened(taken(own_web, incident=worked), tmp_path)) as reader:
        page = reader.page(f"/incidents/{worked}")
        assert "化工厂爆炸" in page
        assert "阅览副本" in page
        assert "其他事件和班次不在内" in page
        assert "小学停水" not in reader.page("/")
        [photo] = {UUID(one) for one in re.findall(r"/files/([0-9a-f-]{36})", page)}
        assert reader.client.get(f"/files/{photo}").status_code == 200


def test_it_replays_step_by_step(own_web, worked, tmp_path):
    with Reader(*opened(taken(own_web, incident=worked), tmp_path)) as reader:
        first, last = reader.page("/replay?at=2026-11-24T09:10:00"), reader.page("/replay")
        assert "化工厂爆炸" in first
        assert "化工厂爆炸" in last
        assert first != last


def test_a_period_is_read_whole(own_web, worked, tmp_path):
    content = taken(own_web, since="2026-11-24 09:20", until="2026-11-24 23:00")
    with Reader(*opened(content, tmp_path)) as reader:
        assert "小学停水" in reader.page("/")
        assert "此前的事件不在内" in reader.page("/")


def test_nothing_can_be_written_and_nothing_runs(own_web, worked, tmp_path):
    settings, who = opened(taken(own_web, incident=worked), tmp_path)
    before = (settings.folder / FILE).read_bytes()
    with Reader(settings, who) as reader:
        answer = reader.submit("/dossier", incident=str(worked), reason="x")
        assert answer.status_code == 409
        assert "阅览副本，不能写入" in answer.text
        assert reader.running.log.next_due() is None
        assert reader.running.log.due(reader.running.clock().now, 10) == []
    assert (settings.folder / FILE).read_bytes() == before
    with pytest.raises(ReadingCopy):
        open_log(settings.folder, SetClock())


def test_a_dossier_without_its_office_is_not_opened(tmp_path):
    content = made(a_log_of(tmp_path))
    with pytest.raises(NoOfficeInside):
        opened(content, tmp_path)
    assert not (tmp_path / "copy").exists()
