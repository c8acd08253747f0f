"""Scripts that derive the data; the tutor itself needs none of them."""
