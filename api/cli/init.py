"""`shoubao init`: an office's folder, made whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

import typer
from cryptography import x509

from api.cli import asking
from api.cli.charters import charter_of, hosts_of, upper_of
from api.cli.folders import Folder
from api.cli.founding import Administrator, found, write_settings
from api.cli.words import say
from api.clock import wall
from api.disk import built, require_free, write_private
from api.rules_file import read_rules_file
from api.settings import settings_of
from api.tls.authority import fingerprint
from api.tls.files import APART, AUTHORITY_CERTIFICATE, equip
from desk.founding import OVERLAY_FILE, Charter, office_book, shipped_presets
from desk.log.chain import HASHINGS, SHA256, Hashing, can_hash
from domain.kernel import Refused
from domain.rulebook import RuleBook
from domain.words import Tier

EVERYWHERE = "0.0.0.0"  # noqa: S104 — the duty desk serves the PCs of its office

Name = Annotated[str, typer.Option(help="机关全称，如 云州市临江区人民政府")]
ShortName = Annotated[str, typer.Option(help="简称，如 临江区")]
Region = Annotated[str, typer.Option(help="行政区划代码，GB/T 2260 六位数字")]
OwnTier = Annotated[Tier | None, typer.Option(help="本机关的层级")]
Upper = Annotated[str, typer.Option(help="上级人民政府全称；没有则不写")]
Presets = Annotated[
    list[str] | None,
    typer.Option(help=f"地方规则，可写多次：{'、'.join(shipped_presets())}；国家规则总在其中"),
]
OwnRules = Annotated[
    Path | None, typer.Option("--overlay", help="本机关规则文件，先用 shoubao rules check 核对")
]
Login = Annotated[str, typer.Option(help="首个管理员的账号名")]
AdminName = Annotated[str, typer.Option(help="首个管理员的姓名")]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        help=f"管理员口令所在的文件；也可用环境变量 {asking.PASSWORD_VARIABLE}，或当面输入"
    ),
]
HostNames = Annotated[
    list[str] | None, typer.Option(help="各电脑访问本机所用的名称或地址，可写多次，写入证书")
]
PlainHttp = Annotated[
    bool, typer.Option("--plain-http", help="声明不加密：口令和内容在网上可被窃听")
]
Algorithm = Annotated[
    str, typer.Option(help="日志所用的杂凑算法：sha256，或 sm3（GB/T 32905）；建成后不能改")
]
Listen = Annotated[str, typer.Option(help="服务监听的地址")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="服务的端口")]


class CannotHash(Refused):
    """没有这种杂凑算法，或本机的 OpenSSL 不提供：可用 sha256、sm3"""

    EN: ClassVar[str] = "There is no such hash, or this machine's OpenSSL has none: sha256 or sm3"


def init(
    folder: Folder = None,
    name: Name = "",
    short_name: ShortName = "",
    region: Region = "",
    tier: OwnTier = None,
    upper: Upper = "",
    preset: Presets = None,
    overlay: OwnRules = None,
    admin: Login = "",
    admin_name: AdminName = "管理员",
    password_file: PasswordFile = None,
    host_name: HostNames = None,
    plain_http: PlainHttp = False,
    listen: Listen = EVERYWHERE,
    port: Port = 8000,
    algorithm: Algorithm = SHA256.name,
) -> None:
    """新建机关：数据文件夹、规则、首个管理员，以及自有证书或声明的明文 HTTP"""
    require_free(target := settings_of(folder).folder)
    hashing, charter = _hashing(algorithm), charter_of(name, short_name, region, tier, preset)
    above, (book, rules) = upper_of(charter.profile.tier, upper), _book(charter, overlay)
    hosts, first = hosts_of(host_name, plain_http), _administrator(admin, admin_name, password_file)
    with built(target) as making:
        _begin(making, rules)
        found(making, charter, above, first, book, hashing)
        made = None if plain_http else equip(making, charter.profile.name, hosts, wall())
        names = [str(host.value) for host in hosts]
        write_settings(making, host=listen, port=port, allowed_hosts=names, plain_http=plain_http)
    _tell(target, f"{'https' if made else 'http'}://{names[0]}:{port}", made)


def _hashing(algorithm: str) -> Hashing:
    found = HASHINGS.get(algorithm.strip().lower())
    if found is None or not can_hash(found):
        raise CannotHash(algorithm)
    return found


def _administrator(admin: str, name: str, password_file: Path | None) -> Administrator:
    login = asking.word(admin, "--admin", "首个管理员的账号名")
    return Administrator(login, name, asking.password(password_file))


def _book(charter: Charter, overlay: Path | None) -> tuple[RuleBook, str | None]:
    if overlay is None:
        return office_book(charter.presets, None), None
    rules = read_rules_file(overlay)
    return office_book(charter.presets, rules, overlay.name), rules


def _begin(folder: Path, rules: str | None) -> None:
    folder.mkdir(mode=0o700)
    if rules is not None:
        write_private(folder / OVERLAY_FILE, rules.encode())


def _tell(folder: Path, url: str, authority: x509.Certificate | None) -> None:
    """What to do next, in the order it has to be done."""
    typer.echo(say("init-done", folder=folder))
    if authority:
        typer.echo(say("init-authority", file=folder / AUTHORITY_CERTIFICATE))
        typer.echo(f"     SHA-256 {fingerprint(authority)}")
        typer.echo(say("init-apart", apart=folder / APART))
    else:
        typer.echo(say("init-plain"))
    typer.echo(say("init-next", folder=folder, url=url))
