"""Answers to questions of the law as they come in from a form."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from vijfspoor.domain.rule_book import Question


def typed_answers(request: HttpRequest, questions: Iterable[Question]) -> dict[str, Any]:
    """Return question -> what was chosen, also when that is nothing."""
    return {
        question.code: request.POST.getlist(question.code)
        if question.is_multiple
        else request.POST.get(question.code, "")
        for question in questions
    }


def page_number(request: HttpRequest) -> int:
    """Return the page of a list that is asked for; the first when that is no number."""
    raw = request.GET.get("pagina", "1")
    return int(raw) if raw.isdecimal() and len(raw) < 9 else 1
