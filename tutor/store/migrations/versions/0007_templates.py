"""templates; who answers a learner, and why"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "template",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_template_learner_id_learner"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
    )
    with op.batch_alter_table("template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_template_learner_id"), ["learner_id"], unique=False)

    op.create_table(
        "templateversion",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("template_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["template.id"],
            name=op.f("fk_templateversion_template_id_template"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templateversion")),
        sa.UniqueConstraint("template_id", "number", name=op.f("uq_templateversion_template_id")),
    )
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("template_version_id", sa.String(), nullable=True))
    with op.batch_alter_table("learner", schema=None) as batch_op:
        batch_op.add_column(sa.Column("template_id", sa.String(), nullable=False, server_default="built-in"))
        batch_op.add_column(sa.Column("engine", sa.String(), nullable=False, server_default="auto"))
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("why", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_column("why")
    with op.batch_alter_table("learner", schema=None) as batch_op:
        batch_op.drop_column("engine")
        batch_op.drop_column("template_id")
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_column("template_version_id")
    op.drop_table("templateversion")
    with op.batch_alter_table("template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_template_learner_id"))
    op.drop_table("template")
