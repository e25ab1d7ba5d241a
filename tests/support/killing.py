"""A real server that dies by SIGKILL again and again, from outside or at a chosen moment of a command.

Run as a program it is the nest: the product imported once, and a process forked from it for every start,
so that three hundred starts do not cost three hundred imports. The forked process serves as `serve` does.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from api.clock import wall
from tests.support.nest import ROOT, die_with_the_parent
from tests.support.serving import free_port

ARRIVED, WRITTEN, COMMITTED, DONE = "arrived", "written", "committed", "done"
INSIDE = (ARRIVED, WRITTEN, COMMITTED, DONE)  # between a command's arrival and its answer
OUTSIDE = "outside"
PATIENCE_SECONDS = 60


class Mortal:
    """The server as its killer sees it: one port, one folder, one life after another."""

    def __init__(self, folder):
        self.folder, self.port, self.pid = folder, free_port(), 0
        words = (folder / "server.log").open("ab")
        nest = [sys.executable, "-m", "tests.support.killing", str(folder), str(self.port)]
        with words:
            self._nest = subprocess.Popen(
                nest, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words
            )

    def start(self, moment=OUTSIDE, nth=0):
        """Returns when it answers: (the time then, seconds it took). It dies at the nth command's moment."""
        began = time.monotonic()
        self._say({"moment": moment, "nth": nth})
        self.pid = int(self._hear())
        while time.monotonic() < began + PATIENCE_SECONDS:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/health"):
                    return wall(), time.monotonic() - began
            except OSError:
                time.sleep(0.01)
        raise AssertionError((self.folder / "server.log").read_text()[-2000:])

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        return self.dies()

    def dies(self):
        """Waits for it; by which signal it died."""
        return int(self._hear())

    def end(self):
        """Whoever still serves dies with the nest."""
        self._nest.kill()
        self._nest.wait(PATIENCE_SECONDS)
        self._nest.stdin.close()
        self._nest.stdout.close()

    def _say(self, order):
        self._nest.stdin.write(json.dumps(order).encode() + b"\n")
        self._nest.stdin.flush()

    def _hear(self):
        heard, _, _ = select.select([self._nest.stdout], [], [], PATIENCE_SECONDS)
        assert heard, "the server neither answers nor dies"
        return self._nest.stdout.readline()


class Fuse:
    """Kills this very process at the nth command of a client, at one moment of it."""

    def __init__(self, moment, nth):
        self._moment, self._left = moment, nth

    def burn(self, moment, acting):
        if moment == self._moment and not acting.account.startswith("system:"):
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def lay(self):
        """Into the writer, where a command is written and committed, and behind the desk's answer."""
        from desk.desk import Desk
        from desk.log.sqlite_ink import SqliteInk

        write, commit, act = SqliteInk.write, SqliteInk.commit, Desk.act
        batch = []

        def written(ink, job):
            self.burn(ARRIVED, job.acting)
            batch.append(job.acting)
            return write(ink, job)

        def committed(ink):
            for acting in batch:
                self.burn(WRITTEN, acting)
            seq = commit(ink)
            for acting in batch:
                self.burn(COMMITTED, acting)
            batch.clear()
            return seq

        def done(desk, acting, handle, command):
            answer = act(desk, acting, handle, command)
            if not answer.receipt.replayed:
                self.burn(DONE, acting)
            return answer

        SqliteInk.write, SqliteInk.commit, Desk.act = written, committed, done


def _nest(folder: Path, port: int):
    from api.serving import serve
    from api.settings import Settings

    die_with_the_parent()
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            die_with_the_parent()
            os.dup2(2, 1)
            Fuse(order["moment"], order["nth"]).lay()
            serve(Settings(folder=folder, port=port))
            os._exit(0)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    _nest(Path(sys.argv[1]), int(sys.argv[2]))
