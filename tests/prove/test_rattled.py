"""What leans on nothing else being written, or on a thread that is quick, fails while the office rattles; nothing here does."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.rattling import VARIABLE

pytestmark = pytest.mark.prove

ROOT = Path(__file__).parents[2]
SEED = os.environ.get("SHOUBAO_SEED") or str(random.randrange(10**6))
LEANING = (  # they look at what several threads of an office write, show and send
    "escalation/channels/test_ills.py",
    "escalation/channels/test_replies.py",
    "escalation/test_doubt_on_record.py",
    "escalation/test_waiter.py",
    "http/test_exercises.py",
    "http/test_frames_are_the_replay.py",
    "http/test_handover.py",
    "http/test_hops.py",
    "http/test_links_of_the_log.py",
    "http/test_plans.py",
    "http/test_readings.py",
    "http/test_replay_track.py",
    "http/test_replay_unshown.py",
    "http/test_rings.py",
    "http/test_sockets.py",
    "read_models/test_boards.py",
)


def test_no_test_leans_on_luck():
    files = [ROOT / "tests" / one for one in LEANING]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files],
        cwd=ROOT,
        env=os.environ | {VARIABLE: SEED},
        capture_output=True,
        text=True,
    )
    print(f"{VARIABLE}={SEED}")
    assert run.returncode == 0, run.stdout
