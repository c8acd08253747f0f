"""Who may use a tutor that others can reach: accounts, invitations, sessions and tokens."""
