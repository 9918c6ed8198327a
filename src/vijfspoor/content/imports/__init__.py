"""Imports: the columns an import of applications knows, and how organisations call them."""
