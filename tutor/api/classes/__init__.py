"""Classes, assignments, what a teacher sees, and lists of their own."""
