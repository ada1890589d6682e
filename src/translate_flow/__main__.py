"""``python -m translate_flow`` and the installed command: stopped while it loads, it says so as it does later."""

import sys

INTERRUPTED = 130


def main() -> None:
    """Load the command line and run it."""
    try:
        from translate_flow.cli import main as run  # noqa: PLC0415 - loading takes a second, in which it may be stopped
    except KeyboardInterrupt:
        sys.stderr.write("translate-flow: stopped before anything was done\n")
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
