"""What `shoubao replay` says, in both languages."""

from __future__ import annotations

from api.problem_words import Said

REPLAYING = {
    "replay-moment": Said(
        "回放：{office}，第 {seq} 条记录，{at}；当时所知，不是现在",
        "Replay: {office}, record {seq}, {at}; as known then, not now",
    ),
    "replay-over": Said("已到时限", "run out"),
    "replay-clocks": Said("事件 报告方 接收方 时限 状态", "incident who whom due state"),
    "replay-clocks-title": Said("未了时限", "Open clocks"),
    "replay-no-clocks": Said("无未了时限", "No open clocks"),
    "replay-incidents": Said(
        "编号 标题 类别 等级 地点 立案", "number title class level place opened"
    ),
    "replay-incidents-title": Said("在办事件", "Open incidents"),
    "replay-no-incidents": Said("无在办事件", "No open incidents"),
    "replay-rings": Said("事件 被叫应人 叫应于 已应答", "incident whom rung answered"),
    "replay-rings-title": Said("叫应", "Rings"),
    "replay-known": Said("种类 事项 当时所知 现在所知 差别", "kind what then now difference"),
    "replay-known-title": Said("当时所知与现在所知", "As known then and now"),
    "replay-no-rings": Said("无叫应", "No rings"),
}
