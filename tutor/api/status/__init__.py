"""What the server is and has: levels, voices, engines, figures."""
