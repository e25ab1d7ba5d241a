"""The auditor and the dead-man as processes of their own, beside a server that is well, stopped or killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from contextlib import closing
from urllib.request import urlopen

import msgspec
import pytest

from api.watching import Said
from tests.support.nights import a_night
from tests.support.serving import a_staffed_office, serving
from tests.support.shell import Shell

HEARD_SECONDS = 40


class Alarmed:
    def __init__(self, path):
        self.path = path

    def says(self, words):
        ends = time.monotonic() + HEARD_SECONDS
        while time.monotonic() < ends:
            if self.path.exists() and words in self.path.read_text():
                return True
            time.sleep(0.05)
        return False


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    with a_staffed_office(folder) as office:
        a_night(office)
    return folder


def test_the_auditor_keeps_quiet_beside_a_server_that_is_well_and_finds_what_is_not(
    office, tmp_path
):
    shell = Shell(tmp_path)
    with serving(office):
        assert shell("watch", "--folder", office, "--every", "0.3", "--once").code == 0
    said = msgspec.json.decode((office / "watch.json").read_bytes(), type=Said)
    assert said.found == []
    with closing(sqlite3.connect(office / "log.db")) as log, log:
        log.execute("DELETE FROM due")
    ended = shell("watch", "--folder", office, "--every", "0.1", "--once")
    assert ended.code == 1
    assert "到点索引缺行" in ended.err
    assert "监看发现" in shell("doctor", "--folder", office).out


@pytest.mark.parametrize("blow", [signal.SIGSTOP, signal.SIGKILL], ids=["stopped", "killed"])
def test_the_dead_man_rings_when_the_server_falls_silent(office, tmp_path, alarm_file, blow):
    program, told = alarm_file
    shell = Shell(tmp_path)
    with serving(office) as server:
        asking = ("deadman", server.url, "--within", "1", "--every", "0.2", "--alarm", program)
        assert shell("deadman", server.url, "--once").code == 0
        assert _asked_lately(server)
        with shell.going(*asking):
            os.kill(server.process.pid, blow)
            assert Alarmed(told).says("首报服务无声")
            if blow is signal.SIGSTOP:
                os.kill(server.process.pid, signal.SIGCONT)
                assert Alarmed(told).says("已恢复")
        assert blow is signal.SIGSTOP or shell("deadman", server.url, "--once").code == 1


def _asked_lately(server):
    with urlopen(f"{server.url}/api/v1/health") as answer:  # what doctor reads
        ago = json.load(answer)["deadman_asked_seconds_ago"]
    return ago is not None and ago < 30


@pytest.fixture
def alarm_file(tmp_path):
    """A program that writes down what it is told, and where."""
    program, told = tmp_path / "alarm", tmp_path / "told.txt"
    program.write_text(f'#!/bin/sh\necho "$1" >> {told}\n')
    program.chmod(0o700)
    return program, told
