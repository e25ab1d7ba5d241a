"""A restore killed by SIGKILL a hundred times leaves nothing, or the whole office, and never a half."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from tests.support.backed_up import back_up, worked_in
from tests.support.tree import ROOT

pytestmark = pytest.mark.prove
KILLS = int(os.environ.get("SHOUBAO_KILLS", "100"))
SEED = os.environ.get("SHOUBAO_SEED", "20261126")


def test_a_hundred_kills(tmp_path):
    (tmp_path / "worked").mkdir()
    worked_in(tmp_path / "worked")
    back_up(tmp_path / "worked", tmp_path / "copy")
    words = (str(tmp_path / "copy"), str(tmp_path / "new"), str(KILLS), SEED)
    program = [sys.executable, "-m", "tests.support.killed_restore", *words]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    found = Counter(told["found"])
    print(f"{KILLS} kills within {told['seconds']:.2f} s each: {dict(found)}")
    assert set(found) <= {"absent", "whole"}
    assert found["absent"] > 0
    assert told["left"] == []
