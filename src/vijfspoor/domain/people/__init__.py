"""Track 1, the learning organisation (lerende organisatie): AI literacy and what people learn."""
