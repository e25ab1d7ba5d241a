"""Photos and files: taken by what they are, kept as they came, shown small; whatever else comes is refused once."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from uuid import uuid4

import pytest
from PIL import Image

from api.uploading import BYTES_MAX, cleaned
from desk.access import Role
from desk.files import Files
from domain.attachment import AttachmentAdded
from projections.attachments import ATTACHMENTS


def picture(kind="JPEG", size=(640, 480), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **more)
    return out.getvalue()


def located():
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "31.2304N 121.4737E"
    return picture(exif=exif)


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def bomb_of_pixels():
    """A PNG of a few bytes whose head promises forty thousand by forty thousand."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in parts)


def _chunk(name, content):
    crc = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)


class Desk:
    def __init__(self, web):
        self.web = web
        self.page = web.browser(Role.DUTY_OFFICER, on_shift=True)
        self.incident = self.page.take_call("化工厂爆炸")

    def send(self, *files):
        """Each a name and its bytes."""
        fields = {"csrf": self.web.vault.csrf(self.page.token), "command_id": str(uuid4())}
        sent = [("file", (name, content, "image/jpeg")) for name, content in files]
        path = f"/incidents/{self.incident}/files"
        return self.page.client.post(path, data=fields, files=sent)

    def added(self):
        return [one.event for one in self.web.running.log.since(0, topics=(AttachmentAdded.TOPIC,))]

    def shown(self):
        question = self.incident
        row = self.web.running.boards.read(lambda f: f.rows[ATTACHMENTS.name].get(question))
        return row.files if row else ()


@pytest.fixture
def desk(own_web):
    return Desk(own_web)


def test_a_photo_is_kept_as_it_came_and_shown_small_without_what_it_hides(desk):
    photo = located()
    assert desk.send(("现场.jpg", photo)).status_code == 303
    [line] = desk.shown()
    page = desk.page.get(f"/incidents/{desk.incident}").text
    assert f'src="/files/{line.id}/small"' in page
    whole = desk.page.get(f"/files/{line.id}")
    assert whole.content == photo
    assert whole.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in whole.headers["content-security-policy"]
    small = desk.page.get(f"/files/{line.id}/small")
    assert b"31.2304N" not in small.content
    assert Image.open(io.BytesIO(small.content)).size <= (480, 480)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("图.png", picture("PNG"), "image/png"),
        ("图.webp", picture("WEBP"), "image/webp"),
        ("报告.pdf", b"%PDF-1.7\n...", "application/pdf"),
        ("报告.docx", packed(word__document_xml="<w/>"), "wordprocessingml"),
        ("名单.xlsx", packed(xl__workbook_xml="<w/>"), "spreadsheetml"),
        ("记录.txt", "现场记录：已疏散".encode(), "text/plain"),
    ],
)
def test_what_offices_send_is_taken_by_what_it_is(desk, name, content, kind):
    assert desk.send((name, content)).status_code == 303
    assert kind in desk.shown()[0].media_type


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("照片.jpg", b"<html><script>alert(1)</script>", 415),
        ("图.svg", b'<?xml version="1.0"?><svg onload="x"/>', 415),
        ("工具.exe", b"MZ\x90\x00\x03\x00", 415),
        ("宏.docx", packed(word__document_xml="<w/>", word__vbaProject="x"), 415),
        ("炸弹.docx", packed(word__document_xml=b"0" * 60_000_000), 415),
        ("两样.docx", packed(word__document_xml="<w/>", xl__workbook_xml="<w/>"), 415),
        ("像素.png", bomb_of_pixels(), 413),
        ("坏.jpg", b"\xff\xd8\xff\xe0broken", 422),
        ("空.jpg", b"", 422),
        ("大.txt", b"a" * (BYTES_MAX + 1), 413),
        ("更大.txt", b"a" * (3 * BYTES_MAX + 100_000), 413),
    ],
)
def test_what_is_hostile_broken_or_too_much_is_refused_once_and_nothing_is_kept(
    desk, name, content, status
):
    answer = desk.send(("好.jpg", picture()), (name, content))
    assert answer.status_code == status
    assert desk.added() == []


def test_the_same_file_twice_is_one_and_withdrawn_it_is_gone_for_everybody(desk):
    for _ in range(2):
        assert desk.send(("现场.jpg", picture())).status_code == 303
    [line] = desk.shown()
    assert desk.page.submit(f"/files/{line.id}/withdrawal", reason=" ").status_code == 409
    assert desk.page.submit(f"/files/{line.id}/withdrawal", reason="传错").status_code == 303
    assert desk.shown() == ()
    assert desk.page.get(f"/files/{line.id}").status_code == 404


def test_no_event_names_bytes_that_are_not_there(desk, monkeypatch):
    def full(*_):
        raise OSError(28, "no space left")

    monkeypatch.setattr(Files, "_write", full)
    assert desk.send(("现场.jpg", picture())).status_code >= 500
    assert desk.added() == []


def test_altered_bytes_are_noticed(desk):
    photo = picture()
    desk.send(("现场.jpg", photo))
    files = Files(desk.web.running.settings.folder)
    digest = hashlib.sha256(photo).hexdigest()
    assert files.is_whole(digest)
    files.path(digest).write_bytes(photo[:-1])
    assert not files.is_whole(digest)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\现场.jpg", "现场.jpg"),
        ("a\u202egpj.exe", "agpj.exe"),
        ('x"<>|.pdf', "x_.pdf"),
        ("...", "file"),
        ("长" * 300 + ".jpg", "长" * 80 + ".jpg"),
    ],
)
def test_a_name_is_only_a_name(sent, kept):
    assert cleaned(sent) == kept
