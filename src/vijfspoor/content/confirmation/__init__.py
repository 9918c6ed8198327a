"""When the picture of what is used is confirmed, as dated content."""
