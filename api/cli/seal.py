"""`shoubao seal`: the sealer, a process of its own under a user of its own, that signs how far the log has come."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from api.alarming import Alarm
from api.cli.chinese import ChineseCommand
from api.cli.deadman import Authority
from api.cli.folders import Folder
from api.cli.outposts import Every, Once, Pace, Scrub, keep_on, office_of
from api.cli.refusals import require_office
from api.cli.watch import Program, Webhook
from api.cli.words import say
from api.clock import entropy, wall
from api.sealing import Asks, SealPost
from api.submitting import Lane
from desk.log.log import FILE
from desk.log.note import ED25519, verifier_of
from desk.seal.accepting import accept
from desk.seal.answers import BesideUs
from desk.seal.keys import signer_in
from desk.seal.outpost import Outpost
from desk.seal.sealer import Sealer
from domain.kernel import Refused

app = typer.Typer(help="封签：独立进程、独立账户，按日志定时签检查点", invoke_without_command=True)

SealFolder = Annotated[
    Path | None, typer.Option("--seal", help="封签文件夹；不写则在机关文件夹旁，名称加 -seal")
]
OfWitness = Annotated[
    Path | None, typer.Option("--witness", help="同机见证的文件夹，从中取它的副署")
]
Submit = Annotated[list[str] | None, typer.Option("--submit", help="别处见证的地址，可写多次")]
SubmitKey = Annotated[
    list[Path] | None, typer.Option("--submit-key", help="该见证的公钥文件，与 --submit 同序")
]
After = Annotated[
    float, typer.Option("--after", min=0.1, max=10.0, help="最多几秒后签新写入的记录")
]
By = Annotated[str, typer.Option("--by", help="谁接受")]
Reason = Annotated[str, typer.Option("--reason", help="为什么")]


class KeysAndPlaces(Refused):
    """每个 --submit 要有一个 --submit-key，次序相同"""

    EN: ClassVar[str] = "Every --submit needs its --submit-key, in the same order"


@app.callback()
def seal(
    context: typer.Context,
    folder: Folder = None,
    seal: SealFolder = None,
    witness: OfWitness = None,
    submit: Submit = None,
    submit_key: SubmitKey = None,
    ca: Authority = None,
    after: After = 10.0,
    every: Every = 0.5,
    scrub: Scrub = 5_000,
    once: Once = False,
    alarm: Program = None,
    webhook: Webhook = "",
) -> None:
    """封签：跟随日志并核对，每256条或10秒及每次交接签一个检查点；与留存不符即停签并报警"""
    if context.invoked_subcommand:
        return
    asked = [BesideUs(witness)] if witness else []
    lanes = _lanes(submit or (), submit_key or (), ca)
    with _opened(folder, seal) as outpost:
        post = _post(outpost, timedelta(seconds=after), [*asked, *lanes])
        keep_on(post.turn, Alarm(alarm, webhook), Pace(every, scrub, once))


@app.command("accept", cls=ChineseCommand)
def accepting(by: By, reason: Reason, folder: Folder = None, seal: SealFolder = None) -> None:
    """接受：日志是申明过的恢复副本，由人接受后另起一段历史（先停下封签进程）"""
    with _opened(folder, seal) as outpost:
        accepted = accept(outpost, by, reason, wall())
    typer.echo(say("outpost-accepted", after=accepted.after))


def _opened(folder: Path | None, seal: Path | None) -> closing[Outpost]:
    settings = office_of(folder, seal)
    require_office(settings.folder)
    return closing(Outpost(settings.sealed_in, settings.folder / FILE))


def _post(outpost: Outpost, within: timedelta, witnesses: Sequence[Asks]) -> SealPost:
    signer = signer_in(outpost.folder, outpost.origin, ED25519, entropy(32))
    typer.echo(say("seal-key", public=signer.verifier))
    return SealPost(Sealer(outpost, signer, within), str(signer.verifier), witnesses)


def _lanes(urls: Sequence[str], keys: Sequence[Path], ca: Path | None) -> list[Asks]:
    """Raises KeysAndPlaces, NoteWrong, OSError."""
    if len(urls) != len(keys):
        raise KeysAndPlaces
    trusted = ssl.create_default_context(cafile=ca) if ca else True
    pairs = zip(urls, keys, strict=True)
    return [Lane(url, verifier_of(key.read_text(encoding="utf-8")), trusted) for url, key in pairs]
