"""Every address of the application. Each page says who may open it; a test refuses one that does not."""

from allauth.account import views as allauth_account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path


from vijfspoor.web import (
    account,
    administration,
    decision,
    desk,
    dossier,
    health,
    intake,
    public,
    register,
    sign_in,
    task,
    tracks,
)

urlpatterns = [
    path("", desk.home, name="home"),
    path("bureau", desk.desk, name="desk"),
    path("melden", intake.start, name="intake_start"),
    path("melden/<int:number>/overzicht", intake.overview, name="intake_overview"),
    path("melden/<int:number>/lijkt-op", intake.look_alike_page, name="intake_look_alikes"),
    path("melden/<int:number>/overnemen/<int:like>", intake.adopt, name="intake_adopt"),
    path("melden/<int:number>/<slug:page>", intake.page, name="intake_page"),
    path("toepassingen", register.list_page, name="register"),
    path("toepassingen.csv", register.export, name="register_export"),
    path("toepassingen/<int:number>", dossier.overview, name="dossier"),
    path("toepassingen/<int:number>/kenmerken", dossier.facts, name="dossier_facts"),
    path("toepassingen/<int:number>/wet", dossier.law, name="dossier_law"),
    path("toepassingen/<int:number>/besluiten", dossier.decisions, name="dossier_decisions"),
    path("toepassingen/<int:number>/besluiten/<int:pk>", dossier.decision, name="decision"),
    path("toepassingen/<int:number>/tijdlijn", dossier.timeline, name="dossier_timeline"),
    path("toepassingen/<int:number>/publiceren", dossier.publish, name="dossier_publish"),
    path("taken/<int:pk>", task.task, name="task"),
    path("taken/<int:pk>/overdragen", task.reassign, name="task_reassign"),
    path("bijdragen/<int:pk>/verbeteren", task.correct, name="contribution_correct"),
    path("besluiten/<int:pk>/verbeteren", decision.correct, name="decision_correct"),
    path("sporen", tracks.tracks, name="tracks"),
    path("sporen/rollen/<slug:code>", tracks.role, name="role"),
    path("sporen/matrix", tracks.matrix, name="matrix"),
    path("account", account.account, name="account"),
    path("account/afwezig/<int:pk>/intrekken", account.take_back_absence, name="absence_end"),
    path("account/sleutels", account.new_token, name="token_new"),
    path("account/sleutels/<int:pk>/intrekken", account.end_token, name="token_end"),
    path("beheer/mensen", administration.people, name="people"),
    path("beheer/mensen/<int:pk>", administration.person, name="person"),
    path("beheer/mensen/<int:pk>/uit-dienst", administration.deactivate, name="person_deactivate"),
    path("beheer/rollen/<int:pk>/beeindigen", administration.end_assignment, name="role_end"),
    path("beheer/audit", administration.audit, name="audit"),
    path("openbaar", public.index, name="public_index"),
    path("openbaar/<slug:slug>", public.register, name="public_register"),
    path("openbaar/<slug:slug>/<int:number>", public.application, name="public_application"),
    path("taal", sign_in.language, name="language"),
    path("stap-in", sign_in.step_in, name="step_in"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("aanmelden", allauth_account.login, name="account_login"),
    path("afmelden", allauth_account.logout, name="account_logout"),
    path("wachtwoord", allauth_account.password_change, name="account_change_password"),
    path("wachtwoord/instellen", allauth_account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten", allauth_account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd", allauth_account.password_reset_done, name="account_reset_password_done"),
    path(
        "wachtwoord/nieuw/<uidb36>-<key>",
        allauth_account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar",
        allauth_account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("bevestigen", allauth_account.reauthenticate, name="account_reauthenticate"),
    path("account/tweede-stap", mfa.index, name="mfa_index"),
    path("aanmelden/tweede-stap", mfa.authenticate, name="mfa_authenticate"),
    path("bevestigen/tweede-stap", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/tweede-stap/app", totp.activate_totp, name="mfa_activate_totp"),
    path("account/tweede-stap/app/uit", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/tweede-stap/codes", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/tweede-stap/codes/nieuw",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/tweede-stap/codes/downloaden",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),

]
