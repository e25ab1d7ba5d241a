"""A gateway on the loopback that answers as it is told: raw sockets, so that it can hang, drip and lie.

with a_gateway() as gateway:
    gateway.says(200, {"errcode": 0})       # from now on; says_with(function) for anything else
    gateway.requests                        # what came in, oldest first
"""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import closing, contextmanager, suppress
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit


class Request(NamedTuple):
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    came: float

    @property
    def query(self):
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def json(self):
        return json.loads(self.body)


class Gateway:
    def __init__(self, listening):
        self._listening = listening
        self.port = listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/send"
        self.requests = []
        self._closing = threading.Event()
        self.says(200, {"errcode": 0})

    def says(self, status, answer, **headers):
        body = json.dumps(answer).encode()
        head = [f"HTTP/1.1 {status} said", f"content-length: {len(body)}", "connection: close"]
        head += [f"{name}: {value}" for name, value in headers.items()]
        self.says_with(lambda wire: wire.sendall("\r\n".join([*head, "", ""]).encode() + body))

    def says_with(self, answering):
        self._answering = answering

    def hangs(self):
        self.says_with(lambda wire: self._closing.wait(60))

    def drips(self):
        def dripping(wire):
            wire.sendall(b"HTTP/1.1 200 said\r\ncontent-length: 100000\r\n\r\n")
            while not self._closing.wait(0.02):
                wire.sendall(b" ")

        self.says_with(dripping)

    def floods(self):
        def flooding(wire):
            wire.sendall(b"HTTP/1.1 200 said\r\ncontent-length: 100000000\r\n\r\n")
            for _ in range(100):
                wire.sendall(b" " * 1_000_000)

        self.says_with(flooding)

    def serve(self):
        while not self._closing.is_set():
            try:
                wire, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(wire,), daemon=True).start()

    def stop(self):
        self._closing.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)

    def _answer(self, wire):
        with closing(wire), suppress(OSError):
            self.requests.append(_read(wire))
            self._answering(wire)


def _read(wire):
    came = b""
    while b"\r\n\r\n" not in came:
        came += wire.recv(65536)
    head, _, body = came.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += wire.recv(65536)
    return Request(method, target, headers, body, time.monotonic())


@contextmanager
def a_gateway():
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        gateway = Gateway(listening)
        serving = threading.Thread(target=gateway.serve, daemon=True)
        serving.start()
        try:
            yield gateway
        finally:
            gateway.stop()
            serving.join()
