"""A certificate on paper: who understood which lesson, when, and of which competence and level it is."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Document, Facts, Paragraph
from vijfspoor.domain.people.lesson import Lesson
from vijfspoor.queries.people.learning import day_passed
from vijfspoor.queries.people.literacy_norm import framework_for
from vijfspoor.queries.wording import day, say
from vijfspoor.store.models import LessonPass


def certificate_document(row: LessonPass, lesson: Lesson, language: str) -> Document:
    """Return the certificate of a lesson that was understood; `row` comes with its person and organisation."""
    person = row.person
    on = day_passed(row)
    framework = framework_for(person.organisation, on)
    with override(language):
        facts = (
            (_("Name"), person.name),
            (_("Lesson"), say(lesson.title)),
            (_("Competence"), say(framework.competences[lesson.competence].name)),
            (_("Level"), f"{lesson.level}: {say(framework.levels[lesson.level].name)}"),
            (_("Passed on"), day(on)),
            (_("Number"), str(row.certificate)),
        )
        said = _("%(name)s read this lesson and showed with the questions to have understood it.")
        return Document(
            title=_("Certificate"),
            subtitle=say(lesson.title),
            language=language,
            organisation=person.organisation.name,
            dated=on,
            identifier=f"{person.organisation.slug}-certificaat-{row.certificate}",
            blocks=(Paragraph(said % {"name": person.name}), Facts(facts)),
        )
