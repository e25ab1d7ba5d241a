"""The papers under a red head as templates: 值班信息、值班快报、专报, and the slip with a leader's words."""

from __future__ import annotations

from docx.document import Document as Paper
from docx.shared import Mm, Pt

from projections.documents.template_page import a_paper
from projections.documents.template_parts import (
    CENTER,
    FIRST,
    PITCH,
    RIGHT,
    SECOND,
    SMALL,
    THICK,
    THIN,
    TITLE,
    TITLE_SIZE,
    WIDTH,
    Look,
    a_table,
    border,
    fill,
    rule_below,
    say,
    tab,
    write,
)
from projections.documents.template_tables import form, table_of, witness

BODY = Look(indent=2)
SLIP = (
    ("事　　件", "title"),
    ("批示领导", "leader"),
    ("批示时间", "given"),
    ("批示内容", "words"),
    ("办理要求", "lead"),
)
ASKED = ("承办单位（人）", "交办事项", "签收", "反馈时限", "反馈情况")


def red_head() -> Paper:
    """值班信息、值班快报、专报: the red mark, the rule, and what is told."""
    paper = a_paper()
    _mark(paper)
    _number_line(paper)
    say(paper, "{{ title }}", Look(TITLE, TITLE_SIZE, CENTER, pitch=Pt(36), before=2 * PITCH))
    say(paper, "", Look())
    _told(paper)
    signed(paper)
    _photos(paper)
    _imprint(paper)
    return paper


def _mark(paper: Paper) -> None:
    """In red, its upper edge 35 mm below that of the text."""
    say(paper, "{{ secrecy }}", Look(font=FIRST))
    say(paper, "{{ urgency }}", Look(font=FIRST))
    red = Look(TITLE, Pt(24), CENTER, pitch=Pt(34), red=True)
    say(paper, "{{ office }}", red._replace(before=Mm(35) - 2 * PITCH))
    say(paper, "{{ series }}", red._replace(size=Pt(44), pitch=Pt(60)))


def _number_line(paper: Paper) -> None:
    look = Look(indent=1, before=PITCH)
    line = say(paper, "{{ number }}\t签发人：", look)
    write(line, "{{ signer }}　", Look(font=SECOND))
    tab(line, WIDTH)
    rule_below(line, color="FF0000", size=12)


def _told(paper: Paper) -> None:
    say(paper, "{%p if addressee %}")
    say(paper, "{{ addressee }}：")
    say(paper, "{%p endif %}")
    say(paper, "{%p for one in body %}")
    for level, font in ((1, FIRST), (2, SECOND)):
        say(paper, "{%p " + ("if" if level == 1 else "elif") + f" one.level == {level} " + "%}")
        say(paper, "{{ one.text }}", Look(font=font, indent=2))
    say(paper, "{%p else %}")
    say(paper, "{{ one.text }}", BODY)
    say(paper, "{%p endif %}")
    say(paper, "{%p endfor %}")


def signed(paper: Paper) -> None:
    """Room for the seal: the date four characters from the edge, who signs over it."""
    say(paper, "")
    for words in ("{{ signature }}", "{{ date }}"):
        line = say(paper, words, Look(align=RIGHT))
        line.paragraph_format.right_indent = Pt(64)
        line.paragraph_format.keep_with_next = words == "{{ signature }}"


def _photos(paper: Paper) -> None:
    say(paper, "{%p for one in photos %}")
    picture = say(paper, "{{ one.picture }}", Look(align=CENTER, pitch=None, before=Pt(12)))
    picture.paragraph_format.keep_with_next = True
    say(paper, "{{ one.caption }}", Look(size=SMALL, align=CENTER))
    say(paper, "{%p endfor %}")


def _imprint(paper: Paper) -> None:
    """版记, and under it the log's own witness."""
    say(paper, "")
    table = a_table(paper, [WIDTH], 2, ruled=False)
    small = Look(size=SMALL)
    for row, rules in ((0, {"top": THICK, "bottom": THIN}), (1, {"bottom": THICK})):
        cell = table.cell(row, 0)
        border(cell, **rules)
        words = (
            "{% if readers %}抄送：{{ readers }}{% endif %}"
            if row == 0
            else "{{ office }}\t{{ printed }}印发"
        )
        fill(cell, words, small)
        cell.paragraphs[0].paragraph_format.left_indent = Pt(14)
        tab(cell.paragraphs[0], WIDTH - Pt(20))
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    witness(paper)


def instruction_slip() -> Paper:
    """领导批示单: one leader's words, and what was asked of whom."""
    paper = a_paper()
    red = Look(TITLE, TITLE_SIZE, CENTER, pitch=Pt(32), red=True)
    say(paper, "{{ secrecy }}　{{ urgency }}", Look(font=FIRST))
    say(paper, "{{ office }}", red)
    say(paper, "领导批示单", red._replace(size=Pt(32), pitch=Pt(48)))
    _number_line(paper)
    say(paper, "", Look(pitch=Pt(12)))
    form(paper, SLIP, (28, 128), Look(size=SMALL, pitch=Pt(26)))
    say(paper, "", Look(pitch=Pt(12)))
    table_of(
        paper, ("承办单位（人）", "交办事项", "签收", "反馈时限", "反馈情况"), (30, 42, 24, 28, 32)
    )
    signed(paper)
    witness(paper)
    return paper
