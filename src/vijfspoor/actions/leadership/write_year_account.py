"""Verbs of the yearly account to the council: write a version with the figures of that moment, and make it final."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.year_account.loader import account_sections
from vijfspoor.domain.period import Period
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.period_figures import period_figures
from vijfspoor.store.models import Organisation, YearAccount, YearAccountAdoption

MOST = 10_000


@transaction.atomic
def write_year_account(actor: Actor, year: int, texts: Mapping[str, str]) -> YearAccount:
    """Write the next version. A final account is corrected in this way only.

    Raises InvalidInput at a section, or when nothing was written; Conflict for a year that is still to come.
    """
    _permission.require(actor, "write_year_account")
    if year > actor.today.year:
        raise Conflict(_("This year has not begun."))
    Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    codes = [section.code for section in account_sections(actor.today)]
    clean = checked({code: texts.get(code, "") for code in codes}, dict.fromkeys(codes, MOST), {})
    if not any(clean.values()):
        raise InvalidInput({codes[0]: [_("Write at least one section.")]})
    newest = YearAccount.objects.filter(organisation=actor.organisation, year=year).order_by("-version").first()
    account = YearAccount.objects.create(
        organisation=actor.organisation,
        year=year,
        version=newest.version + 1 if newest else 1,
        figures={item.code: item.value for item in period_figures(actor, Period(year))},
        sections=clean,
        by=actor.person,
        at=actor.now,
    )
    _audit.record(actor, "year_account_written", None, year=year, version=account.version)
    return account


@transaction.atomic
def adopt_year_account(actor: Actor, account: YearAccount) -> YearAccountAdoption:
    """Make a version final, as the board: from then on everyone can read it.

    Raises Conflict when there is a newer version, or when it was made final already.
    """
    _permission.require(actor, "adopt_year_account", account)
    Organisation.objects.select_for_update().get(pk=account.organisation_id)
    if YearAccount.objects.filter(
        organisation=account.organisation_id, year=account.year, version__gt=account.version
    ).exists():
        raise Conflict(_("There is a newer version. Read that one first."))
    if YearAccountAdoption.objects.filter(account=account).exists():
        raise Conflict(_("This version was made final already."))
    adoption = YearAccountAdoption.objects.create(
        account=account, person=actor.person, person_name=actor.person.name, at=actor.now
    )
    _audit.record(actor, "year_account_adopted", None, year=account.year, version=account.version)
    return adoption
