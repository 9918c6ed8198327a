"""The addresses of signing in, passwords and the second step, by allauth."""

from allauth.account import views as allauth_account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

sign_in_urls = [
    path("aanmelden", allauth_account.login, name="account_login"),
    path("afmelden", allauth_account.logout, name="account_logout"),
    path("aanmelden/uit-dienst", allauth_account.account_inactive, name="account_inactive"),
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
