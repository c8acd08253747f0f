"""Cards and words over HTTP."""
