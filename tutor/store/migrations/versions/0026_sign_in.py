"""accounts from elsewhere and closed ones; platforms, their courses, and grades that go back to them"""

import sqlalchemy as sa
from alembic import op

from tutor.store.columns import UTCDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}_{parent}"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.add_column("account", sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "identity",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        _key("identity", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("authority", "subject", name=op.f("uq_identity_authority")),
    )
    op.create_index(op.f("ix_identity_account_id"), "identity", ["account_id"])
    op.create_table(
        "usednonce",
        sa.Column("nonce_hash", sa.String(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("nonce_hash", name=op.f("pk_usednonce")),
    )
    op.create_table(
        "ltiplatform",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("deployments", sa.JSON(), nullable=False),
        sa.Column("auth_url", sa.String(), nullable=False),
        sa.Column("token_url", sa.String(), nullable=False),
        sa.Column("keys_url", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ltiplatform")),
        sa.UniqueConstraint("issuer", "client_id", name=op.f("uq_ltiplatform_issuer")),
    )
    op.create_table(
        "lticourse",
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("deployment_id", sa.String(), nullable=False),
        sa.Column("context_id", sa.String(), nullable=False),
        sa.Column("classroom_id", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        _key("lticourse", "platform_id", "ltiplatform"),
        _key("lticourse", "classroom_id", "classroom"),
        sa.PrimaryKeyConstraint("platform_id", "deployment_id", "context_id", name=op.f("pk_lticourse")),
    )
    op.create_index(op.f("ix_lticourse_classroom_id"), "lticourse", ["classroom_id"])
    op.create_table(
        "ltigrade",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("lineitem", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("part", sa.Float(), nullable=True),
        sa.Column("whole", sa.Float(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        _key("ltigrade", "platform_id", "ltiplatform"),
        _key("ltigrade", "assignment_id", "assignment"),
        _key("ltigrade", "learner_id", "learner"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ltigrade")),
        sa.UniqueConstraint("assignment_id", "learner_id", "lineitem", name=op.f("uq_ltigrade_assignment_id")),
    )
    for column in ("platform_id", "learner_id", "due_at"):
        op.create_index(op.f(f"ix_ltigrade_{column}"), "ltigrade", [column])


def downgrade() -> None:
    for table in ("ltigrade", "lticourse", "ltiplatform", "usednonce", "identity"):
        op.drop_table(table)
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("active")
