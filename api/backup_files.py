"""What of an office's folder belongs in a backup beside its log: everything that nothing else can make again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from api.channels_file import CHANNELS_FILE
from api.plan_texts import own_plans
from api.settings import OFFICE_FILE, TLS_FILE
from api.tls.files import AUTHORITY_CERTIFICATE
from desk.files import Files
from desk.founding import OVERLAY_FILE
from desk.receipts import FILE as RECEIPT_KEY
from desk.trail.tables import FILE as TRAIL
from desk.vault.vault import DATABASE, KEY
from escalation.attempts_file import FILE as ATTEMPTS

BESIDE = (
    DATABASE,
    KEY,
    OFFICE_FILE,
    TLS_FILE,
    AUTHORITY_CERTIFICATE,
    ATTEMPTS,
    CHANNELS_FILE,
    OVERLAY_FILE,
    TRAIL,
    RECEIPT_KEY,
)
SECRET = (KEY, CHANNELS_FILE, RECEIPT_KEY)
SET_ASIDE = "trail-before-*.db"  # trails that did not hold: evidence
FOLDERS = ("templates", "fonts")  # of its papers; who prints is not loaded for a backup


def files_beside(folder: Path, *, without_key: bool) -> tuple[str, ...]:
    """As the folder names them."""
    names = [name for name in BESIDE if (folder / name).exists()]
    names += sorted(path.name for path in folder.glob(SET_ASIDE))
    names += [*_of_folders(folder), *own_plans(folder), *Files(folder).names()]
    return tuple(one for one in names if not (without_key and one in SECRET))


def _of_folders(folder: Path) -> Iterator[str]:
    for name in FOLDERS:
        for path in sorted((folder / name).glob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield f"{name}/{path.name}"
