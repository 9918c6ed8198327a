"""The sections of the yearly account to the council, as dated content."""
