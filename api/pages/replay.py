"""回放: the whole board as it was known at any moment."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.hub import Surface
from api.languages import language_of
from api.pages.replayed import as_replayed, replay_page
from api.panels import PANELS, part_of, render_panel
from api.replaying import Looked, Moment, board_then
from api.running import Running
from desk.access import Action
from projections.posts_at import posts_at
from projections.shapes import Board
from projections.up_to import UpTo

router = APIRouter()


@router.get("/replay")
def show_then(
    request: Request,
    asking: Annotated[Asking, may(Action.REPLAY)],
    moment: Looked,
    page: Literal["wall", "desk"] = "desk",
) -> Response:
    """The live board's templates over the live board's fold."""
    surface = Surface(page, language_of(request))
    running = running_of(request)
    board = board_then(running, moment)
    panels = {
        target[1:]: as_replayed(panel_of(target, surface, board), moment) for target in PANELS
    }
    shown = {"surface": surface, "panels": panels, "on_duty": _on_duty(running, moment)}
    return replay_page(request, asking, "replay.html", moment, **shown)


def _on_duty(running: Running, moment: Moment) -> UUID | None:
    """The shift that the watch rested with; None before any watch began."""
    office = running.desk.register().office.unit
    on = posts_at(UpTo(running.log, moment.seq), office, (), moment.at).watching
    return on.id if on else None


def panel_of(target: str, surface: Surface, board: Board) -> str:
    return render_panel(target, surface, part_of(target, board))
