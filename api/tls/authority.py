"""The office's own certificate authority, and the server certificates it issues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from api.tls.hosts import Host, covers, permitted
from domain.kernel import Refused

AUTHORITY_LASTS = timedelta(days=3652)
SERVER_LASTS = timedelta(days=397)  # browsers refuse longer ones
EARLIER = timedelta(days=1)  # a PC whose clock is a day behind is let in all the same
NAME_BYTES_MAX = 64  # X.520 in the strictest reading: a long Chinese name is cut
Key = ec.EllipticCurvePrivateKey


class OutsideAuthority(Refused):
    """本机关的根证书不许签发此主机名；须重新建立根证书并在各电脑上重装"""

    EN: ClassVar[str] = (
        "The office's authority may not vouch for this host; it takes a new authority"
    )


class AuthorityBroken(Refused):
    """根证书或其密钥读不懂，或两者不配"""

    EN: ClassVar[str] = "The authority's certificate or key cannot be read, or they do not fit"


class Authority(NamedTuple):
    """Who vouches for the office's servers."""

    key: Key
    certificate: x509.Certificate


def make_authority(office: str, hosts: Sequence[Host], now: datetime) -> Authority:
    """It may vouch for these hosts and for addresses of an intranet, and for nothing else in the world."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(office, f"首报根证书 {office}")
    usage = _usage(key_cert_sign=True, crl_sign=True)
    building = (
        _begun(name, name, key.public_key(), now, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints(permitted(hosts), None), critical=True)
    )
    return Authority(key, building.sign(key, hashes.SHA256()))


def issue(authority: Authority, hosts: Sequence[Host], now: datetime) -> bytes:
    """A new key and its certificate for these hosts, PEM. Raises OutsideAuthority."""
    _require_permitted(authority, hosts)
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate.subject
    office = issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    last = authority.certificate.not_valid_after_utc - now + EARLIER
    building = (
        _begun(_name(str(office), "首报"), issuer, key.public_key(), now, min(SERVER_LASTS, last))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(signer, critical=False)
    )
    signed = building.sign(authority.key, hashes.SHA256())
    return key_pem(key) + signed.public_bytes(Encoding.PEM)


def read_authority(certificate: bytes, key: bytes) -> Authority:
    """Raises AuthorityBroken."""
    try:
        read = x509.load_pem_x509_certificate(certificate)
        found = load_pem_private_key(key, None)
    except (ValueError, TypeError) as error:
        raise AuthorityBroken from error
    if not isinstance(found, Key) or found.public_key() != read.public_key():
        raise AuthorityBroken
    return Authority(found, read)


def key_pem(key: Key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 as Windows and browsers show it, to be compared by eye."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    begins = now - EARLIER
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(office: str, common: str) -> x509.Name:
    """Never a host's name: checkers that look here beside the alternative names would find two kinds."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(office)),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(common)),
        ]
    )


def _cut(name: str) -> str:
    return name.encode()[:NAME_BYTES_MAX].decode(errors="ignore")


def _usage(
    *, digital_signature: bool = False, key_cert_sign: bool = False, crl_sign: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _require_permitted(authority: Authority, hosts: Iterable[Host]) -> None:
    found = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    bounds = found.value.permitted_subtrees or []
    for host in hosts:
        if not any(covers(one, host) for one in bounds):
            raise OutsideAuthority(str(host.value))
