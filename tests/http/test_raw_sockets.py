"""Bytes no client library would send, to the real server over a real socket: refused, and it goes on answering."""

from __future__ import annotations

import socket
from contextlib import closing, suppress

import pytest

from tests.support.serving import a_staffed_office, serving

CHUNK = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
PATIENCE_SECONDS = 30


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    with a_staffed_office(folder):
        pass
    with serving(folder) as server:
        yield server


def ask(server, head, *, body=b"", times=1):
    """The first line of the answer; a server that hangs up in the middle of it has answered, too."""
    with closing(socket.create_connection(("127.0.0.1", server.port), PATIENCE_SECONDS)) as wire:
        with suppress(ConnectionError):
            wire.sendall(head)
            for _ in range(times):
                wire.sendall(body)
        with suppress(ConnectionError):
            return wire.recv(65_536).split(b"\r\n")[0]
    return b""


def post(path="/login", **headers):
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


FORM = {"Content_Type": "application/x-www-form-urlencoded"}


def test_a_body_without_an_end_is_cut_off_and_not_kept(server):
    head = post(**FORM, Transfer_Encoding="chunked")
    before = resident_kib(server)
    line = ask(server, head, body=CHUNK, times=2_000)
    assert not line or b" 413 " in line  # hung up on, the sender may miss the words
    assert resident_kib(server) - before < 32 * 1024  # of 128 MiB sent
    assert_answers(server)


def test_a_gigabyte_that_is_only_announced_is_refused_at_once(server):
    line = ask(server, post(**FORM, Content_Length=str(1024**3)), body=b"login=x")
    assert b" 413 " in line
    assert_answers(server)


HEADS = {
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "two lengths": post(**FORM, Content_Length="5")[:-2] + b"Content-Length: 6\r\n\r\n",
    "a length and chunks": post(**FORM, Content_Length="5", Transfer_Encoding="chunked"),
    "a negative length": post(**FORM, Content_Length="-5"),
    "a NUL in a header": post(**FORM, X_A="\x00"),
    "a folded header": b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\r\n b\r\n\r\n",
    "no host": b"GET /login HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    "a foreign address": b"GET http://evil.example/login HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "an endless header": b"GET /login HTTP/1.1\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head_nobody_means_is_refused_and_the_server_goes_on(server, name):
    line = ask(server, HEADS[name])
    assert b" 200 " not in line
    assert b" 500 " not in line
    assert_answers(server)


def assert_answers(server):
    line = ask(server, b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert line == b"HTTP/1.1 200 OK"


def resident_kib(server):
    with open(f"/proc/{server.pid}/status") as status:
        [line] = [one for one in status if one.startswith("VmRSS")]
    return int(line.split()[1])
