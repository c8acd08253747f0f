"""Everything that is Spanish."""
