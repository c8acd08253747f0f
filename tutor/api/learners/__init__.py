"""A learner: settings, memory, progress, usage."""
