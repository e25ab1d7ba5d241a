"""值班台检查: the form on the shift's page."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import then
from api.problems import TurnedAway
from api.typed import Blank, Text
from desk.access import Action
from desk.desk_checks import CheckDesk, check_desk
from domain.handover import Condition, Device, DeviceTest
from domain.times import Basis, moment

router = APIRouter(dependencies=[Depends(genuine)])


class TesterUnknown(TurnedAway):
    """此账号不对应人员，不能登记检查"""

    EN: ClassVar[str] = "This account is no person's: a check is made by somebody"
    STATUS: ClassVar[int] = 422


class Check(BaseModel):
    clock_offset: Annotated[int | None, Field(ge=-86_400, le=86_400), Blank] = None
    words: Text = ""
    phone: Condition = Condition.UNTESTED
    fax: Condition = Condition.UNTESTED
    video: Condition = Condition.UNTESTED
    satellite: Condition = Condition.UNTESTED
    sound: Condition = Condition.UNTESTED

    def tests(self) -> tuple[DeviceTest, ...]:
        found = ((device, getattr(self, device.value)) for device in Device)
        return tuple(DeviceTest(device=device, condition=how) for device, how in found)


@router.post("/desk-checks")
def check(
    request: Request,
    asking: Annotated[Asking, may(Action.CHECK_IN)],
    key: FormKey,
    form: Annotated[Check, Form()],
) -> Response:
    if asking.caller.person is None:
        raise TesterUnknown
    command = CheckDesk(
        devices=form.tests(),
        clock_offset_seconds=form.clock_offset,
        words=form.words,
        person=asking.caller.person,
        checked=moment(running_of(request).clock().now, Basis.KEY_PRESS),
    )
    act(request, asking, key, check_desk, command)
    return then("/shift")
