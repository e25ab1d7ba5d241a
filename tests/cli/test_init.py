"""An office is founded whole or not at all."""

import errno
import signal
import stat
import subprocess
import time

import pytest

from api.cli.founding import INIT
from api.cli.refusals import INTERRUPTED, REFUSED
from api.clock import OfficeClock, entropy, wall
from api.settings import settings_of
from desk.access import Role
from desk.desk import Desk
from desk.log.chain import SM3
from desk.log.log import open_log
from desk.log.verify import verify
from desk.vault.vault import open_vault
from domain.words import Tier
from tests.cli.conftest import NAMED, PASSWORD
from tests.support.shell import tree

WRONG = {
    "no region": ({"region": "32019"}, "行政区划代码"),
    "letters for a region": ({"region": "32o199"}, "行政区划代码"),
    "a region of no province": ({"region": "990101"}, "行政区划代码"),
    "full-width digits": ({"region": "３２０１９９"}, "行政区划代码"),
    "unknown tier": ({"tier": "village"}, "--tier"),
    "a tier without a government": ({"tier": "unit"}, "没有人民政府"),
    "nothing above the centre": ({"tier": "central"}, "没有上级人民政府"),
    "unknown preset": ({"preset": "mars"}, "county_hub"),
    "host with a port": ({"host_name": "zhiban:8000"}, "主机名"),
    "host with a scheme": ({"host_name": "https://zhiban"}, "主机名"),
    "half an address": ({"host_name": "10.20.1"}, "主机名"),
    "no host": ({"host_name": None}, "--host-name"),
    "no name": ({"name": None}, "--name"),
    "a blank name": ({"name": "  "}, "--name"),
    "a name without end": ({"name": "长" * 201}, "200"),
    "no account": ({"admin": None}, "--admin"),
    "no password": ({"password_file": None}, "SHOUBAO_ADMIN_PASSWORD"),
    "a password file that is not there": ({"password_file": "nowhere.txt"}, "nowhere.txt"),
    "a hash there is none of": ({"algorithm": "md5"}, "sm3"),
    "a port that is none": ({"port": "65536"}, "--port"),
    "a folder in no folder": ({"folder": "no/such/office"}, "上级文件夹不存在"),
}


def test_an_office_starts_with_its_unit_the_one_above_its_rules_and_one_administrator(office):
    log = open_log(office, OfficeClock())
    register = Desk(log, lambda *_: None).register()
    metas = {(one.meta.by, one.meta.via) for one in log.since(0)}
    log.close()
    own = register.network.get(register.office.unit)
    above = register.network.get(own.parent)
    assert (register.office.name, register.office.region_code) == ("云州市临江区人民政府", "320199")
    assert (own.short_name, own.tier) == ("临江区", Tier.COUNTY)
    assert (above.short_name, above.tier) == ("云州市人民政府", Tier.CITY)
    assert {"A01", "B01"} <= {rule.id for rule in register.book.rules}
    assert metas == {(INIT, "cli")}
    assert verify(office / "log.db").fault is None


def test_the_administrator_signs_in_with_the_password_from_the_file(office):
    vault = open_vault(office, entropy)
    account = vault.check_password("guanli", PASSWORD, wall())
    vault.close()
    assert account.roles == (Role.ADMINISTRATOR,)


def test_what_is_secret_is_for_its_owner_alone(office):
    modes = {name: stat.S_IMODE((office / name).stat().st_mode) for name in tree(office)}
    secret = ("log.db", "vault.db", "vault.key", "tls.pem", "office.toml", "authority/ca.key")
    assert {modes[name] for name in secret} == {0o600}
    assert stat.S_IMODE(office.stat().st_mode) == modes["authority"] == 0o700


def test_serving_follows_what_was_said_to_init(init, tmp_path):
    init(folder="here", listen="127.0.0.3", port=8443)
    settings = settings_of(tmp_path / "here")
    assert (settings.host, settings.port, settings.scheme) == ("127.0.0.3", 8443, "https")
    assert settings.allowed_hosts == ["zhiban.linjiang", "127.0.0.1", "localhost", "::1"]


def test_it_says_what_to_do_next(init):
    said = init(port=8443).out
    for step in ("ca.crt", "SHA-256", "authority", "shoubao serve", "https://zhiban.linjiang:8443"):
        assert step in said
    assert "明文" in init("--plain-http", folder="plain", host_name=None).out


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_refused_in_one_line_and_nothing_is_made(wrong, init, tmp_path):
    otherwise, told = WRONG[wrong]
    before = tree(tmp_path)
    said = init(**otherwise)
    assert (said.code, said.out, said.err.count("\n")) == (REFUSED, "", 1)
    assert told in said.err
    assert tree(tmp_path) == before


def test_a_log_may_be_hashed_with_sm3(init, tmp_path):
    assert init(algorithm="SM3").code == 0
    log = open_log(tmp_path / "office", OfficeClock())
    assert log.hashing is SM3
    log.close()


def test_a_weak_password_leaves_nothing_behind(init, tmp_path, password_file):
    password_file.write_text("guanli")
    before = tree(tmp_path)
    assert "口令至少10位" in init().err
    assert tree(tmp_path) == before


def test_an_office_is_never_founded_over_another(office, init):
    before = tree(office)
    said = init(name="别的机关")
    assert said.code == REFUSED
    assert "不覆盖" in said.err
    assert tree(office) == before


def test_an_empty_folder_made_for_it_is_taken(init, tmp_path):
    (tmp_path / "office").mkdir()
    assert init().code == 0
    assert (tmp_path / "office" / "log.db").exists()


@pytest.mark.parametrize(
    ("cut", "code"),
    [(KeyboardInterrupt(), INTERRUPTED), (OSError(errno.ENOSPC, "No space left"), REFUSED)],
    ids=["Ctrl-C", "a full disk"],
)
def test_cut_short_in_the_middle_it_leaves_nothing(cut, code, init, tmp_path, monkeypatch):
    def cutting(*_, **__):
        raise cut

    before = tree(tmp_path)
    monkeypatch.setattr("api.cli.init.write_settings", cutting)
    assert init().code == code
    assert tree(tmp_path) == before


def test_the_password_is_never_on_the_command_line(init):
    said = init(password=PASSWORD)
    assert said.code == REFUSED
    assert "--password" in said.err


def test_killed_while_it_founds_no_half_office_has_the_name(tmp_path, shell, password_file):
    words = [word for pair in NAMED.items() for word in pair]
    words += ["--password-file", str(password_file), "--folder", "office"]
    process = subprocess.Popen(
        [shell.program, "init", *words], cwd=tmp_path, env=shell.variables, stdout=subprocess.PIPE
    )
    with process:
        while process.poll() is None and not list(tmp_path.glob(".office.*/office/log.db")):
            time.sleep(0.001)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert not (tmp_path / "office").exists()
    assert shell("init", *words).code == 0
    assert shell("verify", "office").code == 0
