"""messages have the name that their sender gave them"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("sent_as", sa.String(), nullable=True))
    op.create_index("ux_message_sent_as", "message", ["conversation_id", "sent_as"], unique=True)


def downgrade() -> None:
    op.drop_index("ux_message_sent_as", "message")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_column("sent_as")
