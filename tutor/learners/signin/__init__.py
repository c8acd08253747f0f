"""Signing in with an account from elsewhere: who says who somebody is, and whose account that is here."""
