"""The verifier as a command: what it was given, what it says, and how it ends."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from desk.dossier.verifier.checking import Signature, Sound, check
from desk.dossier.verifier.container import Container
from desk.dossier.verifier.words import Wrong

USAGE = (
    "python3 verify.py [卷宗.zip | 文件夹 FOLDER] [--key 公钥 PUBLIC_KEY]...\n"
    "0 完好 sound, 1 有误 broken, 2 看不懂 not understood\n"
)
BEIJING = timezone(timedelta(hours=8))


def main(arguments: list[str]) -> int:
    """The exit code."""
    if "-h" in arguments or "--help" in arguments:
        sys.stdout.write(USAGE)
        return 0
    try:
        place, keys = _understood(arguments)
        sound = check(Container(place), keys)
    except Wrong as wrong:
        sys.stdout.write(wrong.lines())
        return wrong.code
    sys.stdout.write("".join(f"{line}\n" for line in told(sound)))
    return 0


def _understood(arguments: list[str]) -> tuple[Path, list[str]]:
    """Without a place: the folder this file lies in."""
    places, keys, waiting = [], [], list(arguments)
    while waiting:
        one = waiting.pop(0)
        if one == "--key" and waiting:
            keys.append(waiting.pop(0))
        elif one.startswith("-"):
            raise Wrong("arguments", one, code=2)
        else:
            places.append(one)
    if len(places) > 1:
        raise Wrong("arguments", places[1], code=2)
    return Path(places[0]) if places else Path(__file__).resolve().parent, keys


def told(sound: Sound) -> list[str]:
    said, head = sound.manifest, sound.head
    return [
        f"完好 SOUND  {said['store_id']}",
        f"事件 {sound.events} 条，其中 {said['left_out']} 条只留哈希；日志至第 {head.size} 号",
        f"{sound.events} events, {said['left_out']} of them by their hash alone; log up to {head.size}",
        f"树根 root  {said['algorithm']} {head.root.hex()}",
        *_extent(sound),
        *_signatures_told(sound),
    ]


def _signatures_told(sound: Sound) -> list[str]:
    if not sound.signatures:
        return ["没有签名：只证明卷宗自身前后一致，请与另处保存的树根核对", UNSIGNED]
    lines = [line for one in sound.signatures for line in _signed(one)]
    if sound.own_keys:
        lines += ["公钥取自卷宗自身，证明力较弱：请用 --key 给出另处得到的公钥", OWN_KEYS]
    if sound.signed_up_to < sound.manifest["last"]:
        beyond = sound.signed_up_to
        lines += [f"第 {beyond} 号以后尚无签名", f"Nothing after {beyond} is signed"]
    return lines


UNSIGNED = "No signature: it agrees with itself, and with nothing else until its root is compared"
OWN_KEYS = "The keys lay in the dossier itself, which proves less: give those you know with --key"


def _extent(sound: Sound) -> list[str]:
    said = sound.manifest
    if said["whole"]:
        first, last = said["first"], said["last"]
        return [f"第 {first} 至 {last} 号，一条不缺", f"From {first} to {last} none is missing"]
    return [
        "节选：每条都在日志里、各事件流不断版；不证明没有别的事件",
        "A selection: each event is in the log; that there are no others is not shown",
    ]


def _signed(one: Signature) -> list[str]:
    at = datetime.fromtimestamp(one.at, BEIJING).strftime("%Y-%m-%d %H:%M:%S") if one.at else ""
    return [
        f"至第 {one.size} 号由 {one.key.name} 签名 {at}".rstrip(),
        f"Up to {one.size} signed by {one.key.name} {at}".rstrip(),
    ]


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):  # a terminal that knows no Chinese shows what it can
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
