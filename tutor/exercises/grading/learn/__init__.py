"""What is not run by the tutor: the scripts that learn `weights.json`."""
