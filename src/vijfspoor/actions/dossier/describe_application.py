"""Verb: keep the particulars of an application right: what it is for, whether it is used, what residents read."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.dossier._search import index
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.publication.loader import standard_in_force
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.publication import PUBLIC_TEXTS
from vijfspoor.store.models import Dossier, WorkProcess

# The limits of the Algoritmeregister's publication standard.
MOST = {
    "summary": 399, "purpose": 2499, "supplier": 199, "process": 100, "data": 2499, "human_intervention": 2499,
    "risks": 2499, "proportionality": 2499, "lawful_basis": 2499, "methods_and_models": 4999,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Particulars:
    """Gegevens van de toepassing, as filled in. From `data` on it is what residents read (Dutch, plain words)."""

    summary: str
    use: str
    purpose: str = ""
    supplier: str = ""
    process: str = ""
    in_use_since: date | None = None
    data: str = ""
    human_intervention: str = ""
    risks: str = ""
    proportionality: str = ""
    lawful_basis: str = ""
    methods_and_models: str = ""
    theme: str = ""


def particulars_of(dossier: Dossier) -> Particulars:
    """Return what is on file now, to start a form with."""
    return Particulars(
        summary=dossier.summary,
        use=dossier.use,
        purpose=dossier.purpose,
        supplier=dossier.supplier,
        process=dossier.process.name if dossier.process else "",
        in_use_since=dossier.in_use_since,
        **{key: dossier.public_texts.get(key, "") for key in PUBLIC_TEXTS},
    )


@transaction.atomic
def describe_application(actor: Actor, dossier: Dossier, given: Particulars) -> Dossier:
    """Record the particulars. The public page follows when someone publishes again.

    Raises InvalidInput at the field, Conflict on a draft, NotAllowed for who does not keep these facts.
    """
    _permission.require(actor, "describe", dossier)
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("process").get(pk=dossier.pk)
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    _check(actor, given)
    before = asdict(particulars_of(dossier))
    dossier.summary, dossier.purpose = given.summary.strip(), given.purpose.strip()
    dossier.supplier, dossier.use = given.supplier.strip(), given.use
    dossier.process = _process(actor, given.process.strip())
    dossier.in_use_since = None if given.use == Dossier.Use.IDEA else given.in_use_since
    texts = {key: getattr(given, key).strip() for key in PUBLIC_TEXTS}
    dossier.public_texts = {key: text for key, text in texts.items() if text}
    changed = [key for key, value in asdict(particulars_of(dossier)).items() if value != before[key]]
    if changed:
        index(dossier)
        dossier.changed_at = actor.now
        dossier.save()
        _audit.record(actor, "described", dossier, changed=changed, use=dossier.use)
    return dossier


def _process(actor: Actor, name: str) -> WorkProcess | None:
    """The work process with this name; a new one when nobody named it before."""
    if not name:
        return None
    found = WorkProcess.objects.filter(organisation=actor.organisation, name__iexact=name).first()
    return found or WorkProcess.objects.create(organisation=actor.organisation, name=name)


def _check(actor: Actor, given: Particulars) -> None:
    errors: dict[str, list[str]] = {}
    if not given.summary.strip():
        errors["summary"] = [_("Tell in one or two sentences what it does for you.")]
    for key, most in MOST.items():
        if len(getattr(given, key)) > most:
            errors[key] = [_("Use at most %(most)s characters.") % {"most": most}]
    if given.theme and given.theme not in standard_in_force(actor.today).themes:
        errors["theme"] = [_("Choose an answer from the list.")]
    errors |= _wrong_use(actor, given)
    if errors:
        raise InvalidInput(errors)


def _wrong_use(actor: Actor, given: Particulars) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if given.use not in Dossier.Use.values:
        errors["use"] = [_("Choose an answer from the list.")]
    elif given.use in (Dossier.Use.PILOT, Dossier.Use.IN_USE) and given.in_use_since is None:
        errors["in_use_since"] = [_("Since when is it used? A rough date is fine.")]
    if given.in_use_since and given.in_use_since > actor.today:
        errors["in_use_since"] = [_("This date lies in the future. Fill it in when the use has begun.")]
    return errors
