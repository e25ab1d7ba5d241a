"""`shoubao channels` checks the settings and tests a channel; doctor and backup know of them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from tests.support.gateway import a_gateway

ROBOT = """
[[channel]]
name = "钉钉"
kind = "webhook"
reaches = "fixed"
url = "{url}?access_token=very-secret"
body = '{{"text": {{{{ text|json }}}}}}'
[channel.success]
pointer = "/errcode"
equals = 0
"""


@pytest.fixture
def gateway():
    with a_gateway() as serving:
        yield serving


@pytest.fixture
def with_robot(plain_office, gateway):
    path = plain_office / "channels.toml"
    path.touch(mode=0o600)
    path.write_text(ROBOT.format(url=gateway.url), encoding="utf-8")
    return plain_office


def test_sound_settings_are_told_in_their_order(with_robot, shoubao):
    said = shoubao("channels", "check", "--folder", with_robot)
    assert (said.code, said.out.strip()) == (0, "1. 钉钉 webhook → 固定去向")


def test_an_office_without_channels_is_told_so(plain_office, shoubao):
    said = shoubao("channels", "check", "--folder", plain_office)
    assert said.code == 0
    assert "未设通道" in said.out


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh", "channels.toml 写得不对：第2行：kind 不在可选项内"),
        ("en", "The file channels.toml is not right: line 2: unknown kind"),
    ],
)
def test_a_mistake_is_one_line_with_its_place_and_code_2(with_robot, shoubao, language, line):
    path = with_robot / "channels.toml"
    path.write_text(path.read_text().replace('"webhook"', '"pigeon"'))
    said = shoubao("--language", language, "channels", "check", "--folder", with_robot)
    assert (said.code, said.err.strip()) == (2, line)


def test_a_test_goes_out_and_is_a_row(with_robot, shoubao, gateway):
    said = shoubao("channels", "test", "钉钉", "--folder", with_robot)
    assert (said.code, said.out.strip()) == (0, '通道已受理 HTTP 200 {"errcode": 0}')
    assert "【试叫】" in gateway.requests[0].json["text"]
    with closing(sqlite3.connect(with_robot / "attempts.db")) as file:
        rows = file.execute("SELECT channel, test, outcome FROM attempt").fetchall()
    assert rows == [("钉钉", 1, "accepted")]
    again = shoubao("channels", "test", "钉钉", "--folder", with_robot)
    assert again.code == 2
    assert len(gateway.requests) == 1


def test_a_refused_test_is_a_fault_and_no_secret_is_said(with_robot, shoubao, gateway):
    gateway.says(200, {"errcode": 1, "echo": f"{gateway.url}?access_token=very-secret"})
    said = shoubao("channels", "test", "钉钉", "--folder", with_robot)
    assert said.code == 1
    assert said.out.startswith("通道拒绝")
    assert "very-secret" not in said.out + said.err


def test_a_channel_that_is_not_there_is_refused(with_robot, shoubao):
    assert shoubao("channels", "test", "信鸽", "--folder", with_robot).code == 2


def found(shoubao, folder, name):
    said = shoubao("doctor", "--folder", folder, "--json")
    return next(one for one in json.loads(said.out)["checks"] if one["name"] == name)


def test_the_doctor_names_the_channels_and_what_is_wrong_with_them(with_robot, shoubao):
    assert found(shoubao, with_robot, "channels")["seen"] == "通道：钉钉"
    path = with_robot / "channels.toml"
    path.write_text(path.read_text().replace("equals = 0", ""))
    wrong = found(shoubao, with_robot, "channels")
    assert not wrong["ok"]
    assert "第8行 success" in wrong["seen"]
    assert "shoubao channels check" in wrong["advice"]


def test_settings_with_secrets_that_others_may_read_are_found(with_robot, shoubao):
    (with_robot / "channels.toml").chmod(0o644)
    assert "channels.toml" in found(shoubao, with_robot, "rights")["seen"]


def test_a_backup_takes_attempts_and_settings_along(with_robot, shoubao, tmp_path):
    shoubao("channels", "test", "钉钉", "--folder", with_robot)
    assert shoubao("backup", tmp_path / "copy", "--folder", with_robot).code == 0
    manifest = json.loads((tmp_path / "copy" / "manifest.json").read_text())
    assert {"attempts.db", "channels.toml"} <= {one["name"] for one in manifest["files"]}
    with closing(sqlite3.connect(tmp_path / "copy" / "attempts.db")) as file:
        assert file.execute("SELECT count(*) FROM attempt").fetchone() == (1,)
