"""verify.py: the verifier's parts joined into one file that needs nothing beside Python."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from desk.dossier import verifier

PARTS = (
    *("words", "hashes", "ed25519", "trees", "notes"),
    *("container", "manifest", "events", "checking", "telling"),
)
HEAD = '''#!/usr/bin/env python3
"""验证首报卷宗：只用 Python 3.8 以上及其标准库，不用首报程序。Checks a dossier of Shoubao with nothing but Python.

    python3 verify.py                      本文件所在的文件夹  the folder this file lies in
    python3 verify.py 卷宗.zip              压缩包            a zip
    python3 verify.py 卷宗.zip --key 公钥    另处得到的公钥      a key you know from elsewhere

0 完好 sound, 1 有误 broken, 2 看不懂 not understood
"""

from __future__ import annotations
'''


@cache
def verify_py() -> str:
    """The whole program."""
    return HEAD + "".join(_part(name) for name in PARTS)


def _part(name: str) -> str:
    text = Path(verifier.__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
    head, *rest = ast.parse(text).body
    lines = text.splitlines()
    for one in rest:
        if isinstance(one, ast.ImportFrom) and _is_ours(one):
            for number in range(one.lineno - 1, one.end_lineno or one.lineno):
                lines[number] = ""
    title = (ast.get_docstring(ast.parse(text)) or "").splitlines()[0]
    body = "\n".join(lines[head.end_lineno or 0 :]).strip()
    return f"\n\n# ---- {name}: {title}\n\n{body}\n"


def _is_ours(one: ast.ImportFrom) -> bool:
    return one.module == "__future__" or (one.module or "").startswith(verifier.__name__)
