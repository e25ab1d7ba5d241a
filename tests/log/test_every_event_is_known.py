"""Whoever reads a log knows every event there is, however little of the program it needs otherwise."""

from __future__ import annotations

import subprocess
import sys

from domain.kernel import TOPICS
from tests.support.tree import ROOT, trade_modules

ASK = "import desk.log.codec; from domain.kernel import TOPICS; print(*sorted(TOPICS))"


def test_the_codec_alone_knows_every_topic():
    said = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    modules = {one.__name__ for one in trade_modules()}
    ours = sorted(topic for topic, kind in TOPICS.items() if kind.__module__ in modules)
    assert said == ours
    assert len(ours) > 150
