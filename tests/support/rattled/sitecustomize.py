"""Read by Python before any other word of a program that a test starts while it rattles."""

from tests.support.rattling import rattle_if_asked

rattle_if_asked()
