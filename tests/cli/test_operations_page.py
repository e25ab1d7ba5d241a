"""What docs/operations.md and docs/watching.md tell somebody to type at three in the morning is what the program understands."""

import re

import pytest

from api.cli.shoubao import command
from tests.support.tree import ROOT

PAGE, WATCHING = (
    (ROOT / "docs" / f"{n}.md").read_text("utf-8") for n in ("operations", "watching")
)
TYPED = sorted(
    set(
        re.findall(
            r"(?<!-u )shoubao ((?!shoubao)(?:[a-z]+)(?: [^`'\n；）→]*)?)[`'\n]", PAGE + WATCHING
        )
    )
)


def options_of(name, *words):
    """Those of a command, or of what follows it where it is one of a group."""
    asked = command().get_command(None, name)
    if words and hasattr(asked, "get_command"):
        asked = asked.get_command(None, words[0]) or asked
    return {option for one in asked.params for option in one.opts}


def test_there_is_something_typed():
    assert {one.split()[0] for one in TYPED} >= {"backup", "restore", "serve", "doctor", "verify"}


@pytest.mark.parametrize("typed", TYPED)
def test_a_command_of_the_page_is_one_of_the_program_s(typed):
    name, *words = typed.split()
    assert name in command().list_commands(None)
    assert {one for one in words if one.startswith("--")} <= options_of(name, *words)


def test_what_another_page_or_the_program_points_at_is_there():
    for anchor in ("seal", "witness"):
        assert f'<a id="{anchor}"></a>' in PAGE
    assert '<a id="sealer-and-witness"></a>' in WATCHING


def test_sealer_and_witness_have_users_and_folders_of_their_own():
    """Neither the server's, nor each other's; and neither folder where the server's user may write."""
    for name in ("seal", "witness"):
        unit = WATCHING.split(f"`shoubao-{name}.service`:")[1].split("```")[1]
        assert f"User=shoubao-{name}\n" in unit
        assert f"StateDirectory=shoubao-{name}\n" in unit
