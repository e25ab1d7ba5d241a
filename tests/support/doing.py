"""A command given to an office at work past its pages: as after a form, the views show it when this returns."""

from __future__ import annotations

from tests.support.patience import PATIENCE_SECONDS


def done_and_shown(web, acting, handler, command):
    done = web.running.desk.act(acting, handler, command)
    assert web.running.boards.wait_for(done.receipt.seq, PATIENCE_SECONDS)
    return done
