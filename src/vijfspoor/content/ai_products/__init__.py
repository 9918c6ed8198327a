"""AI products: software that is known to hold AI, to find it in lists of software."""
