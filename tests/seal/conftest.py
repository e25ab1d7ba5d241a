"""A log of six events, sealed and witnessed."""

from __future__ import annotations

import pytest

from tests.support.sealing import Sealing


@pytest.fixture
def sealing(tmp_path):
    sealing = Sealing(tmp_path)
    sealing.writes(*["one"] * 6)
    sealing.begins()
    sealing.looks(2)
    yield sealing
    sealing.ends()
