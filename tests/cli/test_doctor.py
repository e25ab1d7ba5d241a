"""The doctor looks at everything while the office works, touches nothing, and says what to do."""

import fcntl
import json
import shutil
import socket
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from threading import Thread

import pytest

from api.cli.checks.words import FINDINGS
from api.cli.doctor import CHECKS
from api.cli.founding import INIT
from api.clock import OfficeClock, new_id, wall
from api.tls.authority import issue, read_authority
from api.tls.hosts import host_of
from desk.desk import Desk
from desk.duty import SetShift, set_shift
from desk.log.envelope import Acting
from desk.log.log import open_log
from desk.network import NetworkAnswer, RegisterPerson, register_person
from domain.actors import Via
from domain.person import PersonProfile
from domain.shift import DutyPost, Seat
from domain.times import Basis, moment
from tests.support.ills import ILLS
from tests.support.serving import free_port
from tests.support.shell import tree

DAY = timedelta(days=1)


def looked(shoubao, folder, *words):
    """What it found, by name."""
    said = shoubao("doctor", "--folder", folder, "--json", *words)
    found = json.loads(said.out)
    assert said.code == (0 if found["sound"] else 1)
    return {one["name"]: one for one in found["checks"]}


def shift(folder, starts, ends):
    """One person is registered and put on duty."""
    with closing(open_log(folder, OfficeClock())) as log:
        desk = Desk(log, lambda *_: None)
        profile = PersonProfile(name="周敏", unit=desk.register().office.unit)
        registering = RegisterPerson(profile=profile, post="主班", since=starts)
        person = do(desk, register_person, registering).answer(NetworkAnswer).id
        setting = SetShift(
            starts=starts,
            ends=ends,
            seats=(Seat(post=DutyPost.LEAD_OFFICER, person=person),),
            set_at=moment(wall(), Basis.KEY_PRESS),
            begins_watch=True,
        )
        do(desk, set_shift, setting)


def do(desk, handle, command):
    acting = Acting(by=INIT, recorded_by=INIT, via=Via.CLI, command_id=new_id(), account="test")
    return desk.act(acting, handle, command)


@pytest.fixture
def on_duty(plain_office):
    """An office with somebody on duty, on a port that is free."""
    shift(plain_office, wall() - DAY, wall() + DAY)
    on_port(plain_office, free_port())
    return plain_office


def on_port(folder, port):
    settings = folder / "office.toml"
    settings.write_text(settings.read_text().replace("port = 8000", f"port = {port}"))


def test_an_office_in_order_is_told_so_line_by_line(on_duty, shoubao):
    said = shoubao("doctor", "--folder", on_duty)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert len(lines) == len(CHECKS)
    assert all(line.startswith("✓ ") for line in lines)


def test_it_works_beside_the_server_and_sees_that_it_works(on_duty, shell, shoubao):
    with shell.going("serve", "--folder", on_duty) as server:
        server.said("http://")
        found = looked(shoubao, on_duty)
        assert all(one["ok"] for one in found.values()), found
        assert "服务在运行" in found["server"]["seen"]


def test_over_tls_it_trusts_the_authority_and_nothing_else(office, init, shell, shoubao):
    on_port(office, free_port())
    with shell.going("serve", "--folder", office) as server:
        server.said("https://")
        assert looked(shoubao, office)["server"]["ok"]
        init(folder="other")
        shutil.copy(office.with_name("other") / "ca.crt", office / "ca.crt")
        assert "不可信" in looked(shoubao, office)["server"]["seen"]


def test_it_neither_waits_for_the_writer_nor_takes_its_place(on_duty, shoubao):
    with (on_duty / "log.db.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert all(one["ok"] for one in looked(shoubao, on_duty).values())


def test_it_changes_nothing(on_duty, shoubao):
    before = tree(on_duty)
    looked(shoubao, on_duty)
    after = tree(on_duty)
    assert after.items() >= before.items()
    assert after.keys() - before.keys() <= {
        f"{name}.db-{side}" for name in ("log", "vault", "views") for side in ("wal", "shm")
    }


@pytest.mark.parametrize("ill", ILLS)
def test_what_is_amiss_is_seen_and_what_to_do_is_said(ill, on_duty, shoubao):
    harm, name, seen, advice = ILLS[ill]
    harm(on_duty)
    found = looked(shoubao, on_duty)[name]
    assert not found["ok"]
    assert seen in found["seen"]
    assert advice in found["advice"]


def test_a_machine_with_too_little_is_told_of(on_duty, shoubao, monkeypatch):
    monkeypatch.setattr("api.cli.checks.machine.FREE_BYTES_MIN", 1 << 60)
    monkeypatch.setattr("api.cli.checks.machine.FSYNC_SECONDS_MAX", 0.0)
    monkeypatch.setenv("PYTHONTZPATH", "")
    found = looked(shoubao, on_duty)
    assert "GiB" in found["room"]["advice"]
    assert "固态" in found["fsync"]["advice"]


def test_a_clock_set_back_is_told_of(on_duty, shoubao, monkeypatch):
    monkeypatch.setattr("api.cli.doctor.wall", lambda: wall() - DAY / 24)
    found = looked(shoubao, on_duty)["clock"]
    assert "早于末条记录" in found["seen"]


def test_without_a_shift_or_after_it_nobody_is_on_duty(plain_office, shoubao):
    assert "还没有排过班" in looked(shoubao, plain_office)["shift"]["seen"]
    shift(plain_office, wall() - 2 * DAY, wall() - DAY)
    assert "无人值班" in looked(shoubao, plain_office)["shift"]["seen"]


@pytest.mark.parametrize(
    ("days", "ok", "seen"),
    [
        (100, True, "有效至"),
        (337, False, "将于"),
        (396, False, "不在有效期"),
        (-2, False, "不在有效期"),
    ],
)
def test_a_certificate_is_renewed_before_it_ends(days, ok, seen, office, shoubao, monkeypatch):
    monkeypatch.setattr("api.cli.doctor.wall", lambda: wall() + days * DAY)
    found = looked(shoubao, office)["certificate"]
    assert (found["ok"], seen in found["seen"]) == (ok, True)
    assert ok or "certificate renew" in found["advice"]


def test_a_name_the_certificate_does_not_hold_is_told_of(office, shoubao):
    root, key = (office / "ca.crt").read_bytes(), (office / "authority/ca.key").read_bytes()
    hosts = [host_of("127.0.0.1"), host_of("localhost"), host_of("::1")]
    (office / "tls.pem").write_bytes(issue(read_authority(root, key), hosts, wall()))
    assert "zhiban.linjiang" in looked(shoubao, office)["certificate"]["seen"]


@contextmanager
def answering(content):
    """Somebody else on the port, who says this to whoever asks."""
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer():
            with suppress(OSError):  # until it is shut
                while True:
                    caller, _ = other.accept()
                    with caller:
                        caller.recv(4096)
                        caller.sendall(content)

        answers = Thread(target=answer, daemon=True)
        answers.start()
        yield other.getsockname()[1]
        other.shutdown(socket.SHUT_RDWR)
        answers.join()


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\n\r\n[1]"])
def test_somebody_else_on_the_port_is_told_of(said, on_duty, shoubao, monkeypatch):
    with answering(said) as port:
        monkeypatch.setenv("SHOUBAO_PORT", str(port))
        found = looked(shoubao, on_duty)["server"]
    assert "被别的程序占用" in found["seen"]


@pytest.mark.parametrize(
    ("health", "seen"),
    [
        ('{"head": 9, "shown": 9, "waiter_alive": false, "sender_alive": true}', "线程已停"),
        ('{"head": 9, "shown": 9, "waiter_alive": true, "sender_alive": false}', "线程已停"),
        ('{"head": 9000, "shown": 9, "waiter_alive": true, "sender_alive": true}', "落后 8991 条"),
    ],
)
def test_a_server_that_does_not_do_its_work_is_told_of(health, seen, on_duty, shoubao, monkeypatch):
    with answering(f"HTTP/1.1 200 OK\r\n\r\n{health}".encode()) as port:
        monkeypatch.setenv("SHOUBAO_PORT", str(port))
        assert seen in looked(shoubao, on_duty)["server"]["seen"]


def test_a_folder_without_an_office_is_refused_in_one_line(shoubao, tmp_path):
    said = shoubao("doctor", "--folder", tmp_path)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def test_everything_that_can_be_amiss_comes_with_advice():
    told = {key for key in FINDINGS if not key.endswith(("-do", "-ok"))}
    assert {f"{key}-do" for key in told} | {"failed-do"} == {
        k for k in FINDINGS if k.endswith("-do")
    }
