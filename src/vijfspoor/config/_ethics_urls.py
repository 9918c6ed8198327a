"""The addresses of track 5: law, questionnaires and oversight."""

from vijfspoor.config._path import path
from vijfspoor.web.ethics import law, oversight, questionnaires

ethics_urls = [
    path("wet/vragenlijsten", questionnaires.list_page, name="questionnaires"),
    path("wet/vragenlijsten/<slug:code>/<str:version>.yaml", questionnaires.source, name="questionnaire_source"),
    path("wet", law.calendar, name="law_calendar"),
    path("wet/wachtrij", law.queue, name="law_queue"),
    path("wet/regelboeken", law.books, name="law_books"),
    path("wet/regelboeken/<str:old>/<str:new>", law.difference, name="law_difference"),
    path("toezicht", oversight.desk, name="oversight"),
    path("toezicht/steekproef", oversight.draw, name="sample_draw"),
    path("toezicht/steekproef/<int:pk>", oversight.sample, name="sample"),
    path("toezicht/jaarverslag/<int:year>.pdf", oversight.report, {"form": "pdf"}, name="oversight_pdf"),
    path("toezicht/jaarverslag/<int:year>.odt", oversight.report, {"form": "odt"}, name="oversight_odt"),
]
