"""Loads the fictional municipalities of the demo as frozen records."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vijfspoor.content.demo import architecture_schema, life_schema, organisation_schema, schema
from vijfspoor.content.demo.data_schema import DataFile
from vijfspoor.content.demo.insight_schema import InsightFile
from vijfspoor.content.demo.lists_schema import ListsFile
from vijfspoor.content.demo.literacy_schema import LiteracyFile
from vijfspoor.content.demo.maturity_schema import MaturityFile
from vijfspoor.content.demo.means_schema import MeansFile
from vijfspoor.content.demo.needs_schema import NeedsFile
from vijfspoor.content.demo.openness_schema import OpennessFile
from vijfspoor.content.demo.policy_schema import PoliciesFile
from vijfspoor.content.demo.reports_schema import ReportsFile
from vijfspoor.content.demo.setup_schema import SetupFile
from vijfspoor.content.demo.suppliers import StorySupplier, SuppliersFile
from vijfspoor.content.demo.team_schema import TeamsFile
from vijfspoor.content.errors import ContentError
from vijfspoor.content.reading import Shape, read

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class DemoMunicipality:
    """Fictieve gemeente: its organisation, its people's names, the stories of its applications, what went wrong,
    and its suppliers.
    """

    organisation: organisation_schema.OrganisationFile
    names: tuple[str, ...]
    stories: tuple[schema.Story, ...]
    operations: schema.OperationsFile
    guidelines: architecture_schema.GuidelinesFile
    lives: tuple[life_schema.StoryLife, ...]
    literacy: LiteracyFile | None
    suppliers: tuple[StorySupplier, ...]
    openness: OpennessFile | None
    data: DataFile
    policies: PoliciesFile
    needs: NeedsFile
    teams: TeamsFile
    reports: ReportsFile
    setup: SetupFile
    maturity: MaturityFile
    insight: InsightFile
    lists: ListsFile
    means: MeansFile


@cache
def municipality(name: str) -> DemoMunicipality:
    """Return a municipality of the demo. Raises ContentError when one of its files is wrong."""
    folder = FOLDER / name
    organisation = read(folder / "organisation.yaml", organisation_schema.OrganisationFile)
    names_file = folder / "names.yaml"
    names = _names(read(names_file, organisation_schema.NamesFile)) if names_file.exists() else ()
    stories = tuple(
        story
        for path in sorted((folder / "applications").glob("*.yaml"))
        for story in read(path, schema.StoriesFile).applications
    )
    _check_stories(organisation, stories, folder)
    found = DemoMunicipality(
        organisation=organisation,
        names=names,
        stories=stories,
        operations=_told(folder, "operations", schema.OperationsFile),
        guidelines=_told(folder, "guidelines", architecture_schema.GuidelinesFile),
        lives=_told(folder, "life", life_schema.LivesFile).lives,
        literacy=_told(folder, "literacy", LiteracyFile) if (folder / "literacy.yaml").exists() else None,
        suppliers=_told(folder, "suppliers", SuppliersFile).suppliers,
        openness=_told(folder, "openness", OpennessFile) if (folder / "openness.yaml").exists() else None,
        data=_told(folder, "data", DataFile),
        policies=_told(folder, "policies", PoliciesFile),
        needs=_told(folder, "needs", NeedsFile),
        teams=_told(folder, "teams", TeamsFile),
        reports=_told(folder, "reports", ReportsFile),
        setup=_told(folder, "setup", SetupFile),
        maturity=_told(folder, "maturity", MaturityFile),
        insight=_told(folder, "insight", InsightFile),
        lists=_told(folder, "lists", ListsFile),
        means=_told(folder, "means", MeansFile),
    )
    _check_operations(found.operations, stories, folder)
    _check_lives(found.lives, stories, folder)
    _check_guidelines(found.guidelines, stories, folder)
    _check_suppliers(found.suppliers, stories, folder)
    _check_data(found.data, stories, folder)
    return found


def _told(folder: Path, name: str, shape: type[Shape]) -> Shape:
    """Return what a file of the municipality tells; nothing where it is not there."""
    path = folder / f"{name}.yaml"
    return read(path, shape) if path.exists() else shape()


@cache
def texts() -> schema.TextsFile:
    """Return what role holders write where a story says nothing itself."""
    return read(FOLDER / "texts.yaml", schema.TextsFile)


def choices(story: schema.Story) -> dict[str, schema.Choice]:
    """Return page code -> choice in the report of `story`: those of its profile, with its own put over them."""
    # A reporter cannot say that something ended; that is recorded later.
    use = "in_use" if story.use == "ended" else story.use
    return {**_profiles()[story.profile], **story.choices, "use": use}


@cache
def _profiles() -> dict[str, dict[str, schema.Choice]]:
    return read(FOLDER / "profiles.yaml", schema.ProfilesFile).profiles


def _names(lists: organisation_schema.NamesFile) -> tuple[str, ...]:
    """Combine first and last names so that neighbours in the list share neither."""
    first, last = lists.first, lists.last
    rounds = range(len(last))
    return tuple(f"{name} {last[(i + k) % len(last)]}" for k in rounds for i, name in enumerate(first))


def _check_stories(
    organisation: organisation_schema.OrganisationFile, stories: tuple[schema.Story, ...], folder: Path
) -> None:
    seen: set[str] = set()
    for story in stories:
        if story.key in seen:
            raise ContentError(folder.name, story.key, "is there twice")
        if story.team not in organisation.units:
            raise ContentError(folder.name, story.key, f"names an unknown team: {story.team}")
        if story.profile not in _profiles():
            raise ContentError(folder.name, story.key, f"names an unknown profile: {story.profile}")
        seen.add(story.key)


def _check_guidelines(
    found: architecture_schema.GuidelinesFile, stories: tuple[schema.Story, ...], folder: Path
) -> None:
    names = {story.name for story in stories}
    for item in found.judged:
        if item.application not in names:
            raise ContentError(folder.name, item.application, "is no application of this municipality")


def _check_data(found: DataFile, stories: tuple[schema.Story, ...], folder: Path) -> None:
    names = {story.name for story in stories}
    placed = [name for applications in found.processes.values() for name in applications]
    placed += [item.application for item in found.data] + [item.application for item in found.outcomes]
    for name in placed:
        if name not in names:
            raise ContentError(folder.name, name, "is no application of this municipality")


def _check_lives(lives: tuple[life_schema.StoryLife, ...], stories: tuple[schema.Story, ...], folder: Path) -> None:
    names = {story.name for story in stories}
    for life in lives:
        if life.application not in names:
            raise ContentError(folder.name, life.application, "is no application of this municipality")


def _check_operations(found: schema.OperationsFile, stories: tuple[schema.Story, ...], folder: Path) -> None:
    names, keys = {story.name for story in stories} | {""}, {concern.key for concern in found.concerns} | {""}
    named = [item.application for item in found.concerns]
    named += [item.application for item in found.incidents] + [item.application for item in found.stops]
    for name in named:
        if name not in names:
            raise ContentError(folder.name, name, "is no application of this municipality")
    for incident in found.incidents:
        if incident.concern not in keys:
            raise ContentError(folder.name, incident.concern, "is no concern of this municipality")


def _check_suppliers(found: tuple[StorySupplier, ...], stories: tuple[schema.Story, ...], folder: Path) -> None:
    names = {story.name for story in stories}
    for supplier in found:
        products = {product.name for product in supplier.products}
        for name in [name for product in supplier.products for name in product.applications]:
            if name not in names:
                raise ContentError(folder.name, name, "is no application of this municipality")
        named = [name for contract in supplier.contracts for name in contract.products]
        for name in [*named, *(item.product for item in supplier.questionnaires)]:
            if name not in products:
                raise ContentError(folder.name, name, f"is no product of {supplier.name}")
