"""Scripts that make the files of `data/`; the tutor itself runs none of them."""
