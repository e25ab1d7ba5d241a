"""Events that are no negative space: they stand on a board, a page of their own, or open what does."""

BY_STREAM = {
    "activation": "evaluated unit-told",
    "attachment": "added",
    "attendance": "absence-noted arrived closed departed expected late-noted step-taken",
    "breach": ("alleged circulated consequence-recorded proposed statement-recorded suspected"),
    "channel": "recovered",
    "deadline": "met ran-out step-taken window-closed",
    "desk-duty": "done ran-out set",
    "desk-note": "listed recorded",
    "dial": "placed",
    "document": "issued",
    "dossier": "exported",
    "duty-breach": "proposed stated",
    "duty-change": "approved consented leave-granted requested",
    "exercise": (
        "call-played continued ended evaluated inject-delivered planned started turned-real"
    ),
    "handover": "item-accepted signed",
    "incident": (
        "activation-linked breach-linked class-assigned clocks-started "
        "conduct-recorded derived fact-stated information-requested "
        "instruction-linked knowledge-recorded opened plan-linked report-linked "
        "response-started source-attached upper-response-started"
    ),
    "incoming": "received",
    "instruction": "recorded tasking-linked",
    "notice": "ended goes-on joined rung rung-for-shift",
    "office": "duty-assigned founded holidays-noticed restoration-acknowledged",
    "overdue": "noted reviewed",
    "ownership": "accepted offered passed",
    "person": "duty-trained post-left post-taken registered revised",
    "plan-clock": "met ran-out set",
    "plan-requirements": "adopted plan-pinned",
    "plan": (
        "consultation-answered consulted evaluated exercised filed filing-receipted "
        "profile-revised registered revision-answered revision-called-for "
        "version-added version-replaced version-restated"
    ),
    "reading-trail": "anchored resumed",
    "receipt-key": "published replaced rotated",
    "report": (
        "ink-ran-out ink-signed receipt-recorded signature-asked signature-ran-out "
        "signature-wait-ended signed telephone-signed"
    ),
    "review": "assessed lesson-drawn opened signed turning-point-chosen",
    "rule-book": "adopted",
    "series": "number-taken",
    "shift": "checked-in revised set",
    "sound": "heard tested",
    "special-period": "declared",
    "spot-check": (
        "answered began called-back dialled ended fell-due rectification-asked "
        "rectified result-decided signed-in"
    ),
    "tasking": "answered asked-again given ran-out received",
    "telling": "read told",
    "unit": "registered revised",
    "watch": "began passed stayed-on taken-over",
    "whereabouts": "ended ran-out stated",
}
ON_THE_BOARD = frozenset(
    f"{stream}.{kind}" for stream, kinds in BY_STREAM.items() for kind in kinds.split()
)
