"""channels.toml: what it may say, and in which line it is wrong, without showing what was written there."""

from __future__ import annotations

import re

import pytest

from api.channels_file import CHANNELS_FILE, ChannelsBroken, read_channels
from domain.escalation_policy import Manner
from tests.support.tree import ROOT

SOUND = """
[[channel]]
name = "短信"
kind = "modem"
device = "/dev/ttyUSB0"

[[channel]]
name = "钉钉"
kind = "webhook"
reaches = "fixed"
url = "https://oapi.dingtalk.example/robot/send?access_token=very-secret"
body = '{"text": {{ text|json }}}'
sign = "dingtalk"
secret = "SEC-very-secret"

[channel.success]
pointer = "/errcode"
equals = 0
"""


@pytest.fixture
def reading(tmp_path):
    def read(text, language="zh"):
        (tmp_path / CHANNELS_FILE).write_text(text, encoding="utf-8")
        return read_channels(tmp_path, language)

    return read


def test_an_office_without_the_file_has_no_channel(tmp_path):
    assert read_channels(tmp_path) == ()


def test_channels_are_tried_in_the_order_in_which_they_stand(reading):
    modem, robot = reading(SOUND)
    assert (modem.name, robot.name) == ("短信", "钉钉")
    assert modem.manners == (Manner.RING, Manner.SIREN)
    assert not modem.exercises
    assert modem.at_once == 1
    assert {
        "https://oapi.dingtalk.example/robot/send?access_token=very-secret",
        "SEC-very-secret",
        "very-secret",
    } <= set(robot.secrets())


WRONG = [  # what stands there instead, and what is said of it
    ('kind = "modem"', 'kind = "pigeon"', "第2行：kind 不在可选项内"),
    ('kind = "modem"', "", "第2行：缺少 kind"),
    ('device = "/dev/ttyUSB0"', "", "第2行 device：必填"),
    ('device = "/dev/ttyUSB0"', 'device = "/dev/x"\nspeed = 1200', "第6行 speed：不在可选项内"),
    ('device = "/dev/ttyUSB0"', 'device = "/dev/x"\nwings = 2', "第6行 wings：没有这一项"),
    ('name = "钉钉"', 'name = "短信"', "有两个通道同名"),
    ('reaches = "fixed"', 'reaches = "everybody"', "第10行 reaches：不在可选项内"),
    ("{{ text|json }}", "{{ text|json", "第12行 body：模板有误"),
    ("{{ text|json }}", "{{ weather }}", "第12行 body：模板有误"),
    ("{{ text|json }}", "{{ text.__class__.__mro__ }}", "第12行 body：模板有误"),
    ('secret = "SEC-very-secret"', "", "第7行：sign 与 secret 须成对"),
    ("equals = 0", "", "第16行 success：须写 pointer"),
    ("equals = 0", "equals = 0\n[channel.succes]\nx = 1", "第19行 succes：没有这一项"),
    ("pointer", 'ca = "/nowhere/ca.pem"\npointer', "第17行 success.ca：没有这一项"),
    ('secret = "SEC', 'ca = "/nowhere/ca.pem"\nsecret = "SEC', "第14行 ca：ca 读不了"),
    ("[[channel]]", "[[channel", "line 2"),
]


@pytest.mark.parametrize(("stands", "instead", "said"), WRONG)
def test_what_is_wrong_is_said_by_line_and_field_and_never_what_it_was(
    reading, stands, instead, said
):
    with pytest.raises(ChannelsBroken) as refusal:
        reading(SOUND.replace(stands, instead, 1))
    assert said in str(refusal.value)
    assert "very-secret" not in str(refusal.value)


def test_it_is_said_in_english_too(reading):
    with pytest.raises(ChannelsBroken, match="line 5 device: "):
        reading(SOUND.replace('device = "/dev/ttyUSB0"', "device = 5"), "en")


def test_a_number_without_end_is_refused_with_its_line(reading):
    with pytest.raises(ChannelsBroken, match="line 2"):
        reading(f"# 通道\nport = {'9' * 5_000}\n")


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / CHANNELS_FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(ChannelsBroken, match="UTF-8"):
        read_channels(tmp_path)


def test_every_channel_of_the_guide_can_be_set_up_as_it_stands_there(reading):
    guide = (ROOT / "docs" / "channels.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    found = reading("\n".join(blocks))
    assert {one.kind for one in found} == {"webhook", "smtp", "modem", "command"}
