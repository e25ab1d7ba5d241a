"""At a terminal `shoubao init` asks for what was not said, and never shows the password."""

import contextlib
import os
import pty
import subprocess

from api.clock import entropy, wall
from desk.vault.vault import open_vault
from tests.cli.conftest import PASSWORD
from tests.support.shell import PATIENCE_SECONDS, PROGRAM, Shell

ANSWERS = (
    "云州市临江区人民政府",
    "临江区",
    "320199",
    "village",
    "county",
    "wuhan jiangxi",
    "云州市人民政府",
    "zhiban.linjiang 10.20.1.5",
    "guanli",
    PASSWORD,
    PASSWORD,
)


def typed_at_a_terminal(folder, *words):
    """What the terminal showed, and the exit code."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, *words],
        cwd=folder,
        env=Shell(folder).variables,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown, answers = "", iter(ANSWERS)
    with contextlib.suppress(OSError):  # the other end is closed
        while part := os.read(ours, 4096).decode():
            shown += part
            if shown.endswith(": ") and (answer := next(answers, None)) is not None:
                os.write(ours, f"{answer}\n".encode())
    os.close(ours)
    return shown, process.wait(PATIENCE_SECONDS)


def test_it_asks_for_everything_and_founds_the_office(tmp_path):
    shown, code = typed_at_a_terminal(tmp_path, "init", "--folder", "office")
    assert code == 0, shown
    for question in (
        "机关全称",
        "简称",
        "行政区划代码",
        "层级",
        "地方规则",
        "上级",
        "名称或地址",
        "账号名",
    ):
        assert question in shown
    assert PASSWORD not in shown
    vault = open_vault(tmp_path / "office", entropy)
    assert vault.check_password("guanli", PASSWORD, wall())
    vault.close()
