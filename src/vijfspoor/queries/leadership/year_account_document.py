"""The yearly account to the council on paper."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Heading, Note, Paragraph, Table
from vijfspoor.domain.period import Period
from vijfspoor.queries.leadership.year_account import written_figures, written_sections
from vijfspoor.queries.own_words import paragraphs
from vijfspoor.queries.wording import day, say
from vijfspoor.store.models import YearAccount


def year_account_document(account: YearAccount, language: str, *, newer: bool = False) -> Document:
    """Return one version. What was not made final says so at its head, and so does one with a newer final version."""
    adoption = getattr(account, "adoption", None)
    written = timezone.localdate(account.at)
    until = min(Period(account.year).end, written)
    with override(language):
        state = (
            Note(_("This version was not made final yet."))
            if adoption is None
            else Paragraph(_("Made final by the executive board on %(when)s.") % {"when": day(adoption.at)})
        )
        blocks: list[Block] = [state]
        if newer:
            blocks.append(Note(_("There is a newer version of this account.")))
        blocks.append(Paragraph(_("The figures run up to %(when)s.") % {"when": day(until)}))
        for section, text in written_sections(account):
            blocks += [Heading(say(section.title)), *paragraphs(text, language)]
        return Document(
            title=_("Yearly account on AI %(year)s") % {"year": account.year},
            subtitle=_("To the council, version %(version)s") % {"version": account.version},
            language=language,
            organisation=account.organisation.name,
            dated=timezone.localdate(adoption.at) if adoption else written,
            identifier=f"{account.organisation.slug}-jaarverantwoording-{account.year}-v{account.version}",
            blocks=(*blocks, Heading(_("Figures")), _figures(account)),
        )


def _figures(account: YearAccount) -> Table:
    code = Period(account.year).code
    rows = tuple(
        (name, str(number), reverse("period_figure", args=[code, key]))
        for key, name, number in written_figures(account)
    )
    header = (_("Figure"), _("Number"), _("List behind it"))
    return Table(
        _("Each figure with the address of its list, for who works at the municipality"), header, rows, (6, 2, 6)
    )
