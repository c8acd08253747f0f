"""LTI 1.3: courses of a learning platform lead here, their links open assignments, and grades go back."""
