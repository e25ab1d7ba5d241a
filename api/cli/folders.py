"""The option every command has that works on an office: in which folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[
    Path | None,
    typer.Option(
        "--folder",
        envvar="SHOUBAO_FOLDER",
        help="机关数据文件夹；不写则为当前目录下的 shoubao-data",
    ),
]
