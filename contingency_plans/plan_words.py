"""预案的固定用语: types, secrecy, what may ask for a revision, what is owed under a plan. One identifier a term."""

from __future__ import annotations

from enum import StrEnum


class PlanType(StrEnum):
    """预案类型 (突发事件应急预案管理办法, 国办发〔2024〕5号, 第二十六条)."""

    OVERALL = "overall"  # 总体应急预案
    SPECIAL = "special"  # 专项应急预案
    DEPARTMENT = "department"  # 部门应急预案
    JOINT = "joint"  # 联合应急预案
    TOWNSHIP = "township"  # 乡镇(街道)应急预案
    VILLAGE = "village"  # 村(社区)应急预案
    UNIT = "unit"  # 单位和基层组织应急预案
    OTHER = "other"


class PlanSecrecy(StrEnum):
    """公开程度. Of a plan that is not public a short version may be."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105 - 涉密, a marking and no password


class TextKind(StrEnum):
    """Which file of a version."""

    TEXT = "text"  # 正文
    PUBLIC_TEXT = "public_text"  # 公开简本
    ANNEX = "annex"  # 附件


class RevisionCause(StrEnum):
    """何时修订 (国办发〔2013〕101号 第二十五条; kept in 国办发〔2024〕5号)."""

    LAW_CHANGED = "law_changed"  # ① 法律、法规、标准、上位预案变化
    COMMAND_CHANGED = "command_changed"  # ② 指挥机构及其职责重大调整
    RISK_CHANGED = "risk_changed"  # ③ 面临的风险重大变化
    RESOURCES_CHANGED = "resources_changed"  # ④ 重要应急资源重大变化
    CONTENT_CHANGED = "content_changed"  # ⑤ 预案中其他重要信息变化
    FOUND_IN_USE = "found_in_use"  # ⑥ 实战或演练发现问题
    OWNER_WISHES = "owner_wishes"  # ⑦ 编制单位认为需要


class ExerciseForm(StrEnum):
    """演练形式."""

    TABLE_TOP = "table_top"  # 桌面推演
    LIVE = "live"  # 实战演练


class PlanClockKind(StrEnum):
    """What is owed under a plan, for want of one, or after a review."""

    DRAFTING = "drafting"  # 编制: a required plan that is missing
    CONSULTATION = "consultation"  # 征求意见的书面答复
    FILING = "filing"  # 备案
    RECEIPT = "receipt"  # 备案回执
    EVALUATION = "evaluation"  # 定期评估
    EXERCISE = "exercise"  # 演练
    REVISION = "revision"  # 修订
    DECISION = "decision"  # 启动或者不启动: a grave incident without a plan
    CARD = "card"  # 行动卡
    LESSON = "lesson"  # 复盘整改
