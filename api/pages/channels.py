"""通道: which channels there are and whether they work, what came back by them, and "ring my phone now"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.acting import FormKey
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import can, page, then
from api.running import Running
from api.waking import Waking
from desk.access import Action
from escalation.attempts import Attempt
from escalation.breaker import Circuit
from escalation.channels.settings import AnyChannel, Reaches
from escalation.ringing import work_contacts
from escalation.trial import require_rested, trial_way
from projections.network import PEOPLE

router = APIRouter(dependencies=[Depends(genuine)])

SHOWN = 20


@router.get("/channels")
def show_channels(
    request: Request, asking: Annotated[Asking, may(Action.SEE_CHANNELS)]
) -> Response:
    """What people wrote back is about incidents: an administrator sees that it came, not what it says."""
    waking = running_of(request).waking
    return page(
        request,
        asking,
        "channels.html",
        channels=[_shown(waking, one) for one in waking.channels],
        mine=_contacts(running_of(request), asking),
        attempts=waking.attempts.newest(SHOWN),
        replies=waking.replies.newest(SHOWN),
        fault=waking.fault,
        reads=can(request, asking, Action.SEE_RINGS),
    )


@router.post("/channels/{channel}/test")
def ring_for_test(
    request: Request,
    channel: str,
    asking: Annotated[Asking, may(Action.TEST_CHANNEL)],
    key: FormKey,
) -> Response:
    """To one's own number, or to the channel's fixed place."""
    running = running_of(request)
    way = trial_way(running.waking.channels, channel, _contacts(running, asking))
    require_rested(running.waking.attempts, channel, running.clock().now)
    running.waking.sender.ring_for_test(key.id, way, asking.session.account.name)
    return then("/channels")


class Shown(NamedTuple):
    """One channel, whether it works, and how it was tested last."""

    settings: AnyChannel
    circuit: Circuit
    test: Attempt | None


def _shown(waking: Waking, one: AnyChannel) -> Shown:
    return Shown(one, waking.circuit(one.name), waking.attempts.last_test(one.name))


def _contacts(running: Running, asking: Asking) -> Mapping[Reaches, str]:
    person = running.boards.read(
        lambda follower: follower.rows[PEOPLE.name].get(asking.caller.person)
    )
    return work_contacts(person) if person else {}
