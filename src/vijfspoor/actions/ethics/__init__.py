"""Track 5, ethics and law (ethiek, wet- en regelgeving): the law, assessments and oversight."""
