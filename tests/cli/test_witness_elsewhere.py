"""A witness for other offices rings by itself: whoever owns the office that lies can silence everything but this."""

from __future__ import annotations

import urllib.error
import urllib.request

from tests.support.grown import ORIGIN, SIGNER, Grown
from tests.support.patience import until
from tests.support.shell import Shell


def sent(url, body):
    try:
        with urllib.request.urlopen(f"{url}/add-checkpoint", body, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_two_histories_under_one_key_are_told_to_the_people_of_the_witness(tmp_path):
    rung, program, known = tmp_path / "rung", tmp_path / "alarm.sh", tmp_path / "known.pub"
    program.write_text(f'#!/bin/sh\necho "$1" >> {rung}\n')
    program.chmod(0o755)
    known.write_text(f"{SIGNER.verifier}\n")
    serving = ("witness", "serve", "--keep", tmp_path / "far", "--known", known, "--port", "0")
    with Shell(tmp_path).going(*serving, "--name", "shoubao/witness/yz", "--alarm", program) as far:
        url = far.said("http://").split("：")[1]
        assert sent(url, Grown().asks(0, 17)) == 200
        assert not rung.exists()
        assert sent(url, Grown("other").asks(17, 30)) == 422
        [told] = until(lambda: rung.exists() and rung.read_text().splitlines())
        assert told.startswith(f"{ORIGIN} 的封签与此处副署过的不符：第 30 号")
        assert sent(url, Grown().asks(17, 30)) == 200  # the true log goes on being answered for
