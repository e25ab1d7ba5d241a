"""`shoubao witness`: a second pair of eyes on a log, beside it or for other offices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Annotated

import typer

from api.alarming import Alarm
from api.cli.chinese import ChineseCommand
from api.cli.folders import Folder
from api.cli.outposts import Every, Once, Pace, Scrub, Sounding, keep_on, office_of, words_elsewhere
from api.cli.refusals import require_office
from api.cli.seal import By, Reason, SealFolder
from api.cli.verify_kept import Key
from api.cli.watch import Program, Webhook
from api.cli.words import say
from api.clock import entropy, wall
from api.listening import listening
from api.settings import Settings, beside
from api.witnessing import WitnessPost, serve_on, witness_app
from desk.log.log import FILE
from desk.log.note import COSIGNATURE, Signer, verifier_of
from desk.seal.accepting import accept, accept_elsewhere
from desk.seal.keys import signer_in
from desk.seal.other_logs import OtherLogs
from desk.seal.outpost import Outpost
from desk.seal.witness import LocalWitness, trust

app = typer.Typer(
    help="见证：独立进程、独立账户，逐条留存叶值并核对封签", invoke_without_command=True
)

Keep = Annotated[
    Path | None, typer.Option("--keep", help="见证文件夹；不写则在机关文件夹旁，名称加 -witness")
]
KeepHere = Annotated[Path, typer.Option("--keep", help="见证文件夹")]
Known = Annotated[list[Path], typer.Option("--known", help="别处封签的公钥文件，可写多次")]
Name = Annotated[str, typer.Option("--name", help="见证的名称，写进签名，如 shoubao/witness/某市")]
Host = Annotated[str, typer.Option("--host", help="监听地址")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="端口")]
Tls = Annotated[Path | None, typer.Option("--tls", help="证书和密钥合一的文件 tls.pem")]
Origin = Annotated[
    str, typer.Option("--origin", help="哪个日志，即检查点的第一行；不写则为本机的日志")
]

LOOKS_EVERY_SECONDS = 0.5

BESIDE_US = "shoubao/witness/local"


@app.callback()
def witness(
    context: typer.Context,
    folder: Folder = None,
    keep: Keep = None,
    seal: SealFolder = None,
    key: Key = None,
    every: Every = 0.5,
    scrub: Scrub = 5_000,
    once: Once = False,
    alarm: Program = None,
    webhook: Webhook = "",
) -> None:
    """见证：自己读日志，留存每条的叶值，核对并副署封签；与留存不符即报警"""
    if context.invoked_subcommand:
        return
    settings = office_of(folder, seal)
    with _opened(settings, keep) as outpost:
        if key:
            trust(outpost.folder, verifier_of(key.read_text(encoding="utf-8")))
        signer = _signer(outpost.folder, BESIDE_US)
        post = WitnessPost(LocalWitness(outpost, signer, settings.sealed_in), str(signer.verifier))
        keep_on(post.turn, Alarm(alarm, webhook), Pace(every, scrub, once))


@app.command("serve", cls=ChineseCommand)
def serve(
    keep: KeepHere,
    known: Known,
    name: Name,
    host: Host = "127.0.0.1",
    port: Port = 8700,
    tls: Tls = None,
    alarm: Program = None,
    webhook: Webhook = "",
) -> None:
    """为别的机关见证：C2SP tlog-witness，POST /add-checkpoint；所签与副署过的不符即报警"""
    verifiers = [verifier_of(one.read_text(encoding="utf-8")) for one in known]
    keep.mkdir(parents=True, exist_ok=True)
    signer = _signer(keep, name)
    with listening(host, port) as held, closing(OtherLogs(keep, signer, verifiers)) as logs:
        scheme = "https" if tls else "http"
        typer.echo(say("witness-at", url=f"{scheme}://{host}:{held.getsockname()[1]}"))
        with calling_out(logs, Sounding(Alarm(alarm, webhook), "elsewhere-well")):
            serve_on(held, witness_app(logs, str(signer.verifier)), tls)


@contextmanager
def calling_out(logs: OtherLogs, sounding: Sounding) -> Iterator[None]:
    """In a thread of its own: a program that rings takes its time, and answers must not wait for it."""
    over = Event()

    def look() -> None:
        while not over.wait(LOOKS_EVERY_SECONDS):
            sounding.tell(tuple(map(words_elsewhere, logs.contradictions())))

    Thread(target=look, name="contradictions", daemon=True).start()
    try:
        yield
    finally:
        over.set()


@app.command("accept", cls=ChineseCommand)
def accepting(
    by: By, reason: Reason, origin: Origin = "", folder: Folder = None, keep: Keep = None
) -> None:
    """接受：日志是申明过的恢复副本，由人接受后另起一段历史（先停下见证进程）"""
    settings = office_of(folder)
    if origin:
        after = accept_elsewhere(_kept_in(settings, keep), origin, by, reason, wall()).after
    else:
        with _opened(settings, keep) as outpost:
            after = accept(outpost, by, reason, wall()).after
    typer.echo(say("outpost-accepted", after=after))


def _opened(settings: Settings, keep: Path | None) -> closing[Outpost]:
    require_office(settings.folder)
    return closing(Outpost(_kept_in(settings, keep), settings.folder / FILE))


def _signer(folder: Path, name: str) -> Signer:
    signer = signer_in(folder, name, COSIGNATURE, entropy(32))
    typer.echo(say("witness-key", public=signer.verifier))
    return signer


def _kept_in(settings: Settings, keep: Path | None) -> Path:
    return keep or beside(settings.folder, "witness")
