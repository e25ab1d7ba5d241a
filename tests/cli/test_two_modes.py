"""The office over its own TLS and over declared plain HTTP, on a name that is not localhost."""

import ssl
from contextlib import contextmanager
from http.client import RemoteDisconnected

import pytest

from api.clock import entropy, wall
from desk.access import Role
from desk.vault.accounts import NewAccount
from desk.vault.vault import open_vault
from tests.cli.conftest import NAMED, PASSWORD
from tests.support.far import Pc
from tests.support.serving import free_port
from tests.support.shell import Shell

NAME, ADDRESS = "zhiban.linjiang", "127.0.0.2"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "c2hvdWJhbyBzaG91YmFvIQ==",
}


@contextmanager
def serving(folder, *flags):
    """An office founded and served by the installed program, with a duty officer beside the administrator."""
    (folder / "password.txt").write_text(PASSWORD)
    shell, port = Shell(folder), free_port()
    named = NAMED | {"--password-file": "password.txt", "--folder": "office", "--port": port}
    words = [word for pair in named.items() for word in pair]
    assert shell("init", *words, "--listen", ADDRESS, *flags).code == 0
    employ(folder / "office")
    with shell.going("serve", "--folder", "office") as server:
        server.said(f"://{ADDRESS}:{port}")
        yield folder / "office", port


def employ(office):
    vault = open_vault(office, entropy)
    [administrator] = vault.accounts()
    officer = NewAccount(
        login="zhiban", name="周敏", roles=(Role.DUTY_OFFICER,), unit=administrator.unit
    )
    vault.create_account(officer, PASSWORD, wall())
    vault.close()


@pytest.fixture(scope="module")
def tls_server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("tls")) as server:
        yield server


@pytest.fixture(scope="module")
def plain_server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("plain"), "--plain-http") as server:
        yield server


@pytest.fixture
def tls(tls_server):
    """A PC that trusts the office's authority and nobody else."""
    office, port = tls_server
    return Pc(NAME, ADDRESS, port, authority=office / "ca.crt")


@pytest.fixture
def plain(plain_server):
    return Pc(NAME, ADDRESS, plain_server[1])


def test_over_tls_the_cookie_is_bound_to_the_host_and_never_sent_in_the_clear(tls):
    answer = tls.sign_in("guanli", PASSWORD)
    [cookie] = answer.headers.get_all("set-cookie")
    assert answer.status == 303
    assert cookie.startswith("__Host-sid=")
    for attribute in ("Secure", "HttpOnly", "Path=/", "SameSite=lax"):
        assert attribute in cookie
    assert "Domain" not in cookie
    assert tls.get(answer.headers["location"]).status == 200
    assert tls.get("/login").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("mode", ["tls", "plain"])
def test_the_live_board_opens_for_who_signed_in_and_for_nobody_else(mode, request):
    pc = request.getfixturevalue(mode)
    assert pc.get("/ws?page=wall", **UPGRADE).status == 403
    assert pc.sign_in("zhiban", PASSWORD).status == 303
    assert pc.get("/ws?page=wall", **UPGRADE).status == 101


def test_a_pc_that_does_not_trust_the_authority_gets_nothing(tls, init, tmp_path):
    init(folder="other")
    stranger = Pc(NAME, ADDRESS, tls.port, authority=tmp_path / "other" / "ca.crt")
    with pytest.raises(
        ssl.SSLCertVerificationError, match=r"self-signed|unable to get local issuer"
    ):
        stranger.get("/login")


def test_the_certificate_does_not_stand_for_another_name(tls):
    tls.name = "zhiban.linhe"
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        tls.get("/login")


def test_who_speaks_plainly_to_the_tls_port_learns_nothing(tls):
    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        Pc(NAME, ADDRESS, tls.port).get("/login")


def test_in_plain_http_the_cookie_is_one_that_browsers_take_without_tls(plain):
    answer = plain.sign_in("guanli", PASSWORD)
    [cookie] = answer.headers.get_all("set-cookie")
    assert answer.status == 303
    assert cookie.startswith("sid=")
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie
    assert plain.get(answer.headers["location"]).status == 200
    assert plain.get("/login").headers["strict-transport-security"] is None


@pytest.mark.parametrize("mode", ["tls", "plain"])
def test_a_name_that_is_not_the_offices_is_refused(mode, request):
    pc = request.getfixturevalue(mode)
    answer = pc.get("/login", Host=f"zhiban.linhe:{pc.port}")
    assert answer.status == 421


@pytest.mark.parametrize("mode", ["tls", "plain"])
def test_a_page_of_another_site_cannot_sign_anybody_in(mode, request):
    pc = request.getfixturevalue(mode)
    form = {"login": "guanli", "password": PASSWORD}
    assert pc.post("/login", form, Origin="https://evil.example").status == 403


def test_without_a_certificate_nothing_is_served_unless_it_is_declared(office, shell):
    (office / "tls.pem").unlink()
    ended = shell("serve", "--folder", office, "--port", 0)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "--plain-http" in ended.err
