"""What real decisions say: events, rhythms, conditions, groups, stops, what is not stated."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

REASON = "ck_date_version_reason"
FILLED = (
    ("decision", "otherwise_unchanged"), ("diary_number", "partial"), ("diary_number", "kind"),
    ("handover", "announced"), ("duty", "subject"),
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("not_before", sa.String(), nullable=True),
        sa.Column("yearly", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_table(
        "happening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("sender_number", sa.String(), nullable=True),
        sa.Column("says", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "what IN ('happened', 'met', 'failed', 'asked', 'promised', 'decided', 'requested', 'received')",
            name=op.f("ck_happening_what"),
        ),
        sa.ForeignKeyConstraint(["replaces"], ["happening.id"], name=op.f("fk_happening_replaces")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happening")),
        sa.UniqueConstraint("replaces", name=op.f("uq_happening_replaces")),
    )
    with op.batch_alter_table("happening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_happening_subject"), ["subject"], unique=False)

    op.create_table(
        "unknown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.CheckConstraint(
            "why IN ('not_stated', 'breaks_off', 'unreadable', 'elsewhere')",
            name=op.f("ck_unknown_why"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unknown")),
        sa.UniqueConstraint("subject", "position", name=op.f("uq_unknown_subject_position")),
    )
    op.create_table(
        "stop",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("decision_id", sa.String(), nullable=True),
        sa.Column("exception", sa.String(), nullable=True),
        sa.CheckConstraint("how IN ('stopped', 'ending', 'paused')", name=op.f("ck_stop_how")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_stop_decision_id")),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_stop")),
    )
    op.create_table(
        "amendment",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=True),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("says", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_amendment_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_amendment_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint(
            "assignment_id", "position", name=op.f("uq_amendment_assignment_id_position")
        ),
    )
    op.create_table(
        "condition",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_condition_assignment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
        sa.UniqueConstraint("assignment_id", "key", name=op.f("uq_condition_assignment_id_key")),
    )
    op.create_table(
        "related",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=True),
        sa.Column("holder_id", sa.String(), nullable=True),
        sa.Column("decided", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_related_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["organisation.id"], name=op.f("fk_related_holder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_related")),
        sa.UniqueConstraint(
            "assignment_id", "position", name=op.f("uq_related_assignment_id_position")
        ),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("coordinator_id", sa.String(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_assignment_coordinator_id"), "organisation", ["coordinator_id"], ["id"]
        )

    with op.batch_alter_table("date_version", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(REASON), type_="check")
        batch_op.create_check_constraint(
            op.f(REASON), "reason IN ('original', 'amended', 'corrected', 'followed', 'respite')"
        )
        batch_op.add_column(sa.Column("anchor", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("plus", sa.String(), nullable=True))

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("amends", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("reissues", sa.String(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "otherwise_unchanged", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
        batch_op.add_column(sa.Column("respite", sa.String(), nullable=True))

    with op.batch_alter_table("diary_number", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("partial", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="diary"))

    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subject", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("lapsed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("timing", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("trigger", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("anchor", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("plus", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("within", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("for_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("through", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("instruction", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("cites", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("replaces", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("instead_of", sa.String(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_duty_for_id"), "organisation", ["for_id"], ["id"]
        )

    with op.batch_alter_table("funding_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("expenditure_area", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("appropriation", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("item", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("paid_by_id", sa.String(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_funding_line_paid_by_id"), "organisation", ["paid_by_id"], ["id"]
        )

    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("announced", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("expected", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_by", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_handover_withdrawn_by"), "decision", ["withdrawn_by"], ["id"]
        )

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("designation", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("prepared_by", sa.String(), nullable=True))

    op.execute("UPDATE duty SET subject = assignment_id")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_subject"), ["subject"], unique=False)
    # The defaults were for the rows that there were.
    for table, column in FILLED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(column, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("prepared_by")
        batch_op.drop_column("designation")

    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_handover_withdrawn_by"), type_="foreignkey")
        batch_op.drop_column("withdrawn_on")
        batch_op.drop_column("withdrawn_by")
        batch_op.drop_column("expected")
        batch_op.drop_column("announced")

    with op.batch_alter_table("funding_line", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_funding_line_paid_by_id"), type_="foreignkey")
        batch_op.drop_column("paid_by_id")
        batch_op.drop_column("item")
        batch_op.drop_column("appropriation")
        batch_op.drop_column("expenditure_area")

    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_subject"))
        batch_op.drop_column("subject")
        batch_op.drop_column("lapsed_on")
        batch_op.drop_constraint(batch_op.f("fk_duty_for_id"), type_="foreignkey")
        batch_op.drop_column("instead_of")
        batch_op.drop_column("replaces")
        batch_op.drop_column("cites")
        batch_op.drop_column("instruction")
        batch_op.drop_column("through")
        batch_op.drop_column("for_id")
        batch_op.drop_column("within")
        batch_op.drop_column("plus")
        batch_op.drop_column("anchor")
        batch_op.drop_column("trigger")
        batch_op.drop_column("timing")

    with op.batch_alter_table("diary_number", schema=None) as batch_op:
        batch_op.drop_column("kind")
        batch_op.drop_column("partial")

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_column("respite")
        batch_op.drop_column("otherwise_unchanged")
        batch_op.drop_column("reissues")
        batch_op.drop_column("amends")

    with op.batch_alter_table("date_version", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(REASON), type_="check")
        batch_op.create_check_constraint(
            op.f(REASON), "reason IN ('original', 'amended', 'corrected')"
        )
        batch_op.drop_column("plus")
        batch_op.drop_column("anchor")

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_assignment_coordinator_id"), type_="foreignkey")
        batch_op.drop_column("coordinator_id")

    op.drop_table("related")
    op.drop_table("condition")
    op.drop_table("amendment")
    op.drop_table("stop")
    op.drop_table("unknown")
    with op.batch_alter_table("happening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_happening_subject"))

    op.drop_table("happening")
    op.drop_table("event")
