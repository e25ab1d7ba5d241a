"""What sealing and witnessing say on the command line."""

from __future__ import annotations

from api.problem_words import Said

OF_SEALING = (  # what desk.log.evidence and desk.seal say
    (r"it is not the event that the witness saw", "与见证处留存的叶值不符：不是当时那一条"),
    (r"it is not the event that was kept", "与留存的叶值不符：不是当时那一条"),
    (r"the chain is not the one that was kept", "链值与留存的不符"),
    (r"the tail is cut: the witness saw (\d+) events", "尾部被截：见证处见过{0}条"),
    (r"the tail is cut: (\d+) events were sealed", "尾部被截：已封签{0}条"),
    (r"the tail is cut: (\d+) events were kept", "尾部被截：已留存{0}条"),
    (r"it was sealed otherwise: something from (\d+) on", "与封签时不同：改动在第{0}号至此之间"),
    (r"a checkpoint is not signed with the key that is trusted", "此处检查点不是由所信的公钥签的"),
    (r"a checkpoint is of another log", "此处检查点属于另一个日志"),
    (r"a checkpoint that the witness has is not with the sealer", "见证处有的检查点，封签处没有"),
    (r"checkpoints cannot be read", "此处起的检查点读不出"),
    (r"it is another log", "不是原来那个日志"),
    (r"its own leaves are not what it sealed", "封签处自己的留存与所签不符"),
    (r"the sealer's file has lost checkpoints", "封签处的检查点少了"),
    (r"the sealer's file cannot be read", "封签处的检查点读不出"),
    (r"it is not signed with the key that is trusted", "不是由所信的公钥签的"),
    (r"it is of another log", "属于另一个日志"),
    (r"another history was sealed", "所签的是另一段历史"),
    (r"what was sealed is not shown to go on from .*", "所签的证明不了是此处副署过的那段的延续"),
)

SEALING = {
    "verify-receipt-lost": Said(
        "注：第 {seq} 号的回执（{given}）随 {at} 申明的恢复丢失，那次恢复只接到第 {after} 号",
        "Note: the receipt of {seq} ({given}) was lost with the declared restoration of {at}, "
        "which went on after {after}",
    ),
    "seal-key": Said("封签公钥：{public}", "The sealer's public key: {public}"),
    "witness-key": Said("见证公钥：{public}", "The witness's public key: {public}"),
    "witness-at": Said("见证已就绪：{url}", "The witness is ready: {url}"),
    "outpost-amiss": Said(
        "首报日志与留存不符：第 {seq} 号，{reason}；已停签",
        "The log contradicts what was kept, at {seq}: {reason}; nothing is signed any more",
    ),
    "outpost-unread": Said(
        "首报日志读不到已超过一分钟", "The log cannot be read for over a minute"
    ),
    "outpost-unanchored": Said(
        "首报日志有内容一分钟以上没有见证回应",
        "Events have waited over a minute for a witness to answer",
    ),
    "outpost-still": Said("封签停了一分钟以上", "The sealer has stood still for over a minute"),
    "outpost-well": Said("首报封签恢复正常", "Sealing is well again"),
    "elsewhere-amiss": Said(
        "{origin} 的封签与此处副署过的不符：第 {seq} 号，{reason}；没有副署，两份都留着",
        "The seal of {origin} contradicts what was answered for here, at {seq}: {reason}; both are kept",
    ),
    "elsewhere-well": Said("别处的封签恢复正常", "The seals of other logs are well again"),
    "outpost-in-use": Said("此文件夹正由另一个进程使用", "Another process keeps this folder"),
    "outpost-broken": Said("留存的文件已损坏", "What was kept is damaged"),
    "outpost-accepted": Said(
        "已接受恢复的副本：第 {after} 号以后另起一段历史；原有的照旧保存",
        "The restored copy is accepted: another history from {after} on; the old one stays",
    ),
}
