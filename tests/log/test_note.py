"""Checkpoints are what the transparency logs of the world read and write, to the byte."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk.log.note import (
    COSIGNATURE,
    Checkpoint,
    Note,
    NoteWrong,
    Signer,
    checkpoint_of,
    cosigned_at,
    is_signed,
    note_of,
    origin_of,
    verifier_of,
)
from tests.support.log_fixtures import STORE

# Written by the program the format comes from, golang.org/x/mod/sumdb/note.
FOREIGN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
FOREIGN = """\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""
ORIGIN = origin_of(STORE)
CHECKPOINT = Checkpoint(ORIGIN, 256, b"r" * 32, b"c" * 32)
SEEN = datetime(2026, 2, 17, 1, tzinfo=UTC)


def signer(name=ORIGIN, kind=1, seed=b"s"):
    return Signer(name, Ed25519PrivateKey.from_private_bytes(seed * 32), kind)


def signed():
    return Note(CHECKPOINT.text(), (signer().sign(CHECKPOINT.text()),))


def test_a_note_of_the_program_the_format_comes_from_is_read():
    note = note_of(FOREIGN)
    assert is_signed(note, verifier_of(FOREIGN_KEY))
    assert str(note) == FOREIGN
    assert str(verifier_of(FOREIGN_KEY)) == FOREIGN_KEY


@pytest.mark.parametrize("at", range(0, 90, 7))
def test_one_changed_letter_of_it_is_not(at):
    changed = FOREIGN[:at] + ("x" if FOREIGN[at] != "x" else "y") + FOREIGN[at + 1 :]
    assert not is_signed(note_of(changed), verifier_of(FOREIGN_KEY))


def test_a_checkpoint_is_four_lines():
    root, chain = (base64.b64encode(one * 32).decode() for one in (b"r", b"c"))
    assert CHECKPOINT.text() == f"shoubao/log/{STORE}\n256\n{root}\nchain {chain}\n"
    assert checkpoint_of(CHECKPOINT.text()) == CHECKPOINT


def test_a_checkpoint_is_read_back_and_signed_by_its_own_log_alone():
    note = note_of(str(signed()))
    assert is_signed(note, signer().verifier)
    assert not is_signed(note, signer(seed=b"t").verifier)
    assert not is_signed(note, signer(name="shoubao/log/other").verifier)
    assert verifier_of(str(signer().verifier)) == signer().verifier


def test_a_witness_says_when_it_saw_it():
    witness = signer("shoubao/witness/upper", COSIGNATURE, b"w")
    note = Note(CHECKPOINT.text(), (*signed().signatures, witness.cosign(CHECKPOINT.text(), SEEN)))
    read = note_of(str(note))
    assert cosigned_at(read, witness.verifier) == SEEN
    assert is_signed(read, signer().verifier)
    assert cosigned_at(signed(), witness.verifier) is None
    later = CHECKPOINT._replace(size=257).text()
    assert cosigned_at(Note(later, read.signatures), witness.verifier) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        FOREIGN.rstrip("\n"),
        FOREIGN + "more\n",
        FOREIGN.replace("\n\n", "\n"),
        FOREIGN.replace("\u2014", "-"),
        "x" * 20_000 + FOREIGN,
    ],
)
def test_what_is_no_note_is_refused(text):
    with pytest.raises(NoteWrong):
        note_of(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n256\n", "\n0256\n"),
        ("\n256\n", "\n-256\n"),
        ("\n256\n", "\n２５６\n"),
        ("\n256\n", "\n256 \n"),
        ("cnJy", "cn Jy"),
        ("cnJycnI=\n", "cnI=\n"),
        ("chain ", "chained "),
        ("Y2M=\n", "Y2M=\nmore\n"),
        ("=\nchain", "\nchain"),
    ],
)
def test_what_is_no_checkpoint_is_refused(old, new):
    text = CHECKPOINT.text()
    assert old in text
    with pytest.raises(NoteWrong):
        checkpoint_of(text.replace(old, new, 1))


@pytest.mark.parametrize(
    "key", ["", "a+b", "a+00000000+AQ==", FOREIGN_KEY.replace("c7", "c8"), "+"]
)
def test_what_is_no_key_is_refused(key):
    with pytest.raises(NoteWrong):
        verifier_of(key)
