"""What the commands are called, and how every run of one ends."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.main import get_command, get_group

from api.cli.chinese import ChineseCommand, ChineseGroup
from api.cli.refusals import INTERRUPTED, Debug, end_of
from api.cli.words import LANGUAGE, Language
from api.stopping import stoppable

NAME = "shoubao"
COMMANDS = (
    "demo",
    "init",
    "serve",
    "doctor",
    "verify",
    "backup",
    "restore",
    "watch",
    "deadman",
    "bench",
    "replay",
)
GROUPS = (
    "seal",
    "witness",
    "certificate",
    "channels",
    "rules",
    "plans",
    "cases",
    "templates",
    "exercise",
    "dossier",
    "receipts",
)


class Commands(ChineseGroup):
    """Each is read when it is called: whoever takes a backup waits for no page to be loaded."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*COMMANDS, *GROUPS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        known = cmd_name in self.list_commands(ctx)
        return _read(cmd_name) if known else super().get_command(ctx, cmd_name)


def build() -> typer.Typer:
    app = typer.Typer(name=NAME, cls=Commands, add_completion=False, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(shoubao)
    return app


def _read(name: str) -> Any:
    """A module of this folder: a group of commands, or one command of the module's own name."""
    module = _module(f"api.cli.{name}")
    holder = typer.Typer(pretty_exceptions_enable=False)
    if name in GROUPS:
        holder.add_typer(module.app, name=name, cls=ChineseGroup)
    else:
        holder.command(name, cls=ChineseCommand)(getattr(module, name))
    return get_group(holder).commands[name]


def _module(path: str) -> Any:
    """What is read stays: to look through it for garbage took a quarter of every start."""
    if path in sys.modules:
        return sys.modules[path]
    collected = gc.isenabled()
    gc.disable()
    try:
        return import_module(path)
    finally:
        gc.freeze()
        if collected:
            gc.enable()


def shoubao(
    context: typer.Context,
    language: Annotated[
        Language, typer.Option(envvar="SHOUBAO_LANGUAGE", help="提示语言：zh 中文，en 英文")
    ] = Language.ZH,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示完整的错误追踪")] = False,
) -> None:
    """首报：值班室接报、时限与值守系统"""
    LANGUAGE.set(language)
    context.obj.on = debug
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """One command from its words to its exit code: 0 done, 1 a fault was found, 2 refused."""
    debug = Debug()
    try:
        with stoppable():
            code: Any = command().main(
                list(arguments), prog_name=NAME, standalone_mode=False, obj=debug
            )
        return code or 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        end = end_of(error)
        typer.echo(end.line, err=True)
        if debug.on:
            traceback.print_exception(error)
        return end.code


def command() -> Any:
    return get_command(build())


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no Chinese shows what it can
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))
