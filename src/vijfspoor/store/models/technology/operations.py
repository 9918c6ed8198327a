"""Operations: concerns, incidents with the clocks they start, and applications that were stopped."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person


class Incident(models.Model):
    """Incident: something went wrong with an application; its facts decide which clocks run."""

    class Status(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="incidents")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="incidents")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=6, choices=Status.choices, default=Status.OPEN)
    book = models.DateField(help_text="First day of the version of the clocks that counts for this incident.")
    values = models.JSONField(default=dict, help_text="Fact -> ja, nee or a list of options; absent while unknown.")
    moments = models.JSONField(default=dict, help_text="Fact -> ISO moment with its time zone.")
    texts = models.JSONField(default=dict, help_text="What a notification says: what_happened, people, and so on.")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    task = models.OneToOneField(Task, models.PROTECT, related_name="incident")
    lessons = models.TextField(max_length=5000, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "status", "-opened_at"])]

    def __str__(self) -> str:
        return self.title


class IncidentClock(models.Model):
    """Klok van een incident, as its facts last gave it. A row stays, also when new facts end the duty.

    `missed_at` is the first deadline that passed without a notification or a decision; it is never cleared.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="clocks")
    code = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    last_day = models.DateField(null=True, blank=True, help_text="Only for a term that is not in hours.")
    is_binding = models.BooleanField(help_text="False while the law does not apply yet.")
    is_due_at_once = models.BooleanField()
    lapsed_at = models.DateTimeField(null=True, blank=True, help_text="When new facts ended the duty.")
    missed_at = models.DateTimeField(null=True, blank=True)
    told_late_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "code"], name="clock_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["lapsed_at", "deadline"])]

    def __str__(self) -> str:
        return self.code


class ClockEntry(models.Model):
    """Aantekening bij een klok: advice, a notification, or the decision not to notify. Append-only."""

    class Kind(models.TextChoices):
        ADVICE = "advice"
        NOTIFIED = "notified"
        NOT_NOTIFIED = "not_notified"

    clock = models.ForeignKey(IncidentClock, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField(help_text="The moment of the notification itself, else of the entry.")
    reference = models.CharField(max_length=200, blank=True)
    text = models.TextField(help_text="The evidence, the advice or the reasons.")
    advises_to_notify = models.BooleanField(null=True, help_text="Only for advice.")
    deviates = models.BooleanField(default=False, help_text="A decision that does not follow the last advice.")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind="advice") & Q(advises_to_notify__isnull=False))
                | (~Q(kind="advice") & Q(advises_to_notify__isnull=True)),
                name="advice_on_notifying_has_position",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Concern(models.Model):
    """Signaal: someone says that something is wrong. Alike concerns are one case: `part_of` names the first."""

    class Status(models.TextChoices):
        OPEN = "open"
        SETTLED = "settled"
        INCIDENT = "incident"

    class Kind(models.TextChoices):
        COLLEAGUE = "colleague"
        RESIDENT = "resident"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COLLEAGUE)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, blank=True, related_name="concerns")
    about = models.CharField(max_length=200, blank=True, help_text="The reporter's words for an unknown application.")
    what = models.TextField(max_length=2500)
    since = models.DateField(null=True, blank=True)
    affected = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    reporter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="concerns", help_text="Empty for a resident."
    )
    reported_at = models.DateTimeField()
    task = models.OneToOneField(Task, models.PROTECT, related_name="concern")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="concerns")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "status", "-reported_at"]),
            models.Index(fields=["dossier", "status"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=models.F("id")), name="concern_is_no_part_of_itself"
            ),
            models.CheckConstraint(
                condition=Q(kind="colleague", reporter__isnull=False) | Q(kind="resident", reporter__isnull=True),
                name="colleague_has_a_name_resident_has_none",
            ),
        ]

    def __str__(self) -> str:
        return self.what[:80]


class ConcernReply(models.Model):
    """Antwoord aan de melder van een signaal. Append-only."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="replies")
    text = models.TextField(max_length=5000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]


class Suspension(models.Model):
    """Stop: from when to when an application may not be used, and why."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="suspensions")
    reason = models.TextField(max_length=2500)
    stopped_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField()
    resume_reason = models.TextField(max_length=2500, blank=True)
    resumed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(resumed_at__isnull=True), name="one_suspension_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.reason[:80]}"


class IncidentIntervention(models.Model):
    """Ingreep van de directie bij een incident: what is done, and why. Append-only."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="interventions")
    measure = models.TextField(max_length=2500)
    reasons = models.TextField(max_length=2500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.measure[:80]
