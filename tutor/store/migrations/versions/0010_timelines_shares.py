"""how long the steps of a turn took; conversations that others may follow"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.add_column(sa.Column("took_ms", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("steps", sa.JSON(), nullable=False, server_default="[]"))

    op.create_table(
        "share",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_share_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_share")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_share_secret_hash")),
    )


def downgrade() -> None:
    op.drop_table("share")
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.drop_column("steps")
        batch_op.drop_column("took_ms")
