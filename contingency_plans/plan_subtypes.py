"""事件小类: what a plan text may name as the kind of incident, with the words people write for it."""

from __future__ import annotations

SUBTYPES: dict[str, str] = {
    "flood": "洪涝",
    "drought": "干旱",
    "typhoon": "台风",
    "weather": "气象灾害",
    "earthquake": "地震",
    "landslide": "地质灾害",
    "forest_fire": "森林草原火灾",
    "snow_ice": "低温雨雪冰冻",
    "work_safety": "生产安全事故",
    "hazardous_chemical": "危险化学品泄漏",
    "mine": "矿山事故",
    "construction": "建筑施工事故",
    "collapse": "坍塌",
    "fire": "火灾",
    "traffic": "道路交通事故",
    "vessel": "水上交通事故",
    "special_equipment": "特种设备事故",
    "environment": "突发环境事件",
    "power": "停电",
    "water_supply": "供水中断",
    "gas": "燃气事故",
    "food_poisoning": "食物中毒",
    "infectious_disease": "传染病疫情",
    "infectious_disease_b_c": "乙丙类传染病疫情",
    "animal_disease": "动物疫情",
    "school": "涉校涉生",
    "tourism": "涉旅",
    "mass_incident": "群体性事件",
    "crowd": "大型活动人群聚集",
    "petition": "集体上访",
    "crime": "刑事案件",
    "cyber": "网络安全事件",
    "cyber_critical": "关键信息基础设施事件",
    "explosion": "爆炸事故",
    "rail": "轨道交通事故",
    "aviation": "航空事故",
    "pipeline": "油气管道事故",
    "heat_supply": "供热中断",
    "drainage": "排水事故",
    "telecom": "通信中断",
    "radiation": "辐射事故",
    "marine_pollution": "海洋污染",
    "drug": "药品安全",
    "poisoning": "投毒中毒",
    "terror": "恐怖袭击",
    "finance": "金融突发事件",
    "foreign": "涉外突发事件",
    "supply": "市场供应",
    "ethnic_religious": "涉民族宗教",
    "public_opinion": "舆情",
}


def subtype_of(written: str) -> str:
    """The kind as plans and rules name it, of what somebody wrote: its identifier, or its words in either language."""
    word = written.strip()
    named = (id for id, name in SUBTYPES.items() if word in (name, subtype_name("en", id)))
    return next(named, word)


def subtype_name(language: str, id: str) -> str:
    """As people say it; what somebody wrote that is in no list stands as it was written."""
    return SUBTYPES.get(id, id) if language == "zh" else id.replace("_", " ")
