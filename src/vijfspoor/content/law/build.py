"""Builds the domain's rule book from its checked YAML files."""

from collections.abc import Iterator
from datetime import date

from vijfspoor.content.errors import ContentError
from vijfspoor.content.law import schema
from vijfspoor.content.law.conditions import YamlCondition, parse_condition
from vijfspoor.content.wheel.schema import BilingualText
from vijfspoor.domain.ethics import rule_book as d
from vijfspoor.domain.ethics.condition import Always, Condition, OutcomeIs, RoleIs, atoms
from vijfspoor.domain.text import Text


def rule_book(
    head: schema.RuleBookFile,
    questions: list[schema.QuestionsFile],
    outcomes: schema.OutcomesFile,
    roles: schema.RolesFile,
    obligations: list[schema.ObligationsFile],
    triggers: schema.TriggersFile,
    folder: str,
) -> d.RuleBook:
    """Return the rule book. Raises ContentError naming the item whose condition or date cannot be read."""
    asked = [_question(item, file.block, folder) for file in questions for item in file.questions]
    return d.RuleBook(
        id=head.id,
        version=head.version,
        in_force_from=date.fromisoformat(head.in_force_from),
        in_force_until=_day(head.in_force_until),
        law_state=head.law_state.as_text(),
        questions={question.code: question for question in asked},
        consequences=tuple(
            d.Consequence(_condition(c.when, folder, c.question), c.question, c.value, c.ref) for c in head.consequences
        ),
        outcomes={item.code: _outcome(item, folder) for item in outcomes.outcomes},
        roles={
            item.code: d.LegalRole(item.code, item.label.as_text(), _condition(item.when, folder, item.code), item.ref)
            for item in roles.roles
        },
        obligations=tuple(_obligation(item, folder) for file in obligations for item in file.obligations),
        triggers=tuple(_trigger(item, folder) for item in triggers.triggers),
        reliefs=tuple(
            d.Relief(
                tuple(r.outcomes),
                date.fromisoformat(r.before),
                date.fromisoformat(r.applies_from),
                r.ref,
                r.ends_on_change,
            )
            for r in head.reliefs
        ),
        dates=tuple(d.LegalDate(date.fromisoformat(item.date), item.what.as_text(), item.ref) for item in head.dates),
        annex_iii_points=head.annex_iii_points,
        by_name={question.name: question.code for question in asked},
    )


def conditions_of(book: d.RuleBook) -> Iterator[tuple[str, Condition]]:
    """Yield every condition in the rule book with the code of the item it belongs to."""
    yield from ((q.code, q.asked_when) for q in book.questions.values() if q.asked_when is not None)
    yield from ((outcome.code, outcome.when) for outcome in book.outcomes.values())
    yield from ((role.code, role.when) for role in book.roles.values())
    yield from ((o.code, o.only_if) for o in book.obligations if o.only_if is not None)
    yield from ((trigger.code, rule.when) for trigger in book.triggers for rule in trigger.rules)
    yield from ((consequence.question, consequence.when) for consequence in book.consequences)


def depends_on(book: d.RuleBook, code: str) -> set[str]:
    """Return the codes an outcome, role or question depends on directly."""
    if code in book.questions:
        condition = book.questions[code].asked_when
    else:
        condition = (book.outcomes.get(code) or book.roles[code]).when
    if condition is None:
        return set()
    return {
        atom.code if isinstance(atom, OutcomeIs | RoleIs) else atom.question
        for atom in atoms(condition)
        if not isinstance(atom, Always)
    }


def _question(item: schema.QuestionFile, block: str, folder: str) -> d.Question:
    return d.Question(
        code=item.code,
        name=item.name,
        block=block,
        text=item.text.as_text(),
        reference=item.ref,
        kind=item.kind,
        help=_text(item.help),
        options={code: label.as_text() for code, label in item.options.items()},
        empty=item.empty,
        asked_when=_maybe(item.asked_when, folder, item.code),
        is_exception=item.exception,
        answered_by=item.answered_by,
    )


def _outcome(item: schema.OutcomeFile, folder: str) -> d.Outcome:
    return d.Outcome(
        code=item.code,
        label=item.label.as_text(),
        when=_condition(item.when, folder, item.code),
        reference=item.ref,
        applies_from=_day(item.applies_from),
        route=item.route,
        has_legal_effect=item.legal_effect,
        raises_review=item.raises_review,
    )


def _obligation(item: schema.ObligationFile, folder: str) -> d.Obligation:
    return d.Obligation(
        code=item.code,
        roles=tuple(item.roles),
        when=tuple(item.when),
        duty=item.duty.as_text(),
        reference=item.ref,
        deadline=item.deadline.as_text(),
        evidence=tuple(text.as_text() for text in item.evidence),
        basis=item.basis,
        applies_from=_day(item.applies_from),
        applies_from_annex_i=_day(item.applies_from_annex_i),
        literal_date=_day(item.literal_date),
        only_if=_maybe(item.only_if, folder, item.code),
        condition=_text(item.condition),
        on_event=item.on_event,
    )


def _trigger(item: schema.TriggerFile, folder: str) -> d.Trigger:
    rules = tuple(
        d.TriggerRule(r.level, _condition(r.when, folder, item.code), r.ref, _day(r.applies_from)) for r in item.rules
    )
    return d.Trigger(item.code, item.key, item.instrument.as_text(), rules, item.otherwise, item.when_unknown)


def _condition(raw: YamlCondition, folder: str, item: str) -> Condition:
    try:
        return parse_condition(raw)
    except ValueError as error:
        raise ContentError(folder, item, str(error)) from error


def _maybe(raw: YamlCondition | None, folder: str, item: str) -> Condition | None:
    return None if raw is None else _condition(raw, folder, item)


def _text(text: BilingualText | None) -> Text | None:
    return text.as_text() if text else None


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None
