"""Offices founded from the command line, in this process and cheaply, or by the installed program."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from api.cli.shoubao import run
from tests.support.backed_up import back_up, worked_in
from tests.support.passwords import cheap_passwords
from tests.support.shell import Shell

PASSWORD = "sheng-ye-zhi-ban"
NAMED = {
    "--name": "云州市临江区人民政府",
    "--short-name": "临江区",
    "--region": "320199",
    "--tier": "county",
    "--upper": "云州市人民政府",
    "--preset": "wuhan",
    "--admin": "guanli",
    "--host-name": "zhiban.linjiang",
}


class Said(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _no_office_of_the_machine(monkeypatch, tmp_path):
    """Nothing set on this machine reaches a test, and nothing is made outside its folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("FOLDER", "LANGUAGE", "PORT", "ADMIN_PASSWORD"):
        monkeypatch.delenv(f"SHOUBAO_{name}", raising=False)


@pytest.fixture
def shoubao(capfd):
    """Runs a command in this process as `shoubao …` would, and tells what it said."""

    def running(*words):
        capfd.readouterr()
        code = run([str(word) for word in words])
        return Said(code, *capfd.readouterr())

    return running


@pytest.fixture
def password_file(tmp_path):
    path = tmp_path / "password.txt"
    path.write_text(f"{PASSWORD}\n")
    return path


@pytest.fixture
def init(shoubao, tmp_path, password_file):
    """`shoubao init` for 临江区; what a test says otherwise replaces it, None leaves it out."""

    def initializing(*flags, folder="office", **otherwise):
        given = NAMED | {"--password-file": password_file, "--folder": tmp_path / folder}
        given |= {f"--{name.replace('_', '-')}": value for name, value in otherwise.items()}
        words = [word for pair in given.items() if pair[1] is not None for word in pair]
        with cheap_passwords():
            return shoubao("init", *words, *flags)

    return initializing


@pytest.fixture
def office(init, tmp_path):
    """A founded office with its own authority."""
    assert init().code == 0
    return tmp_path / "office"


@pytest.fixture
def plain_office(init, tmp_path):
    """A founded office that declared plain HTTP."""
    assert init("--plain-http", folder="plain").code == 0
    return tmp_path / "plain"


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path)


@pytest.fixture
def worked(tmp_path):
    folder = tmp_path / "worked"
    folder.mkdir()
    worked_in(folder)
    return folder


@pytest.fixture
def copy(worked, tmp_path):
    back_up(worked, tmp_path / "copy")
    return tmp_path / "copy"
