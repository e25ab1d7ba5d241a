"""What `shoubao doctor` finds and what to do about it, in both languages."""

from __future__ import annotations

from api.cli.checks.sealing_words import SEALING
from api.problem_words import Said

FINDINGS = {
    **SEALING,
    "failed-do": Said("先排除这一项，再运行一次", "Mend this first, then ask again"),
    "rights-ok": Said("文件夹权限：{folder}", "Rights on {folder}"),
    "rights-denied": Said("文件夹不可读写：{folder}", "No right to read and write {folder}"),
    "rights-denied-do": Said(
        "用运行服务的账户执行，或 chown 给它", "Run as the server's user, or chown to it"
    ),
    "rights-open": Said("他人可读：{names}", "Others may read {names}"),
    "rights-open-do": Said(
        "在 {folder} 内执行 chmod go-rwx {names}", "In {folder}: chmod go-rwx {names}"
    ),
    "room-ok": Said("磁盘余量：{free} GiB", "Room on the disk: {free} GiB"),
    "room-little": Said("磁盘只剩 {free} GiB", "Only {free} GiB left on the disk"),
    "room-little-do": Said("腾出至少 1 GiB", "Free 1 GiB at least"),
    "fsync-ok": Said("落盘速度：{ms} 毫秒", "One write to the disk: {ms} ms"),
    "fsync-slow": Said("落盘太慢：{ms} 毫秒", "One write to the disk takes {ms} ms"),
    "fsync-slow-do": Said(
        "换固态硬盘，或查其他程序是否占满磁盘", "Use an SSD, or see who keeps the disk busy"
    ),
    "time-zone-ok": Said("时区数据：{zone}", "Time zone data: {zone}"),
    "time-zone-missing": Said("没有北京时间的时区数据", "No time zone data for Beijing"),
    "time-zone-missing-do": Said("重新安装首报", "Install shoubao anew"),
    "log-ok": Said("日志可读：{events} 条", "The log reads: {events} events"),
    "log-mode": Said("日志的存储方式被改为 {mode}", "The log's journal mode was changed to {mode}"),
    "log-mode-do": Said(
        "停下改动它的程序；重启服务即恢复", "Stop what changed it; a restart sets it right"
    ),
    "guards-ok": Said("防改触发器齐全：{count} 个", "All {count} guards are in place"),
    "guards-missing": Said("防改触发器缺失或被改：{names}", "Guards missing or changed: {names}"),
    "guards-missing-do": Said(
        "有人动过日志：保全现场，运行 shoubao verify 并报告",
        "Somebody touched the log: keep it, verify, report",
    ),
    "backup-ok": Said(
        "最近备份：{age}前，记录 {events} 条，{proved} 核验过（{target}）",
        "Last backup: {age} ago, {events} events, proved {proved} ({target})",
    ),
    "backup-young-ok": Said("尚无备份（今天刚建库）", "No backup yet (founded within a day)"),
    "backup-none": Said("从未备份", "There was never a backup"),
    "backup-none-do": Said(
        "现在就做：shoubao backup 新文件夹，并设每晚定时（docs/operations.md）",
        "Make one now: shoubao backup NEW, and every night (docs/operations.md)",
    ),
    "backup-old": Said(
        "最近备份已是{age}前（{target}）", "The last backup is {age} old ({target})"
    ),
    "backup-old-do": Said(
        "看每晚的定时备份为何没做：systemctl status shoubao-backup",
        "See why the nightly one was not made: systemctl status shoubao-backup",
    ),
    "backup-unproved": Said(
        "最近备份{age}未核验过（{target}）", "The last backup was not proved for {age} ({target})"
    ),
    "backup-unproved-do": Said(
        "核验：shoubao restore {target} --verify", "Prove it: shoubao restore {target} --verify"
    ),
    "backup-bad": Said(
        "最近备份核验有误：{fault}（{target}）", "The last backup is bad: {fault} ({target})"
    ),
    "backup-bad-do": Said(
        "再做一份，并检查存放它的盘", "Make another one, and look at the disk that held it"
    ),
    "backup-foreign": Said(
        "最近备份不是这份日志的（{target}）", "The last backup is of another log ({target})"
    ),
    "backup-foreign-do": Said(
        "运行 shoubao verify；恢复过的库请重新备份",
        "Run shoubao verify; of a log that was put back make a new backup",
    ),
    "clock-ok": Said("时钟：现在 {now}，末条记录 {last}", "Clock: now {now}, last event {last}"),
    "clock-behind": Said(
        "时钟 {now} 早于末条记录 {last}", "The clock {now} is before the last event {last}"
    ),
    "clock-behind-do": Said(
        "与标准时间核对并校准本机时钟", "Compare with a reference and set the clock"
    ),
    "vault-ok": Said("保险库与密钥相符", "The vault fits its key"),
    "vault-foreign": Said("vault.key 不属于此保险库", "vault.key does not belong to this vault"),
    "vault-foreign-do": Said("从同一份备份中取回两者", "Take both back from one backup"),
    "views-ok": Said("视图：已到第 {seq} 号", "Views have reached {seq}"),
    "views-parked": Said(
        "{count} 条记录无法显示，首条为第 {first} 号",
        "{count} events cannot be shown, the first is {first}",
    ),
    "views-parked-do": Said(
        "升级首报；日志本身不受影响", "Upgrade shoubao; the log itself is unharmed"
    ),
    "rules-ok": Said("规则：{count} 条，地方规则 {presets}", "{count} rules, presets {presets}"),
    "rules-none": Said("尚未采用任何规则", "No rule book is adopted"),
    "rules-none-do": Said(
        "以管理员登录，在“规则”页采用", "Adopt one as administrator on the rules page"
    ),
    "calendar-ok": Said(
        "工作日历：已知至 {year} 年底", "Working days are known to the end of {year}"
    ),
    "calendar-unknown-ok": Said(
        "工作日历：{years} 年放假安排未导入，工作日时限仅提醒；在“规则”页导入",
        "Holidays of {years} are not on record: limits in working days only remind; see the rules page",
    ),
    "shift-ok": Said("值班：本班至 {ends}", "A shift is on duty until {ends}"),
    "shift-none": Said("还没有排过班", "No shift has ever been set"),
    "shift-none-do": Said(
        "由主任或带班领导登录，在“班次”页排第一个班",
        "Let the section chief or a duty leader set the first one on the shift page",
    ),
    "shift-over": Said(
        "此刻无人值班，末班到 {last}", "Nobody is on duty; the last shift ended {last}"
    ),
    "shift-over-do": Said("在“排班”页排现在的班", "Set the present shift on the shift page"),
    "channels-ok": Said("通道：{names}", "Channels: {names}"),
    "channels-none-ok": Said(
        "未设通道，叫应靠值班员打电话", "No channel is set: the officer dials whoever is rung"
    ),
    "channels-wrong": Said("channels.toml 有误：{fault}", "channels.toml is wrong: {fault}"),
    "channels-wrong-do": Said(
        "改正后执行 shoubao channels check，再重启服务",
        "Correct it, run shoubao channels check, restart the server",
    ),
    "channels-broken": Said("通道中断：{names}", "Channels that are down: {names}"),
    "channels-broken-do": Said(
        "在“通道”页看原因并试叫；恢复前按拨号单打电话",
        "See why on the channels page and test it; until then dial by the list",
    ),
    "certificate-plain-ok": Said("明文 HTTP，已声明", "Plain HTTP, as declared"),
    "certificate-ok": Said("证书有效至 {ends}", "The certificate lasts until {ends}"),
    "certificate-none": Said(
        "没有证书，也未声明明文 HTTP", "No certificate, and plain HTTP is not declared"
    ),
    "certificate-none-do": Said(
        "重新初始化，或以 --plain-http 服务", "Run init anew, or serve with --plain-http"
    ),
    "certificate-over": Said(
        "证书不在有效期内（至 {ends}）", "The certificate is not valid (until {ends})"
    ),
    "certificate-over-do": Said(
        "shoubao certificate renew，再重启服务", "shoubao certificate renew, then restart"
    ),
    "certificate-ending": Said("证书将于 {ends} 到期", "The certificate ends on {ends}"),
    "certificate-ending-do": Said(
        "shoubao certificate renew，再重启服务", "shoubao certificate renew, then restart"
    ),
    "certificate-unnamed": Said("证书里没有：{names}", "The certificate does not name {names}"),
    "certificate-unnamed-do": Said(
        "shoubao certificate renew --host-name 写全各名称",
        "shoubao certificate renew --host-name for each name",
    ),
    "server-ok": Said(
        "服务在运行：端口 {port}，已到第 {head} 号", "The server works on port {port}, at {head}"
    ),
    "server-off-ok": Said("服务未运行，端口 {port} 空闲", "The server is off, port {port} is free"),
    "server-untrusted": Said(
        "端口 {port} 上的证书不可信：{reason}", "The certificate on port {port}: {reason}"
    ),
    "server-untrusted-do": Said(
        "重启服务；若仍如此，shoubao certificate renew", "Restart; else renew it"
    ),
    "server-foreign": Said(
        "端口 {port} 被别的程序占用，或服务不应答", "Port {port} is somebody else's, or silent"
    ),
    "server-foreign-do": Said(
        "停掉那个程序，或换端口", "Stop that program, or choose another port"
    ),
    "server-asleep": Said(
        "盯时限或发通知的线程已停", "A thread that watches deadlines or sends messages has stopped"
    ),
    "server-asleep-do": Said(
        "立即重启服务，并查看其日志", "Restart the server at once and read its log"
    ),
    "server-behind": Said("看板落后 {behind} 条", "The board is {behind} events behind"),
    "server-behind-do": Said(
        "稍候再查；不缩小则重启服务", "Ask again in a moment; restart if it stays"
    ),
    "deadman-ok": Said("守护正常：{seconds} 秒前问过", "The dead-man asked {seconds} s ago"),
    "deadman-none-ok": Said("守护（deadman）未启用", "The dead-man is not in use"),
    "deadman-off-ok": Said("服务未运行，守护无从查看", "The server is off, so nobody asked it"),
    "deadman-silent": Said(
        "守护已 {minutes} 分钟没有询问", "The dead-man last asked {minutes} min ago"
    ),
    "deadman-silent-do": Said(
        "到守护所在电脑上重新启动 deadman", "Start deadman again where it stands"
    ),
    "files-ok": Said("附件完好：{count} 个", "All {count} files are whole"),
    "files-altered": Said("附件缺失或被改：{names}", "Files missing or altered: {names}"),
    "files-altered-do": Said("从备份恢复 files 文件夹", "Restore the folder files from a backup"),
    "templates-ok": Said(
        "自备公文模板：{count} 个，均可用", "{count} templates of its own, all sound"
    ),
    "templates-wrong": Said("公文模板有误：{names}", "Templates that are wrong: {names}"),
    "templates-wrong-do": Said(
        "逐个执行 shoubao templates check，改正或移走即用出厂模板",
        "Run shoubao templates check on each; mend it, or take it away to use ours",
    ),
    "fonts-ok": Said("字体齐全：{count} 个姓名和单位名均可印", "Fonts draw all {count} names"),
    "fonts-none-ok": Said(
        "没有中文字体：公文只出 Word 文件，不出 PDF",
        "No Chinese font: papers as Word files, no PDF",
    ),
    "fonts-lacking": Said("字体缺字：{names}", "No font draws: {names}"),
    "fonts-lacking-do": Said(
        "把含这些字（GB 18030-2022）的字体放进机关文件夹的 fonts",
        "Put a font that has them (GB 18030-2022) into fonts of the office's folder",
    ),
    "watch-none-ok": Said("监看（watch）未启用", "The auditor (watch) is not in use"),
    "watch-ok": Said("监看正常：已看到第 {seq} 号", "The auditor has seen up to {seq}"),
    "watch-stale": Said("监看已停 {minutes} 分钟", "The auditor has stood still for {minutes} min"),
    "watch-stale-do": Said("重新启动 shoubao watch", "Start shoubao watch again"),
    "watch-found": Said("监看发现 {count} 项异常：{what}", "The auditor found {count}: {what}"),
    "watch-found-do": Said(
        "看值班台上的时限是否正常，运行 shoubao verify，必要时重启服务",
        "Look at the clocks on the desk, verify, restart the server if need be",
    ),
}
