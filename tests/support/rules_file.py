"""A small rules file without a mistake: one rule of one preset."""

GOOD = """\
title: 本地
preset: here
rules:
  - id: X01
    name: 一小时内报告
    line: government
    applies_to:
      classes: [accident]
      levels: [I, II]
    reporting_entity: [{kinds: [government], tiers: [county]}]
    recipients: [upper_government]
    stage: first
    clock_start: learned
    limit: PT1H
    bindingness: shall
    escalation_policy: statutory
    citation: {document: 某文件}
    confidence: Q-gov
    status: local
"""
