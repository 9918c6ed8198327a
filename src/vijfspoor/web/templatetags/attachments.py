"""Evidence in words: what may be chosen, and where a file belongs."""

from django import template
from django.utils.translation import gettext as _

from vijfspoor.domain.dossier.attachment import KINDS
from vijfspoor.queries.wording import assessment_name, role_within
from vijfspoor.store.models import Attachment

register = template.Library()


@register.simple_tag
def accepted_files() -> str:
    """Return the endings a browser offers to choose from."""
    return ",".join(f".{extension}" for extension in KINDS)


@register.filter
def belongs_to(file: Attachment) -> str:
    """Return what a file belongs to; nothing when it lies on the application itself."""
    if file.contribution:
        return _("with the contribution of the %(role)s") % {"role": role_within(file.contribution.role)}
    if file.incident:
        return _("with the incident “%(title)s”") % {"title": file.incident.title}
    if not file.assessment:
        return ""
    name = assessment_name(file.assessment.code)
    if file.demand:
        return _("with the %(assessment)s, demand %(n)s") % {"assessment": name, "n": file.demand.number}
    return _("with the %(assessment)s") % {"assessment": name}
