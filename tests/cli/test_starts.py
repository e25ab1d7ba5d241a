"""What a command does not need it does not read: a witness starts in a third of the time the office takes."""

import subprocess
import sys

BESIDE_IT = ("verify", "backup", "restore", "watch", "seal", "witness", "doctor")
OF_THE_OFFICE = {"api.app", "fastapi", "openpyxl", "icalendar"}


def test_beside_the_office_no_command_reads_its_pages():
    asked = f"import sys; import {', '.join(f'api.cli.{one}' for one in BESIDE_IT)}"
    whole = [sys.executable, "-c", f"{asked}; print(*sys.modules)"]
    read = subprocess.run(whole, capture_output=True, text=True, check=True).stdout.split()
    assert {f"api.cli.{one}" for one in BESIDE_IT} <= set(read)
    assert not OF_THE_OFFICE & set(read)
