"""What stands in a dossier for whoever opens it, in both languages."""

from __future__ import annotations

README = """\
首报卷宗

本压缩包取自一个值班机关的日志。日志只增不改，每条事件都有哈希，哈希连成链和树。

怎样核对（任何装有 Python 3.8 以上的电脑，不需要首报程序，不需要联网）：

    python3 verify.py                     解压之后，在本文件夹里
    python3 verify.py 卷宗.zip             不解压
    python3 verify.py 卷宗.zip --key 公钥   公钥从机关或见证人处另行取得

    返回 0 完好；1 有误，并指出第一处；2 看不懂。

先想一想 verify.py 从哪里来：改了卷宗的人也能改它。请用另处得到的同一文件，或比对其 SHA-256。

里面有什么：

    events.ndjson     每行一条事件，state 是原样的字节；leaf 是它的哈希；proof 是它在日志里的证明
    context.ndjson    范围之前的机关、单位和人员，读懂事件要用；同样有证明
    checkpoints/      检查点：日志到某一号为止的树根和链值，有签名的带签名（C2SP 格式）
    keys.txt          签名人的公钥。从卷宗里取的公钥，只证明卷宗前后一致
    documents/        已发的文书和附件，其哈希记在事件里
    timeline.pdf、timeline.svg   由事件排出的时间线，供阅读；证据是事件，不是它
    personal.ndjson     解密后的姓名电话（只有获准并写明理由时才有），不受证明
    manifest.json     清单：每个文件的字节数和 SHA-256

证明什么，不证明什么：

    一段时间的卷宗（清单里 whole 为 true）：从头到尾一条不缺。
    一件事的卷宗是节选：每条都在日志里、没有改过；不证明再没有别的事件。
    只留哈希的行：此处有一条事件，内容未给出。
    有签名的检查点：签名的机关或见证人见过同一份日志。没有签名，就只是自己前后一致：
    请把树根与交接班单、回执或别处保存的比对。

密封的姓名电话（state 里的 box）只有机关的密钥能打开；销毁密钥后，所有证明仍然成立。

----------------------------------------------------------------------------------------

A dossier of Shoubao

This zip was taken from the log of a duty office. The log only grows; every event has a hash, and the hashes make a
chain and a tree.

How to check it (any computer with Python 3.8 or later; neither the program nor a network is needed):

    python3 verify.py                     in this folder, unpacked
    python3 verify.py DOSSIER.zip         without unpacking
    python3 verify.py DOSSIER.zip --key PUBLIC_KEY     as you know it from the office or a witness

    0: sound. 1: broken, with the first place. 2: not understood.

Ask first where verify.py comes from: whoever changes a dossier can change it too. Take it from elsewhere, or
compare its SHA-256.

    events.ndjson     one event a line; state is the bytes as stored, leaf its hash, proof that it is in the log
    context.ndjson    the office, its units and people from before the range, proved in the same way
    checkpoints/      root and chain of the log up to a position, with signatures where there are any (C2SP)
    keys.txt          public keys of whoever signed; taken from here they show no more than agreement
    documents/        papers issued and files attached; their hashes stand in the events
    timeline.pdf, timeline.svg   made from the events, to be read; the evidence is the events
    personal.ndjson     names and numbers unsealed, only where somebody was let have them for a reason; not proved
    manifest.json     every file with its size and SHA-256

What is shown, and what is not:

    Of a period (whole: true in the manifest): nothing is missing from its first event to its last.
    Of one incident it is a selection: each event is in the log, unchanged; that there are no others is not shown.
    A line that holds a hash alone: there is an event here, and it was not given.
    A signed checkpoint: the office or a witness has seen the same log. Without a signature it only agrees with
    itself: compare its root with a handover sheet, a receipt or a copy kept elsewhere.

Sealed names and numbers (box in a state) open with the office's key alone; once that is destroyed, every proof
still holds.
"""
