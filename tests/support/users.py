"""Commands run under users of their own, with what the kernel allows these and no more (needs root).

users = Users(folder)
with users.going(SEAL_USER, "seal", "--folder", …) as sealer: …
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from tests.support.patience import PATIENCE_SECONDS

OFFICE_USER, SEAL_USER, WITNESS_USER, READERS = 64_101, 64_102, 64_103, 64_104

# what is imported after the user is changed may lie where that user may not look
AS = """
import os, sys
from importlib import import_module
from api.cli.shoubao import run
user, readers, *words = sys.argv[1:]
import_module("api.cli." + words[0])
os.setgroups([int(readers)])
os.setresgid(int(user), int(user), int(user))
os.setresuid(int(user), int(user), int(user))
sys.exit(run(words))
"""
ROOT = Path(__file__).parents[2]


@contextmanager
def going(user, *words):
    process = _started(user, *words)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_SECONDS)


def _started(user, *words):
    return subprocess.Popen(
        [sys.executable, "-c", AS, str(user), str(READERS), *map(str, words)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_as(user, *words):
    process = _started(user, *words)
    _, said = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, said


def may_read(user, path):
    """Whether the kernel opens it for that user."""
    child = os.fork()
    if not child:
        os.setgroups([READERS])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        os._exit(0 if os.access(path, os.R_OK, effective_ids=True) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def eventually(true, seconds=PATIENCE_SECONDS):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.05)
    return False


def given_to(user, group, folder):
    os.chown(folder, user, group)
    for path in folder.rglob("*"):
        os.chown(path, user, group)
