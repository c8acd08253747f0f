"""Documents and reading together over HTTP."""
