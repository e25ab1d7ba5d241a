"""Ed25519 checked straight from RFC 8032 §5.1.7 with whole numbers alone: shares no code with what signs."""

from __future__ import annotations

import base64
from hashlib import sha512

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def _added(a, b):
    x, y = a
    u, v = b
    both = D * x * u * y * v % P
    across = (x * v + y * u) * pow(1 + both, -1, P) % P
    along = (y * v + x * u) * pow(1 - both, -1, P) % P
    return across, along


def _times(number, point):
    found = (0, 1)
    while number:
        if number & 1:
            found = _added(found, point)
        point, number = _added(point, point), number >> 1
    return found


def _point(data):
    number = int.from_bytes(data, "little")
    odd, y = number >> 255, number & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        raise ValueError("not on the curve")
    return (P - x if x & 1 != odd else x), y


BASE = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def fits(public, signature, text):
    """All three as a receipt has them: base64, base64, text."""
    key, signed = base64.b64decode(public), base64.b64decode(signature)
    s = int.from_bytes(signed[32:], "little")
    hashed = sha512(signed[:32] + key + text.encode()).digest()
    if s >= ORDER:
        return False
    k = int.from_bytes(hashed, "little") % ORDER
    return _times(s, BASE) == _added(_point(signed[:32]), _times(k, _point(key)))
