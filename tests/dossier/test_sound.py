"""A dossier as it was made is sound, at a stranger's who has Python alone; and says what it does not show."""

from __future__ import annotations

import hashlib

import pytest

from desk.dossier.making import Part
from desk.log.chain import SM3
from tests.support.dossiers import (
    EVENTS,
    SEALER,
    STRANGER,
    WITNESS,
    a_log_of,
    enclosed,
    every_fifth,
    made,
    note_at,
    run_apart,
    said_of,
    unpacked,
)

PARTS = [
    Part(EVENTS, 1, EVENTS),
    Part(EVENTS, 1, 17),
    Part(EVENTS, 12, 31),
    Part(35, 16, 35),
    Part(35, 16, 33, context=[1, 3, 6, 8, 11, 13]),
    Part(EVENTS, 9, 8),
    Part(EVENTS, 12, 31, shown=lambda topic: False),
    every_fifth(),
    every_fifth(33),
    every_fifth()._replace(shown=lambda topic: False),
    Part(EVENTS, positions=[]),
]


@pytest.fixture
def log(tmp_path):
    return a_log_of(tmp_path)


def kept(tmp_path, content):
    path = tmp_path / "卷宗.zip"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_every_part_of_a_log_is_sound(log, tmp_path, part):
    notes = [note_at(log, size, SEALER) for size in (5, 20, 33)]
    code, words = said_of(kept(tmp_path, made(log, part, notes)), SEALER.verifier)
    assert code == 0, words
    assert ("一条不缺" in words) == (part.positions is None)


def test_it_is_sound_in_a_folder_of_its_own_without_the_product(log, tmp_path):
    folder = unpacked(made(log), tmp_path / "apart")
    run = run_apart(folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert "没有签名" in run.stdout
    assert "No signature" in run.stdout


def test_the_same_part_of_the_log_is_the_same_file(log):
    assert made(log, every_fifth()) == made(log, every_fifth())


def test_who_signed_is_named_and_up_to_where(log, tmp_path):
    notes = [note_at(log, 30, SEALER, WITNESS), note_at(log, 20, SEALER)]
    path = kept(tmp_path, made(log, notes=notes))
    code, words = said_of(path, SEALER.verifier, WITNESS.verifier)
    assert code == 0
    assert "第 30 号由 city 签名 2026-02-17 09:00:00" in words
    assert "第 30 号以后尚无签名" in words
    assert "证明力较弱" not in words


def test_keys_that_lie_inside_show_less_and_that_is_said(log, tmp_path):
    notes, keys = [note_at(log, EVENTS, SEALER)], [str(SEALER.verifier)]
    code, words = said_of(kept(tmp_path, made(log, notes=notes, keys=keys)))
    assert code == 0
    assert "证明力较弱" in words


@pytest.mark.parametrize("signer", [STRANGER, WITNESS])
def test_a_key_that_signed_nothing_here_is_no_proof(log, tmp_path, signer):
    path = kept(tmp_path, made(log, notes=[note_at(log, EVENTS, SEALER)]))
    assert said_of(path, signer.verifier)[0] == 1


def test_a_key_that_is_none_is_not_understood(log, tmp_path):
    code, words = said_of(kept(tmp_path, made(log)), "city+00000000+AAAA")
    assert (code, "公钥写法不对" in words) == (2, True)


def test_a_log_with_sm3_is_sound_too(tmp_path):
    log = a_log_of(tmp_path, 12, hashing=SM3)
    code, words = said_of(kept(tmp_path, made(log, Part(12, 4, 12))))
    assert code == 0
    assert "sm3" in words


def test_a_file_that_an_event_names_is_that_file(log, tmp_path):
    content = b"x" * 3_000_000
    digest = hashlib.sha256(content).hexdigest()
    right = [enclosed("timeline.pdf", content)]
    assert said_of(kept(tmp_path, made(log, enclosed=right)))[0] == 0
    unnamed = [enclosed("documents/1.pdf", content, 7)]
    code, words = said_of(kept(tmp_path, made(log, enclosed=unnamed)))
    assert (code, "不是事件所记" in words) == (1, True)
    assert digest not in words
