"""`python -m api`: the same as `shoubao`."""

from api.cli import main

main()
