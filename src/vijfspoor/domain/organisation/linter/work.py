"""Rules about the work on an application: advice, decisions, conditions, and who does it."""

from vijfspoor.domain.dossier.route import LARGE_IMPACT
from vijfspoor.domain.dossier.separation import Involvement, may_take_up
from vijfspoor.domain.leadership.means import MeansState
from vijfspoor.domain.organisation.finding import FindingRules, Hit, Hits, SubjectKind, Watch
from vijfspoor.domain.organisation.linter._hits import KEEPER, OWNER, for_person, for_role, of_dossier
from vijfspoor.domain.organisation.picture import DossierPicture, TaskPicture
from vijfspoor.domain.organisation.responsibility import BOARD, Contribution

GIVEN = {"advise": Contribution.ADVISES, "inform": Contribution.INFORMS, "perform": Contribution.PERFORMS}


def _for_assignee(task: TaskPicture, **values: object) -> Hit:
    return for_person(task.role or OWNER, task.assignee, SubjectKind.TASK, task.pk, role=task.role, **values)


def _late(picture: DossierPicture, watch: Watch, *kinds: str) -> Hits:
    for task in picture.tasks:
        if task.is_open and task.kind in kinds and watch.after(task.due_on):
            yield _for_assignee(task, date=task.due_on)


def late_advice(picture: DossierPicture, watch: Watch) -> Hits:
    """A position is past its date; silence is no consent (mission rule 2)."""
    return _late(picture, watch, "advise")


def late_information(picture: DossierPicture, watch: Watch) -> Hits:
    """Information is past its date."""
    return _late(picture, watch, "inform")


def late_work(picture: DossierPicture, watch: Watch) -> Hits:
    """Work that was asked is past its date."""
    return _late(picture, watch, "perform")


def late_answers(picture: DossierPicture, watch: Watch) -> Hits:
    """Questions that decide on the law are not answered in time."""
    return _late(picture, watch, "answer")


def late_decision(picture: DossierPicture, watch: Watch) -> Hits:
    """Everything asked is in, and the decision is past its date."""
    awaited = {task.gate for task in picture.tasks if task.is_open and task.kind in GIVEN}
    unanswered = any(task.is_open and task.kind == "answer" for task in picture.tasks)
    for task in picture.tasks:
        if not task.is_open or task.kind != "decide" or task.gate in awaited or unanswered:
            continue
        if watch.after(task.due_on):
            yield _for_assignee(task, date=task.due_on)


def decision_without_costs(picture: DossierPicture, _watch: Watch) -> Hits:
    """The board is asked to decide on use, and nobody wrote down the costs and the alternatives."""
    waits = any(
        task.is_open and task.kind == "decide" and task.gate == "G4" and task.role in BOARD for task in picture.tasks
    )
    if waits and not picture.has_business_case:
        yield of_dossier(picture)


def late_letter(picture: DossierPicture, watch: Watch) -> Hits:
    """The council was not told of a decision with a large impact in time."""
    return _late(picture, watch, "letter")


def _parts(picture: DossierPicture) -> tuple[TaskPicture, ...]:
    return tuple(task for task in picture.tasks if task.is_open and (task.is_condition or task.is_measure))


def late_condition(picture: DossierPicture, watch: Watch) -> Hits:
    """A condition of the decision is not met in time."""
    for task in _parts(picture):
        if task.is_condition and watch.after(task.due_on):
            yield _for_assignee(task, date=task.due_on)


def late_measure(picture: DossierPicture, watch: Watch) -> Hits:
    """A measure that lowers a risk is not taken in time (GDPR Art. 35(7)(d))."""
    for task in _parts(picture):
        if task.is_measure and watch.after(task.due_on):
            yield _for_assignee(task, date=task.due_on)


def measure_without_means(picture: DossierPicture, watch: Watch) -> Hits:
    """A measure on a strict route waits too long for capacity and budget: asked of its owner, then of the board."""
    if not picture.is_live or picture.route not in LARGE_IMPACT:
        return
    for task in picture.tasks:
        if not task.is_open or task.means is None or task.means.is_settled:
            continue
        if not watch.after(task.created_on, "means"):
            continue
        if task.means is MeansState.ASKED:
            yield for_role("executive_board", SubjectKind.TASK, task.pk, date=task.created_on)
        else:
            yield _for_assignee(task, date=task.created_on)


def unowned_condition(picture: DossierPicture, _watch: Watch) -> Hits:
    """A condition or measure belongs to nobody in service."""
    for task in _parts(picture):
        if task.assignee is None or not task.assignee.is_active:
            yield for_role(KEEPER, SubjectKind.TASK, task.pk)


def work_of_nobody(picture: DossierPicture, _watch: Watch) -> Hits:
    """Work was asked of a role that nobody holds here."""
    for task in picture.tasks:
        if task.is_open and task.assignee is None and not (task.is_condition or task.is_measure):
            yield for_role(KEEPER, SubjectKind.TASK, task.pk, role=task.role)


def work_of_who_left(picture: DossierPicture, _watch: Watch) -> Hits:
    """Work still lies with somebody who left."""
    for task in picture.tasks:
        left = task.assignee is not None and not task.assignee.is_active
        if task.is_open and left and not (task.is_condition or task.is_measure):
            yield for_role(KEEPER, SubjectKind.TASK, task.pk, role=task.role)


def work_of_who_is_away(picture: DossierPicture, watch: Watch) -> Hits:
    """Work is nearly due and lies with somebody who is away, while nobody present stands in."""
    for task in picture.tasks:
        person = task.assignee
        if not task.is_open or person is None or not person.is_active or person.is_covered:
            continue
        if watch.within(task.due_on, "away"):
            yield for_role(KEEPER, SubjectKind.TASK, task.pk, role=task.role, date=task.due_on)


def doer_oversees(picture: DossierPicture, _watch: Watch) -> Hits:
    """One person carries out and oversees the same activity (mission rule 3)."""
    seen: list[Involvement] = []
    for task in picture.tasks:
        if task.assignee is None or task.kind not in GIVEN:
            continue
        asked = Involvement(task.assignee.pk, task.role, task.activity, GIVEN[task.kind])
        if not may_take_up(asked, seen, picture.forbidden):
            yield for_role(KEEPER, SubjectKind.TASK, task.pk, role=task.role)
        seen.append(asked)


def overseer_performs(picture: DossierPicture, _watch: Watch) -> Hits:
    """The data protection officer carries out an assessment (GDPR Art. 38(6))."""
    for row in picture.assessments:
        if row.status != "accepted" and "data_protection_officer" in row.performer.roles:
            yield for_role(KEEPER, SubjectKind.ASSESSMENT, row.pk, assessment=row.code)


RULES: FindingRules = {
    "V-ADV-01": late_advice,
    "V-ADV-02": late_information,
    "V-ADV-03": late_work,
    "V-BES-01": late_decision,
    "V-BES-08": decision_without_costs,
    "V-BES-09": late_letter,
    "V-VW-01": late_condition,
    "V-VW-02": late_measure,
    "V-VW-03": unowned_condition,
    "V-VW-04": measure_without_means,
    "V-TA-01": work_of_nobody,
    "V-TA-02": work_of_who_left,
    "V-TA-03": work_of_who_is_away,
    "V-FUN-01": doer_oversees,
    "V-FUN-02": overseer_performs,
    "V-WET-03": late_answers,
}
