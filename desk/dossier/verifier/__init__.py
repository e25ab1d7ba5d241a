"""The stand-alone verifier, in parts: `desk.dossier.stand_alone` joins them into the one file that lies in every dossier.

Each part needs Python 3.8 and its standard library alone, and takes nothing from this program: whoever doubts the
program should not have to trust it. So it says a second time, in its own words, what desk/log says.
"""
