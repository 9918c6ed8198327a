"""Version of the API, in every answer and in the document (NL API Design Rules, /core/version-header)."""

VERSION = "1.0.0"
