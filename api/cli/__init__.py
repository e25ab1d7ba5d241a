"""The command line: `shoubao`."""

from api.cli.shoubao import main

__all__ = ["main"]
