"""A dossier is sent while it is made: four times the events cost no more memory."""

from __future__ import annotations

import tracemalloc
from contextlib import closing

import pytest

from desk.dossier.making import Dossier, Part, dossier_zip
from desk.dossier.rows import Rows
from desk.log.envelope import StreamWrite
from desk.log.log import open_log
from tests.support.dossiers import said_of
from tests.support.log_fixtures import STORE, SetClock, acting, named, taken

A_COMMAND = 500
SLACK_BYTES = 1 << 20


def a_long_log(folder, events):
    folder.mkdir()
    with closing(open_log(folder, SetClock(), new_store_id=STORE)) as log:
        for number in range(events // A_COMMAND):
            many = tuple(taken(one + 1, "突发" * 40) for one in range(A_COMMAND))
            log.append([StreamWrite(named(number), 0, many)], acting(number), b"{}")
    return folder / "log.db"


def every_other_stream(events):
    return [seq for seq in range(1, events + 1) if (seq - 1) // A_COMMAND % 2]


def peak_of(log, part, out):
    """Bytes of Python's own while it is made."""
    with Rows(log) as rows, out.open("wb") as file:
        tracemalloc.start()
        file.writelines(dossier_zip(rows, Dossier(part, {}, "x")))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


@pytest.mark.parametrize("selection", [False, True])
def test_memory_does_not_grow_with_it(tmp_path, selection):
    peaks = []
    for events in (2_000, 8_000):
        log, out = a_long_log(tmp_path / str(events), events), tmp_path / "x.zip"
        part = Part(events, 1, events)
        part = part._replace(positions=every_other_stream(events)) if selection else part
        peaks.append(peak_of(log, part, out))
        assert said_of(out)[0] == 0
    assert peaks[1] - peaks[0] < SLACK_BYTES
