"""Answers to questions of the law as they come in from a form."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from vijfspoor.domain.ethics.rule_book import Question


def typed_answers(request: HttpRequest, questions: Iterable[Question]) -> dict[str, Any]:
    """Return question -> what was chosen, also when that is nothing."""
    return {
        question.code: request.POST.getlist(question.code)
        if question.is_multiple
        else request.POST.get(question.code, "")
        for question in questions
    }
