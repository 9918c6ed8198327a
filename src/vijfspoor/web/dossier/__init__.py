"""The hub: one application with its tasks, its advice, its decisions and its life."""
