"""Verbs: begin a policy framework or its next version, write its text, and write its rules."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.errors import ContentError
from vijfspoor.content.policies.loader import read_rule_condition
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Organisation, Policy, PolicyRule, PolicyVersion

MOST = {"title": 150, "text": 40_000}
MOST_RULE = {"statement": 300, "applies_to": 500, "test": 500}
OPEN_STATES = (PolicyVersion.State.DRAFT, PolicyVersion.State.CONSULTATION)


@dataclass(frozen=True, slots=True)
class PolicyInput:
    """Kader, as typed. `text` is Markdown; `review_on` None when no day was read."""

    title: str
    level: str
    text: str
    review_on: date | None


@dataclass(frozen=True, slots=True)
class RuleInput:
    """Regel, as typed, with its conditions in the language of the rule book."""

    statement: str
    applies_to: str = ""
    test: str = ""


@transaction.atomic
def begin_policy(actor: Actor, given: PolicyInput) -> PolicyVersion:
    """Begin a framework with its first version. Raises InvalidInput at the field."""
    _permission.require(actor, "write_policy")
    texts, review_on = _checked(actor, given)
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    number = Policy.objects.filter(organisation=organisation).count() + 1
    policy = Policy.objects.create(
        organisation=organisation, number=number, title=texts["title"], level=given.level
    )  # fmt: skip
    return _new_version(actor, policy, 1, texts["text"], review_on)


@transaction.atomic
def begin_version(actor: Actor, policy: Policy) -> PolicyVersion:
    """Begin the next version with the text and rules of the newest. Raises Conflict while another is being made."""
    _permission.require(actor, "write_policy", policy)
    policy = Policy.objects.select_for_update().get(pk=policy.pk)
    newest = policy.versions.order_by("-number")[0]
    if newest.state in (*OPEN_STATES, PolicyVersion.State.PROPOSED):
        raise Conflict(_("A next version is being made already."))
    version = _new_version(actor, policy, newest.number + 1, newest.text, newest.review_on)
    PolicyRule.objects.bulk_create(
        PolicyRule(
            version=version, code=rule.code, statement=rule.statement, applies_to=rule.applies_to, test=rule.test
        )
        for rule in newest.rules.order_by("pk")
    )
    return version


@transaction.atomic
def write_text(actor: Actor, version: PolicyVersion, given: PolicyInput) -> PolicyVersion:
    """Write the text of a version that is being made. Raises InvalidInput at the field, Conflict afterwards."""
    version = _being_made(actor, version)
    texts, review_on = _checked(actor, given)
    version.text, version.written_by, version.written_at = texts["text"], actor.person, actor.now
    version.review_on = review_on
    version.save()
    policy = version.policy
    policy.title, policy.level = texts["title"], given.level
    policy.save()
    _audit.record(actor, "policy_written", None, policy=policy.number, version=version.number)
    return version


@transaction.atomic
def write_rule(actor: Actor, version: PolicyVersion, given: RuleInput, code: str = "") -> PolicyRule:
    """Write a new rule, or rule `code` anew. Raises InvalidInput at the field, Conflict for an unknown code."""
    version = _being_made(actor, version)
    texts = checked(
        {name: getattr(given, name) for name in MOST_RULE},
        MOST_RULE,
        {"statement": _("Write what must be so.")},
    )
    errors = {name: [_cannot_read(error)] for name in ("applies_to", "test") if (error := _fault(actor, texts[name]))}
    if errors:
        raise InvalidInput(errors)
    rule = version.rules.filter(code=code).first() if code else PolicyRule(version=version, code=_next_code(version))
    if rule is None:
        raise Conflict(_("This rule does not exist."))
    rule.statement, rule.applies_to, rule.test = texts["statement"], texts["applies_to"], texts["test"]
    rule.save()
    _audit.record(actor, "policy_rule_written", None, code=rule.code, version=version.number, rule=texts)
    return rule


@transaction.atomic
def drop_rule(actor: Actor, version: PolicyVersion, code: str) -> None:
    """Leave a rule out of a version that is being made."""
    version = _being_made(actor, version)
    version.rules.filter(code=code).delete()
    _audit.record(actor, "policy_rule_dropped", None, code=code, version=version.number)


def _new_version(actor: Actor, policy: Policy, number: int, text: str, review_on: date) -> PolicyVersion:
    version = PolicyVersion.objects.create(
        policy=policy, number=number, text=text, review_on=review_on, written_by=actor.person, written_at=actor.now
    )
    _audit.record(actor, "policy_begun", None, policy=policy.number, version=number, title=policy.title)
    return version


def _being_made(actor: Actor, version: PolicyVersion) -> PolicyVersion:
    _permission.require(actor, "write_policy", version.policy)
    found = PolicyVersion.objects.select_for_update().select_related("policy").get(pk=version.pk)
    if found.state not in OPEN_STATES:
        raise Conflict(_("This version is fixed. Begin a next one to change something."))
    return found


def _next_code(version: PolicyVersion) -> str:
    """A code no version of this framework used: evidence is given for a code."""
    used = PolicyRule.objects.filter(version__policy=version.policy_id).values_list("code", flat=True)
    last = max((int(code.rpartition("-")[2]) for code in used), default=0)
    return f"K{version.policy.number}-{last + 1}"


def _checked(actor: Actor, given: PolicyInput) -> tuple[dict[str, str], date]:
    required = {"title": _("Give the framework a name."), "text": _("Write the text of the framework.")}
    errors: dict[str, list[str]] = {}
    if given.level not in Policy.Level.values:
        errors["level"] = [_("Choose who adopts it.")]
    if given.review_on is None or given.review_on <= actor.today:
        errors["review_on"] = [_("Write a date that is still to come, as dd-mm-yyyy.")]
    if errors or given.review_on is None:
        raise InvalidInput(errors)
    return checked({"title": given.title, "text": given.text}, MOST, required), given.review_on


def _fault(actor: Actor, condition: str) -> str:
    """Why a condition cannot be read; empty when it can, or when nothing was typed."""
    if not condition:
        return ""
    try:
        read_rule_condition(condition, actor.today)
    except ContentError as error:
        return error.problem.rpartition(": ")[2]
    return ""


def _cannot_read(part: str) -> str:
    return _("This cannot be tested; look at: %(part)s. Take facts from the list, as in route=rood.") % {"part": part}
