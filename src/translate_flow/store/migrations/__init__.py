"""The schema's history, as alembic revisions that are run inside the caller's transaction."""

HEAD = "0017"
