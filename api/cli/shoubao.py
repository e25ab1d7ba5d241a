"""What the commands are called, and how every run of one ends."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.main import get_command

from api.cli import (
    backup,
    bench,
    cases,
    certificate,
    channels,
    deadman,
    demo,
    doctor,
    exercise,
    init,
    plans,
    rules,
    serve,
    templates,
    verify,
    watch,
)
from api.cli.chinese import ChineseCommand, ChineseGroup
from api.cli.refusals import INTERRUPTED, Debug, end_of
from api.cli.words import LANGUAGE, Language
from api.serving import stoppable

NAME = "shoubao"
COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("demo", demo.demo),
    ("init", init.init),
    ("serve", serve.serve),
    ("doctor", doctor.doctor),
    ("verify", verify.verify),
    ("backup", backup.backup),
    ("watch", watch.watch),
    ("deadman", deadman.deadman),
    ("bench", bench.bench),
)
GROUPS = (
    ("certificate", certificate.app),
    ("channels", channels.app),
    ("rules", rules.app),
    ("plans", plans.app),
    ("cases", cases.app),
    ("templates", templates.app),
    ("exercise", exercise.app),
)


def build() -> typer.Typer:
    app = typer.Typer(
        name=NAME, cls=ChineseGroup, add_completion=False, pretty_exceptions_enable=False
    )
    app.callback(invoke_without_command=True)(shoubao)
    for name, command in COMMANDS:
        app.command(name, cls=ChineseCommand)(command)
    for name, group in GROUPS:
        app.add_typer(group, name=name, cls=ChineseGroup)
    return app


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
