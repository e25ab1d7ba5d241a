"""Channels as an office sees them after a night: two in use, a test, a refusal, a reply nobody understood."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from uuid import UUID

from api.channels_file import CHANNELS_FILE
from api.clock import wall
from escalation.attempts import Attempts
from escalation.attempts_file import AttemptsFile
from escalation.channels.message import Reply, accepted, rejected
from escalation.replies import Became, Replies
from escalation.sending import Way, a_test

# Neither carries what this office rings for: nothing leaves a test.
TOML = """
[[channel]]
name = "短信猫"
kind = "modem"
device = "/dev/no-such-tty"
manners = ["chime"]

[[channel]]
name = "值班群机器人"
kind = "webhook"
reaches = "fixed"
to = "值班室工作群"
manners = ["chime"]
url = "https://robot.example/send"
exercises = true
[channel.success]
pointer = "/errcode"
equals = 0
"""


def tried_channels(folder):
    (folder / CHANNELS_FILE).write_text(TOML, encoding="utf-8")
    with closing(AttemptsFile(folder)) as file:
        attempts, before = Attempts(file), wall() - timedelta(hours=1)
        answers = (rejected('HTTP 200 {"errcode": 310000}'), accepted('HTTP 200 {"errcode": 0}'))
        for number, answer in enumerate(answers):
            send = a_test(Way("值班群机器人", "值班室工作群"))
            row = attempts.begin(send, str(UUID(int=number)), before)
            attempts.end(row, answer, before)
        replies = Replies(file)
        replies.keep("短信猫", Reply("13712345678", "你打错了"), before)
        replies.became(1, Became.STRANGER)
