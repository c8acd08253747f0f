"""Templates of system prompts over HTTP."""
