"""Every line of the domain, changed in every way that mutmut knows: the rules' tests notice nearly all of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.prove

ROOT = Path(__file__).parents[2]
KILLED = 1  # pytest's exit code; whatever else came of a mutant, nobody noticed it for sure
SCORE_MIN = 0.95
LEFT_BEHIND = shutil.ignore_patterns(
    ".*", "mutants", "node_modules", "__pycache__", "build", "dist"
)


def mutated(folder: Path) -> dict[str, Counter[bool]]:
    """Of each file, how many mutants were killed and how many not."""
    found = {}
    for file in sorted(folder.glob("mutants/domain/**/*.meta")):
        codes = json.loads(file.read_text())["exit_code_by_key"].values()
        found[file.stem] = Counter(code == KILLED for code in codes)
    return found


def test_the_rules_tests_notice_what_is_changed_in_the_domain(tmp_path):
    here = tmp_path / "here"
    shutil.copytree(ROOT, here, ignore=LEFT_BEHIND)
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count() or 1)]
    subprocess.run(command, cwd=here, check=True, stdout=subprocess.DEVNULL)
    files = mutated(here)
    for name, counts in files.items():
        if counts[False]:
            print(f"\n{name}: {counts[True]} of {counts.total()}", end="")
    killed = sum(counts[True] for counts in files.values())
    made = sum(counts.total() for counts in files.values())
    print(f"\n{killed} of {made} mutants killed: {killed / made:.1%}")
    assert len(files) > 50
    assert killed / made >= SCORE_MIN
