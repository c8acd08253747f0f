"""The HTTP side: one router a noun."""
