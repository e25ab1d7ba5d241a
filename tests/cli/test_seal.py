"""`shoubao seal` and `shoubao witness` once each, as somebody tries them; and what they refuse."""

from __future__ import annotations

from contextlib import closing

from desk.log.log import FILE
from desk.seal.outpost import Outpost
from tests.support.log_fixtures import unguarded


def beside(office, name):
    return office.with_name(f"{office.name}-{name}")


def test_both_look_once_and_say_by_their_code_whether_all_is_well(office, shoubao):
    assert shoubao("seal", "--folder", office, "--once").code == 0
    said = shoubao("witness", "--folder", office, "--once")
    assert (said.code, "见证公钥：shoubao/witness/local+" in said.out) == (0, True)
    unguarded(office, ("UPDATE event SET topic='unit.closed' WHERE seq=2", ()))
    for word in ("seal", "witness"):
        said = shoubao(word, "--folder", office, "--once")
        assert (said.code, "第 2 号" in said.err) == (1, True)
    assert shoubao("verify", office, "--witness", beside(office, "witness")).code == 2
    key = beside(office, "seal") / "key.pub"
    assert shoubao("verify", office, "--witness", beside(office, "witness"), "--key", key).code == 1


def test_a_key_that_somebody_brought_is_the_one_that_counts(office, shoubao):
    assert shoubao("seal", "--folder", office, "--once").code == 0
    key = beside(office, "seal") / "key.pub"
    assert shoubao("witness", "--folder", office, "--key", key, "--once").code == 0
    assert (beside(office, "witness") / "seal.pub").read_text() == key.read_text()


def test_what_makes_no_sense_is_refused_in_one_line(office, shoubao, tmp_path):
    accept = ("--folder", office, "--by", "周明", "--reason", "试试")
    for words in (
        ("seal", "--folder", tmp_path / "nowhere"),
        ("seal", "--folder", office, "--submit", "http://127.0.0.1:1"),
        ("seal", "--folder", office, "--after", "99"),
        ("seal", "accept", *accept),
        ("witness", "accept", *accept),
        ("witness", "accept", *accept, "--origin", "shoubao/log/other"),
        ("witness", "serve", "--keep", tmp_path / "far"),
    ):
        said = shoubao(*words)
        assert (said.code, said.err.count("\n")) == (2, 1), said


def test_two_of_a_kind_in_one_folder_are_refused(office, shoubao):
    with closing(Outpost(beside(office, "seal"), office / FILE)):
        said = shoubao("seal", "--folder", office, "--once")
    assert (said.code, "另一个进程" in said.err) == (2, True)
