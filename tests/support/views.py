"""Followers of a log as tests want them: over any file, in batches of any size, and what they show."""

from __future__ import annotations

import msgspec

from desk.log.stored import recorded
from projections.board import VIEWS, compose
from projections.follower import Follower, Source
from projections.store import open_store

as_bytes = msgspec.json.Encoder().encode


def source_of(log, rows_since=None):
    return Source(str(log.store_id), rows_since or log.rows_since, recorded)


def follower(log, path, views=VIEWS, source=None):
    """Starts from what the file holds."""
    return Follower(source or source_of(log), views, open_store(path))


def caught_up(follower, batch=5_000):
    while follower.catch_up(batch):
        pass
    return follower


def rebuilt(log, path, views=VIEWS):
    """Folded from the beginning, in a file of its own that is gone afterwards."""
    path.unlink(missing_ok=True)
    fresh = caught_up(follower(log, path, views))
    close(fresh)
    return fresh


def close(follower):
    follower._engine.dispose()


def shown(follower):
    """The board, byte for byte."""
    return as_bytes(compose(follower))


def rows(follower, view):
    """The rows of a resident view, by key."""
    return dict(follower.rows[view.name].items())
