"""Documents a learner adds: read, cut into passages, searched, talked about and read together."""
