"""Office, sealer and witness as processes under three users: each reads what it should, and no key but its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from desk.log.log import FILE
from desk.log.verify import verify
from desk.seal.kept import Trust, checkpoints_in, evidence
from desk.seal.keys import KEY, published
from desk.seal.state import heard
from tests.support.log_fixtures import unguarded
from tests.support.rewriting import rechained
from tests.support.sealing import Sealing
from tests.support.users import (
    OFFICE_USER,
    READERS,
    SEAL_USER,
    WITNESS_USER,
    eventually,
    given_to,
    going,
    may_read,
)

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may become three users")
SOON = ("--after", "0.2")
EDIT = "UPDATE event SET state=CAST(replace(state,'突发','普通') AS BLOB) WHERE seq=3"


@pytest.fixture
def place():
    """An office that its group may read, and folders that only their users may write."""
    root = Path(tempfile.mkdtemp(prefix="shoubao-users-"))
    root.chmod(0o755)
    place = Sealing(root)
    place.office.chmod(0o750)
    place.writes(*["one"] * 6)
    given_to(OFFICE_USER, READERS, place.office)
    for folder, user in ((place.seal, SEAL_USER), (place.witness, WITNESS_USER)):
        folder.mkdir()
        os.chown(folder, user, user)
    yield place
    shutil.rmtree(root)


@pytest.fixture
def at_work(place):
    sealing = "seal", "--folder", place.office, "--seal", place.seal, "--every", "0.1", *SOON
    watching = "witness", "--folder", place.office, "--keep", place.witness, "--every", "0.1"
    with (
        going(SEAL_USER, *sealing, "--witness", place.witness) as sealer,
        going(WITNESS_USER, *watching, "--seal", place.seal),
    ):
        assert eventually(lambda: anchored(place) == 6), heard(place.seal)
        yield sealer


def anchored(place):
    state = heard(place.seal)
    return state.anchored if state else None


def amiss(folder):
    state = heard(folder)
    return state.amiss.seq if state and state.amiss else None


def verdict(place):
    trust = Trust(heard(place.seal).origin, published(place.seal))
    return verify(
        place.office / FILE, {}, evidence(trust, [checkpoints_in(place.seal)], place.witness)
    )


def test_what_three_users_keep_of_one_log_agrees_and_the_keys_are_secret(place, at_work):
    assert verdict(place).fault is None
    assert may_read(SEAL_USER, place.office / FILE)
    assert may_read(SEAL_USER, place.seal / KEY)
    for user, folder in (
        (OFFICE_USER, place.seal),
        (WITNESS_USER, place.seal),
        (SEAL_USER, place.witness),
    ):
        assert not may_read(user, folder / KEY)
    for name in ("state.json", "records.ndjson", "key.pub", "leaves.1"):
        assert may_read(OFFICE_USER, place.seal / name)


@pytest.mark.parametrize(
    ("statement", "seq"), [(EDIT, 3), ("DELETE FROM event WHERE seq>4", 5)], ids=["edit", "cut"]
)
def test_a_log_rewritten_without_a_seam_is_noticed_by_both(place, at_work, statement, seq):
    unguarded(place.office, (statement, ()))
    rechained(place.office)
    assert eventually(lambda: amiss(place.seal) == amiss(place.witness) == seq)
    assert verdict(place).fault.seq == seq


def test_an_older_copy_put_back_is_noticed_and_its_absence_meanwhile_survived(place, at_work):
    old = place.office.with_name("old.db")
    shutil.copy(place.office / FILE, old)
    place.writes("one", "one", after=6)
    assert eventually(lambda: anchored(place) == 8)
    for path in place.office.glob(f"{FILE}*"):
        path.unlink()
    assert eventually(lambda: heard(place.seal).unread_since is not None)
    shutil.copy(old, place.office / FILE)
    given_to(OFFICE_USER, READERS, place.office)
    assert eventually(lambda: amiss(place.seal) == amiss(place.witness) == 7)
    assert verdict(place).fault == (7, "the tail is cut: the witness saw 8 events")
    assert at_work.poll() is None


def test_killed_it_goes_on_where_it_was(place, at_work):
    at_work.kill()
    at_work.wait()
    place.writes("one", after=6)
    words = "seal", "--folder", place.office, "--seal", place.seal, *SOON
    with going(SEAL_USER, *words, "--witness", place.witness):
        assert eventually(lambda: anchored(place) == 7)
    assert verdict(place).fault is None
