"""What is said, by whom, in order."""
