"""which process runs a turn and until when, and one turn at most under way in a conversation"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("turn", sa.Column("owner", sa.String(), nullable=True))
    op.add_column("turn", sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("turn", sa.Column("stop_asked", sa.Boolean(), nullable=False, server_default=sa.false()))
    # Two programs on one database could leave several behind: the last is ended at the next start, as it always was.
    earlier = (
        "FROM turn AS later WHERE later.state = 'running' AND later.conversation_id = turn.conversation_id "
        "AND (later.created_at > turn.created_at OR (later.created_at = turn.created_at AND later.id > turn.id))"
    )
    for table, key in (("message", "turn_id"), ("turn", "id")):
        doubled = f"SELECT turn.id FROM turn WHERE turn.state = 'running' AND EXISTS (SELECT 1 {earlier})"  # noqa: S608
        pending = "pending" if table == "message" else "running"
        op.execute(f"UPDATE {table} SET state = 'failed' WHERE state = '{pending}' AND {key} IN ({doubled})")  # noqa: S608
    op.create_index(
        "ux_turn_running",
        "turn",
        ["conversation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )


def downgrade() -> None:
    op.drop_index("ux_turn_running", table_name="turn")
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.drop_column("stop_asked")
        batch_op.drop_column("lease_until")
        batch_op.drop_column("owner")
