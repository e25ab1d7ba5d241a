"""A backup is one consistent step, taken while the office is at work, and an office can be served from it."""

import json
import sqlite3
from contextlib import closing
from hashlib import sha256

import pytest

from api.backup_files import FOLDERS
from projections.documents.docx_filling import OWN
from projections.documents.pdf import OWN_FONTS
from tests.cli.conftest import PASSWORD
from tests.support.far import Pc
from tests.support.log_fixtures import unguarded
from tests.support.plan_texts import SMALL
from tests.support.serving import free_port
from tests.support.shell import tree


@pytest.fixture
def served(plain_office, shell):
    """The office at work, on a port of its own."""
    port = free_port()
    with shell.going("serve", "--folder", plain_office, "--port", port) as server:
        server.said("http://")
        yield Pc("127.0.0.1", "127.0.0.1", port)


def test_a_copy_of_an_office_at_work_is_whole_and_verifies(served, plain_office, shoubao, tmp_path):
    assert served.sign_in("guanli", PASSWORD).status == 303
    said = shoubao("backup", tmp_path / "copy", "--folder", plain_office)
    assert (said.code, said.err) == (0, "")
    manifest = json.loads((tmp_path / "copy" / "manifest.json").read_text())
    assert manifest["head"] in said.out
    names = [one["name"] for one in manifest["files"]]
    kept = ["log.db", "vault.db", "vault.key", "office.toml", "attempts.db"]
    assert names == [*kept, "trail.db", "receipt.key"]
    for one in manifest["files"]:
        content = (tmp_path / "copy" / one["name"]).read_bytes()
        assert sha256(content).hexdigest() == one["sha256"]
    receipt = f"{manifest['events']}:{manifest['head']}"
    assert shoubao("verify", tmp_path / "copy", "--receipt", receipt).code == 0
    assert shoubao("verify", "--folder", plain_office, "--receipt", receipt).code == 0


def test_from_the_copy_the_same_people_are_served(served, plain_office, shoubao, shell, tmp_path):
    shoubao("backup", tmp_path / "copy", "--folder", plain_office)
    with shell.going("serve", "--folder", tmp_path / "copy", "--port", free_port()) as server:
        port = int(server.said("http://").rsplit(":", 1)[1])
        assert Pc("127.0.0.1", "127.0.0.1", port).sign_in("guanli", PASSWORD).status == 303


def test_the_authoritys_key_stays_where_it_is(office, shoubao, tmp_path):
    shoubao("backup", tmp_path / "copy", "--folder", office)
    assert {"tls.pem", "ca.crt"} <= tree(tmp_path / "copy").keys()
    assert not [name for name in tree(tmp_path / "copy") if "authority" in name or "ca.key" in name]


def test_the_key_of_sealed_words_can_be_left_out_and_that_is_said(office, shoubao, tmp_path):
    assert "锁好" in shoubao("backup", tmp_path / "copy", "--folder", office).out
    said = shoubao("backup", tmp_path / "bare", "--folder", office, "--without-key")
    assert "另处保管" in said.out
    assert tree(tmp_path / "copy").keys() - tree(tmp_path / "bare").keys() == {"vault.key"}


@pytest.mark.parametrize("there", ["a backup", "a file", "a dangling link"])
def test_what_is_there_already_is_never_overwritten(there, office, shoubao, tmp_path):
    target = tmp_path / "copy"
    if there == "a backup":
        shoubao("backup", target, "--folder", office)
    elif there == "a file":
        target.write_text("mine")
    else:
        target.symlink_to(tmp_path / "nowhere")
    before = tree(tmp_path)
    said = shoubao("backup", target, "--folder", office)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert tree(tmp_path) == before


def test_a_copy_that_does_not_verify_is_no_backup_and_is_not_kept(office, shoubao, tmp_path):
    unguarded(office, ("DELETE FROM event WHERE seq = 2", ()))
    before = set(tree(tmp_path))
    said = shoubao("backup", tmp_path / "copy", "--folder", office)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "不能作为备份" in said.err
    assert set(tree(tmp_path)) == before


@pytest.mark.parametrize(
    "words",
    [
        ("copy", "--folder", "nowhere"),
        ("no/such/copy", "--folder", "office"),
        ("--folder", "office"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_refused_in_one_line(words, office, shoubao, tmp_path):
    before = set(tree(tmp_path))
    said = shoubao("backup", *words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert set(tree(tmp_path)) == before


def test_the_copy_holds_what_was_acknowledged_before_it_began(
    served, plain_office, shoubao, tmp_path
):
    with closing(sqlite3.connect(plain_office / "log.db")) as log:
        [(before,)] = log.execute("SELECT max(seq) FROM event").fetchall()
    shoubao("backup", tmp_path / "copy", "--folder", plain_office)
    assert json.loads((tmp_path / "copy" / "manifest.json").read_text())["events"] >= before


def test_whatever_nothing_else_can_make_again_is_in_the_copy(plain_office, shoubao, tmp_path):
    assert {*FOLDERS} == {OWN, OWN_FONTS}
    own = {"rules.yaml": "rules: []\n", "templates/bulletin.docx": "a", "fonts/own.ttf": "b"}
    for name, content in own.items():
        path = plain_office / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (plain_office / "templates" / ".~lock").write_text("somebody edits it")
    assert shoubao("backup", tmp_path / "copy", "--folder", plain_office).code == 0
    copied = tree(tmp_path / "copy")
    assert {name: copied[name].decode() for name in own} == own
    assert "templates/.~lock" not in copied


def test_the_office_s_own_plan_texts_are_in_the_copy(plain_office, shoubao, tmp_path):
    (plain_office / "plans").mkdir()
    (plain_office / "plans" / "small.md").write_text(SMALL, encoding="utf-8")
    assert shoubao("backup", tmp_path / "copy", "--folder", plain_office).code == 0
    assert (tmp_path / "copy" / "plans" / "small.md").read_text(encoding="utf-8") == SMALL
