"""Many threads that meet every kind of event for the first time, all at once, right after a start."""

import subprocess
import sys
from pathlib import Path

from tests.support.log_fixtures import a_log

ROOT = Path(__file__).parents[2]
THREADS = 8


def _meet(folder: Path):
    """The child's part. Threads change as often as they can, so that a half-built type would be seen."""
    sys.setswitchinterval(1e-6)
    import threading

    import desk.desk  # noqa: F401 — and with it every event there is
    from desk.log.codec import decode
    from tests.history.test_samples import SAMPLES

    log, together = a_log(folder), threading.Barrier(THREADS)

    def read():
        together.wait()
        for one in SAMPLES:
            decode(one.topic, one.version, one.state)

    threads = [threading.Thread(target=read) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()


def test_nobody_dies_of_it(tmp_path):
    """msgspec's half-built types are a crash of the interpreter and no exception."""
    child = [sys.executable, "-m", "tests.log.test_first_meeting", str(tmp_path)]
    assert subprocess.run(child, cwd=ROOT, timeout=120).returncode == 0


if __name__ == "__main__":
    _meet(Path(sys.argv[1]))
