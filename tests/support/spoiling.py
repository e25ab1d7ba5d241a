"""Ways to spoil an unpacked dossier: by chance, and by somebody who makes everything fit that he can reckon."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from random import Random

from desk.dossier.verifier.events import LINE
from desk.dossier.verifier.hashes import Hashing
from desk.dossier.verifier.manifest import DIGEST, digest_of, written

SHA = Hashing("sha256")


def files_in(folder):
    return sorted(one for one in folder.rglob("*") if one.is_file())


def blindly(chance: Random, folder) -> str:
    """One change to one file, or a file more or less. Answers what was done."""
    file = chance.choice(files_in(folder))
    change = chance.choice(BLIND)
    before = file.read_bytes()
    after = change(chance, before)
    if after is None:
        file.unlink()
    elif after == before:
        return blindly(chance, folder)
    else:
        file.write_bytes(after)
    return f"{change.__name__} {file.name}"


def _bit(chance, data):
    at = chance.randrange(len(data) * 8)
    return _put(data, at // 8, bytes([data[at // 8] ^ 1 << at % 8]))


def _byte(chance, data):
    return _put(data, chance.randrange(len(data)), chance.randbytes(1))


def _put(data, at, one):
    return data[:at] + one + data[at + 1 :]


def _less(chance, data):
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randint(1, 80) :]


def _more(chance, data):
    at = chance.randint(0, len(data))
    return data[:at] + chance.randbytes(chance.randint(1, 40)) + data[at:]


def _cut(chance, data):
    return data[: chance.randrange(len(data))]


def _lines(chance, data):
    lines = data.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _twice(chance, data):
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def _gone(_, __):
    return None


def _digit(chance, data):
    """Still a number, still JSON."""
    places = [one.start() for one in re.finditer(rb"[0-9]", data)]
    return _put(data, chance.choice(places), b"%d" % chance.randrange(10)) if places else data


BLIND = (_bit, _byte, _less, _more, _cut, _lines, _twice, _gone, _digit)


def cleverly(chance: Random, folder) -> str:
    """An event is another, and whatever follows from it without a key is reckoned anew."""
    events = folder / "events.ndjson"
    lines = events.read_bytes().splitlines(keepends=True)
    change = chance.choice(CLEVER)
    change(chance, lines)
    events.write_bytes(b"".join(lines))
    fitting(folder, lines)
    return change.__name__


def _edited(chance, lines):
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace(b'"number":', b'"number":1', 1)


def _retopiced(chance, lines):
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace(b'"topic":"', b'"topic":"x', 1)


def _back_dated(chance, lines):
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace(b'"recorded_at":17', b'"recorded_at":16', 1)


def _dropped(chance, lines):
    """With a position changed behind it, so that no number is missing."""
    at = chance.randrange(len(lines) - 1)
    del lines[at]
    for place in range(at, len(lines)):
        lines[place] = _renumbered(lines[place], -1)


def _swapped(chance, lines):
    at = chance.randrange(len(lines) - 1)
    one, other = lines[at], lines[at + 1]
    gap = _seq(other) - _seq(one)
    lines[at], lines[at + 1] = _renumbered(other, -gap), _renumbered(one, gap)


def _put_in(chance, lines):
    at = chance.randrange(len(lines))
    lines.insert(at, lines[at].replace(b'"version":', b'"version":9', 1))
    for place in range(at + 1, len(lines)):
        lines[place] = _renumbered(lines[place], 1)


def _cut_short(chance, lines):
    del lines[chance.randrange(1, len(lines)) :]


CLEVER = (_edited, _retopiced, _back_dated, _dropped, _swapped, _put_in, _cut_short)


def is_clever(done):
    return done in {one.__name__ for one in CLEVER}


def fitting(folder, lines):
    """Leaves of the events, hashes of the files, counts and digest of the manifest."""
    lines = [_rehashed(one) for one in lines]
    (folder / "events.ndjson").write_bytes(b"".join(lines))
    path = folder / "manifest.json"
    said = json.loads(path.read_bytes())
    for one in said["files"]:
        content = (folder / one["name"]).read_bytes()
        one |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    said["events"], said["last"] = len(lines), _seq(lines[-1])
    path.write_bytes(written(said | {DIGEST: digest_of(said)}))


def _rehashed(line):
    found = LINE.fullmatch(line)
    if not found or found[4] is None:
        return line
    state = found[9] if found[10] is None else base64.b64decode(found[10])
    stream = bytes.fromhex(found[5].decode().replace("-", ""))
    numbers = (int(found[1]), int(found[4]), stream, int(found[6]), found[7], int(found[8]))
    leaf = SHA.leaf(*numbers, state)
    return line.replace(found[2], leaf.hex().encode(), 1)


def _seq(line):
    return int(LINE.fullmatch(line)[1])


def _renumbered(line, by):
    return line.replace(b'{"seq":%d,' % _seq(line), b'{"seq":%d,' % (_seq(line) + by), 1)
