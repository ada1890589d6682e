"""Keep the workspace in a database; the only importer of SQLAlchemy."""

from sqlalchemy.exc import DatabaseError

from translate_flow.store.connection import open_store
from translate_flow.store.unit_of_work import SqlStore

__all__ = ["DatabaseError", "SqlStore", "open_store"]
