"""The demo municipality, played through the real actions at moments in the past."""
