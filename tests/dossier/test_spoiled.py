"""A spoiled dossier is never taken for a sound one, whatever was changed, and the verifier never falls over it."""

from __future__ import annotations

import io
import random
import shutil
import zipfile

import pytest

from desk.dossier.making import Part
from tests.support import spoiling
from tests.support.dossiers import (
    EVENTS,
    SEALER,
    WITNESS,
    a_log_of,
    enclosed,
    every_fifth,
    made,
    note_at,
    said_of,
    unpacked,
)

TRIALS = 250
NEWLINE = b"\n"
PARTS = {
    "whole": None,
    "range": Part(EVENTS, 16, EVENTS, context=[1, 6, 11]),
    "selection": every_fifth(),
}


@pytest.fixture(scope="module", params=["whole", "range", "selection"])
def dossier(request, tmp_path_factory):
    log = a_log_of(tmp_path_factory.mktemp("log"))
    part = PARTS[request.param]
    notes = [note_at(log, 20, SEALER), note_at(log, EVENTS, SEALER, WITNESS)]
    paper = enclosed("timeline.pdf", b"%PDF a picture of it")
    return made(log, part, notes, [str(SEALER.verifier)], [paper])


def test_whatever_is_changed_in_a_folder_is_found(dossier, tmp_path):
    chance = random.Random(53)
    for _ in range(TRIALS):
        folder = unpacked(dossier, tmp_path / "spoiled")
        done = spoiling.blindly(chance, folder)
        code, words = said_of(folder)
        assert code in (1, 2), (done, words)
        shutil.rmtree(folder)


def test_whoever_makes_the_rest_fit_is_found_by_the_signature(dossier, tmp_path):
    chance = random.Random(53)
    for _ in range(TRIALS // 2):
        folder = unpacked(dossier, tmp_path / "spoiled")
        before = (folder / "events.ndjson").read_bytes()
        done = spoiling.cleverly(chance, folder)
        same = (folder / "events.ndjson").read_bytes() == before
        code, words = said_of(folder, SEALER.verifier)
        # of a selection less may be handed on, and says that it is less
        less = done == "_cut_short" and f"事件 {before.count(NEWLINE)} 条" not in words
        assert code == 1 or same or less, (done, words)
        shutil.rmtree(folder)


def test_a_changed_zip_is_refused_or_holds_what_it_held(dossier, tmp_path):
    chance, path = random.Random(53), tmp_path / "spoiled.zip"
    for _ in range(TRIALS):
        spoiled = bytearray(dossier)
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoiled)
        code, words = said_of(path)
        assert code in (1, 2) or contents(bytes(spoiled)) == contents(dossier), words


def contents(dossier):
    with zipfile.ZipFile(io.BytesIO(dossier)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize(
    ("found", "put", "named"),
    [
        (b'"number":3', b'"number":4', "事件内容与其哈希不符：#12"),
        (b'"seq":12,', b'"seq":13,', "序号不连续：#12"),
        (b'"version":3', b'"version":4', "事件内容与其哈希不符：#11"),
        (b'{"seq":7,', b'{"seq" :7,', "事件行写法不对"),
    ],
)
def test_the_first_bad_position_is_named(tmp_path, found, put, named):
    folder = unpacked(made(a_log_of(tmp_path)), tmp_path / "spoiled")
    events = folder / "events.ndjson"
    lines = events.read_bytes().splitlines(keepends=True)
    place = 11 if found == b'"number":3' else next(n for n, one in enumerate(lines) if found in one)
    lines[place] = lines[place].replace(found, put, 1)
    events.write_bytes(b"".join(lines))
    code, words = said_of(folder)
    assert code == 1
    assert named in words


@pytest.mark.parametrize(
    "content", [b"", b"PK\x05\x06" + b"\0" * 18, b"no zip at all", b"PK\x03\x04"]
)
def test_what_is_no_dossier_is_not_understood(tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    assert said_of(tmp_path / "x.zip")[0] == 2
    assert said_of(tmp_path / "nowhere.zip")[0] == 2
    (tmp_path / "empty").mkdir()
    assert said_of(tmp_path / "empty")[0] == 2
