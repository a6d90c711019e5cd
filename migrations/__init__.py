"""The schema, revision by revision: the only door to Alembic."""
