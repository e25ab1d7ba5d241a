"""Every run ends in an exit code and, when it was refused, in one line; help is in Chinese to its last word."""

import json
import re
import sys
from pathlib import Path

import pytest

from api.cli import faults
from api.cli.shoubao import command
from desk.log import evidence, verify
from desk.seal import keeper, kept
from desk.trail import verify as trail_verify
from tests.support.shell import Shell, tree

CHINESE = re.compile("[\u4e00-\u9fff]")


def commands(group, *above):
    """Every command of the tree with its words."""
    for name in group.list_commands(None):
        one = group.get_command(None, name)
        yield (*above, name), one
        if hasattr(one, "list_commands"):
            yield from commands(one, *above, name)


ALL = {" ".join(words): one for words, one in commands(command())}


@pytest.mark.parametrize("words", ALL)
def test_every_command_and_option_explains_itself_in_chinese(words):
    one = ALL[words]
    assert CHINESE.search(one.help or ""), words
    for option in one.params:
        assert CHINESE.search(option.help or ""), f"{words} {option.name}"


@pytest.mark.parametrize("words", ["", "--help", *(f"{words} --help" for words in ALL)])
def test_help_is_printed_whole_and_asks_for_nothing(words, shoubao):
    said = shoubao(*words.split())
    assert (said.code, said.err) == (0, "")
    assert CHINESE.search(said.out)
    assert "…" not in re.sub("SHOUBAO_…", "", said.out)
    assert "显示本帮助" in said.out


def test_the_commands_are_those_of_the_manual():
    documented = {"demo", "init", "serve", "doctor", "verify", "backup", "bench", "cases replay"}
    assert documented <= ALL.keys()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nonsense",), "nonsense"),
        (("--nonsense",), "--nonsense"),
        (("--language", "fr"), "--language"),
        (("verify", "--nonsense"), "--nonsense"),
        (("backup",), "target"),
        (("cases", "replay"), "paths"),
        (("cases", "nonsense"), "nonsense"),
        (("serve", "--port", "many"), "--port"),
        (("serve", "--folder", "nowhere"), "nowhere"),
        (("bench", "--scale", "0"), "--scale"),
        (("bench", "--scale", "nan"), "--scale"),
    ],
)
def test_a_command_nobody_understands_is_refused_in_one_line(words, told, shoubao, tmp_path):
    said = shoubao(*words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert told in said.err.lower()
    assert CHINESE.search(said.err)
    assert not tree(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "many"),
        ("PORT", "65536"),
        ("ALLOWED_HOSTS", "not json"),
        ("TICK_MS", "soon"),
        ("LANGUAGE", "fr"),
    ],
)
def test_a_wrong_variable_is_named_in_one_line(variable, value, office, shoubao, monkeypatch):
    monkeypatch.setenv(f"SHOUBAO_{variable}", value)
    said = shoubao("serve", "--folder", office)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert variable.lower() in said.err.lower()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("port = 'many'", "port"),
        ("prot = 8000", "prot"),
        ("port = ", "office.toml"),
        (f"port = {'9' * 5_000}", "office.toml"),
        ("\0", "office.toml"),
    ],
)
def test_a_wrong_settings_file_is_named_in_one_line(content, told, office, shoubao):
    (office / "office.toml").write_text(content)
    said = shoubao("serve", "--folder", office)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert told in said.err


def test_a_certificate_nobody_can_use_is_refused_in_one_line(office, shoubao):
    (office / "tls.pem").write_text("no certificate")
    said = shoubao("serve", "--folder", office, "--port", 0, "--host", "127.0.0.1")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "证书" in said.err


def test_a_second_server_on_the_same_folder_is_refused_in_one_line(office, shell):
    with shell.going("serve", "--folder", office, "--port", 0, "--host", "127.0.0.1") as server:
        server.said("https://")
        ended = shell("serve", "--folder", office, "--port", 0, "--host", "127.0.0.1")
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
        assert "log.db.lock" in ended.err
        assert server.end() == 0


def test_a_vault_without_its_key_serves_nobody(office, shoubao):
    (office / "vault.key").unlink()
    said = shoubao("serve", "--folder", office, "--port", 0, "--host", "127.0.0.1")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "vault.key" in said.err


def test_in_english_a_refusal_is_in_english(shoubao, monkeypatch):
    assert "There is no office" in shoubao("--language", "en", "verify").err
    monkeypatch.setenv("SHOUBAO_LANGUAGE", "en")
    assert "There is no office" in shoubao("verify").err
    assert "Unknown option" in shoubao("verify", "--nonsense").err


def test_what_nobody_foresaw_is_one_line_and_the_rest_only_when_asked_for(shoubao, monkeypatch):
    def failing(*_):
        raise LookupError("nobody\nforesaw this")

    monkeypatch.setattr("api.cli.verify.settings_of", failing)
    said = shoubao("verify")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "LookupError: nobody foresaw this" in said.err
    assert "Traceback" in shoubao("--debug", "verify").err


def test_as_a_module_it_is_the_same_program(tmp_path):
    shell = Shell(Path(__file__).parents[2], program=sys.executable)
    assert shell("-m", "api", "--help").code == 0
    assert shell("-m", "api", "verify", tmp_path).code == 2


def test_a_terminal_that_knows_no_chinese_is_no_reason_to_fail(office, tmp_path):
    shell = Shell(tmp_path, PYTHONIOENCODING="ascii")
    assert shell("verify", office).code == 0
    assert shell("verify", "nowhere").code == 2


def test_json_is_utf8_wherever_it_is_written(office, tmp_path):
    shell = Shell(tmp_path, PYTHONIOENCODING="ascii")
    assert json.loads(shell("doctor", "--folder", office, "--json").out)["checks"]


def test_every_fault_verify_can_find_has_its_chinese_words():
    text = "".join(Path(one.__file__).read_text() for one in (verify, evidence, kept, keeper))
    found = re.findall(
        r'return f?"([a-z][^"]+)"|Fault\([^"]*f?"([^"]+)"\)|[A-Z]+ = "([a-z][^"]+)"', text
    )
    reasons = [re.sub(r"\{[^}]*\}", "7", "".join(one)) for one in found]
    assert len(reasons) >= 20
    for reason in reasons:
        assert CHINESE.search(faults.fault_words(reason)), reason


def test_every_fault_of_a_trail_has_its_chinese_words():
    text = Path(trail_verify.__file__).read_text()
    found = re.findall(r'(?:return|reason =|return chain,|Fault\([^"]*) ?f?"([a-z][^"]+)"', text)
    reasons = [re.sub(r"\{[^}]*\}", "7", one) for one in found]
    assert len(reasons) >= len(faults.OF_TRAIL)
    for reason in reasons:
        assert CHINESE.search(faults.fault_words(reason)), reason
