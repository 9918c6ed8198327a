"""Catalogue of findings of the governance linter: words, severity, source and fix of every code."""
