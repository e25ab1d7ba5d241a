"""verify.py is one file that needs nothing: no product, no package, an old Python; and its arithmetic is the standards'."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk.dossier.stand_alone import verify_py
from desk.dossier.verifier.ed25519 import ORDER, ed25519_holds
from desk.dossier.verifier.hashes import Hashing, sm3, sm3_by_hand
from desk.log.chain import SHA256, SM3
from tests.support.dossiers import run_apart, stand_alone
from tests.support.log_fixtures import STORE

TREE = ast.parse(verify_py(), feature_version=(3, 8))
RFC_8032 = [  # §7.1: secret key, public key, message, signature
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
]


def test_it_takes_nothing_that_python_does_not_bring():
    imports = [one for one in ast.walk(TREE) if isinstance(one, ast.Import | ast.ImportFrom)]
    named = {one.module for one in imports if isinstance(one, ast.ImportFrom)}
    named |= {part.name for one in imports if isinstance(one, ast.Import) for part in one.names}
    assert {one.split(".")[0] for one in named} <= sys.stdlib_module_names


def test_no_part_of_it_hides_a_name_of_another():
    names = [one.name for one in TREE.body if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    names += [
        to.id
        for one in TREE.body
        if isinstance(one, ast.Assign)
        for to in one.targets
        if isinstance(to, ast.Name)
    ]
    assert len(set(names)) == len(names)


def test_alone_in_a_folder_it_says_that_there_is_nothing(tmp_path):
    (tmp_path / "verify.py").write_text(verify_py(), encoding="utf-8")
    run = run_apart(tmp_path)
    assert (run.returncode, run.stderr) == (2, "")
    assert "没有卷宗" in run.stdout
    assert run_apart(tmp_path, "--nonsense").returncode == 2
    assert run_apart(tmp_path, "--help").returncode == 0


def test_a_terminal_that_knows_no_chinese_is_told_all_the_same(tmp_path):
    (tmp_path / "verify.py").write_text(verify_py(), encoding="utf-8")
    command, old = [sys.executable, "-S", "verify.py"], {"PYTHONIOENCODING": "ascii"}
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, env=old, check=False)
    assert (run.returncode, run.stderr) == (2, b"")
    assert b"NOT UNDERSTOOD There is no dossier here" in run.stdout


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_signatures_of_the_standard_hold(secret, public, message, signature):
    key, said, signed = (bytes.fromhex(one) for one in (public, message, signature))
    assert ed25519_holds(key, signed, said)
    assert not ed25519_holds(key, signed, said + b"x")
    again = int.from_bytes(signed[32:], "little") + ORDER  # §5.1.7: not below the order
    assert not ed25519_holds(key, signed[:32] + again.to_bytes(32, "little"), said)


@pytest.mark.parametrize("number", range(20))
def test_signatures_of_another_program_hold_and_changed_ones_do_not(number):
    key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    said, public = bytes([number]) * number, key.public_key().public_bytes_raw()
    signed = key.sign(said)
    assert ed25519_holds(public, signed, said)
    at = number * 3
    assert not ed25519_holds(public, signed[:at] + bytes([signed[at] ^ 4]) + signed[at + 1 :], said)
    assert not ed25519_holds(signed[:32], signed, said)


@pytest.mark.parametrize("odd", [b"", b"\xff" * 32, b"\x01" + b"\0" * 30 + b"\x80", b"\0" * 31])
def test_what_is_no_key_signs_nothing(odd):
    assert not ed25519_holds(odd, b"\0" * 64, b"")


@pytest.mark.parametrize("length", [0, 3, 55, 56, 63, 64, 65, 200])
def test_sm3_by_hand_is_what_openssl_says(length):
    data = bytes(range(256))[:length]
    assert sm3_by_hand(data) == SM3.of(data) == sm3(data)


@pytest.mark.parametrize("ours", [SHA256, SM3])
def test_it_hashes_an_event_as_the_log_does(ours):
    theirs, row = Hashing(ours.name), (7, 8, STORE.bytes, 3, "a.topic", 2, b"{}")
    assert theirs.leaf(*row[:4], b"a.topic", *row[5:]) == ours.leaf(*row)
    assert theirs.genesis(STORE.bytes) == ours.genesis(STORE)
    assert theirs.link(b"a" * 32, b"b" * 32) == ours.link(b"a" * 32, b"b" * 32)
    assert theirs.node(b"a" * 32, b"b" * 32) == ours.node(b"a" * 32, b"b" * 32)


def test_the_joined_file_is_what_its_parts_are():
    assert stand_alone().sm3_by_hand(b"abc") == sm3_by_hand(b"abc")
