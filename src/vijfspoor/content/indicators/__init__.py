"""The indicators per track and the evidence for each level of maturity, as dated content."""
