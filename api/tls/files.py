"""Where an office keeps its certificates, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from api.disk import write_private
from api.settings import TLS_FILE
from api.tls.authority import Authority, issue, key_pem, make_authority, read_authority
from api.tls.hosts import Host, hosts_in
from domain.kernel import Refused

AUTHORITY_CERTIFICATE = "ca.crt"  # to be installed on every PC
APART = "authority"  # to be carried away: the server never needs it
AUTHORITY_KEY = "ca.key"


class AuthorityAway(Refused):
    """找不到根证书的密钥；若已移走保管，请用 --authority 指明所在文件夹"""

    EN: ClassVar[str] = "The authority's key is not here; if it is kept elsewhere, name --authority"


class NoCertificate(Refused):
    """此机关没有证书：初始化时已声明使用明文 HTTP"""

    EN: ClassVar[str] = "This office has no certificate: it was declared to use plain HTTP"


def equip(folder: Path, office: str, hosts: Sequence[Host], now: datetime) -> x509.Certificate:
    """A new authority, its key apart, and the first certificate. Returns the authority's certificate."""
    authority = make_authority(office, hosts, now)
    apart = folder / APART
    apart.mkdir(mode=0o700)
    write_private(apart / AUTHORITY_KEY, key_pem(authority.key))
    write_private(folder / AUTHORITY_CERTIFICATE, authority.certificate.public_bytes(Encoding.PEM))
    (folder / AUTHORITY_CERTIFICATE).chmod(0o644)
    write_private(folder / TLS_FILE, issue(authority, hosts, now))
    return authority.certificate


def renew(
    folder: Path, apart: Path | None, hosts: Sequence[Host], now: datetime
) -> x509.Certificate:
    """A new key and certificate from the same authority, for the same hosts unless others are named.

    Raises NoCertificate, AuthorityAway, AuthorityBroken, OutsideAuthority.
    """
    here = hosts or hosts_in(read_certificate(folder / TLS_FILE))
    authority = _authority(folder, apart or folder / APART)
    write_private(folder / TLS_FILE, issue(authority, here, now))
    return read_certificate(folder / TLS_FILE)


def read_certificate(path: Path) -> x509.Certificate:
    """Raises NoCertificate, ValueError."""
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError:
        raise NoCertificate(path) from None


def _authority(folder: Path, apart: Path) -> Authority:
    try:
        key = (apart / AUTHORITY_KEY).read_bytes()
    except FileNotFoundError:
        raise AuthorityAway(apart / AUTHORITY_KEY) from None
    return read_authority((folder / AUTHORITY_CERTIFICATE).read_bytes(), key)
