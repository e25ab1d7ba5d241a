"""The board's panels: each made by itself, so that one that cannot be made hides no other and is no calm one."""

from __future__ import annotations

import logging
from types import SimpleNamespace

from markupsafe import Markup

from api.hub import Surface
from api.rendering import render
from desk.access import Action
from projections.shapes import Board

log = logging.getLogger("shoubao.panels")

PANELS = {  # and the part of the board each is made from
    "#banners": (
        "restored",
        "doubt",
        "degraded",
        "channels",
        "faults",
        "sound",
        "exercise",
        "turned_real",
        "trail",
    ),
    "#duty": ("office", "duty", "whereabouts"),
    "#clocks": ("queue",),
    "#responses": ("responses",),
    "#rings": ("rings",),
    "#sound": ("sound",),
    "#taskings": ("taskings", "signatures"),
    "#checks": ("checks", "lessons"),
    "#desk-duties": ("desk_duties",),
    "#incidents": ("incidents", "doubt", "degraded"),
}
# What frames offer. They are the same for everybody: a page hides what its reader may not do (ADR 55).
ACTS = (Action.ANSWER_RING, Action.RECORD_REPORT, Action.LINK_PLAN, Action.EXPLAIN_CLOCK)
LIMITS = {  # rows a surface shows; the rest is counted
    "wall": {"clocks": 7, "incidents": 5, "rings": 2, "whereabouts": 3, "responses": 2},
    "desk": {
        "clocks": 50,
        "incidents": 30,
        "rings": 20,
        "taskings": 12,
        "whereabouts": 20,
        "responses": 12,
    },
}
RANG = "#rings"  # heard as well as seen: where it cannot be shown, that it cannot is heard


def part_of(target: str, board: Board) -> SimpleNamespace:
    """What a panel is made from: its template finds nothing else, so of an equal part it makes an equal panel."""
    return SimpleNamespace(**{name: getattr(board, name) for name in PANELS[target]})


def render_panel(target: str, surface: Surface, part: SimpleNamespace) -> str:
    """A pure function of the folded board and the surface: the browser counts, not the server.

    A panel whose template fails says in its own place that it shows nothing, which is not to say that nothing is there.
    """
    name = target.removeprefix("#")
    try:
        return render(
            f"panel/{name}.html",
            surface.language,
            surface=surface,
            board=part,
            limits=LIMITS[surface.page],
        )
    except Exception:  # whatever it was, the others go on
        log.exception("the panel %s of %s cannot be made", target, surface)
        return render("part/broken_panel.html", surface.language, name=name, rings=target == RANG)


def panels_on(surface: Surface, board: Board) -> dict[str, Markup]:
    """By name, as a page takes them in."""
    made = {one[1:]: render_panel(one, surface, part_of(one, board)) for one in PANELS}
    return {name: Markup(panel) for name, panel in made.items()}  # noqa: S704 - made by our own autoescaping template
