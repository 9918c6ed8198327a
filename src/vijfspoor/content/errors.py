"""Errors in content: a rule, question or matrix that cannot be used as written."""


class ContentError(ValueError):
    """Fout in de inhoud: names the file, the item and what is wrong with it."""

    def __init__(self, file: str, item: str, problem: str) -> None:
        super().__init__(f"{file}: {item}: {problem}" if item else f"{file}: {problem}")
        self.file, self.item, self.problem = file, item, problem
