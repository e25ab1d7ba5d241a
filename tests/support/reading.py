"""What stands in a trail of reading, for tests that read and look what was noted of it."""

from __future__ import annotations

import msgspec

from desk.trail.asking import AskedOf, readings


def noted(web, **asked):
    """The oldest first."""
    web.running.trail.write()
    kept = readings(web.running.trail.path, AskedOf(**asked), 500)
    return [one.reading for one in reversed(kept)]


def last(web, **asked):
    return noted(web, **asked)[-1]


def anchored(web):
    """What the log says of the trail."""
    return [one.event for one in web.log.since(0) if one.topic.startswith("reading-trail.")]


def bytes_of(web):
    return b"\n".join(msgspec.json.encode(one) for one in noted(web))
