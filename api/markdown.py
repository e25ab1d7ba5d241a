"""Markdown of plan texts as HTML that is safe to show: no HTML of the writer's, no pictures, no links."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


def markdown(text: str) -> Markup:
    return Markup(_reader().render(text))  # noqa: S704 - every tag in it is the reader's own


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return reader.disable(["image", "link", "autolink", "html_inline", "html_block", "reference"])
