"""The bans bite: a clock, a sleep or a drawn lot anywhere but in api/clock.py fails the build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tree import PRODUCT, ROOT

RUFF = Path(sys.executable).with_name("ruff")
BANNED = [
    "from datetime import datetime\nat = datetime.now()\n",
    "from datetime import UTC, datetime\nat = datetime.now(UTC)\n",
    "import datetime\nday = datetime.date.today()\n",
    "import time\nat = time.time()\n",
    "import time\nat = time.monotonic()\n",
    "import time\ntime.sleep(1)\n",
    "from uuid import uuid4\nid = uuid4()\n",
    "import random\nlot = random.random()\n",
    "import secrets\nlot = secrets.token_bytes(8)\n",
    "import os\nlot = os.urandom(8)\n",
]


def codes(code: str, name: str) -> set[str]:
    run = subprocess.run(
        [RUFF, "check", "--stdin-filename", name, "--output-format", "concise", "-"],
        input=code,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return {word for line in run.stdout.splitlines() for word in line.split() if word == "TID251"}


@pytest.mark.parametrize("code", BANNED)
@pytest.mark.parametrize("name", ["domain/unit.py", "desk/draft.py", "escalation/sweep.py"])
def test_a_clock_or_a_lot_of_its_own_is_refused(name, code):
    assert codes(code, name) == {"TID251"}


@pytest.mark.parametrize("code", BANNED)
def test_only_the_one_clock_has_them(code):
    assert codes(code, "api/clock.py") == set()


def test_nobody_talks_the_ban_away():
    silenced = [file.name for file in PRODUCT if "noqa: TID251" in file.text]
    assert silenced == []
