"""The command line: `shoubao`."""

from __future__ import annotations

import typer

from api.cli import demo

app = typer.Typer(name="shoubao", help="首报：值班室接报、时限与值守系统", no_args_is_help=True)
app.command("demo")(demo.demo)


@app.callback()
def _shoubao() -> None:
    """首报：值班室接报、时限与值守系统"""


def main() -> None:
    app()
