"""A scene as a teacher writes it on the page: a draft, what is wrong with it, and talk to try it out."""
