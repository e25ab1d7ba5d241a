"""The office vouches for its own servers, and for nobody else's in the world."""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from api.clock import wall
from api.tls.authority import OutsideAuthority, issue, key_pem, make_authority, read_authority
from api.tls.files import APART, AUTHORITY_CERTIFICATE, AUTHORITY_KEY
from api.tls.hosts import HostNotUnderstood, host_of, hosts_in

NAMES = ("zhiban.linjiang", "shoubao", "10.20.1.5", "127.0.0.1", "fd00::5")
HOSTS = [host_of(name) for name in NAMES]
BANK = "bank.example"


@pytest.fixture(scope="module")
def authority():
    return make_authority("云州市临江区人民政府" * 9, HOSTS, wall())


def leaf_of(pem):
    return x509.load_pem_x509_certificate(pem)


def handshake(tmp_path, authority, pem, name):
    """A real client that trusts the authority alone meets a real server with this certificate."""
    (tmp_path / "server.pem").write_bytes(pem)
    trusted = authority.certificate.public_bytes(Encoding.PEM).decode()
    client, server = (
        ssl.create_default_context(cadata=trusted),
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
    )
    server.load_cert_chain(tmp_path / "server.pem")
    here, there = socket.socketpair()
    with here, there:
        answering = threading.Thread(target=_answer, args=(server, there))
        answering.start()
        try:
            client.wrap_socket(here, server_hostname=name).close()
        finally:
            here.close()
            answering.join()


def _answer(context, end):
    try:
        context.wrap_socket(end, server_side=True).close()
    except OSError:
        end.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_client_that_trusts_the_authority_reaches_the_office_by_every_name(
    name, authority, tmp_path
):
    handshake(tmp_path, authority, issue(authority, HOSTS, wall()), name)


def test_an_office_reached_by_its_address_alone_is_trusted_too(tmp_path):
    hosts = [host_of("10.20.1.5")]
    authority = make_authority("临江区", hosts, wall())
    handshake(tmp_path, authority, issue(authority, hosts, wall()), "10.20.1.5")


def test_a_client_refuses_what_a_stolen_key_signs_for_a_bank(authority, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    forged = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(authority.certificate.subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(wall() - timedelta(days=1))
        .not_valid_after(wall() + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(BANK)]), critical=True)
        .sign(authority.key, hashes.SHA256())
    )
    pem = key_pem(key) + forged.public_bytes(Encoding.PEM)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        handshake(tmp_path, authority, pem, BANK)


def test_it_issues_nothing_for_hosts_it_may_not_vouch_for(authority):
    for name in (BANK, "8.8.8.8", "2001:db8::1", "notshoubao"):
        with pytest.raises(OutsideAuthority, match=name):
            issue(authority, [host_of(name)], wall())


def test_an_office_may_move_within_the_intranet_and_below_its_name(authority):
    moved = [host_of("192.168.7.9"), host_of("wall.zhiban.linjiang")]
    assert hosts_in(leaf_of(issue(authority, moved, wall()))) == moved


def test_a_server_is_vouched_for_a_year_and_the_authority_ten():
    now = datetime(2026, 11, 24, tzinfo=UTC)
    authority = make_authority("临江区", HOSTS, now)
    leaf, root = leaf_of(issue(authority, HOSTS, now)), authority.certificate
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc == timedelta(days=397)
    assert root.not_valid_after_utc - root.not_valid_before_utc == timedelta(days=3652)
    assert root.not_valid_before_utc == now - timedelta(days=1)


def test_no_server_outlives_its_authority():
    now = datetime(2026, 11, 24, tzinfo=UTC)
    authority = make_authority("临江区", HOSTS, now)
    leaf = leaf_of(issue(authority, HOSTS, now + timedelta(days=3600)))
    assert leaf.not_valid_after_utc == authority.certificate.not_valid_after_utc


def test_keys_are_elliptic_and_the_server_can_sign_for_nobody(authority):
    leaf = leaf_of(issue(authority, HOSTS, wall()))
    assert isinstance(leaf.public_key().curve, ec.SECP256R1)
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not leaf.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign


@pytest.mark.parametrize(
    "text",
    ["", " ", "a b", "值班", "-a", "a_b", "*.linjiang", "1.2.3.4.5", "a" * 64, "a..b", "::g"],
)
def test_what_is_no_host_is_refused(text):
    with pytest.raises(HostNotUnderstood):
        host_of(text)


def test_a_renewed_certificate_stands_for_the_same_hosts_under_another_key(office, shoubao):
    before = leaf_of((office / "tls.pem").read_bytes())
    said = shoubao("certificate", "renew", "--folder", office)
    after = leaf_of((office / "tls.pem").read_bytes())
    assert said.code == 0
    assert "重启" in said.out
    assert hosts_in(after) == hosts_in(before)
    assert after.public_key() != before.public_key()
    read_authority((office / AUTHORITY_CERTIFICATE).read_bytes(), key_pem_of(office))


def test_a_key_kept_apart_is_named_when_it_is_needed(office, shoubao, tmp_path):
    stick, before = tmp_path / "stick", (office / "tls.pem").read_bytes()
    (office / APART).rename(stick)
    said = shoubao("certificate", "renew", "--folder", office)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "--authority" in said.err
    assert (office / "tls.pem").read_bytes() == before
    assert shoubao("certificate", "renew", "--folder", office, "--authority", stick).code == 0


@pytest.mark.parametrize("how", ["another host", "another key", "no certificate at all"])
def test_a_renewal_that_cannot_be_done_changes_nothing(how, office, shoubao, tmp_path):
    words = ["--host-name", BANK] if how == "another host" else []
    if how == "another key":
        key = ec.generate_private_key(ec.SECP256R1())
        (office / APART / AUTHORITY_KEY).write_bytes(key_pem(key))
    if how == "no certificate at all":
        (office / AUTHORITY_CERTIFICATE).write_text("-----BEGIN CERTIFICATE-----\n")
    before = (office / "tls.pem").read_bytes()
    said = shoubao("certificate", "renew", "--folder", office, *words)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert (office / "tls.pem").read_bytes() == before


def test_the_fingerprint_to_compare_is_the_authoritys(office, shoubao):
    said = shoubao("certificate", "show", "--folder", office)
    root = leaf_of((office / AUTHORITY_CERTIFICATE).read_bytes())
    assert root.fingerprint(hashes.SHA256()).hex(":").upper() in said.out
    assert "zhiban.linjiang" in said.out


def test_an_office_in_plain_http_has_no_certificate_to_show(plain_office, shoubao):
    said = shoubao("certificate", "show", "--folder", plain_office)
    assert (said.code, said.err.count("\n")) == (2, 1)


def key_pem_of(office):
    return (office / APART / AUTHORITY_KEY).read_bytes()
