"""`shoubao serve`: one office at work, over TLS or declared plain HTTP."""

from __future__ import annotations

from typing import Annotated, ClassVar

import typer

from api import serving
from api.cli.folders import Folder
from api.cli.refusals import require_office
from api.cli.words import say
from api.settings import settings_of
from domain.kernel import Refused

Host = Annotated[str | None, typer.Option(help="监听地址；不写则按初始化时的设置")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="端口；不写则按初始化时的设置")]
PlainHttp = Annotated[
    bool | None, typer.Option("--plain-http", help="没有证书时，声明以明文 HTTP 服务")
]


class NotDeclared(Refused):
    """此机关没有证书，也没有声明明文 HTTP；请加 --plain-http，或重新初始化"""

    EN: ClassVar[str] = "There is no certificate and plain HTTP is not declared: add --plain-http"


def serve(
    folder: Folder = None, host: Host = None, port: Port = None, plain_http: PlainHttp = None
) -> None:
    """服务：打开机关，直到 Ctrl-C 或 SIGTERM"""
    settings = settings_of(folder, host=host, port=port, plain_http=plain_http)
    require_office(settings.folder)
    if not (settings.tls_certificate or settings.plain_http):
        raise NotDeclared(settings.folder)
    serving.serve(settings, ready=lambda url: typer.echo(say("serving-at", url=url)))
