"""What happened, as the end of a sentence that begins with a name."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from vijfspoor.queries import wording
from vijfspoor.queries.wording import assessment_name, outcome_name

register = template.Library()


@register.filter
def action_name(event: Any) -> str:
    """Return what happened, as the end of a sentence that begins with a name."""
    data = event.content.get("data", {})
    sentences = {
        "report_started": _("started a report"),
        "report_saved": _("answered a question of the report"),
        "reported": _("handed in the report"),
        "classified": _("triggered a new classification: route %(route)s"),
        "answered": _("answered questions"),
        "described": _("changed the particulars"),
        "contributed": _("contributed as %(role)s"),
        "contribution_corrected": _("corrected a contribution as %(role)s"),
        "decided": _("decided at %(gate)s: %(outcome)s"),
        "decision_corrected": _("corrected the decision at %(gate)s: %(outcome)s"),
        "condition_settled": _("settled a condition"),
        "reassigned": _("gave a task to someone else"),
        "published": _("published version %(version)s"),
        "publication_withdrawn": _("withdrew the public page"),
        "look_alike_adopted": _("took over answers of a look-alike"),
        "reminded": _("was reminded of a task"),
        "escalated": _("escalated a late task"),
        "assessment_started": _("started the %(assessment)s"),
        "assessment_filled_in": _("filled in questions of an assessment"),
        "assessment_submitted": _("handed in the %(assessment)s"),
        "assessment_accepted": _("accepted the %(assessment)s"),
        "assessment_sent_back": _("sent back the %(assessment)s"),
        "assessment_renewal_asked": _("asked to renew the %(assessment)s"),
        "risk_weighed": _("weighed a risk"),
        "risk_dropped": _("took a risk out"),
        "classification_reviewed": _("gave a legal word on the outcome: %(verdict)s"),
        "obligation_assigned": _("made obligation %(code)s a task"),
        "obligation_settled": _("settled obligation %(code)s"),
        "obligation_reopened": _("opened obligation %(code)s again"),
        "rule_book_adopted": _("adopted rule book %(version)s"),
        "finding_became_task": _("made a task of finding %(code)s"),
        "finding_accepted": _("accepted finding %(code)s until %(until)s"),
        "sample_drawn": _("drew a sample"),
        "sample_looked_at": _("looked at it in a sample"),
        "assessment_migrated": _("took the %(assessment)s to a newer version"),
        "questionnaire_added": _("added questionnaire %(code)s, version %(version)s"),
        "demand_answered": _("answered demand %(demand)s"),
        "concern_reported": _("reported that something is wrong"),
        "concern_placed": _("said that a concern is about this application"),
        "concerns_merged": _("made one case of alike concerns"),
        "concern_answered": _("answered the reporter of a concern"),
        "concern_settled": _("settled a concern"),
        "incident_opened": _("opened an incident"),
        "incident_facts": _("recorded facts of an incident"),
        "incident_notified": _("recorded that an incident was notified"),
        "notification_advised": _("advised whether to notify an incident"),
        "incident_not_notified": _("decided not to notify an incident"),
        "incident_closed": _("closed an incident"),
        "application_stopped": _("stopped the application"),
        "application_resumed": _("allowed the application to be used again"),
        "deadline_missed": _("saw the deadline of an incident pass"),
        "guidelines_judged": _("judged the application by %(count)s guidelines"),
        "exception_granted": _("granted an exception to a guideline until %(until)s"),
        "exception_ended": _("saw an exception to a guideline end"),
        "went_live": _("let the application go live"),
        "evidence_given": _("settled a point of the checklist at %(gate)s"),
        "use_ended": _("recorded that the application was switched off"),
        "pilot_ended": _("saw the pilot end without a decision"),
        "pilot_reminded": _("was reminded that the pilot nearly ends"),
        "reassessment_opened": _("opened a reassessment"),
        "retirement_proposed": _("proposed to retire the application"),
        "retirement_decided": _("decided to retire the application"),
        "retirement_called_off": _("decided not to retire the application"),
        "archive_described": _("filled in the metadata of the archive package"),
        "application_archived": _("archived the application and closed the file"),
        "release_recorded": _("recorded a release"),
        "release_judged": _("judged whether a release touches the AI"),
        "setting_recorded": _("recorded a setting or model version"),
        "user_group_kept": _("kept a group of users"),
        "file_attached": _("attached a document"),
        "product_linked": _("said which product this is"),
        "facts_offered": _("proposed answers from the facts of the product"),
        "hidden_ai_reported": _("found AI that is on by default, and opened this report"),
        "file_taken_away": _("took a document away"),
        "framework_adopted": _("adopted the levels of AI literacy, version %(version)s"),
        "scan_sent": _("sent the self-scan"),
        "scan_reminded": _("reminded of the self-scan"),
        "results_imported": _("brought in results of AI literacy"),
        "figures_released": _("published figures on AI literacy"),
        "literacy_plan_written": _("wrote version %(version)s of the plan for AI literacy"),
        "literacy_plan_adopted": _("adopted version %(version)s of the plan for AI literacy"),
    }
    values = {
        "route": data.get("route", ""),
        "role": wording.role_name(data.get("role", "")),
        "gate": wording.gate_name(data["gate"]) if data.get("gate") else "",
        "assessment": assessment_name(data.get("code", "")),
        "demand": data.get("demand", ""),
        "code": data.get("code", ""),
        "verdict": {"confirm": _("confirmed"), "overrule": _("overruled")}.get(data.get("verdict", ""), ""),
        "until": wording.day(data.get("until", "")),
        "outcome": outcome_name(data.get("outcome", "")).lower(),
        "version": data.get("version", ""),
        "count": data.get("count", ""),
    }
    return sentences.get(event.action, event.action) % values
