"""Run the revisions that a database lacks."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError
from sqlalchemy import Connection

from translate_flow.errors import StoreError
from translate_flow.store.migrations import HEAD


def upgrade(connection: Connection) -> None:
    """Run every revision that is missing.

    Raises:
        StoreError: the database was written by a newer version.

    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    script = ScriptDirectory.from_config(config)
    with EnvironmentContext(config, script) as environment:
        environment.configure(
            connection=connection,
            render_as_batch=True,
            fn=lambda revision, _: script._upgrade_revs(HEAD, revision),
        )
        try:
            environment.run_migrations()
        except (CommandError, RevisionError) as exc:
            found = MigrationContext.configure(connection).get_current_revision()
            raise StoreError(
                f"the workspace database is of version {found}, newer than this program ({HEAD}); update translate-flow"
            ) from exc
