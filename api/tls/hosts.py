"""For which hosts a certificate may stand: as people write them, and as an authority is bound to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import ClassVar

from cryptography import x509

from domain.kernel import Refused

LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"^{LABEL}(\.{LABEL})*$")
INTRANET = (  # addresses an office may move to without a new authority
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "127.0.0.0/8",
    "::1/128",
    "fc00::/7",
)

Network = IPv4Network | IPv6Network
Host = x509.DNSName | x509.IPAddress


class HostNotUnderstood(Refused):
    """主机名或地址写法不对：写如 zhiban.linjiang 或 10.20.1.5，不带协议和端口"""

    EN: ClassVar[str] = (
        "This is no host name or address: write zhiban.linjiang or 10.20.1.5, no scheme and no port"
    )


def host_of(text: str) -> Host:
    """Raises HostNotUnderstood."""
    word = text.strip().strip("[]").lower()
    try:
        return x509.IPAddress(ip_address(word))
    except ValueError:
        if not HOST.match(word) or len(word) > 253 or word.replace(".", "").isdecimal():
            raise HostNotUnderstood(text) from None
        return x509.DNSName(word)


def hosts_in(certificate: x509.Certificate) -> list[Host]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [name for name in names if isinstance(name, (x509.DNSName, x509.IPAddress))]


def permitted(hosts: Iterable[Host]) -> list[x509.GeneralName]:
    names = sorted({host.value for host in hosts if isinstance(host, x509.DNSName)})
    own = [ip_network(host.value) for host in hosts if isinstance(host, x509.IPAddress)]
    inside = [ip_network(text) for text in INTRANET]
    outside = [net for net in own if not any(_within(net, one) for one in inside)]
    nets = [x509.IPAddress(net) for net in (*inside, *outside)]
    return [*(x509.DNSName(name) for name in names), *nets]


def covers(permitted: x509.GeneralName, host: Host) -> bool:
    if isinstance(permitted, x509.DNSName) and isinstance(host, x509.DNSName):
        return host.value == permitted.value or host.value.endswith(f".{permitted.value}")
    if isinstance(permitted, x509.IPAddress) and isinstance(host, x509.IPAddress):
        net = permitted.value
        return isinstance(net, (IPv4Network, IPv6Network)) and host.value in net
    return False


def _within(net: Network, other: Network) -> bool:
    return net.network_address in other
