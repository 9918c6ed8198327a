"""Policy frameworks: what a rule of the municipality may test in the register."""
