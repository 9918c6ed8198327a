"""Melding: the plain questions a reporter answers, and the legal facts each choice settles.

The order of the questions is fixed; a question is asked only while one of its facts can still change something.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from vijfspoor.domain.text import Text

UNKNOWN = "unknown"
MAX_PAGES = 12

Facts = dict[str, object]
Choice = str | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class IntakeOption:
    """Keuze: `sets` facts when chosen, `unless` when not chosen, `adds` to list facts, `drops` back to unknown."""

    code: str
    label: Text
    hint: Text | None = None
    sets: Mapping[str, str] = field(default_factory=dict)
    unless: Mapping[str, str] = field(default_factory=dict)
    adds: Mapping[str, str] = field(default_factory=dict)
    drops: tuple[str, ...] = ()
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class IntakePage:
    """Vraag in gewone taal. `kind` is description, one, many or risk."""

    code: str
    kind: str
    title: Text
    help: Text | None = None
    options: tuple[IntakeOption, ...] = ()
    may_be_unknown: bool = True
    severity: tuple[Text, ...] = ()
    likelihood: tuple[Text, ...] = ()

    @property
    def facts(self) -> frozenset[str]:
        """Codes of every legal fact this page can settle."""
        return frozenset(
            code for option in self.options for code in (*option.sets, *option.unless, *option.adds, *option.drops)
        )


def facts_of(page: IntakePage, choice: Choice) -> Facts:
    """Return the legal facts that follow from `choice` on `page`; nothing when it is unknown or not given."""
    chosen = _chosen(choice)
    if not chosen:
        return {}
    facts: Facts = {}
    for option in page.options:
        if option.code not in chosen:
            facts.update({code: value for code, value in option.unless.items() if code not in facts})
    for option in page.options:
        if option.code in chosen:
            facts.update(option.sets)
            for code in option.drops:
                facts.pop(code, None)
            for code, value in option.adds.items():
                facts[code] = [*_as_list(facts.get(code)), value]
    return facts


def facts_from(pages: Sequence[IntakePage], choices: Mapping[str, Choice]) -> Facts:
    """Return all facts that follow from the choices made so far, in the order of the pages."""
    facts: Facts = {}
    for page in pages:
        facts.update(facts_of(page, choices.get(page.code)))
    return facts


def is_asked(page: IntakePage, matters: Callable[[str], bool]) -> bool:
    """Whether `page` is worth asking: it settles no legal fact at all, or one that still matters."""
    return not page.facts or any(matters(code) for code in sorted(page.facts))


def problem_with(page: IntakePage, choice: Choice) -> str | None:
    """Return the code of what is wrong with a choice: missing, unknown_option or exclusive. None when right."""
    chosen = _chosen(choice, keep_unknown=True)
    if not chosen:
        return "missing"
    if chosen == [UNKNOWN]:
        return None if page.may_be_unknown else "missing"
    options = {option.code: option for option in page.options}
    if any(code not in options for code in chosen) or (page.kind == "one" and len(chosen) > 1):
        return "unknown_option"
    if len(chosen) > 1 and any(options[code].exclusive for code in chosen):
        return "exclusive"
    return None


def _chosen(choice: Choice, *, keep_unknown: bool = False) -> list[str]:
    chosen = [choice] if isinstance(choice, str) else list(choice or ())
    if not keep_unknown and UNKNOWN in chosen:
        return []
    return [code for code in chosen if code]


def _as_list(value: object) -> list[str]:
    return list(value) if isinstance(value, list) else []
