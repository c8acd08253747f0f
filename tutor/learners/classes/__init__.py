"""Classes: who teaches whom, what is to be done, and what the teacher may see of it."""
