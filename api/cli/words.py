"""What the commands say, in both languages; help is in Chinese."""

from __future__ import annotations

from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from api.cli.replaying_words import REPLAYING
from api.cli.sealing_words import SEALING
from api.problem_words import Said


class Language(StrEnum):
    """In which language a command answers."""

    ZH = "zh"
    EN = "en"


LANGUAGE: ContextVar[Language] = ContextVar("language", default=Language.ZH)

WORDS = {
    **SEALING,
    # how a run ends
    "log-in-use": Said("此文件夹正由另一个首报程序写入", "Another shoubao writes in this folder"),
    "not-founded": Said(
        "日志里还没有机关；请先 shoubao init", "The log has no office yet: run shoubao init"
    ),
    "vault-broken": Said(
        "保险库与密钥不符或已损坏", "The vault and its key do not fit, or are damaged"
    ),
    "log-broken": Said(
        "日志已损坏；请运行 shoubao verify", "The log is damaged: run shoubao verify"
    ),
    "backup-unsound": Said(
        "副本未通过验证，不能作为备份", "The copy does not verify and is no backup"
    ),
    "database-unreadable": Said("数据库文件读不了", "A database file cannot be read"),
    "certificate-unusable": Said("证书或密钥不能用", "The certificate or its key cannot be used"),
    "setting-wrong": Said("设置有误", "A setting is wrong"),
    "not-text": Said("文件不是 UTF-8 文本", "The file is no UTF-8 text"),
    "aborted": Said("已取消，什么也没有改变", "Called off; nothing has changed"),
    "not-possible-here": Said("系统不允许", "The system does not allow it"),
    "unexpected": Said(
        "内部错误；加 --debug 重试可看到详情", "Something went wrong inside; --debug shows where"
    ),
    "usage": Said("命令写法不对", "The command is not understood"),
    "usage-NoSuchOption": Said("没有这个选项", "Unknown option"),
    "usage-MissingParameter": Said("缺少必填项", "Something is missing"),
    "usage-BadParameter": Said("参数值不对", "A value is wrong"),
    # demo, serve
    "demo-at": Said("演示已就绪：{url}", "The demonstration is ready: {url}"),
    "demo-accounts": Said(
        "以下账号口令均为 {password}", "These accounts have the password {password}"
    ),
    "demo-pin": Said("签字用的PIN均为 {pin}", "The PIN they sign with is {pin}"),
    "demo-ends": Said("数据用完即弃；按 Ctrl-C 结束", "The data is thrown away; Ctrl-C ends it"),
    # watch, deadman
    "watch-amiss": Said("首报监看异常（{count}项）：{what}", "Shoubao is amiss ({count}): {what}"),
    "watch-overdue": Said("时限已到未记录", "a clock ran out and nothing is on record"),
    "watch-step_skipped": Said("升级步骤漏掉", "an escalation step was skipped"),
    "watch-step_twice": Said("升级步骤重复", "an escalation step was taken twice"),
    "watch-too_early": Said("先于时刻记录", "something was recorded before its moment"),
    "watch-index_missing": Said("到点索引缺行", "the due index lacks a row"),
    "watch-index_wrong": Said("到点索引与事件不符", "the due index differs from the events"),
    "watch-not_looked_at": Said("到点超过30秒无人查看", "an alarm was not looked at for 30 s"),
    "watch-ring_untried": Said("叫应没有发出", "a ring was not tried by any channel"),
    "watch-channel_lies": Said("通道记录不实", "a channel's record does not bear out"),
    "watch-clock_behind": Said("时钟落后于日志", "the clock is behind the log"),
    "deadman-silent": Said("首报服务无声（{why}）：{url}", "Shoubao is silent ({why}): {url}"),
    "deadman-stuck": Said("值守线程不动", "its watch stands still"),
    "deadman-back": Said("首报服务已恢复：{url}", "Shoubao is back: {url}"),
    "serving-at": Said("已开始服务：{url}", "Serving at {url}"),
    # init, certificate
    "init-done": Said("已建好：{folder}", "Made: {folder}"),
    "init-authority": Said(
        "1. 在各电脑上安装根证书 {file}（Windows：受信任的根证书颁发机构），安装时核对指纹：",
        "1. Install the authority {file} on every PC (Windows: Trusted Root Certification "
        "Authorities) and compare its fingerprint:",
    ),
    "init-apart": Said(
        "   根证书的密钥在 {apart}：请移到U盘锁进保险柜，服务器平时用不到；续期时用 --authority 指明",
        "   The authority's key is in {apart}: lock it away on a stick; the server never needs it, "
        "a renewal does (--authority)",
    ),
    "init-plain": Said(
        "1. 已声明明文 HTTP：口令和内容在网上可被窃听",
        "1. Plain HTTP is declared: whoever listens on the network reads passwords and content",
    ),
    "init-next": Said(
        "2. 启动服务：shoubao serve --folder {folder}\n"
        "3. 用管理员登录 {url}，导入单位和人员，建立其他账号；由主任或带班领导排第一个班\n"
        "4. 随时体检：shoubao doctor --folder {folder}；每天备份：shoubao backup --folder {folder} 新文件夹",
        "2. Start it: shoubao serve --folder {folder}\n"
        "3. Sign in as the administrator at {url}; bring in units and people, make the other "
        "accounts; the section chief or a duty leader sets the first shift\n"
        "4. At any time: shoubao doctor --folder {folder}; every day: shoubao backup --folder {folder} NEW",
    ),
    "certificate-of": Said("服务器证书：{names}，有效至 {ends}", "Server: {names}, until {ends}"),
    "certificate-authority": Said("根证书：{file}", "Authority: {file}"),
    "certificate-renewed": Said("已续期；重启服务后生效", "Renewed; restart the server to use it"),
    # verify, backup
    "verify-sound": Said(
        "完好：{events} 条，链值 {chain}", "Sound: {events} events, chain {chain}"
    ),
    "verify-fault": Said("有误：第 {seq} 号，{reason}", "Fault at {seq}: {reason}"),
    "receipts-rotated": Said(
        "回执密钥已更换，新公钥 {public}；旧回执照样能验",
        "The receipt key is changed, the new public key is {public}; old receipts stay good",
    ),
    "verify-trail-sound": Said(
        "阅览记录完好：{readings} 条，链值 {chain}",
        "The trail of reading is sound: {readings} readings, chain {chain}",
    ),
    "verify-trail-fault": Said(
        "阅览记录有误：第 {seq} 条，{reason}", "Fault in the trail of reading at {seq}: {reason}"
    ),
    "backup-done": Said(
        "已备份到 {target}：{events} 条，链值 {head}",
        "Backed up to {target}: {events} events, chain {head}",
    ),
    "backup-with-key": Said(
        "内含保险库及其密钥：谁拿到谁能读密封的姓名电话，请锁好；根证书的密钥不在其中",
        "The vault and its key are inside: whoever has it reads the sealed names, so lock it away; "
        "the authority's key is not inside",
    ),
    "backup-without-key": Said(
        "内含保险库，不含 vault.key：须另处保管，否则密封的姓名电话再也打不开；根证书的密钥也不在其中",
        "The vault is inside without vault.key: keep that elsewhere, or the sealed names stay "
        "sealed; the authority's key is not inside either",
    ),
    # restore
    "backup-fault-altered": Said(
        "备份有误：{name} 与清单不符", "The backup is bad: {name} is not what the manifest says"
    ),
    "backup-fault-missing": Said("备份有误：缺少 {name}", "The backup is bad: {name} is missing"),
    "backup-fault-foreign": Said(
        "备份有误：多出 {name}，会改变数据库", "The backup is bad: {name} would change a database"
    ),
    "backup-fault-name": Said(
        "备份有误：清单里的文件名 {name} 不合规",
        "The backup is bad: the manifest names a file {name}",
    ),
    "backup-fault-unreadable": Said(
        "备份有误：{name} 读不了", "The backup is bad: {name} is unreadable"
    ),
    "backup-fault-log": Said(
        "备份有误：{name} 未通过验证", "The backup is bad: {name} does not verify"
    ),
    "backup-fault-other": Said(
        "备份有误：{name} 说的不是这份日志", "The backup is bad: {name} tells of another log"
    ),
    "backup-fault-sealed": Said(
        "备份有误：{name} 打不开日志里密封的内容",
        "The backup is bad: {name} does not open what the log holds sealed",
    ),
    "restore-verified": Said(
        "备份完好：{made} 所做，记录至 {last}，{events} 条，{files} 个文件，链值 {head}",
        "The backup is sound: made {made}, recorded up to {last}, {events} events, {files} files, "
        "chain {head}",
    ),
    "restore-verified-without-key": Said(
        "备份完好（不含 vault.key，密封内容未试开）：{made} 所做，记录至 {last}，{events} 条，"
        "{files} 个文件，链值 {head}",
        "The backup is sound (without vault.key: nothing sealed was tried): made {made}, recorded up "
        "to {last}, {events} events, {files} files, chain {head}",
    ),
    "restore-done": Said(
        "已恢复到 {folder}：备份于 {made}，记录至 {last}，{events} 条；此后的记录都不在，现为第{epoch}纪元",
        "Restored to {folder}: backed up {made}, recorded up to {last}, {events} events; nothing "
        "later is there; this is epoch {epoch}",
    ),
    "restore-next": Said(
        "1. 启动：shoubao serve --folder {folder}\n"
        "2. 所有人重新登录；值班台横幅打开“恢复核对”：补记纸上的记录和编号，再确认\n"
        "3. 体检：shoubao doctor --folder {folder}",
        "1. Start it: shoubao serve --folder {folder}\n"
        "2. Everybody signs in anew; the desk's banner leads to the check after a restore: type in what "
        "paper shows, numbers too, then confirm\n"
        "3. Look it over: shoubao doctor --folder {folder}",
    ),
    # channels
    "channels-none": Said(
        "未设通道：叫应显示在值班台，由值班员打电话",
        "No channel is set: rings are shown on the desk, and the officer dials",
    ),
    # rules
    "rules-new": Said("新增：{ids}", "new: {ids}"),
    "rules-replaced": Said("改写：{ids}", "replaced: {ids}"),
    "rules-retired": Said("停用：{ids}", "retired: {ids}"),
    "plans-sound": Said(
        "核对无误：{count}份（随附{shipped}份）", "In order: {count} ({shipped} are shipped)"
    ),
    "rules-sound": Said("规则文件无误；规则册 {hash}", "The rules are in order; book {hash}"),
    # plans
    "plans-looked-at": Said("仅查看，未收入", "Looked at only; nothing was taken in"),
    "plans-taken-in": Said("已收入预案库", "Taken into the register"),
    "plans-written": Said("已写入 {file}", "Written: {file}"),
    # templates
    "template-unknown": Said("{file}：没有这个标签：{tag}", "{file}: there is no tag {tag}"),
    "template-missing": Said("{file}：缺少标签：{tag}", "{file}: lacks the tag {tag}"),
    "template-sound": Said("{file}：模板无误", "{file}: the template is in order"),
    # exercise
    "scenario-written": Said("已写入 {file}：注入 {injects} 条", "Wrote {file}: {injects} injects"),
    "scenario-sound": Said(
        "{file}：脚本无误；注入 {injects} 条，预期动作 {expected} 项，共 {minutes} 分钟",
        "{file}: in order; {injects} injects, {expected} expected actions, {minutes} minutes",
    ),
    # dossier
    "dossier-opened": Said(
        "已打开成阅览副本 {folder}：shoubao serve --plain-http --folder {folder}，登录名 {login}，口令 {password}",
        "Opened as a reading copy {folder}: shoubao serve --plain-http --folder {folder}; sign in as "
        "{login} with {password}",
    ),
    "dossier-written": Said("卷宗已写入 {file}", "The dossier is written: {file}"),
    # replay
    **REPLAYING,
    # cases, bench
    "case-title": Said("案例 {id}", "Case {id}"),
    "case-columns": Said(
        "报告单位 接收单位 规则 应于 实际 迟报", "entity recipient rule due met late"
    ),
    "case-late": Said("{minutes}分", "{minutes} min"),
    "score-full": Said("按全部记载", "everything the files tell"),
    "score-blind": Said("隐去行为记载", "without what was done to hide it"),
    "score-columns": Said(
        "类别 认定 命中 漏判 误判 额外 查全率 查准率 查准率(宽)",
        "kind labels hits misses false extra recall precision precision(wide)",
    ),
    "score-late": Said("迟报", "late"),
    "score-omitted": Said("漏报", "omitted"),
    "score-false": Said("谎报", "false"),
    "score-concealed": Said("瞒报", "concealed"),
    "score-ambiguous": Said("未区分", "not told apart"),
    "score-total": Said("合计", "total"),
    "bench-measuring": Said("正在测量 {name}", "measuring {name}"),
    "bench-columns": Said("项目 数值 单位 目标 达到", "figure value unit goal met"),
}


def say(key: str, otherwise: str = "", **places: Any) -> str:
    """Raises KeyError for words nobody wrote."""
    said = WORDS.get(key) or WORDS[otherwise or key]
    return said.to(LANGUAGE.get()).format(**places)


def in_language(zh: str, en: str) -> str:
    return Said(zh, en).to(LANGUAGE.get())
