"""What an installation may set, from SHOUBAO_… variables or the command line."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict

from desk.vault.accounts import Account


class Demonstration(BaseModel, arbitrary_types_allowed=True):
    """Said on every page of a demonstration: the data is nobody's, and anybody may sign in."""

    password: str
    accounts: list[Account]


class Settings(BaseSettings):
    """Defaults serve one PC on its own loopback; everything else is said aloud."""

    model_config = SettingsConfigDict(env_prefix="SHOUBAO_", extra="forbid")

    folder: Path = Path("shoubao-data")
    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: list[str] = ["127.0.0.1", "localhost", "[::1]"]
    plain_http: bool = True  # declared: without TLS cookies and fetch metadata protect less
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    language: str = "zh"
    tick_ms: int = 25  # changes within one tick are one frame
    body_bytes_max: int = 256 * 1024
    upload_bytes_max: int = 10 * 1024 * 1024
    demonstration: Demonstration | None = None

    @property
    def scheme(self) -> str:
        return "https" if self.tls_certificate else "http"
