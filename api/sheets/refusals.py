"""Why a file is not read at all: one clear reason each, before anything of it is believed."""

from __future__ import annotations

from typing import ClassVar

from domain.kernel import Refused


class SheetRefused(Refused):
    """这个文件不能作为表格读入"""

    EN: ClassVar[str] = "This file cannot be read as a sheet"


class NoSheet(SheetRefused):
    """文件是空的：请选择一个表格文件（xlsx、xls、ods 或 csv）"""

    EN: ClassVar[str] = "The file is empty: choose a sheet (xlsx, xls, ods or csv)"


class NotASheet(SheetRefused):
    """不是 xlsx、xls、ods 表格，也不是 csv 文本"""

    EN: ClassVar[str] = "This is neither an xlsx, xls or ods workbook nor csv text"


class OldWorkbook(SheetRefused):
    """Excel 97 以前的工作簿不能读入，请另存为 xlsx"""

    EN: ClassVar[str] = "Workbooks from before Excel 97 are not read: save it as xlsx"


class LockedWorkbook(SheetRefused):
    """工作簿有打开密码，请去掉密码后再导入"""

    EN: ClassVar[str] = "The workbook is protected by a password: save it without one"


class DamagedWorkbook(SheetRefused):
    """工作簿已损坏，请重新另存后再导入"""

    EN: ClassVar[str] = "The workbook is damaged: save it anew and try again"


class MacrosInside(SheetRefused):
    """工作簿带有宏，请另存为不带宏的 xlsx"""

    EN: ClassVar[str] = "The workbook holds macros: save it as an xlsx without them"


class FormulaInside(SheetRefused):
    """单元格里是公式，请复制后“选择性粘贴”为数值"""

    EN: ClassVar[str] = "A cell holds a formula: paste it as a value"


class TooLarge(SheetRefused):
    """表格太大，请分成几个文件"""

    EN: ClassVar[str] = "The sheet is too large: split it into several files"


class UnreadableCharacter(SheetRefused):
    """单元格里有无法保存的字符（空字符或半个字）"""

    EN: ClassVar[str] = "A cell holds a character that cannot be kept (a NUL or half a character)"


class UnknownEncoding(SheetRefused):
    """文字编码无法识别，请另存为 UTF-8 的 csv 或 xlsx"""

    EN: ClassVar[str] = "The text encoding is not known: save it as UTF-8 csv or as xlsx"


class DamagedText(SheetRefused):
    """csv 中的引号不成对"""

    EN: ClassVar[str] = "A quotation mark in the csv is never closed"


class NoHeader(SheetRefused):
    """没有找到表头：单位表要有“名称”和“层级”等列，人员表要有“姓名”和“单位”列"""

    EN: ClassVar[str] = (
        "No header row was found: a sheet of units has Name and Tier, one of people Name and Unit"
    )


class SheetGone(SheetRefused):
    """预览已过期，请重新上传表格"""

    EN: ClassVar[str] = "This preview has expired: upload the sheet again"


class RowsWrong(SheetRefused):
    """表中有误，未导入任何内容"""

    EN: ClassVar[str] = "Rows of the sheet are wrong; nothing was imported"
