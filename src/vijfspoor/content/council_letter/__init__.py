"""The skeleton of a letter to the council, as dated content."""
