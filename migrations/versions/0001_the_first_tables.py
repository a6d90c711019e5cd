"""The first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("subject", "position", name=op.f("uq_claim_subject_position")),
    )
    op.create_table(
        "context_date",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("when", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_context_date")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'claimed', 'delivered', 'dead', 'superseded')",
            name=op.f("ck_delivery_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "channel", "address", "day", "part", name=op.f("uq_delivery_channel_address_day_part")
        ),
        sa.UniqueConstraint("message_id", name=op.f("uq_delivery_message_id")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_open",
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('pending', 'claimed')"),
            postgresql_where=sa.text("state IN ('pending', 'claimed')"),
        )

    op.create_table(
        "document",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("published_at", sa.String(), nullable=True),
        sa.Column("dated_because", sa.String(), nullable=True),
        sa.Column("file", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "ladder",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("day", sa.Boolean(), nullable=False),
        sa.Column("overdue_every", sa.Integer(), nullable=False),
        sa.Column("overdue_times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_ladder")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("exists", sa.String(), nullable=True),
        sa.Column("stated_members", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "particular",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("when", sa.String(), nullable=True),
        sa.Column("exhaustive", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_particular")),
        sa.UniqueConstraint("subject", "position", name=op.f("uq_particular_subject_position")),
    )
    op.create_table(
        "reference",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("also_written", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference")),
        sa.UniqueConstraint("subject", "position", name=op.f("uq_reference_subject_position")),
    )
    op.create_table(
        "register_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("synced_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_version")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('delivered', 'temporary', 'permanent', 'unknown')",
            name=op.f("ck_attempt_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_attempt_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_delivery_id"), ["delivery_id"], unique=False)

    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_version_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("sv", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["register_version_id"],
            ["register_version.id"],
            name=op.f("fk_change_register_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_change_register_version_id"), ["register_version_id"], unique=False
        )

    op.create_table(
        "contact_point",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("postal", sa.String(), nullable=True),
        sa.Column("visiting", sa.String(), nullable=True),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contact_point_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_point")),
        sa.UniqueConstraint(
            "organisation_id", "position", name=op.f("uq_contact_point_organisation_id_position")
        ),
    )
    op.create_table(
        "decision",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("ministry", sa.String(), nullable=True),
        sa.Column("decided", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("received", sa.String(), nullable=True),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("known_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["issuer"], ["organisation.id"], name=op.f("fk_decision_issuer")),
        sa.ForeignKeyConstraint(
            ["ministry"], ["organisation.id"], name=op.f("fk_decision_ministry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_table(
        "membership",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=True),
        sa.Column("named", sa.String(), nullable=True),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["organisation.id"], name=op.f("fk_membership_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_group_id"), ["group_id"], unique=False)

    op.create_table(
        "organisation_name",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("also_written", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_name_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_name")),
    )
    with op.batch_alter_table("organisation_name", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_name_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "diary_number",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("reading", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status IN ('confirmed', 'probable', 'unresolved')", name=op.f("ck_diary_number_status")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_diary_number_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_number")),
        sa.UniqueConstraint(
            "decision_id", "position", name=op.f("uq_diary_number_decision_id_position")
        ),
    )
    op.create_table(
        "funding_line",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("to_id", sa.String(), nullable=True),
        sa.Column("decision_id", sa.String(), nullable=True),
        sa.Column("wording", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_funding_line_decision_id")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["organisation.id"], name=op.f("fk_funding_line_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_line")),
        sa.UniqueConstraint("subject", "position", name=op.f("uq_funding_line_subject_position")),
    )
    op.create_table(
        "handover",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("giver_id", sa.String(), nullable=False),
        sa.Column("receiver_id", sa.String(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("contact_from", sa.Date(), nullable=True),
        sa.Column("because", sa.String(), nullable=True),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_handover_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["organisation.id"], name=op.f("fk_handover_giver_id")
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["organisation.id"], name=op.f("fk_handover_receiver_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_table(
        "plan",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("measures", sa.Integer(), nullable=True),
        sa.Column("stated_focus_areas", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_plan_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_table(
        "assignment",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=True),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=True),
        sa.Column("focus_area", sa.String(), nullable=True),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("continues", sa.String(), nullable=True),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("stated_parts", sa.Integer(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_assignment_decision_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_assignment_plan_id")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["decision.id"], name=op.f("fk_assignment_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "focus_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_focus_area_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_focus_area")),
        sa.UniqueConstraint("plan_id", "key", name=op.f("uq_focus_area_plan_id_key")),
    )
    op.create_table(
        "handover_item",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("unchanged", sa.String(), nullable=True),
        sa.CheckConstraint(
            "fate IN ('moves', 'stays', 'ends', 'is_split', 'is_copied')",
            name=op.f("ck_handover_item_fate"),
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_item_handover_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_item")),
        sa.UniqueConstraint(
            "handover_id", "position", name=op.f("uq_handover_item_handover_id_position")
        ),
    )
    op.create_table(
        "handover_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "step IN ('effective', 'contact_moved')", name=op.f("ck_handover_step_step")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_step_handover_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_step")),
        sa.UniqueConstraint("handover_id", "step", name=op.f("uq_handover_step_handover_id_step")),
    )
    op.create_table(
        "tenure",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("stated", sa.Boolean(), nullable=False),
        sa.Column("handover_id", sa.String(), nullable=True),
        sa.CheckConstraint("role IN ('responsible', 'contact')", name=op.f("ck_tenure_role")),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_tenure_handover_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_tenure_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenure")),
    )
    with op.batch_alter_table("tenure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tenure_handover_id"), ["handover_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_tenure_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_tenure_subject"), ["subject"], unique=False)

    op.create_table(
        "activity",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=True),
        sa.Column("group_id", sa.String(), nullable=True),
        sa.Column("executor_id", sa.String(), nullable=True),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_activity_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_activity_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["executor_id"], ["organisation.id"], name=op.f("fk_activity_executor_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["organisation.id"], name=op.f("fk_activity_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_table(
        "duty",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("ladder", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("policy_basis", sa.String(), nullable=True),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("policy IN ('none', 'next_working_day')", name=op.f("ck_duty_policy")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_duty_assignment_id")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_duty_decision_id")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["decision.id"], name=op.f("fk_duty_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("key", name=op.f("uq_duty_key")),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_assignment_id"), ["assignment_id"], unique=False)

    op.create_table(
        "part",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_part_assignment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part")),
        sa.UniqueConstraint("assignment_id", "key", name=op.f("uq_part_assignment_id_key")),
    )
    op.create_table(
        "partner",
        sa.Column("source_document", sa.String(), nullable=True),
        sa.Column("source_at", sa.String(), nullable=True),
        sa.Column("source_wording", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=True),
        sa.Column("who", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_partner_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_partner_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint(
            "assignment_id", "position", name=op.f("uq_partner_assignment_id_position")
        ),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.String(), nullable=True),
        sa.Column("handover_id", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("rule_day", sa.Date(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('pending', 'told', 'superseded', 'cancelled')", name=op.f("ck_alert_state")
        ),
        sa.CheckConstraint(
            "(duty_id IS NULL) <> (handover_id IS NULL)", name=op.f("ck_alert_subject")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_alert_duty_id")),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_alert_handover_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index(
            "ix_alert_pending",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.create_index(
            "uq_alert_duty",
            ["duty_id", "version", "rule", "rule_day", "role"],
            unique=True,
            sqlite_where=sa.text("duty_id IS NOT NULL"),
            postgresql_where=sa.text("duty_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_alert_handover",
            ["handover_id", "rule", "rule_day", "role"],
            unique=True,
            sqlite_where=sa.text("handover_id IS NOT NULL"),
            postgresql_where=sa.text("handover_id IS NOT NULL"),
        )

    op.create_table(
        "cover",
        sa.Column("duty_id", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_cover_assignment_id")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_cover_duty_id")),
        sa.PrimaryKeyConstraint("duty_id", "assignment_id", name=op.f("pk_cover")),
    )
    with op.batch_alter_table("cover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cover_assignment_id"), ["assignment_id"], unique=False)

    op.create_table(
        "date_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("duty_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stated", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("decision_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "reason IN ('original', 'amended', 'corrected')", name=op.f("ck_date_version_reason")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_date_version_decision_id")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_date_version_duty_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_version")),
    )
    with op.batch_alter_table("date_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_date_version_duty_id"), ["duty_id"], unique=False)

    op.create_table(
        "recipient",
        sa.Column("duty_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('to', 'copy')", name=op.f("ck_recipient_role")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_recipient_duty_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_recipient_organisation_id")
        ),
        sa.PrimaryKeyConstraint("duty_id", "organisation_id", name=op.f("pk_recipient")),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.String(), nullable=False),
        sa.Column("handed_in_on", sa.Date(), nullable=False),
        sa.Column("diary_number", sa.String(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_report_duty_id")),
        sa.ForeignKeyConstraint(["replaces"], ["report.id"], name=op.f("fk_report_replaces")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("replaces", name=op.f("uq_report_replaces")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_duty_id"), ["duty_id"], unique=False)

    op.create_table(
        "watch",
        sa.Column("duty_id", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("act_by", sa.Date(), nullable=False),
        sa.Column("ladder", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_watch_assignment_id")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_watch_duty_id")),
        sa.PrimaryKeyConstraint("duty_id", name=op.f("pk_watch")),
    )
    with op.batch_alter_table("watch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watch_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(
            "ix_watch_next_on",
            ["next_on", "due", "ladder", "opened_on", "version", "act_by"],
            unique=False,
        )

    op.create_table(
        "delivery_alert",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_delivery_alert_alert_id")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_alert_delivery_id")
        ),
        sa.PrimaryKeyConstraint("delivery_id", "alert_id", name=op.f("pk_delivery_alert")),
    )
    with op.batch_alter_table("delivery_alert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_alert_alert_id"), ["alert_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("delivery_alert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_alert_alert_id"))

    op.drop_table("delivery_alert")
    with op.batch_alter_table("watch", schema=None) as batch_op:
        batch_op.drop_index("ix_watch_next_on")
        batch_op.drop_index(batch_op.f("ix_watch_assignment_id"))

    op.drop_table("watch")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_duty_id"))

    op.drop_table("report")
    op.drop_table("recipient")
    with op.batch_alter_table("date_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_date_version_duty_id"))

    op.drop_table("date_version")
    with op.batch_alter_table("cover", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cover_assignment_id"))

    op.drop_table("cover")
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_alert_handover",
            sqlite_where=sa.text("handover_id IS NOT NULL"),
            postgresql_where=sa.text("handover_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_alert_duty",
            sqlite_where=sa.text("duty_id IS NOT NULL"),
            postgresql_where=sa.text("duty_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_alert_pending",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )

    op.drop_table("alert")
    op.drop_table("partner")
    op.drop_table("part")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_assignment_id"))

    op.drop_table("duty")
    op.drop_table("activity")
    with op.batch_alter_table("tenure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tenure_subject"))
        batch_op.drop_index(batch_op.f("ix_tenure_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_tenure_handover_id"))

    op.drop_table("tenure")
    op.drop_table("handover_step")
    op.drop_table("handover_item")
    op.drop_table("focus_area")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_plan_id"))

    op.drop_table("assignment")
    op.drop_table("plan")
    op.drop_table("handover")
    op.drop_table("funding_line")
    op.drop_table("diary_number")
    with op.batch_alter_table("organisation_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_name_organisation_id"))

    op.drop_table("organisation_name")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_group_id"))

    op.drop_table("membership")
    op.drop_table("decision")
    op.drop_table("contact_point")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_register_version_id"))

    op.drop_table("change")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_delivery_id"))

    op.drop_table("attempt")
    op.drop_table("register_version")
    op.drop_table("reference")
    op.drop_table("particular")
    op.drop_table("organisation")
    op.drop_table("ladder")
    op.drop_table("heartbeat")
    op.drop_table("document")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_delivery_open",
            sqlite_where=sa.text("state IN ('pending', 'claimed')"),
            postgresql_where=sa.text("state IN ('pending', 'claimed')"),
        )

    op.drop_table("delivery")
    op.drop_table("context_date")
    op.drop_table("claim")
