"""Deliveries are found by address, and what is due by its day alone.

Led by the channel, the index of deliveries was taken for the question which are open.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BY_CHANNEL = "uq_delivery_channel_address_day_part"
BY_ADDRESS = "uq_delivery_address_day_channel_part"
DUE = "ix_watch_next_on"
GROUPED = ["next_on", "due", "ladder", "opened_on", "version", "act_by"]


def upgrade() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(BY_CHANNEL, type_="unique")
        batch_op.create_unique_constraint(BY_ADDRESS, ["address", "day", "channel", "part"])
    op.drop_index(DUE, table_name="watch")
    op.create_index(DUE, "watch", ["next_on"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(BY_ADDRESS, type_="unique")
        batch_op.create_unique_constraint(BY_CHANNEL, ["channel", "address", "day", "part"])
    op.drop_index(DUE, table_name="watch")
    op.create_index(DUE, "watch", GROUPED, unique=False)
