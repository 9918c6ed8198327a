"""Verbs: ask colleagues what they think of a policy framework, propose it, adopt it, and withdraw it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.policy import to_work_in
from vijfspoor.store.models import Policy, PolicyAmendment, PolicyComment, PolicyVersion

MOST = {"reasons": 2500, "reference": 100}
MOST_COMMENT = {"text": 5000}
MOST_AMENDMENT = {"number": 40, "text": 5000}
MOST_AMENDMENTS = 40
State = PolicyVersion.State


@dataclass(frozen=True, slots=True)
class AmendmentInput:
    """Amendement, as typed: the number the council gave it, and what it changes."""

    number: str
    text: str


@transaction.atomic
def ask_comments(actor: Actor, version: PolicyVersion, until: date | None) -> PolicyVersion:
    """Open the consultation up to and including `until`. Raises InvalidInput at the field, Conflict afterwards."""
    version = _locked(actor, version, "write_policy", State.DRAFT, State.CONSULTATION)
    if until is None or until < actor.today:
        raise InvalidInput({"until": [_("Write a date that is still to come, as dd-mm-yyyy.")]})
    version.state, version.consults_until = State.CONSULTATION, until
    version.save()
    _audit.record(actor, "policy_consulted", None, **_of(version), until=until.isoformat())
    return version


@transaction.atomic
def comment_on_policy(actor: Actor, version: PolicyVersion, *, text: str, as_advice: bool) -> PolicyComment:
    """Say something about a version that is being made; as advice it is signed with one's role.

    Raises InvalidInput at the field, Conflict once the version is fixed.
    """
    version = _locked(actor, version, "comment_on_policy", State.CONSULTATION, State.PROPOSED)
    said = checked({"text": text}, MOST_COMMENT, {"text": _("Write what you think of it.")})["text"]
    roles = sorted(actor.roles - {"user"})
    if as_advice and not roles:
        raise InvalidInput({"kind": [_("Advice is given in a role. Send it as a comment.")]})
    row = PolicyComment.objects.create(
        version=version,
        kind=PolicyComment.Kind.ADVICE if as_advice else PolicyComment.Kind.COMMENT,
        role=roles[0] if as_advice else "",
        text=said,
        by=actor.person,
        at=actor.now,
    )
    _audit.record(actor, "policy_commented", None, **_of(version), comment=row.pk, kind=row.kind)
    return row


@transaction.atomic
def propose_policy(actor: Actor, version: PolicyVersion, *, amendments_worked_in: bool = False) -> PolicyVersion:
    """Lay a version before who adopts it; it cannot be changed any more. Raises Conflict without a consultation.

    Raises InvalidInput until the writer says that the amendments of the version before it are worked in.
    """
    version = _locked(actor, version, "write_policy", State.CONSULTATION)
    if not amendments_worked_in and to_work_in(version):
        raise InvalidInput({"worked_in": [_("Work in the amendments of the version before, and say so here.")]})
    version.state = State.PROPOSED
    version.save()
    _audit.record(actor, "policy_proposed", None, **_of(version))
    return version


@transaction.atomic
def send_back_policy(actor: Actor, version: PolicyVersion, *, reasons: str) -> PolicyVersion:
    """Ask for another text: the version can be written again. Raises InvalidInput without reasons."""
    version = _locked(actor, version, "adopt_policy", State.PROPOSED)
    said = checked({"reasons": reasons}, MOST, {"reasons": _("Write what must change.")})["reasons"]
    version.state = State.DRAFT
    version.save()
    _audit.record(actor, "policy_sent_back", None, **_of(version), reasons=said)
    return version


@transaction.atomic
def adopt_policy(
    actor: Actor,
    version: PolicyVersion,
    *,
    reasons: str,
    decided_on: date | None,
    reference: str = "",
    amendments: Sequence[AmendmentInput] = (),
) -> PolicyVersion:
    """Put a proposed version in force, with the day of the meeting that decided; everyone can read it at once.

    The council may have amended it: its amendments are part of the text. The version before it is history from now on.
    Raises InvalidInput at the field, Conflict when it is not proposed.
    """
    version = _locked(actor, version, "adopt_policy", State.PROPOSED)
    texts = checked(
        {"reasons": reasons, "reference": reference}, MOST, {"reasons": _("Write why this is adopted.")}
    )  # fmt: skip
    if decided_on is None or decided_on > actor.today:
        raise InvalidInput({"decided_on": [_("Fill in the day. It cannot lie in the future.")]})
    amended = _amended(version, amendments)
    version.state = State.ADOPTED
    version.adopted_title, version.adopted_level = version.policy.title, version.policy.level
    version.adopted_by, version.adopted_at, version.decided_on = actor.person, actor.now, decided_on
    version.adoption_reasons, version.decision_reference = texts["reasons"], texts["reference"]
    version.save()
    PolicyAmendment.objects.bulk_create(
        PolicyAmendment(version=version, **item, recorded_by=actor.person, recorded_at=actor.now) for item in amended
    )
    _audit.record(
        actor,
        "policy_adopted",
        None,
        **_of(version),
        decided_on=decided_on.isoformat(),
        said=texts,
        amendments=[item["number"] for item in amended],
    )
    return version


@transaction.atomic
def withdraw_policy(actor: Actor, version: PolicyVersion, *, reasons: str) -> PolicyVersion:
    """End a framework. Raises InvalidInput without reasons, Conflict when it is not the version in force."""
    version = _locked(actor, version, "adopt_policy", State.ADOPTED)
    said = checked({"reasons": reasons}, MOST, {"reasons": _("Write why it ends.")})["reasons"]
    if version.policy.versions.filter(number__gt=version.number, adopted_at__isnull=False).exists():
        raise Conflict(_("Only the version in force can be withdrawn."))
    version.state = State.WITHDRAWN
    version.save()
    _audit.record(actor, "policy_withdrawn", None, **_of(version), reasons=said)
    return version


def _amended(version: PolicyVersion, amendments: Sequence[AmendmentInput]) -> list[dict[str, str]]:
    """What was typed as amendments, checked. Raises InvalidInput at `amendments`."""
    if amendments and version.policy.level != Policy.Level.COUNCIL:
        raise InvalidInput({"amendments": [_("Only the council adopts with amendments.")]})
    if len(amendments) > MOST_AMENDMENTS:
        raise InvalidInput({"amendments": [_("Record at most %(most)s amendments.") % {"most": MOST_AMENDMENTS}]})
    needed = {"number": _("Every amendment has a number."), "text": _("Write what each amendment changes.")}
    try:
        found = [checked({"number": row.number, "text": row.text}, MOST_AMENDMENT, needed) for row in amendments]
    except InvalidInput as error:
        raise InvalidInput({"amendments": [text for texts in error.errors.values() for text in texts]}) from error
    if len({item["number"] for item in found}) < len(found):
        raise InvalidInput({"amendments": [_("Two amendments have the same number.")]})
    return found


def _locked(actor: Actor, version: PolicyVersion, verb: str, *states: str) -> PolicyVersion:
    _permission.require(actor, verb, version if verb != "write_policy" else version.policy)
    found = PolicyVersion.objects.select_for_update(of=("self",)).select_related("policy").get(pk=version.pk)
    if found.state not in states:
        raise Conflict(_("This cannot be done at this stage. See what the version waits for."))
    return found


def _of(version: PolicyVersion) -> dict[str, int]:
    return {"policy": version.policy.number, "version": version.number}
