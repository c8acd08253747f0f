"""the language of the learner's page, in which corrections are explained"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("learner", sa.Column("page_language", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("learner", schema=None) as batch_op:
        batch_op.drop_column("page_language")
