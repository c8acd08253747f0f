"""LTI 1.3 over HTTP: what an owner enters, how browsers come from a course, and the way back to it."""
