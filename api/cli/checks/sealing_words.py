"""What is found of the sealer and the witness, and what to do about it."""

from __future__ import annotations

from api.problem_words import Said

START = Said("启动 shoubao seal，并看它的输出", "Start shoubao seal, and look at what it says")
LOOK = Said(
    "保留现场，运行 shoubao verify --seal … --witness …；若是恢复的备份，运行 accept",
    "Leave all as it is and run shoubao verify --seal … --witness …; if a backup was restored, accept it",
)
RIGHTS = Said(
    "看日志文件是否还在、封签和见证的账户能否读它",
    "Look whether the log's file is there, and whether the sealer's and witness's users may read it",
)
SEALING = {
    "seal-none-ok": Said("封签（seal）未启用", "The sealer (seal) is not in use"),
    "seal-ok": Said(
        "已封签至 {sealed}，见证已回应至 {anchored}；公钥 {key}",
        "Sealed to {sealed}, answered for to {anchored}; key {key}",
    ),
    "seal-missing": Said("封签没有在工作", "The sealer is not at work"),
    "seal-missing-do": START,
    "seal-still": Said("封签停了一分钟以上", "The sealer has stood still for over a minute"),
    "seal-still-do": START,
    "seal-unread": Said("封签读不到日志", "The sealer cannot read the log"),
    "seal-unread-do": RIGHTS,
    "seal-unanchored": Said(
        "已封签至 {sealed}，见证只回应至 {anchored}",
        "Sealed to {sealed}, but answered for only to {anchored}",
    ),
    "seal-unanchored-do": Said("看见证是否在工作", "Look whether the witness is at work"),
    "seal-amiss": Said(
        "日志第 {seq} 号与封签留存不符：{reason}",
        "The log contradicts the sealer at {seq}: {reason}",
    ),
    "seal-amiss-do": LOOK,
    "witness-none-ok": Said("本机没有见证（witness）", "There is no witness on this machine"),
    "witness-ok": Said(
        "见证已看到第 {seen} 号，已回应至 {answered}；公钥 {key}",
        "The witness has seen {seen} and answered for {answered}; key {key}",
    ),
    "witness-still": Said("见证停了一分钟以上", "The witness has stood still for over a minute"),
    "witness-still-do": Said("启动 shoubao witness", "Start shoubao witness"),
    "witness-unread": Said("见证读不到日志", "The witness cannot read the log"),
    "witness-unread-do": RIGHTS,
    "witness-amiss": Said(
        "第 {seq} 号与见证留存不符：{reason}", "The witness is contradicted at {seq}: {reason}"
    ),
    "witness-amiss-do": LOOK,
}
