"""typer's help in Chinese: its own few words, and lines that break where there are no spaces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.columns import Columns
from rich.table import Table
from rich.text import Text
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

HELP = "显示本帮助"


class FoldingTable(Table):
    """Without folding the end of a sentence that has no spaces is cut off."""

    def add_row(self, *cells: Any, **options: Any) -> None:
        super().add_row(*cells, **options)
        for column in self.columns:
            column.overflow = "fold"


class FoldingColumns(Columns):
    """The same for the words beside an option."""

    def __init__(self, words: Iterable[Any], *args: Any, **options: Any) -> None:
        folding = list(words)
        for word in folding:
            if isinstance(word, Text):
                word.overflow = "fold"
        super().__init__(folding, *args, **options)


class ChineseCommand(TyperCommand):
    def get_help_option(self, ctx: Any) -> Any:
        return _in_chinese(super().get_help_option(ctx))


class ChineseGroup(TyperGroup):
    def get_help_option(self, ctx: Any) -> Any:
        return _in_chinese(super().get_help_option(ctx))


def _in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = HELP
    return option


def _teach() -> None:
    """typer keeps these as constants of a module and asks nobody for them."""
    words: Any = rich_utils
    words.ARGUMENTS_PANEL_TITLE = "参数"
    words.OPTIONS_PANEL_TITLE = "选项"
    words.COMMANDS_PANEL_TITLE = "命令"
    words.DEFAULT_STRING = "［默认：{}］"
    words.ENVVAR_STRING = "［环境变量：{}］"
    words.REQUIRED_LONG_STRING = "［必填］"
    words.Table = FoldingTable
    words.Columns = FoldingColumns


_teach()
