"""演练: whether a page shows something of an exercise, and whether whoever asks takes part in one."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from starlette.requests import Request

from projections.exercise_lines import exercise_line
from projections.exercise_shapes import ExerciseLine
from projections.shapes import Board

COOKIE = "exercise"


class Stripe(NamedTuple):
    """`about`: the page shows something of an exercise; `joined`: the exercise whoever asks takes part in."""

    about: bool
    joined: ExerciseLine | None


def stripe_of(request: Request, data: dict[str, Any]) -> Stripe | None:
    """Over every page of one who takes part, and over everything that is part of an exercise."""
    about = any(_is_exercise(one) for one in data.values())
    line = joined(request) if request.cookies.get(COOKIE) else None
    return Stripe(about, line) if about or line else None


def joined(request: Request) -> ExerciseLine | None:
    """While it is on: a word that a browser kept for longer means nothing."""
    running, kept = request.app.state.running, _id(request.cookies.get(COOKIE, ""))
    if kept is None:
        return None
    line: ExerciseLine | None = running.boards.read(lambda f: exercise_line(f.rows, kept))
    return line


def _id(kept: str) -> UUID | None:
    try:
        return UUID(kept)
    except ValueError:
        return None


def _is_exercise(shown: object) -> bool:
    """A board shows what is real as well: each of its rows is marked for itself."""
    about = getattr(shown, "exercise", None) or getattr(
        getattr(shown, "incident", None), "exercise", None
    )
    return not isinstance(shown, Board) and bool(about)
