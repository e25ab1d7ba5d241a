"""The signatures robots ask for: 钉钉 in the query, by milliseconds; 飞书 in the body, by seconds."""

from __future__ import annotations

import base64
import hmac
import json
from datetime import datetime
from urllib.parse import urlencode

from escalation.channels.settings import Sign


def signed(sign: Sign, secret: str, url: str, body: str, at: datetime) -> tuple[str, str]:
    """The address and the body with what the robot asks for. Raises ValueError: the body is no object."""
    match sign:
        case Sign.NONE:
            return url, body
        case Sign.DINGTALK:
            return _by_query(secret, url, round(at.timestamp() * 1000)), body
        case Sign.FEISHU:
            return url, _by_body(secret, body, int(at.timestamp()))


def _by_query(secret: str, url: str, timestamp: int) -> str:
    mac = _mac(secret, f"{timestamp}\n{secret}")
    joint = "&" if "?" in url else "?"
    return f"{url}{joint}{urlencode({'timestamp': timestamp, 'sign': mac})}"


def _by_body(secret: str, body: str, timestamp: int) -> str:
    """飞书 takes the words as the key and signs nothing with it."""
    said = json.loads(body)
    if not isinstance(said, dict):
        raise ValueError("the body is no JSON object")
    mac = _mac(f"{timestamp}\n{secret}", "")
    return json.dumps({"timestamp": str(timestamp), "sign": mac} | said, ensure_ascii=False)


def _mac(key: str, words: str) -> str:
    return base64.b64encode(hmac.digest(key.encode(), words.encode(), "sha256")).decode()
