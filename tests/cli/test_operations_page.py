"""What docs/operations.md tells somebody to type at three in the morning is what the program understands."""

import re

import pytest

from api.cli.shoubao import command
from tests.support.tree import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
TYPED = sorted(
    set(re.findall(r"(?<!-u )shoubao ((?!shoubao)(?:[a-z]+)(?: [^`'\n；）→]*)?)[`'\n]", PAGE))
)


def options_of(name):
    group = command()
    return {option for one in group.get_command(None, name).params for option in one.opts}


def test_there_is_something_typed():
    assert {one.split()[0] for one in TYPED} >= {"backup", "restore", "serve", "doctor", "verify"}


@pytest.mark.parametrize("typed", TYPED)
def test_a_command_of_the_page_is_one_of_the_program_s(typed):
    name, *words = typed.split()
    assert name in command().list_commands(None)
    assert {one for one in words if one.startswith("--")} <= options_of(name)
