"""How something was said: sounds, melody, timing."""
