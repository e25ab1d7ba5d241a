"""The port an office is served on, held before anything is opened or made for it."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from domain.kernel import Refused

ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 — compared with, not listened on


class PortTaken(Refused):
    """端口已被占用，或不许本程序使用；可用 --port 另选"""

    EN: ClassVar[str] = "The port is taken, or not ours to use; choose another with --port"


class AddressNotOurs(Refused):
    """这不是本机的地址，无法在此监听"""

    EN: ClassVar[str] = "This is not an address of this machine to listen on"


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Holds the port before anything is opened or made for it. Raises PortTaken, AddressNotOurs."""
    try:
        [(family, kind, _, _, address), *_] = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError) as error:
        raise AddressNotOurs(host) from error
    with socket.socket(family, kind) as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _hold(held, address)
        yield held


def _hold(held: socket.socket, address: tuple[object, ...]) -> None:
    try:
        held.bind(address)
        held.listen()
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EADDRINUSE:
            raise PortTaken(f"{address[0]}:{address[1]}") from error
        raise AddressNotOurs(address[0]) from error
