"""An office is put back whole or not at all, as a new epoch, and only from a backup that proves itself."""

import json
import subprocess
import sys
import threading
import time
from contextlib import closing
from sqlite3 import connect
from uuid import UUID

import pytest

from api.clock import entropy
from desk.access import Role
from desk.log.chain import HASHINGS, can_hash
from desk.log.log import FILE, open_log
from desk.log.manifest import MANIFEST
from desk.log.verify import verify
from desk.register import Register, catch_up
from desk.vault.accounts import NewAccount
from desk.vault.vault import open_vault
from domain.office import EpochBegan
from domain.restoration import OfficeRestored
from tests.cli.conftest import PASSWORD
from tests.support.backed_up import back_up
from tests.support.log_fixtures import SetClock
from tests.support.office import NINE, an_office
from tests.support.passwords import cheap_passwords
from tests.support.shell import tree
from tests.support.tree import ROOT

WHY = ("--reason", "硬盘坏了", "--by", "周明")


def test_it_goes_on_as_the_next_epoch_and_says_from_where_why_and_by_whom(copy, shoubao, tmp_path):
    said = shoubao("restore", copy, "--folder", tmp_path / "new", *WHY)
    assert (said.code, said.err) == (0, "")
    assert "第2纪元" in said.out
    manifest = json.loads((copy / MANIFEST).read_text())
    log = open_log(tmp_path / "new", SetClock())
    begun, restored = (one.event for one in log.since(manifest["events"]))
    office = catch_up(Register(), log).office
    log.close()
    assert begun == EpochBegan(epoch=2, reason="硬盘坏了")
    assert isinstance(restored, OfficeRestored)
    told = (restored.events, restored.head, restored.by_words)
    assert told == (manifest["events"], manifest["head"], "周明")
    assert (office.epoch, office.restoration.acknowledged) == (2, False)


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_whatever_it_is_chained_with(algorithm, init, shoubao, tmp_path):
    if not can_hash(HASHINGS[algorithm]):
        pytest.skip("this build of OpenSSL leaves it out")
    assert init(algorithm=algorithm).code == 0
    assert shoubao("backup", tmp_path / "copy", "--folder", tmp_path / "office").code == 0
    assert json.loads((tmp_path / "copy" / MANIFEST).read_text())["algorithm"] == algorithm
    assert shoubao("restore", tmp_path / "copy", "--folder", tmp_path / "new", *WHY).code == 0
    assert shoubao("verify", tmp_path / "new").code == 0


def test_of_a_restored_log_the_lost_tail_s_receipts_do_not_hold(worked, copy, shoubao, tmp_path):
    log = open_log(worked, SetClock())
    head = log.head()
    log.close()
    older, newer = f"{head.seq}:{head.chain.hex()}", f"{head.seq + 1}:{'ab' * 32}"
    shoubao("restore", copy, "--folder", tmp_path / "new", *WHY)
    assert shoubao("verify", tmp_path / "new", "--receipt", older).code == 0
    assert shoubao("verify", tmp_path / "new", "--receipt", newer).code == 1


def test_whoever_was_signed_in_then_is_not_now_and_sealed_words_open(worked, shoubao, tmp_path):
    vault = open_vault(worked, entropy)
    account = NewAccount(login="zhou", name="周明", roles=(Role.DUTY_OFFICER,), unit=UUID(int=1))
    with cheap_passwords():
        id = vault.create_account(account, PASSWORD, NINE).id
    token = vault.begin_session(id, NINE)
    assert vault.session(token, NINE)
    vault.links.issue(id, UUID(int=2), 1, NINE)
    vault.close()
    back_up(worked, tmp_path / "copy")
    shoubao("restore", tmp_path / "copy", "--folder", tmp_path / "new", *WHY)
    vault = open_vault(tmp_path / "new", entropy)
    assert [one.name for one in vault.accounts()] == ["周明"]
    assert vault.session(token, NINE) is None
    vault.close()
    with closing(connect(tmp_path / "new" / "vault.db")) as left:
        assert left.execute("SELECT count(*) FROM ring_link").fetchall() == [(0,)]


@pytest.mark.parametrize("there", ["an office", "a file"])
def test_what_is_there_is_never_overwritten(there, copy, worked, shoubao, tmp_path):
    target = worked if there == "an office" else tmp_path / "mine"
    if there == "a file":
        target.write_text("mine")
    before = tree(tmp_path)
    said = shoubao("restore", copy, "--folder", target, *WHY)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert tree(tmp_path) == before


def test_without_a_reason_or_a_name_nothing_is_put_back(copy, shoubao, tmp_path):
    for words in (WHY[:2], WHY[2:]):
        said = shoubao("restore", copy, "--folder", tmp_path / "new", *words)
        assert (said.code, said.err.count("\n")) == (2, 1)
    assert not (tmp_path / "new").exists()


def test_taken_while_four_desks_write_it_is_a_beginning_of_the_log(tmp_path, shoubao):
    office, done = an_office(tmp_path), threading.Event()

    def work():
        while not done.is_set():
            office.call("山洪")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    began, first = time.monotonic(), office.log.head().seq
    copies = [back_up(tmp_path, tmp_path / f"copy{number}") for number in range(3)]
    seconds, written = time.monotonic() - began, office.log.head().seq - first
    done.set()
    for thread in threads:
        thread.join()
    office.log.close()
    print(f"{written / seconds:.0f} events/s beside {len(copies)} backups")
    for number, one in enumerate(copies):
        assert verify(tmp_path / FILE, {one.events: one.head}).fault is None
        assert shoubao("restore", tmp_path / f"copy{number}", "--verify").code == 0
    assert copies[0].events < copies[2].events


def test_killed_at_any_moment_it_leaves_nothing_or_the_whole_office(copy, tmp_path):
    words = (str(copy), str(tmp_path / "new"), "8", "20261126")
    program = [sys.executable, "-m", "tests.support.killed_restore", *words]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told["found"]) <= {"absent", "whole"}
    assert "absent" in told["found"]
    assert told["left"] == []
