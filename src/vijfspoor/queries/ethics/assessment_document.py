"""An assessment on paper: every answer with where it comes from, the risks before and after, demands and verdict."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Note, Paragraph, Table
from vijfspoor.queries.ethics.assessment import SectionView, Sheet, consults_authority, demands, risks, sheet
from vijfspoor.queries.ethics.assessment_wording import answer_text, assessment_status, where_from
from vijfspoor.queries.wording import day, role_name, say
from vijfspoor.store.models import Assessment


def assessment_document(assessment: Assessment, language: str) -> Document:
    """Return the assessment as it stands; what was handed in as oversight saw it is in the trail."""
    dossier = assessment.dossier
    newest = assessment.accepted_at or assessment.submitted_at or assessment.started_at
    with override(language):
        view = sheet(assessment, timezone.localdate(newest))
        moments = [newest, *(row.known.at for row in view.rows() if row.known and row.known.at)]
        return Document(
            title=_("%(assessment)s of %(name)s") % {"assessment": say(view.questionnaire.title), "name": dossier.name},
            subtitle=assessment_status(assessment.status),
            language=language,
            organisation=dossier.organisation.name,
            dated=timezone.localdate(max(moments)),
            identifier=f"{dossier.organisation.slug}-{dossier.number}-toets-{assessment.pk}",
            blocks=(
                *_opening(assessment, view),
                *(block for part in view.sections for block in _section(part, language)),
                *_risks(assessment, view),
                *_demands(assessment, language),
            ),
        )


def _opening(assessment: Assessment, view: Sheet) -> list[Block]:
    form = view.questionnaire
    pairs = [
        (_("Performs"), f"{role_name(form.performer)}: {assessment.performer.name}"),
        (_("Oversees"), role_name(form.overseer) if form.overseer else ""),
        (_("Started"), day(assessment.started_at)),
        (_("Accepted"), _accepted(assessment)),
        (_("Valid until"), day(assessment.valid_until)),
        (_("Version"), day(assessment.version)),
        (_("Source"), form.source),
    ]
    return [Facts(tuple((label, value) for label, value in pairs if value))]


def _accepted(assessment: Assessment) -> str:
    if assessment.accepted_by is None:
        return ""
    return f"{day(assessment.accepted_at)}, {assessment.accepted_by.name}"


def _section(part: SectionView, language: str) -> list[Block]:
    blocks: list[Block] = [Heading(say(part.section.title))]
    for row in part.rows:
        blocks.append(Heading(say(row.question.text), 2))
        if row.known is None:
            blocks.append(Paragraph(_("No answer yet")))
            continue
        blocks.append(Paragraph(answer_text(row, row.known.value), "" if language == "nl" else "nl"))
        blocks.append(Paragraph(f"{_('part')} {row.question.part} · {where_from(row.known)}"))
    return blocks


def _risks(assessment: Assessment, view: Sheet) -> list[Block]:
    found = risks(assessment)
    if not found:
        return []
    header = (_("What can go wrong"), _("For whom?"), _("Before"), _("Measures"), _("After"))
    rows = tuple(
        (
            risk.what,
            risk.whom,
            str(risk.score),
            "; ".join(f"{measure.text} ({day(measure.task.due_on)})" for measure in risk.measures.all()),
            str(risk.score_after),
        )
        for risk in found
    )
    blocks: list[Block] = [
        Heading(_("Risks")),
        Table(_("Likelihood times impact, each 1 to 4. From 9 a risk is high."), header, rows, (5, 3, 1, 5, 1)),
    ]
    if consults_authority(view.questionnaire, found):
        blocks.append(Note(_("A high risk is left. The supervisory authority must be consulted first (GDPR Art. 36).")))
    return blocks


def _demands(assessment: Assessment, language: str) -> list[Block]:
    asked = demands(assessment)
    if not asked:
        return []
    items = tuple(
        ListItem(f"{row.number}. {row.text}", _("met") if row.met_at else _("open"), _answered(row.answer))
        for row in asked
    )
    return [Heading(_("Demands of oversight")), Listing(items)]


def _answered(answer: str) -> tuple[ListItem, ...]:
    return (ListItem(answer),) if answer else ()
