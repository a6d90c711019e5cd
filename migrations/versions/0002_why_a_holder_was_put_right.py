"""Why a holder was put right."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("tenure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("because", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("tenure", schema=None) as batch_op:
        batch_op.drop_column("because")
