"""Rules about the policy frameworks of the municipality and who keeps to them."""

from vijfspoor.domain.organisation.finding import FindingRules, Hits, SubjectKind, Watch
from vijfspoor.domain.organisation.linter._hits import for_owner, for_role
from vijfspoor.domain.organisation.picture import DossierPicture
from vijfspoor.domain.organisation.picture_organisation import OrganisationPicture


def rule_not_met(picture: DossierPicture, watch: Watch) -> Hits:
    """A rule of a framework in force asks something of an application that is under way or used."""
    for rule in picture.policy_rules if picture.is_live else ():
        if not rule.is_settled or watch.after(rule.until):
            yield for_owner(picture, SubjectKind.RULE, f"{picture.pk}:{rule.code}", on=picture.pk, text=rule.statement)


def past_review(picture: OrganisationPicture, watch: Watch) -> Hits:
    """A framework in force was to be looked at again on a day that has passed."""
    for policy in picture.policies:
        if watch.after(policy.review_on):
            yield for_role("policy_adviser", SubjectKind.POLICY, policy.pk, text=policy.title, date=policy.review_on)


DOSSIER_RULES: FindingRules = {"V-KAD-01": rule_not_met}
ORGANISATION_RULES: FindingRules = {"V-KAD-02": past_review}
