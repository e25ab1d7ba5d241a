"""`shoubao certificate`: the office's own certificate, looked at and renewed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from cryptography import x509

from api.cli.chinese import ChineseCommand
from api.cli.folders import Folder
from api.cli.refusals import require_office
from api.cli.words import say
from api.clock import wall
from api.settings import TLS_FILE, settings_of
from api.tls.authority import fingerprint
from api.tls.files import AUTHORITY_CERTIFICATE, read_certificate
from api.tls.files import renew as renew_certificate
from api.tls.hosts import host_of, hosts_in

app = typer.Typer(help="证书：查看与续期", no_args_is_help=True)

Apart = Annotated[
    Path | None, typer.Option("--authority", help="根证书密钥所在文件夹；不写则在机关文件夹内")
]
HostNames = Annotated[
    list[str] | None, typer.Option(help="换成这些名称或地址，可写多次；不写则照旧")
]


@app.command("show", cls=ChineseCommand)
def show(folder: Folder = None) -> None:
    """显示证书的名称、有效期和指纹，供在各电脑上核对"""
    here = settings_of(folder).folder
    require_office(here)
    _tell(read_certificate(here / TLS_FILE))
    authority = read_certificate(here / AUTHORITY_CERTIFICATE)
    typer.echo(say("certificate-authority", file=here / AUTHORITY_CERTIFICATE))
    typer.echo(f"  SHA-256 {fingerprint(authority)}")


@app.command("renew", cls=ChineseCommand)
def renew(folder: Folder = None, authority: Apart = None, host_name: HostNames = None) -> None:
    """由本机关根证书重新签发服务器证书；各电脑无须重装"""
    here = settings_of(folder).folder
    require_office(here)
    hosts = [host_of(name) for name in host_name or ()]
    _tell(renew_certificate(here, authority, hosts, wall()))
    typer.echo(say("certificate-renewed"))


def _tell(certificate: x509.Certificate) -> None:
    names = " ".join(str(host.value) for host in hosts_in(certificate))
    ends = certificate.not_valid_after_utc.date().isoformat()
    typer.echo(say("certificate-of", names=names, ends=ends))
