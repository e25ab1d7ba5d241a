"""`shoubao cases office`: a folder to serve, accounts to look with, and nothing that rings today."""

from __future__ import annotations

from datetime import timedelta

from api.cli.past_folder import LOGINS, PASSWORD
from api.clock import OfficeClock, entropy
from api.past_office import PastRunning
from api.reading_copy import running_of_folder
from api.settings import settings_of
from desk.vault.vault import open_vault
from tests.support.cases import path_of

CASE = path_of("false_and_found_out")


def test_it_makes_an_office_that_tells_whose_it_was_and_who_may_look(shoubao, tmp_path):
    said = shoubao("cases", "office", CASE, "--folder", tmp_path / "past", "--unit", "county")
    assert (said.code, said.err) == (0, "")
    assert "白石县政府" in said.out
    assert PASSWORD in said.out
    assert settings_of(tmp_path / "past").past == "白石县政府"
    vault = open_vault(tmp_path / "past", entropy)
    assert {one.login for one in vault.accounts()} == {login for login, _, _ in LOGINS}
    vault.close()


def test_served_it_is_an_office_whose_clocks_stand(shoubao, tmp_path):
    shoubao("cases", "office", CASE, "--folder", tmp_path / "past")
    running = running_of_folder(settings_of(tmp_path / "past"), OfficeClock(), 1.0)
    try:
        assert isinstance(running, PastRunning)
        assert running.clock().now - running.log.head_at(1).recorded_at > timedelta(days=30)
    finally:
        running.close()


def test_a_folder_that_is_taken_and_an_actor_that_is_not_there_are_refused(shoubao, tmp_path):
    (taken := tmp_path / "taken").mkdir()
    (taken / "something").touch()
    assert shoubao("cases", "office", CASE, "--folder", taken).code == 2
    said = shoubao("cases", "office", CASE, "--folder", tmp_path / "past", "--unit", "nobody")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert not (tmp_path / "past").exists()
