"""What the register knows of many applications at once, as facts that rules of policy frameworks test."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from vijfspoor.domain.ethics.condition import Value
from vijfspoor.domain.ethics.fact_case import FactCase
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.queries.ethics.fact_values import answers_of, value_of
from vijfspoor.queries.people.module_access import users
from vijfspoor.store.models import (
    Assessment,
    Classification,
    Contract,
    DataFlow,
    Dossier,
    OutcomeRound,
    Publication,
)

ASSESSMENTS = ("dpia", "iama", "fria", "security")
_USED = ("pilot", "in_use")
_COLUMNS = (
    "pk", "route", "status", "use", "stopped_at", "purpose", "process_id", "product_id", "accountable__is_active",
)  # fmt: skip
_NEVER = (Dossier.Status.DRAFT, Dossier.Status.MERGED)


def policy_cases(organisation: int, today: date, dossiers: Collection[int] | None = None) -> dict[int, FactCase]:
    """Return dossier -> what is known of it, for those named or for all of the organisation; at most fourteen SQL
    statements."""
    own: dict[str, Any] = {"organisation": organisation}
    if dossiers is not None:
        own["pk__in"] = list(dossiers)
    of_dossier = {f"dossier__{name}": value for name, value in own.items()}
    read = _Rows(organisation, of_dossier, today)
    newest = Classification.objects.filter(dossier=OuterRef("pk")).order_by("-pk").values("register")[:1]
    rows = Dossier.objects.filter(**own).exclude(status__in=_NEVER).annotate(register=Subquery(newest))
    answers = answers_of(of_dossier)
    return {
        row[0]: FactCase(
            {**_legal(answers.get(row[0], {})), **read.facts(dict(zip(_COLUMNS, row[:-1], strict=True)))},
            _outcomes(row[-1] or ""),
        )
        for row in rows.order_by("pk").values_list(*_COLUMNS, "register")
    }


class _Rows:
    """Everything the facts rest on, one SQL statement per kind of row."""

    def __init__(self, organisation: int, of_dossier: dict[str, Any], today: date) -> None:
        self._published = _pks(Publication.objects.filter(**of_dossier, is_current=True))
        self._described = _pks(DataFlow.objects.filter(**of_dossier, ended_at__isnull=True))
        self._measured = _pks(OutcomeRound.objects.filter(**of_dossier))
        self._users = users(of_dossier)
        valid = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        accepted = Assessment.objects.filter(valid, **of_dossier, status=Assessment.Status.ACCEPTED)
        self._assessed = defaultdict(set)
        for dossier, code in accepted.values_list("dossier_id", "code"):
            self._assessed[dossier].add(code)
        runs = Q(contract__ends_on__isnull=True) | Q(contract__ends_on__gte=today)
        by_dossier = Contract.dossiers.through.objects.filter(runs, **of_dossier)
        self._agreed = set(by_dossier.values_list("dossier_id", flat=True))
        by_product = Contract.products.through.objects.filter(runs, contract__organisation=organisation)
        self._agreed_products = set(by_product.values_list("product_id", flat=True))

    def facts(self, row: Mapping[str, Any]) -> dict[str, Value]:
        """Return every fact of content/policies of one application, with its route."""
        pk = row["pk"]
        return {
            "route": row["route"] or None,
            "owner": bool(row["accountable__is_active"]),
            "decided": row["status"] == Dossier.Status.APPROVED,
            "in_use": row["use"] in _USED and row["stopped_at"] is None,
            "published": pk in self._published,
            "purpose": bool(row["purpose"].strip()),
            "trained": pk in self._users and self._users[pk].trained is True,
            "groups": pk in self._users,
            "contract": pk in self._agreed or row["product_id"] in self._agreed_products,
            "data_described": pk in self._described,
            "outcomes_measured": pk in self._measured,
            "process": row["process_id"] is not None,
            **{code: code in self._assessed.get(pk, ()) for code in ASSESSMENTS},
        }


def _legal(answers: Mapping[str, object]) -> dict[str, Value]:
    return {code: value_of(value) for code, value in answers.items()}


def _outcomes(register: str) -> dict[str, Truth]:
    return {"HIGH_RISK": register == "A", "IMPACTFUL": register in ("A", "B")} if register else {}


def _pks(rows: Any) -> set[int]:
    return set(rows.values_list("dossier_id", flat=True))
