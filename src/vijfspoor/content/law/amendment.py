"""Applies an amendment: a rule book written as its differences from another one, item by item and field by field."""

from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from vijfspoor.content.errors import ContentError
from vijfspoor.content.law import schema

Item = TypeVar("Item", bound=BaseModel)
HEAD = "head"


def amended(base: schema.LawFiles, amendment: schema.AmendmentFile, folder: str) -> schema.LawFiles:
    """Return the files of `base` with the differences applied; `base` itself stays as it is.

    Raises ContentError naming the item and what is wrong: an item or field that does not exist, a value that is no
    difference or cannot be read, a field replaced twice, or an added item that exists already.
    """
    work = _Amending(base, folder)
    work.replace_head(amendment.head)
    for difference in amendment.differences:
        for code in difference.remove:
            work.remove(code)
        for replacement in difference.replace:
            for code in replacement.items:
                work.replace(code, replacement.fields)
        work.add(difference.add)
    return work.files


class _Amending:
    """A copy of the files while the differences are applied one after the other."""

    def __init__(self, base: schema.LawFiles, folder: str) -> None:
        self._folder = folder
        self._replaced: set[tuple[str, str]] = set()
        self.files = schema.LawFiles(
            base.head,
            [file.model_copy(deep=True) for file in base.questions],
            base.outcomes.model_copy(deep=True),
            base.roles.model_copy(deep=True),
            [file.model_copy(deep=True) for file in base.obligations],
            base.triggers.model_copy(deep=True),
        )

    def replace_head(self, fields: dict[str, object]) -> None:
        self.files = self.files._replace(head=self._with(self.files.head, HEAD, fields))

    def remove(self, code: str) -> None:
        items, place = self._find(code)
        del items[place]

    def replace(self, code: str, fields: dict[str, object]) -> None:
        items, place = self._find(code)
        items[place] = self._with(items[place], code, fields)

    def add(self, added: schema.AddFile) -> None:
        asked = [question.code for file in added.questions for question in file.questions]
        kinds = (added.outcomes, added.roles, added.obligations, added.triggers)
        known = self._codes()
        for code in (*asked, *(item.code for items in kinds for item in items)):
            if code in known:
                raise ContentError(self._folder, code, "cannot be added: it exists already")
            known.append(code)
        self.files.questions.extend(added.questions)
        self.files.outcomes.outcomes.extend(added.outcomes)
        self.files.roles.roles.extend(added.roles)
        self.files.obligations[-1].obligations.extend(added.obligations)
        self.files.triggers.triggers.extend(added.triggers)

    def _lists(self) -> list[list[Any]]:
        """Return the lists that hold the items, of every kind; a code is used once in all of them."""
        return [
            *(file.questions for file in self.files.questions),
            self.files.outcomes.outcomes,
            self.files.roles.roles,
            *(file.obligations for file in self.files.obligations),
            self.files.triggers.triggers,
        ]

    def _codes(self) -> list[str]:
        return [item.code for items in self._lists() for item in items]

    def _find(self, code: str) -> tuple[list[Any], int]:
        for items in self._lists():
            for place, item in enumerate(items):
                if item.code == code:
                    return items, place
        raise ContentError(self._folder, code, f"does not exist in the base{_nearest(code, self._codes())}")

    def _with(self, item: Item, code: str, fields: dict[str, object]) -> Item:
        known = [field for field in type(item).model_fields if field != "code"]
        for field in fields:
            if field not in known:
                raise ContentError(self._folder, code, f"has no field {field} to replace{_nearest(field, known)}")
            if (code, field) in self._replaced:
                raise ContentError(self._folder, code, f"{field} is replaced twice")
            self._replaced.add((code, field))
        try:
            made = type(item).model_validate({**item.model_dump(), **fields})
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in (code, *first["loc"]))
            raise ContentError(self._folder, place, first["msg"]) from error
        for field in fields:
            if getattr(made, field) == getattr(item, field):
                raise ContentError(self._folder, code, f"{field} reads the same in the base, so it is no difference")
        return made


def _nearest(word: str, known: list[str]) -> str:
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""
