"""Talk with a grammar point, or with a set of words: chances to use it, and how often and how well it was used."""
