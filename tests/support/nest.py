"""Processes forked from one that has read the whole product: a start costs no imports, the process is as real.

child = hatch("tests.support.serving:serve_there", folder, port, words=file)
child.pid, child.poll(), child.wait(seconds), child.kill(), child.terminate()     # as Popen's

Whoever is hatched dies with the nest, and the nest with the tests.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import json
import os
import select
import signal
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.support.rattling import rattle_if_asked

ROOT = Path(__file__).parents[2]
PRODUCT = (
    "api.serving",
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.websockets_sansio_impl",
    "uvloop",
)
FEW = (
    6  # a nest of fewer questions reads no page before somebody asks for it: that takes two seconds
)
PATIENCE_SECONDS = 60


def hatch(function, *arguments, words):
    """Calls `module:function` in a new process, which ends with it. Its words go to the open file."""
    return Hatched(_nest().ask({"call": function, "with": arguments, "words": words.name}))


class Hatched:
    """Ended, it waits as a zombie until it is asked, so that its number is nobody else's."""

    def __init__(self, pid):
        self.pid, self._handle, self._code = pid, os.pidfd_open(pid), None

    def poll(self):
        return self._ended(0)

    def wait(self, seconds=PATIENCE_SECONDS):
        """Its exit code; the signal it died of, with a minus."""
        code = self._ended(seconds)
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), seconds)
        return code

    def kill(self):
        self._send(signal.SIGKILL)

    def terminate(self):
        self._send(signal.SIGTERM)

    def _send(self, one):
        if self._code is None:
            os.kill(self.pid, one)

    def _ended(self, seconds):
        if self._code is None and select.select([self._handle], [], [], seconds)[0]:
            self._code = _nest().ask({"bury": self.pid})
            os.close(self._handle)
        return self._code


@cache
def _nest():
    return Nest()


class Nest:
    """The other end of it, for the tests: one question, one number."""

    def __init__(self):
        program = [sys.executable, "-m", "tests.support.nest"]
        self._process = subprocess.Popen(
            program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        atexit.register(self._end)

    def ask(self, order):
        self._process.stdin.write(json.dumps(order, default=str).encode() + b"\n")
        self._process.stdin.flush()
        heard, _, _ = select.select([self._process.stdout], [], [], PATIENCE_SECONDS)
        assert heard, f"the nest does not answer: {order}"
        return int(self._process.stdout.readline())

    def _end(self):
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()


def main():
    die_with_the_parent()
    _learn()
    for number, line in enumerate(sys.stdin.buffer):
        if number == FEW:
            _learn_pages()
        print(_done(json.loads(line)), flush=True)


def _learn():
    """What every server reads for itself when it starts, and what is the same in each."""
    for module in PRODUCT:
        import_module(module)
    import_module("desk.log.codec").learn_types()
    import_module("contingency_plans.library").library()
    gc.freeze()  # a collection would write to what is shared


def _learn_pages():
    from api.languages import LANGUAGES
    from api.rendering import _environment

    for language in LANGUAGES:
        for template in _environment(language).list_templates():
            _environment(language).get_template(template)
    gc.freeze()


def _done(order):
    if "bury" in order:
        return os.waitstatus_to_exitcode(os.waitpid(order["bury"], 0)[1])
    return os.fork() or _live(order)


def _live(order):
    """Does not return."""
    code = 1
    try:
        die_with_the_parent()
        _take_the_place(order["words"])
        rattle_if_asked()
        module, _, function = order["call"].partition(":")
        getattr(import_module(module), function)(*order["with"])
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _take_the_place(words):
    """Nothing of the nest's own pipes is left."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    told = os.open(words, os.O_WRONLY | os.O_APPEND)
    for mine, theirs in ((nothing, 0), (told, 1), (told, 2)):
        os.dup2(mine, theirs)
    os.close(nothing)
    os.close(told)


def die_with_the_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


if __name__ == "__main__":
    main()
