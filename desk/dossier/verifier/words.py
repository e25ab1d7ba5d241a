"""What is wrong, in both languages."""

from __future__ import annotations

WORDS = {
    # not understood
    "nothing": ("这里没有卷宗", "There is no dossier here"),
    "arguments": ("参数不明白", "The arguments are not understood"),
    "key": ("公钥写法不对", "A key is not written as one"),
    "newer": (
        "卷宗格式较新，请用更新的验证程序",
        "The dossier's format is unknown to this verifier",
    ),
    "container": ("压缩包读不了", "The zip cannot be read"),
    # broken
    "manifest": ("清单 manifest.json 被改动或残缺", "manifest.json was changed or is not whole"),
    "file-missing": ("缺少文件", "A file is missing"),
    "file-more": ("清单以外的文件", "A file that the manifest does not name"),
    "file-changed": ("文件与清单不符", "A file is not what the manifest says"),
    "file-unproved": ("文件不是事件所记的那一份", "A file is not the one that its event names"),
    "line": ("事件行写法不对", "The line of an event is not written as one"),
    "order": ("序号不连续", "A position is missing or comes twice"),
    "leaf": ("事件内容与其哈希不符", "The event is not the one that was hashed"),
    "chain": ("哈希链不通到检查点", "The chain does not lead to the checkpoint"),
    "before": ("范围之前的哈希对不上", "What is said to stand before the range does not fit"),
    "time": ("记录时间早于前一条", "Recorded before the event in front of it"),
    "version": ("其事件流的版次不连续", "A version of its stream is missing or comes twice"),
    "proof": ("包含证明不成立", "The proof that it is in the log does not hold"),
    "root": ("树根与检查点不符", "The events do not lead to the checkpoint's root"),
    "count": ("事件数与清单不符", "The number of events is not what the manifest says"),
    "checkpoint": ("检查点写法不对", "A checkpoint is not written as one"),
    "foreign": ("检查点属于另一日志", "A checkpoint is of another log"),
    "no-checkpoint": (
        "缺少卷宗位置的检查点",
        "The checkpoint of the dossier's position is missing",
    ),
    "consistency": ("两个检查点不是同一历史", "Two checkpoints are not of one history"),
    "signature": ("签名无效", "A signature is not valid"),
    "unsigned": ("没有检查点由此公钥签名", "No checkpoint is signed by this key"),
}


class Wrong(Exception):
    """What is wrong, and where. `code` 1: the dossier is broken; 2: it is not understood."""

    def __init__(self, key: str, where: str = "", code: int = 1) -> None:
        super().__init__(key, where)
        self.key, self.where, self.code = key, where, code

    def lines(self) -> str:
        zh, en = WORDS[self.key]
        named = (f"：{self.where}", f": {self.where}") if self.where else ("", "")
        if self.code == 1:
            return f"有误 {zh}{named[0]}\nBROKEN {en}{named[1]}\n"
        return f"看不懂 {zh}{named[0]}\nNOT UNDERSTOOD {en}{named[1]}\n"
