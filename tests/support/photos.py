"""A photo sent to an incident through its page."""

from __future__ import annotations

import io
from uuid import uuid4

from PIL import Image

from projections.attachments import ATTACHMENTS


def a_photo(size=(64, 48)):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "JPEG")
    return out.getvalue()


def an_attachment(web, who, incident):
    path, fields = f"/incidents/{incident}/files", {"command_id": str(uuid4())}
    sent = who.client.post(path, data=fields, files=[("file", ("photo.jpg", a_photo()))])
    assert sent.status_code == 303, sent.text
    row = web.running.boards.read(lambda follower: follower.rows[ATTACHMENTS.name].get(incident))
    return row.files[-1].id
