"""Verb: give a campaign a link or a file to read, watch or hang up; and take it away again."""

import hashlib
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._files import transaction_with_files
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _attachment
from vijfspoor.actions.dossier._attachment import Upload
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.people._campaign import locked
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Campaign, CampaignMaterial

MOST = {"title": 150, "url": 500}
MOST_MATERIALS = 20
_check_url = URLValidator(schemes=["https"])


def add_material(
    actor: Actor, row: Campaign, *, title: str, url: str = "", upload: Upload | None = None
) -> CampaignMaterial:
    """Add a link or a file, one of both. Raises InvalidInput at the field, Conflict when there are twenty already."""
    with transaction_with_files() as writer:
        _permission.require(actor, "plan_campaign", row)
        row = locked(row)
        if row.withdrawn_at is not None or row.materials.filter(removed_at=None).count() >= MOST_MATERIALS:
            raise Conflict(_("A campaign has room for twenty materials, until it is withdrawn."))
        texts = checked({"title": title, "url": url}, MOST, {"title": _("Write what it is.")})
        if bool(texts["url"]) is (upload is not None):
            raise InvalidInput({"url": [_("Give a link or a file, one of both.")]})
        made = CampaignMaterial(campaign=row, title=texts["title"], by=actor.person, at=actor.now)
        if upload is None:
            made.url = _checked_url(texts["url"])
        else:
            file, content = _attachment.checked_upload(upload)
            made.media_type, made.size = file.kind.media_type, len(content)
            made.sha256, made.stored_name = hashlib.sha256(content).hexdigest(), writer.write(content)
            made.title = f"{texts['title'][: MOST['title'] - 6]}.{file.kind.extension}"
        made.save()
        # The title and the address stay out: an event is never erased.
        _audit.record(actor, "material_added", None, campaign=row.pk, material=made.pk, sha256=made.sha256)
        return made


@transaction.atomic
def take_away_material(actor: Actor, material: CampaignMaterial) -> None:
    """Take a material away: nobody sees or opens it any more, and its file is removed."""
    _permission.require(actor, "plan_campaign", material.campaign)
    if material.removed_at is None:
        material.removed_at = actor.now
        material.save(update_fields=["removed_at"])
        if material.stored_name:
            transaction.on_commit(partial(default_storage.delete, material.stored_name))
        _audit.record(actor, "material_taken_away", None, campaign=material.campaign_id, material=material.pk)


def _checked_url(url: str) -> str:
    try:
        _check_url(url)
    except ValidationError as error:
        raise InvalidInput({"url": [_("Write the whole address, beginning with https://.")]}) from error
    return url
