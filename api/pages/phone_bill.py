"""话单核对: a carrier's list of calls is held against what was logged, and told on the answer alone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Request, UploadFile
from starlette.responses import Response

from api.guarding import Asking, genuine, may, running_of
from api.pages.page import page
from api.phone_bill_file import BYTES_MAX, bill_of
from desk.access import Action
from desk.vault.accounts import VaultBroken
from desk.vault.vault import Vault
from domain.actors import Sealed
from domain.phone_bill import compare
from projections.phone_calls import phone_calls

router = APIRouter(dependencies=[Depends(genuine)])

ROWS_SHOWN = 500

Comparing = Annotated[Asking, may(Action.AMEND_INCIDENT)]


@router.get("/phone-bill")
def ask_for_bill(request: Request, asking: Comparing) -> Response:
    return page(request, asking, "phone_bill.html", compared=None, bill=(), most=ROWS_SHOWN)


@router.post("/phone-bill")
def compare_bill(
    request: Request, asking: Comparing, file: Annotated[UploadFile, File()]
) -> Response:
    """Nothing of the bill is kept: other people's numbers stand in it."""
    running = running_of(request)
    bill = bill_of(file.file.read(BYTES_MAX + 1))
    logged = phone_calls(running.log, lambda box: _number(running.vault, box))
    compared = compare(bill, logged)
    return page(request, asking, "phone_bill.html", compared=compared, bill=bill, most=ROWS_SHOWN)


def _number(vault: Vault, box: Sealed | None) -> str:
    """Blank where it was not asked for, was erased or cannot be opened."""
    try:
        return (vault.reveal(box, "call_back") or "") if box else ""
    except VaultBroken:
        return ""
