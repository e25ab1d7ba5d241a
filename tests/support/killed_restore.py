"""`restore` killed by SIGKILL at random moments: run as a program, with no thread, so that it may fork.

    python -m tests.support.killed_restore BACKUP TARGET KILLS SEED   → a line of JSON: what was found after each

After a kill the target is not there at all, or whole; what was left beside it goes away with the next one.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from desk.log.verify import verify
from tests.support.backed_up import restored

ABSENT, WHOLE, HALF = "absent", "whole", "half"


def killed(source, target, after):
    """What stands there when a restore was killed after so many seconds."""
    child = os.fork()
    if child == 0:
        restored(source, target)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if not target.exists():
        return ABSENT
    sound = (target / "vault.key").exists() and verify(target / "log.db").fault is None
    return WHOLE if sound else HALF


def main(source, target, kills, seed):
    luck, found = random.Random(seed), []
    began = time.monotonic()
    restored(source, target.with_name("once"))
    takes = time.monotonic() - began
    for number in range(kills):
        here = target.with_name(f"{target.name}{number % 3}-{number}")
        found.append(killed(source, here, luck.uniform(0, takes * 1.1)))
        if found[-1] == ABSENT:
            restored(source, here)
    left = [one.name for one in target.parent.iterdir() if "making" in one.name]
    print(json.dumps({"found": found, "left": left, "seconds": takes}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
