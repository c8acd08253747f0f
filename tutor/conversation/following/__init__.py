"""Who else follows a conversation."""
