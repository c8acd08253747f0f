"""What is heard while somebody speaks."""
