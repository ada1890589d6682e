"""``python -m translate_flow`` is the command line."""

from translate_flow.cli import main

main()
