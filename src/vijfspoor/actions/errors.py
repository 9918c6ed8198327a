"""What can stop an action. Each carries what a person needs to read: a sentence, and the field it belongs to."""

from collections.abc import Mapping, Sequence

from vijfspoor.domain.dossier.gate import Ask


class ActionError(Exception):
    """An action that was refused; nothing was changed."""


class NotAllowed(ActionError):
    """The actor may not do this."""

    def __init__(self, verb: str) -> None:
        super().__init__(f"not allowed: {verb}")
        self.verb = verb


class InvalidInput(ActionError):
    """The input is wrong: `errors` maps each field to the sentences to show at it."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__("; ".join(f"{field}: {' '.join(map(str, texts))}" for field, texts in errors.items()))
        self.errors = {field: [str(text) for text in texts] for field, texts in errors.items()}


class Conflict(ActionError):
    """Someone was first, or the object is no longer in a state that allows this."""


class GateBlocked(ActionError):
    """The gate is still shut: `waiting_for` says for whom, `open_items` (sentences) for what."""

    def __init__(self, waiting_for: Sequence[Ask], open_items: Sequence[str] = ()) -> None:
        told = "; ".join(open_items)
        super().__init__(f"still open: {told}" if told else f"waiting for {len(waiting_for)} contributions")
        self.waiting_for = tuple(waiting_for)
        self.open_items = tuple(open_items)
