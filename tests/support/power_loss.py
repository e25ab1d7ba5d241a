"""A disk that forgets: replays a traced run and builds what a power cut would have left of it."""

import os
import re
import sys
from pathlib import Path

CALL = re.compile(r"^(?:\d+ +)?(\w+)\((\d+)<([^>]*)>(.*)\) += (-?\d+)")
TRACED = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename,pwritev,writev,fallocate"
SECTOR = 512
UNSAFE = (".lock", "-shm")  # what no start after a power cut relies on


class Disk:
    """Files as they are safe on the platter, and what was written since without being synced."""

    def __init__(self, folder):
        self.safe = {one.name: bytearray(one.read_bytes()) for one in folder.iterdir()}
        self.pending = {}
        self.acked = 0

    def apply(self, call, name, *details):
        if name == "acked":
            self.acked += call == "write"
        elif call == "pwrite64":
            self.pending.setdefault(name, []).append(details)
        elif call == "ftruncate":
            self.pending.setdefault(name, []).append((details[0], None))
        elif call == "unlink":  # of a write-ahead log whose pages are all in the database
            self.safe.pop(name, None)
            self.pending.pop(name, None)
        elif call in ("fsync", "fdatasync"):
            self.safe[name] = self.content(name, self.pending.pop(name, []))

    def content(self, name, writes):
        found = bytearray(self.safe.get(name, b""))
        for offset, data in writes:
            if data is None:
                del found[offset:]
                continue
            found.extend(bytes(max(0, offset - len(found))))
            found[offset : offset + len(data)] = data
        return found

    def after_the_cut(self, luck):
        """Each unsynced write is lost, kept or torn; now and then all of them are lost."""
        all_lost = luck.random() < 0.3
        image = {}
        for name in {*self.safe, *self.pending}:
            survived = [] if all_lost else list(_survivors(self.pending.get(name, []), luck))
            image[name] = self.content(name, survived)
        return image


def _survivors(writes, luck):
    for offset, data in writes:
        fate = luck.choice(("lost", "kept", "torn"))
        if fate == "torn" and data and len(data) > SECTOR:
            for at in range(0, len(data), SECTOR):
                if luck.random() < 0.5:
                    yield offset + at, data[at : at + SECTOR]
        elif fate != "lost":
            yield offset, data


def calls(trace: Path, folder: Path):
    """(call, file name, details …) for every successful call on a file of the folder, in order."""
    for line in trace.read_text().splitlines():
        assert "unfinished" not in line, "two threads wrote at once: the order is not known"
        found = CALL.match(line)
        if found is None:
            yield from _unlinked(line, folder)
            continue
        call, _, path, rest, result = found.groups()
        path = Path(_text(path))
        if int(result) < 0 or path.parent != folder or path.name.endswith(UNSAFE):
            continue
        if call == "pwrite64":
            _, data, _, offset = rest.rsplit(", ", 3)[-4:]
            data = _bytes(data)
            assert len(data) == int(result), "cut short by the tracer"
            yield call, path.name, int(offset, 0), data
        elif call == "ftruncate":
            yield call, path.name, int(rest.strip(", "), 0)
        else:
            assert call in ("write", "fsync", "fdatasync"), call
            assert call != "write" or path.name == "acked", line
            yield call, path.name


def _unlinked(line, folder):
    assert not re.match(r"^(?:\d+ +)?rename", line), line
    found = re.match(r'^(?:\d+ +)?unlink\("([^"]*)"\) += 0', line)
    if found and Path(_text(found[1])).parent == folder:
        yield "unlink", Path(_text(found[1])).name


def _bytes(quoted):
    return bytes.fromhex(quoted.strip('"').replace("\\x", ""))


def _text(path):
    return _bytes(path).decode() if path.startswith("\\x") else path


def _run(folder: Path, commands: int, synchronous: int):
    """The traced program: acknowledges each command only after the log did, and never closes."""
    from desk.log import connections
    from desk.log.envelope import StreamWrite
    from tests.support.log_fixtures import a_log, acting, alarm, named, taken

    connections.PRAGMAS["synchronous"] = synchronous
    log = a_log(folder)
    acked = os.open(folder / "acked", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    for number in range(commands):
        at = log.head().recorded_at if number % 2 else None
        writes = [
            StreamWrite(named("编号"), number, (taken(number + 1),)),
            StreamWrite(named("时限", number), 0, (alarm(at),)),
        ]
        log.append(writes, acting(number), b'{"filler":"%b"}' % (b"x" * 500))
        os.write(acked, b"%d\n" % number)
    os._exit(0)


if __name__ == "__main__":
    _run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
