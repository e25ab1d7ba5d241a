"""The installed `shoubao`, run as anybody runs it: a process of its own, from a folder of its own.

shell = Shell(tmp_path)
ended = shell("verify", "--json")              # code, out, err
with shell.going("serve", port=…) as server:   # until the block ends; SIGTERM
    server.said("https://")                    # waits for a line that holds this
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.support.rattling import for_programs

PROGRAM = Path(sys.executable).with_name("shoubao")
PATIENCE_SECONDS = 60


class Ended(NamedTuple):
    code: int
    out: str
    err: str


class Shell:
    def __init__(self, folder, program=PROGRAM, **variables):
        self.folder, self.program = folder, program
        kept = {name: value for name, value in os.environ.items() if "SHOUBAO" not in name}
        self.variables = kept | {"COLUMNS": "100"} | for_programs() | variables

    def __call__(self, *words, **options):
        done = subprocess.run(
            [self.program, *map(str, words)],
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            **options,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def going(self, *words):
        process = subprocess.Popen(
            [self.program, *map(str, words)],
            cwd=self.folder,
            env=self.variables | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=_hears_every_signal,
        )
        going = Going(process)
        try:
            yield going
        finally:
            going.end()


def _hears_every_signal():
    """As at a terminal, also where the tests themselves run in the background or under nohup."""
    for one in (signal.SIGINT, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)


class Going:
    """A command that does not end by itself."""

    def __init__(self, process):
        self.process, self.lines = process, []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def said(self, words):
        """The first line that holds these words."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            ended = self.process.poll() is not None and not self._reader.is_alive()
            for line in list(self.lines):
                if words in line:
                    return line
            if ended:
                break
            time.sleep(0.02)
        raise AssertionError(f"{words!r} was not said: {self.lines}")

    def end(self, how=signal.SIGTERM):
        """Returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._reader.join()
        self.process.stdout.close()
        return code

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))


def tree(folder):
    """Every file below a folder and what is in it: nothing was touched when it stays the same."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
