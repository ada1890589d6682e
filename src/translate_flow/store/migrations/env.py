"""Required by alembic's script folder; upgrades run in process, through `upgrade`."""
