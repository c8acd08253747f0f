"""What a model is asked beside replies: a word's meaning, easier words."""
