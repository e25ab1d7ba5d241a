"""A program of the office's: what it is told, what its exit says, and that it ends with its time."""

from __future__ import annotations

import json
import os
import sys

import pytest

from domain.notice import Outcome
from tests.support.gateway import a_gateway
from tests.support.patience import until


@pytest.fixture
def program(channel, tmp_path):
    """A channel that runs these lines of Python."""

    def running(lines, seconds=20.0):
        path = tmp_path / "dial.py"
        path.write_text(f"import json, os, sys, time\ntold = json.load(sys.stdin)\n{lines}\n")
        words = (sys.executable, "-S", str(path), "; rm -rf $HOME")
        return channel(seconds=seconds, kind="command", reaches="mobile", program=words)

    return running


def test_a_program_is_told_the_message_and_its_words_are_kept(program):
    lines = "print(json.dumps({'said': told['to'] + told['text'] + sys.argv[1]}))"
    answer = program(lines).send()
    assert answer.outcome is Outcome.ACCEPTED
    assert answer.said == "13900000001【首报】化工厂爆炸,回1我来办; rm -rf $HOME"


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        ("print(json.dumps({'said': 'no line'})); sys.exit(1)", Outcome.REJECTED),
        ("sys.exit(1)", Outcome.REJECTED),
        ("print('taken')", Outcome.UNKNOWN),
        ("print(json.dumps(['taken']))", Outcome.UNKNOWN),
        ("print(json.dumps({'said': ''})); sys.exit(3)", Outcome.UNKNOWN),
        ("os.kill(os.getpid(), 9)", Outcome.UNKNOWN),
        ("print('x' * 10_000_000); time.sleep(60)", Outcome.UNKNOWN),
    ],
)
def test_only_exit_0_with_an_answer_is_accepted(program, lines, outcome):
    assert program(lines).send().outcome is outcome


def test_a_program_that_does_not_end_is_ended_with_all_it_started(program, tmp_path):
    lines = f"""
if os.fork() == 0:
    open({str(tmp_path / "born")!r}, "w").write(str(os.getpid()))
    os.rename({str(tmp_path / "born")!r}, {str(tmp_path / "child")!r})
time.sleep(60)"""
    for seconds in (1.0, 5.0, 25.0):  # until it had the time to start another
        answer = program(lines, seconds=seconds).send()
        assert answer.outcome is Outcome.UNKNOWN
        if (tmp_path / "child").exists():
            break
    child = int((tmp_path / "child").read_text())
    until(lambda: not _lives(child))


def test_a_program_that_is_not_there_is_a_clear_no_of_the_channel_itself(channel):
    answer = channel(kind="command", reaches="mobile", program=("/nowhere/dial",)).send()
    assert (answer.outcome, answer.own) == (Outcome.REJECTED, True)


def test_apprise_reaches_the_rest_from_a_process_of_its_own(channel):
    with a_gateway() as gateway:
        way = channel(kind="apprise", reaches="fixed", url=f"json://127.0.0.1:{gateway.port}/x")
        assert way.send().outcome is Outcome.ACCEPTED
        [request] = gateway.requests
        assert json.loads(request.body)["message"] == "化工厂爆炸,请于09:20前报市政府。"
        gateway.says(500, {})
        assert way.send().outcome is Outcome.REJECTED


def test_an_address_apprise_does_not_know_is_rejected(channel):
    assert channel(kind="apprise", reaches="fixed", url="nothing-at-all").send().outcome is (
        Outcome.REJECTED
    )


def _lives(pid):
    """A dead child of somebody else's may stay as a zombie until that one looks."""
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
