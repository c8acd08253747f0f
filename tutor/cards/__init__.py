"""Review: FSRS cards for words, the learner's own errors and drill items."""
