"""预案覆盖再数一遍: the figures reckoned again from the stored rows, naively, with no line of the product.

A row is read as plain JSON; what is in force, what answers what and which incident had a plan are said anew here.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

EAST = timedelta(hours=8)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def recount(rows, day, first, last):
    """Of the raw rows of a log, oldest first."""
    plans, incidents, required, places, pins = {}, {}, [], [], {}
    for row in rows:
        id, told = str(row.originator), json.loads(row.state)
        data, exercise = told["data"], told["meta"]["exercise"]
        kind, _, what = row.topic.partition(".")
        if kind == "plan":
            _plan(plans, id, what, data)
        elif kind == "incident":
            _incident(incidents, id, what, data, row.recorded_at_us)
        elif row.topic == "plan-requirements.adopted":
            required, places = data["required"], data["places"]
        elif kind == "plan-requirements":
            held = pins.setdefault(data["requirement"], [])
            if what == "plan-pinned":
                held.append(data["plan"])
            elif data["plan"] in held:
                held.remove(data["plan"])
        assert exercise is None or kind not in ("plan", "plan-requirements")
    return _figures(plans, incidents, (required, places, pins), day, first, last)


def _plan(plans, id, what, data):
    if what == "registered":
        empty = {"versions": {}, "gone": [], "withdrawn": False, "exercised": 0}
        plans[id] = {"profile": data["profile"], **empty}
        return
    plan = plans[id]
    if what == "profile-revised":
        plan["profile"] = data["profile"]
    elif what in ("version-added", "version-restated"):
        plan["versions"][data["version"]["id"]] = data["version"]
    elif what == "version-replaced":
        plan["gone"].append((data["version"], data["on"]))
    elif what == "withdrawn":
        plan["withdrawn"] = True
    elif what == "exercised":
        plan["exercised"] += 1


def _incident(incidents, id, what, data, recorded_at_us):
    if what == "opened":
        at = data["occurred"]["earliest"] if data["occurred"] else None
        incidents[id] = {
            "number": data["number"],
            "real": data["exercise"] is None,
            "kind": (data["klass"], data["subtype"]),
            "day": _day(at, recorded_at_us),
        }
    elif what in ("annulled", "merged"):
        incidents[id]["real"] = False
    elif what == "class-assigned":
        incidents[id]["kind"] = (data["klass"], data["subtype"])
    elif what == "occurrence-stated":
        incidents[id]["day"] = _day(data["occurred"]["earliest"], 0)


def _day(at, recorded_at_us):
    if at is None:
        return (EPOCH + timedelta(microseconds=recorded_at_us) + EAST).date()
    return (datetime.fromisoformat(at) + EAST).date()


def _stands(plan, day):
    for version in plan["versions"].values():
        dated = version["issued"] or version["published"]
        begun = dated is None or dated["first"] <= day.isoformat()
        until = version["valid_until"] is None or version["valid_until"] >= day.isoformat()
        said = [on for id, on in plan["gone"] if id == version["id"]]
        days = [on for on in said if on]
        gone = bool(said) and (not days or days[-1] <= day.isoformat())
        if begun and until and not gone and not version["draft"] and not plan["withdrawn"]:
            return True
    return False


def _answers(one, id, plan, places, pinned):
    profile = plan["profile"]
    if pinned:
        return id in pinned
    if profile["type"] != one["type"] or profile["jurisdiction"] not in places:
        return False
    if one["type"] == "overall":
        return True
    asked, named = one["classes"], profile["classes"]
    if asked and named and not [klass for klass in asked if klass in named]:
        return False
    words = one["stems"]
    if not one["stems"] and not one["subtypes"]:
        words = [one["title"].replace("应急预案", "")]
    by_kind = [kind for kind in one["subtypes"] if kind in profile["subtypes"]]
    by_title = [stem for stem in words if stem in profile["title"]]
    return bool(by_kind or by_title)


def _had(incident, own):
    klass, subtype = incident["kind"]
    if klass == "unknown":
        return False
    for plan in own.values():
        profile = plan["profile"]
        if profile["type"] == "overall" or not _stands(plan, incident["day"]):
            continue
        kinds = profile["subtypes"]
        whole = not kinds and profile["type"] in ("special", "joint")
        if subtype in kinds or (whole and klass in profile["classes"]):
            return True
    return False


def _figures(plans, incidents, list_, day: date, first: date, last: date):
    required, places, pins = list_
    there = {}
    for one in required:
        meant = pins.get(one["id"], [])
        there[one["id"]] = [
            id
            for id, plan in plans.items()
            if _answers(one, id, plan, places, meant) and _stands(plan, day)
        ]
    own = {id: plan for id, plan in plans.items() if plan["profile"]["jurisdiction"] in places}
    standing = {id: plan for id, plan in own.items() if _stands(plan, day)}
    types = [plan["profile"]["type"] for plan in standing.values()]
    listed = {
        id for id, one in standing.items() if one["profile"]["type"] in ("overall", "special")
    }
    asked = [one for one in incidents.values() if one["real"] and first <= one["day"] <= last]
    return {
        "required": len(required),
        "missing": [id for id, found in there.items() if not found],
        "departmental": types.count("department"),
        "other": len(types) - types.count("department") - len(listed),
        "unlisted": sorted(listed - {id for found in there.values() for id in found}),
        "unexercised": sorted(id for id, plan in standing.items() if not plan["exercised"]),
        "incidents": len(asked),
        "kinds": _by_kind(asked, own),
        "without": sorted(one["number"] for one in asked if not _had(one, own)),
    }


def _by_kind(asked, own):
    counts = {}
    for one in asked:
        incidents, covered = counts.get(one["kind"], (0, 0))
        counts[one["kind"]] = (incidents + 1, covered + _had(one, own))
    return counts
