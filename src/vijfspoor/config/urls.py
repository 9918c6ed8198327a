"""Every address of the application. Each page says who may open it; a test refuses one that does not."""

from vijfspoor.api import api
from vijfspoor.config._dossier_urls import dossier_urls
from vijfspoor.config._ethics_urls import ethics_urls
from vijfspoor.config._leadership_urls import leadership_urls
from vijfspoor.config._organisation_urls import organisation_urls
from vijfspoor.config._path import path
from vijfspoor.config._people_urls import people_urls
from vijfspoor.config._sign_in_urls import sign_in_urls
from vijfspoor.config._technology_urls import technology_urls
from vijfspoor.web import health, sign_in
from vijfspoor.web.dossier import decision, desk, intake, permitted_use, register, task
from vijfspoor.web.leadership import means
from vijfspoor.web.organisation import account, administration, maturity, tracks

urlpatterns = [
    path("", desk.home, name="home"),
    path("bureau", desk.desk, name="desk"),
    path("melden", intake.start, name="intake_start"),
    path("melden/<int:number>/overzicht", intake.overview, name="intake_overview"),
    path("melden/<int:number>/lijkt-op", intake.look_alike_page, name="intake_look_alikes"),
    path("melden/<int:number>/overnemen/<int:like>", intake.adopt, name="intake_adopt"),
    path("melden/<int:number>/<slug:page>", intake.page, name="intake_page"),
    path("mag-dit", permitted_use.page, name="permitted_use"),
    path("toepassingen", register.list_page, name="register"),
    path("toepassingen.csv", register.export, name="register_export"),
    path("taken/<int:pk>", task.task, name="task"),
    path("taken/<int:pk>/middelen", means.ask, name="means_ask"),
    path("taken/<int:pk>/overdragen", task.reassign, name="task_reassign"),
    path("bijdragen/<int:pk>/verbeteren", task.correct, name="contribution_correct"),
    path("besluiten/<int:pk>/verbeteren", decision.correct, name="decision_correct"),
    path("sporen", tracks.tracks, name="tracks"),
    path("sporen/rollen/<slug:code>", tracks.role, name="role"),
    path("sporen/matrix", tracks.matrix, name="matrix"),
    path("sporen/kompas", maturity.compass, name="compass"),
    path("sporen/cijfers/<slug:code>", maturity.indicator, name="indicator"),
    path("sporen/<slug:track>", maturity.track, name="track"),
    path("account", account.account, name="account"),
    path("account/afwezig/<int:pk>/intrekken", account.take_back_absence, name="absence_end"),
    path("account/sleutels", account.new_token, name="token_new"),
    path("account/sleutels/<int:pk>/intrekken", account.end_token, name="token_end"),
    path("beheer/mensen", administration.people, name="people"),
    path("beheer/mensen/<int:pk>", administration.person, name="person"),
    path("beheer/mensen/<int:pk>/afwezig", administration.absence, name="person_absence"),
    path(
        "beheer/mensen/<int:pk>/afwezig/<int:absence>/intrekken",
        administration.take_back_absence,
        name="person_absence_end",
    ),
    path("beheer/mensen/<int:pk>/uit-dienst", administration.deactivate, name="person_deactivate"),
    path("beheer/rollen/<int:pk>/beeindigen", administration.end_assignment, name="role_end"),
    path("beheer/audit", administration.audit, name="audit"),
    path("taal", sign_in.language, name="language"),
    path("stap-in", sign_in.step_in, name="step_in"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("api/v1/", api.urls),
    *people_urls,
    *leadership_urls,
    *organisation_urls,
    *technology_urls,
    *ethics_urls,
    *dossier_urls,
    *sign_in_urls,
]
