"""Reference data in bulk: dossiers with answers, classifications and tasks, copied from the demo's own."""

from datetime import timedelta

from vijfspoor.store.models import Answer, Classification, Dossier, Organisation, Task


def _fields(row, *leave_out):
    return {
        f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in ("id", *leave_out)
    }


def fill(number: int) -> None:
    """Copy the demo's dossiers until there are `number` of them, each with its answers and open tasks."""
    organisation = Organisation.objects.get(slug="lindewaard")
    models = list(Dossier.objects.filter(organisation=organisation).exclude(status="draft").order_by("pk"))
    start = Dossier.objects.filter(organisation=organisation).count()
    copies = [(models[i % len(models)], i) for i in range(max(number - start, 0))]
    made = Dossier.objects.bulk_create(
        (
            Dossier(
                **_fields(model, "number", "name", "changed_at"),
                number=10_000 + i,
                name=f"{model.name} {i}",
                changed_at=model.changed_at - timedelta(minutes=i),
            )
            for model, i in copies
        ),
        batch_size=1000,
    )
    answers = {model.pk: list(model.answers.filter(is_current=True)) for model in models}
    results = {model.pk: model.classifications.order_by("-pk").first() for model in models}
    tasks = {model.pk: list(model.tasks.filter(status="open")) for model in models}
    pairs = [(model, copy) for (model, _), copy in zip(copies, made, strict=True)]
    _copy(Answer, ((a, copy) for model, copy in pairs for a in answers[model.pk]))
    _copy(Classification, ((results[model.pk], copy) for model, copy in pairs if results[model.pk]))
    _copy(Task, ((t, copy) for model, copy in pairs for t in tasks[model.pk]))


def _copy(kind, pairs) -> None:
    kind.objects.bulk_create((kind(**_fields(row, "dossier_id"), dossier=copy) for row, copy in pairs), batch_size=2000)
