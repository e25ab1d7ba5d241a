"""The wheel alone serves an office: built here, installed into an environment of its own, run from `/`."""

import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.far import Pc
from tests.support.shell import Shell

ROOT = Path(__file__).parents[2]


def done(*words, **options):
    subprocess.run(
        [sys.executable, "-m", *map(str, words)], check=True, capture_output=True, **options
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    target = tmp_path_factory.mktemp("wheel")
    done("hatchling", "build", "-t", "wheel", "-d", target, cwd=ROOT)
    [built] = target.iterdir()
    return built


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory):
    """Nothing is downloaded: what the wheel needs is lent by the environment of the tests."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home)
    [packages] = home.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    done("uv", "pip", "install", "--offline", "--no-deps", "--python", home / "bin/python", wheel)
    return home / "bin/shoubao"


def test_the_wheel_holds_the_program_and_what_it_shows_and_nothing_else(wheel):
    names = set(ZipFile(wheel).namelist())
    assert {"api/static/vendor/htmx.min.js", "api/languages/zh.yaml"} <= names
    assert {"domain/rules/government.yaml", "api/templates/wall.html"} <= names
    papers = "projections/documents"
    assert {f"{papers}/templates/bulletin.docx", f"{papers}/typst/red_head.typ"} <= names
    kinds = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert kinds == {"domain", "contingency_plans", "desk", "projections", "escalation", "api"}


def test_from_any_folder_it_serves_pages_with_everything_they_need(program, tmp_path):
    shell = Shell(Path("/"), program=program, TMPDIR=str(tmp_path))
    with shell.going("demo", "--port", 0) as going:
        port = int(re.search(r":(\d+)$", going.said("http://"))[1])
        pc = Pc("127.0.0.1", "127.0.0.1", port)
        assert pc.sign_in("zhiban", "linjiang-demo").status == 303
        assets = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', pc.get("/").text))
        assert any("vendor" in path for path in assets)
        assert {pc.get(path).status for path in assets} == {200}
        code = "import api, sys; sys.stdout.write(api.__file__)"
        where = subprocess.run(
            [program.with_name("python"), "-c", code], cwd="/", capture_output=True, text=True
        )
        assert where.stdout.startswith(str(program.parents[1]))


def test_it_founds_and_verifies_an_office_with_the_rules_it_carries(program, tmp_path):
    shell = Shell(tmp_path, program=program, SHOUBAO_ADMIN_PASSWORD="sheng-ye-zhi-ban")
    words = (
        "--name 机关 --short-name 关 --region 320199 --tier county --preset wuhan --admin guanli"
    )
    assert shell("init", *words.split(), "--host-name", "zhiban", "--folder", "o").code == 0
    assert shell("verify", "o").code == 0
