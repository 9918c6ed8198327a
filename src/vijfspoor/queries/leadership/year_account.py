"""The yearly account to the council: its versions, the figures behind it, and what of it is public."""

from dataclasses import dataclass

from django.db.models import QuerySet

from vijfspoor.content.year_account.loader import AccountSection, account_sections
from vijfspoor.domain.period import Period
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.period_figures import PeriodFigure, figure_names, period_figures
from vijfspoor.store.models import Organisation, YearAccount


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One year: its versions, newest first, the figures as they are now, and the texts to write on from."""

    year: int
    versions: tuple[YearAccount, ...]
    figures: tuple[PeriodFigure, ...]
    sections: tuple[tuple[AccountSection, str], ...]

    @property
    def newest(self) -> YearAccount | None:
        """The newest version."""
        return self.versions[0] if self.versions else None

    @property
    def moved(self) -> tuple[PeriodFigure, ...]:
        """The figures that are different now from those in the newest version."""
        if self.newest is None:
            return ()
        return tuple(item for item in self.figures if self.newest.figures.get(item.code) != item.value)


def may_read(actor: Actor) -> bool:
    """Whether versions that are not final may be read: by who may read advice."""
    return _visible.may_read_advice(actor)


def accounts(organisation: Organisation) -> QuerySet[YearAccount]:
    """Return every version of every year, newest first, with its adoption."""
    mine = YearAccount.objects.filter(organisation=organisation)
    return mine.select_related("by", "adoption", "organisation").order_by("-year", "-version")


def account_page(actor: Actor, year: int) -> AccountPage:
    """Return one year as it can be written on: the last texts, else the drafts made from the figures."""
    versions = tuple(accounts(actor.organisation).filter(year=year))
    figures = tuple(period_figures(actor, Period(year)))
    counted = {item.code: item.value for item in figures}
    last = versions[0].sections if versions else {}
    sections = tuple(
        (item, last.get(item.code, "") if versions else item.begun(counted)) for item in account_sections(actor.today)
    )
    return AccountPage(year, versions, figures, sections)


def final_account(organisation: Organisation, year: int) -> YearAccount | None:
    """Return the newest version the board made final, which everyone may read."""
    return accounts(organisation).filter(year=year, adoption__isnull=False).first()


def final_years(organisation: Organisation) -> list[int]:
    """Return the years with a final account, the last first."""
    found = accounts(organisation).filter(adoption__isnull=False).values_list("year", flat=True)
    return list(dict.fromkeys(found))


def written_sections(account: YearAccount) -> list[tuple[AccountSection, str]]:
    """Return the sections of a version that have a text."""
    known = account_sections(account.at.date())
    return [(item, account.sections[item.code]) for item in known if account.sections.get(item.code, "").strip()]


def written_figures(account: YearAccount) -> list[tuple[str, str, int]]:
    """Return code, name and number of every figure of a version."""
    names = figure_names()
    return [(code, names[code], account.figures[code]) for code in names if code in account.figures]
