"""Power cuts at random points: no acknowledged command is lost, and without our pragmas some are."""

import os
import random
import shutil
import subprocess
import sys

import pytest

from desk.log.envelope import LogBroken
from desk.log.log import FILE
from desk.log.verify import verify
from tests.support.log_fixtures import a_log, acting, write
from tests.support.power_loss import TRACED, Disk, calls

pytestmark = pytest.mark.prove

SEED = int(os.environ.get("SHOUBAO_SEED", "20260217"))
COMMANDS = 600
IMAGES = int(os.environ.get("SHOUBAO_POWER_CUTS", "400"))
FULL, NORMAL = 2, 1


@pytest.fixture(scope="module")
def strace():
    found = shutil.which("strace")
    if found is None:
        if os.environ.get("SHOUBAO_TEST_ALL") == "1":
            pytest.fail("strace is missing: a power cut cannot be proven without it")
        pytest.skip("strace is missing")
    return found


def traced_run(strace, folder, synchronous):
    a_log(folder).close()
    disk = Disk(folder)
    trace = folder.parent / f"{folder.name}.trace"
    tracer = [strace, "-f", "-y", "-xx", "-s", "200000", "-e", f"trace={TRACED}", "-o", str(trace)]
    program = [sys.executable, "-m", "tests.support.power_loss"]
    arguments = [str(folder), str(COMMANDS), str(synchronous)]
    subprocess.run([*tracer, *program, *arguments], check=True, timeout=300)
    return disk, list(calls(trace, folder))


def lost(image, acked, folder):
    """How many acknowledged commands an image does not have. It must open, verify and go on in any case."""
    folder.mkdir()
    for name, content in image.items():
        if name != "acked":
            (folder / name).write_bytes(content)
    log = a_log(folder)
    try:
        found = [n for n in range(COMMANDS) if log.receipt(acting(n))]
        assert found == list(range(len(found))), "a later command outlived an earlier one"
        rows = log.since(0)
        assert len(rows) == 2 * len(found), "half a command is on record"
        assert log.head().seq == len(rows)
        write(log, "后来", 0)
    finally:
        log.close()
    assert verify(folder / FILE).fault is None
    shutil.rmtree(folder)
    return max(0, acked - len(found))


def cuts(disk, history, luck, images, tmp_path):
    """(images, images that lost something, commands lost at worst, images with unsynced data at risk)"""
    at = sorted(luck.choices(range(len(history)), k=images))
    done = short = worst = at_risk = broken = 0
    for position, step in enumerate(history):
        while done < images and at[done] == position:
            at_risk += any(disk.pending.values())
            try:
                missing = lost(disk.after_the_cut(luck), disk.acked, tmp_path / "image")
            except LogBroken:
                broken += 1
                missing = disk.acked
                shutil.rmtree(tmp_path / "image")
            short, worst, done = short + (missing > 0), max(worst, missing), done + 1
        disk.apply(*step)
    assert disk.acked == COMMANDS
    assert done == images
    return short, worst, at_risk, broken


@pytest.mark.parametrize("synchronous", [FULL, NORMAL], ids=["ours", "control"])
def test_power_cuts(strace, tmp_path, synchronous):
    folder = tmp_path / "office"
    folder.mkdir()
    disk, history = traced_run(strace, folder, synchronous)
    luck = random.Random(SEED)
    short, worst, at_risk, broken = cuts(disk, history, luck, IMAGES, tmp_path)
    print(
        f"\nseed {SEED}, synchronous={synchronous}: {len(history)} disk calls, {COMMANDS} commands, "
        f"{IMAGES} cuts, {at_risk} with unsynced writes: {short} lost something, "
        f"at worst {worst} commands, {broken} would not open"
    )
    assert at_risk > IMAGES // 10, "the cuts hit nothing unsynced: they prove nothing"
    assert broken == 0
    if synchronous == FULL:
        assert short == 0
    else:
        assert short > 0, "the control lost nothing: this proof does not bite"
