"""Signing in, and the accounts of a shared tutor."""
