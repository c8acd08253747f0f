"""Accounts, preferences, and what is kept of a learner."""
