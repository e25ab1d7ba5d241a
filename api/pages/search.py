"""查找: every incident, open or long closed, by number, words or place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.pages.page import page
from api.typed import Word
from desk.access import Action
from projections.search import SEARCH

router = APIRouter()

FOUND_MAX = 50
SEARCHED = ("number", "title", "place")


@router.get("/search")
def search(
    request: Request, asking: Annotated[Asking, may(Action.SEARCH)], q: Word = ""
) -> Response:
    """Every word must occur; sealed words are in no view, so nobody is found by a caller's name."""
    words = q.split()
    found = (
        running_of(request).boards.read(
            lambda follower: follower.find(SEARCH, SEARCHED, words, FOUND_MAX + 1)
        )
        if words
        else []
    )
    return page(
        request, asking, "search.html", q=q, found=found[:FOUND_MAX], more=len(found) > FOUND_MAX
    )
