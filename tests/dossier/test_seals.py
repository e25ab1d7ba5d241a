"""A dossier carries what the sealer signed, and the sealer's public key; where nobody seals it carries none."""

from __future__ import annotations

import pytest

from api.dossiers.seals import Seals, seals_in
from desk.dossier.making import Part
from desk.seal.keys import PUBLIC
from desk.seal.records import FILE, Cosigned, Records, Sealed
from tests.support.dossiers import EVENTS, ORIGIN, SEALER, WITNESS, a_log_of, made, note_at, said_of
from tests.support.log_fixtures import NINE


@pytest.fixture
def sealed(tmp_path):
    """Sealed at 5, 12, 20 and 38; the witness has answered for 38."""
    (log := tmp_path / "log").mkdir()
    (seal := tmp_path / "seal").mkdir()
    path, records = a_log_of(log), Records(seal / FILE)
    for size in (5, 12, 20, 38):
        records.append(Sealed(at=NINE, note=note_at(path, size, SEALER)))
    line = note_at(path, 38, WITNESS).splitlines()[-1]
    records.append(Cosigned(at=NINE, size=38, name="city", line=line))
    records.close()
    (seal / PUBLIC).write_text(f"{SEALER.verifier}\n", encoding="utf-8")
    return path, seal


def sizes(seals):
    return [int(one.splitlines()[1]) for one in seals.notes]


def test_the_newest_goes_along_and_of_a_range_those_around_it(sealed):
    _, seal = sealed
    assert sizes(seals_in(seal, Part(EVENTS, 8, 15))) == [5, 20, 38]
    assert sizes(seals_in(seal, Part(30, 1, 30))) == [20]
    assert sizes(seals_in(seal, Part(EVENTS, positions=[1, 2]))) == [38]


def test_sealer_and_witness_are_named_by_whoever_checks(sealed, tmp_path):
    log, seal = sealed
    part = Part(EVENTS, 8, 15)
    seals = seals_in(seal, part)
    (out := tmp_path / "x.zip").write_bytes(made(log, part, *seals))
    code, words = said_of(out, SEALER.verifier, WITNESS.verifier)
    assert code == 0, words
    assert f"至第 38 号由 {ORIGIN} 签名" in words
    assert "至第 38 号由 city 签名 2026-02-17 09:00:00" in words


@pytest.mark.parametrize("content", [None, b"", b"nonsense\n"])
def test_where_nobody_seals_nothing_is_signed(tmp_path, content):
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    assert seals_in(tmp_path, Part(EVENTS, 1, EVENTS)) == Seals()
    assert seals_in(None, Part(EVENTS, 1, EVENTS)) == Seals()
