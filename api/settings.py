"""What an installation may set: on the command line, by SHOUBAO_… variables, or in its folder's office.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from contingency_plans.toml_lines import TomlWrong, read_toml
from desk.vault.accounts import Account
from domain.kernel import Refused

OFFICE_FILE = "office.toml"
TLS_FILE = "tls.pem"  # key and certificate in one file: they are renewed in one step
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class OfficeFileBroken(Refused):
    """机关文件夹里的设置文件读不懂"""

    EN: ClassVar[str] = "The settings file of the office's folder cannot be read"


class Demonstration(BaseModel, arbitrary_types_allowed=True):
    """Said on every page of a demonstration: the data is nobody's, and anybody may sign in."""

    password: str
    pin: str
    accounts: list[Account]


class Settings(BaseSettings):
    """Defaults serve one PC on its own loopback; everything else is said aloud."""

    model_config = SettingsConfigDict(env_prefix="SHOUBAO_", extra="forbid")

    folder: Path = Path("shoubao-data")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    allowed_hosts: list[str] = [*LOOPBACK]
    plain_http: bool = False  # declared: without TLS cookies and fetch metadata protect less
    public_address: str = ""  # under which a telephone reaches it: "": messages carry no link
    tls_certificate: Path | None = None
    tls_key: Path | None = None  # None: it is in the certificate's file
    seal: Path | None = None  # the sealer's folder; None: beside this one
    language: Literal["zh", "en"] = "zh"
    tick_ms: int = 25  # changes within one tick are one frame
    body_bytes_max: int = 256 * 1024
    upload_bytes_max: int = 10 * 1024 * 1024
    demonstration: Demonstration | None = None
    past: str = ""  # whose office it was, where a past case is replayed: no clock runs there

    @property
    def sealed_in(self) -> Path:
        return self.seal or beside(self.folder, "seal")

    @property
    def scheme(self) -> str:
        return "https" if self.tls_certificate else "http"


def beside(folder: Path, name: str) -> Path:
    """Where what proves an office's folder is kept, unless somebody says otherwise."""
    whole = folder.absolute()
    return whole.with_name(f"{whole.name}-{name}")


def settings_of(folder: Path | None, **given: Any) -> Settings:
    """What is given stands before the variables, these before what the office's folder holds.

    Raises OfficeFileBroken, ValidationError, SettingsError.
    """
    given = {name: value for name, value in given.items() if value is not None}
    if folder:
        given["folder"] = folder
    said = Settings(**given)
    kept = _kept(said.folder)
    return Settings(**given | {k: v for k, v in kept.items() if k not in said.model_fields_set})


def _kept(folder: Path) -> dict[str, Any]:
    path = folder / OFFICE_FILE
    try:
        kept = read_toml(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (UnicodeError, TomlWrong) as error:
        raise OfficeFileBroken(path, str(error)) from error
    if (folder / TLS_FILE).exists():
        kept["tls_certificate"] = folder / TLS_FILE
    return kept
