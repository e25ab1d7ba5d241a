"""A PC of the office: it knows the server by a name of the intranet and trusts one authority, or none.

pc = Pc("zhiban.linjiang", "127.0.0.2", 8443, authority=folder / "ca.crt")
pc.get("/login").status
pc.sign_in("guanli", PASSWORD)       # keeps the cookie
"""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode


class Pc:
    """`authority`: a file with the only certificate it trusts; None speaks plain HTTP."""

    def __init__(self, name, address, port, authority=None):
        self.name, self.address, self.port, self.authority = name, address, port, authority
        self.cookies = {}

    def get(self, path, **headers):
        return self._ask("GET", path, None, headers)

    def post(self, path, form, **headers):
        scheme = "https" if self.authority else "http"
        own = {
            "Origin": f"{scheme}://{self.name}:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self._ask("POST", path, urlencode(form), own | headers)

    def sign_in(self, login, password):
        answer = self.post("/login", {"login": login, "password": password})
        self.cookies = SimpleCookie(answer.headers["set-cookie"] or "")
        return answer

    def _ask(self, method, path, body, headers):
        connection = HTTPConnection(self.name, self.port)
        connection.sock = self._connected()
        if self.cookies:
            jar = "; ".join(f"{one.key}={one.value}" for one in self.cookies.values())
            headers = headers | {"Cookie": jar}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def _connected(self):
        plain = socket.create_connection((self.address, self.port), 30)
        if self.authority is None:
            return plain
        context = ssl.create_default_context(cafile=self.authority)
        try:
            return context.wrap_socket(plain, server_hostname=self.name)
        except ssl.SSLError:
            plain.close()
            raise
