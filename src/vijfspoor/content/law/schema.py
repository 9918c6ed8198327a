"""The shape of a rule book's YAML files, checked strictly when they are loaded."""

from typing import Literal, NamedTuple

from pydantic import Field

from vijfspoor.content.law.conditions import YamlCondition
from vijfspoor.content.wheel.schema import BilingualText, Strict
from vijfspoor.domain.dossier.route import Route


class QuestionFile(Strict):
    """One question."""

    code: str
    name: str
    text: BilingualText
    ref: str
    help: BilingualText | None = None
    kind: Literal["yes_no", "one", "many", "date"] = "yes_no"
    options: dict[str, BilingualText] = Field(default_factory=dict)
    empty: str | None = None
    exception: bool = False
    asked_when: YamlCondition | None = None
    answered_by: str = "legal_adviser"


class QuestionsFile(Strict):
    """questions_*.yaml"""

    block: str
    questions: list[QuestionFile]


class OutcomeFile(Strict):
    """One outcome."""

    code: str
    label: BilingualText
    when: YamlCondition
    ref: str
    applies_from: str | None = None
    route: Route | None = None
    legal_effect: bool = False
    raises_review: bool = True


class OutcomesFile(Strict):
    """outcomes.yaml"""

    outcomes: list[OutcomeFile]


class RoleFile(Strict):
    """One legal role."""

    code: str
    label: BilingualText
    when: YamlCondition
    ref: str = ""


class RolesFile(Strict):
    """roles.yaml"""

    roles: list[RoleFile]


class ObligationFile(Strict):
    """One obligation. `remark` is for maintainers and is not shown."""

    code: str
    roles: list[str]
    when: list[str]
    duty: BilingualText
    ref: str
    basis: Literal["wet", "beleid", "contract", "richtsnoer"]
    deadline: BilingualText
    evidence: list[BilingualText]
    applies_from: str | None = None
    applies_from_annex_i: str | None = None
    literal_date: str | None = None
    only_if: YamlCondition | None = None
    condition: BilingualText | None = None
    on_event: bool = False
    remark: str | None = None


class ObligationsFile(Strict):
    """obligations_*.yaml"""

    obligations: list[ObligationFile]


class TriggerRuleFile(Strict):
    """One rule of a trigger."""

    level: str
    when: YamlCondition
    ref: str
    applies_from: str | None = None


class TriggerFile(Strict):
    """One instrument."""

    code: str
    key: str
    instrument: BilingualText
    rules: list[TriggerRuleFile]
    otherwise: str = "niet"
    when_unknown: str = "niet"


class TriggersFile(Strict):
    """triggers.yaml"""

    triggers: list[TriggerFile]


class ConsequenceFile(Strict):
    """What an answer implies about another question."""

    when: YamlCondition
    question: str
    value: bool
    ref: str


class ReliefFile(Strict):
    """Transition for systems of before a date."""

    outcomes: list[str]
    before: str
    applies_from: str
    ref: str
    ends_on_change: bool = True


class LegalDateFile(Strict):
    """A date on which something starts to apply."""

    date: str
    what: BilingualText
    ref: str


class RuleBookFile(Strict):
    """rule_book.yaml"""

    id: str
    version: str
    in_force_from: str
    in_force_until: str | None
    law_state: BilingualText
    sources: dict[str, str]
    consequences: list[ConsequenceFile]
    reliefs: list[ReliefFile]
    annex_iii_points: dict[str, str]
    dates: list[LegalDateFile]


class LawFiles(NamedTuple):
    """The checked files of one rule book, in the order in which `build.rule_book` takes them."""

    head: RuleBookFile
    questions: list[QuestionsFile]
    outcomes: OutcomesFile
    roles: RolesFile
    obligations: list[ObligationsFile]
    triggers: TriggersFile


class ReplaceFile(Strict):
    """Fields that read differently in these items. A field is replaced as a whole."""

    items: list[str]
    fields: dict[str, object]


class AddFile(Strict):
    """Items the base does not have; they come after the items of their kind."""

    questions: list[QuestionsFile] = Field(default_factory=list)
    outcomes: list[OutcomeFile] = Field(default_factory=list)
    roles: list[RoleFile] = Field(default_factory=list)
    obligations: list[ObligationFile] = Field(default_factory=list)
    triggers: list[TriggerFile] = Field(default_factory=list)


class DifferenceFile(Strict):
    """One difference between two states of the law, with the article that makes it."""

    what: str
    ref: str
    remove: list[str] = Field(default_factory=list)
    replace: list[ReplaceFile] = Field(default_factory=list)
    add: AddFile = Field(default_factory=AddFile)


class AmendmentFile(Strict):
    """amends.yaml: a rule book written as its differences from the rule book it names."""

    amends: str
    head: dict[str, object]
    differences: list[DifferenceFile]
