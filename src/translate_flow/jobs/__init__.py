"""Durable jobs: a page asks for a draft, a worker process makes it, and a killed worker takes it up again."""

NAME = "translate-flow"
QUEUE = "draft"
WORKFLOW = "draft"
# Recovery looks for jobs of the same application version and executor, so both are pinned.
VERSION = "1"
EXECUTOR = "worker"
PROGRESS = "progress"


def quiet() -> None:
    """Keep DBOS' own log lines off the terminal: a person reads ours."""
    import logging  # noqa: PLC0415 - only processes that run jobs need it

    logging.getLogger("dbos").setLevel(logging.CRITICAL)
