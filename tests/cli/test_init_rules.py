"""An office may be founded with its own rules on top; a wrong file founds nothing."""

from api.clock import OfficeClock
from desk.desk import Desk
from desk.log.log import open_log
from tests.rules.test_rule_overlay import own, rules
from tests.support.shell import tree


def test_the_offices_own_rules_are_in_force_from_the_beginning_and_kept_beside_it(init, tmp_path):
    file = tmp_path / "ours.yaml"
    file.write_text(own(rules("X01"), "retire: [A03]\n"), encoding="utf-8")
    assert init(folder="here", overlay=file).code == 0
    log = open_log(tmp_path / "here", OfficeClock())
    ids = {one.id for one in Desk(log, lambda *_: None).register().book.rules}
    log.close()
    assert "X01" in ids
    assert "A03" not in ids
    assert (tmp_path / "here" / "rules.yaml").read_bytes() == file.read_bytes()


def test_a_wrong_file_is_refused_with_its_line_and_nothing_is_made(init, tmp_path):
    file = tmp_path / "ours.yaml"
    file.write_text(own(rules(policy="loud")), encoding="utf-8")
    before = tree(tmp_path)
    said = init(folder="here", overlay=file)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "ours.yaml:13: " in said.err
    assert tree(tmp_path) == before
