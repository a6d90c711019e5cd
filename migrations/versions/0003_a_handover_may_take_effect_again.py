"""A handover that was moved to another day takes effect on that day too."""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ONCE = "uq_handover_step_handover_id_step"
ONCE_A_DAY = "uq_handover_step_handover_id_step_happened_on"


def upgrade() -> None:
    with op.batch_alter_table("handover_step", schema=None) as batch_op:
        batch_op.drop_constraint(ONCE, type_="unique")
        batch_op.create_unique_constraint(ONCE_A_DAY, ["handover_id", "step", "happened_on"])


def downgrade() -> None:
    with op.batch_alter_table("handover_step", schema=None) as batch_op:
        batch_op.drop_constraint(ONCE_A_DAY, type_="unique")
        batch_op.create_unique_constraint(ONCE, ["handover_id", "step"])
