"""Every address of the application: who may open it, by role and from another organisation.

Generated from the URL configuration: a new address without a decision fails here.
"""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from tests import builders
from tests.suppliers import shop
from vijfspoor.actions.dossier.attach_file import attach_to_dossier
from vijfspoor.actions.ethics.keep_obligation import hand_out
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.actions.leadership.ask_as_resident import ResidentInput, ask_as_resident
from vijfspoor.actions.leadership.handle_woo_request import WooRequestInput, register_woo_request
from vijfspoor.actions.leadership.keep_board_meeting import plan_board_meeting
from vijfspoor.actions.leadership.keep_means import SourceInput, add_means_source
from vijfspoor.actions.leadership.register_council_item import CouncilItemInput, register_council_item
from vijfspoor.actions.leadership.write_council_letter import PromiseInput, mend_council_letter
from vijfspoor.actions.leadership.write_year_account import adopt_year_account, write_year_account
from vijfspoor.actions.organisation.advance_policy import adopt_policy, ask_comments, propose_policy
from vijfspoor.actions.organisation.find_ai import OwnProductInput, add_ai_product, match_software
from vijfspoor.actions.organisation.import_register import read_register
from vijfspoor.actions.organisation.keep_ai_meeting import record_ai_meeting
from vijfspoor.actions.organisation.keep_mandate import MandateInput, give_mandate
from vijfspoor.actions.organisation.keep_need import NeedInput, log_need
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.actions.organisation.send_development import DevelopmentInput, send_development
from vijfspoor.actions.organisation.write_policy import PolicyInput, RuleInput, begin_policy, begin_version, write_rule
from vijfspoor.actions.organisation.write_setup import begin_setup
from vijfspoor.actions.people.keep_module import ModuleInput, keep_module
from vijfspoor.actions.people.keep_path import PathInput, keep_path
from vijfspoor.actions.people.write_plan import PlanInput, write_plan
from vijfspoor.actions.technology.ask_supplier import ask_supplier
from vijfspoor.actions.technology.keep_guideline import GuidelineInput, propose_guideline
from vijfspoor.actions.technology.keep_supplier import add_contact
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.actions.technology.pass_to_supplier import NoticeInput, pass_to_supplier
from vijfspoor.actions.technology.record_release import ReleaseInput, record_release
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.actions.technology.update_incident_facts import FactsInput, update_incident_facts
from vijfspoor.domain.leadership.means import Means
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.leadership.resident import follow_up_token
from vijfspoor.queries.system import visitor
from vijfspoor.store.models import (
    Absence,
    ApiToken,
    Contribution,
    Decision,
    Finding,
    FoundAi,
    RoleAssignment,
    SigningKey,
)

pytestmark = pytest.mark.django_db

ACCESS = {"public", "signed_in", "administrator", "demo"}
PATTERNS = [p for p in get_resolver().url_patterns if isinstance(p, URLPattern)]
OWN = [p for p in PATTERNS if p.callback.__module__.startswith("vijfspoor.web")]
FROM_ALLAUTH = {
    "account_inactive", "account_login", "account_logout", "account_change_password", "account_set_password",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_reauthenticate", "mfa_index", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip

CODES = {
    "indicator": "O1",
    "assessment_section": "a",
    "obligation": "OB-LIT-1",
    "questionnaire_source": "dpia",
    "incident_clock": "AVG_33",
    "guideline_exception": "REUSE_FIRST",
    "policy_rule": "K1-1",
    "policy_rule_drop": "K1-1",
    "setup_row": "M07",
    "checklist_evidence": "instruction",
    "finding_code": "V-ORG-02",
    "contract_clause": "EXIT",
    "lesson": "what-ai-is",
    "certificate_pdf": "what-ai-is",
    "certificate_odt": "what-ai-is",
    "literacy_dilemma": "quick-letter",
    "certificate_badge": "what-ai-is",
    "badge_achievement": "what-ai-is",
    "period_figure": "reported",
}

# Start of the name of an address -> what `pk` in it is. The first that fits counts.
KINDS = {
    "assessment": "assessment",
    "attachment": "attachment",
    "concern": "concern",
    "confirmation": "confirmation",
    "team": "team",
    "incident": "incident",
    "user_group": "user_group",
    "release_judge": "release_judge",
    "finding": "finding",
    "scan_round": "scan_round",
    "self_scan": "scan_round",
    "literacy_plan": "literacy_plan",
    "learning_module": "module",
    "learning_path": "path",
    "learning": "learning",
    "campaign": "campaign",
    "council_item": "council_item",
    "own_guideline": "own_guideline",
    "policy": "policy",
    "need": "need",
    "development": "development",
    "register_import": "register_import",
    "found_ai": "found_ai",
    "ai_product": "ai_product",
    "setup": "setup",
    "mandate_": "mandate",
    "data_": "data_flow",
    "board_meeting": "board_meeting",
    "board_letter": "letter_draft",
    "minutes": "board_meeting",
    "supplier_request": "request",
    "supplier": "supplier",
    "product": "supplier",
    "contract": "supplier",
    "template": "product_row",
    "woo_request": "woo_request",
    "means_source": "means_source",
    "means_": "measure",
    "ai_meeting": "ai_meeting",
}

# Start of the name of an address -> which version it is about, where that is a number.
VERSIONS = {"minutes": 1, "woo": 1, "year_account": 1, "public_policy": 2}


def test_every_address_says_who_may_open_it():
    undecided = [p.name for p in PATTERNS if getattr(p.callback, "access", None) not in ACCESS]

    assert set(undecided) == FROM_ALLAUTH


def policy_with_rule(town):
    version = begin_policy(town.actor("policy_adviser"), PolicyInput("Beleid", "board", "Tekst.", date(2028, 1, 1)))
    write_rule(town.actor("policy_adviser"), version, RuleInput("Er is een eigenaar.", test="owner=ja"))
    return version


def adopted_twice(town):
    writer, version = town.actor("policy_adviser"), None
    for _number in (1, 2):
        given = PolicyInput("Waarden", "board", "Tekst.", date(2028, 1, 1))
        version = begin_version(writer, version.policy) if version else begin_policy(writer, given)
        ask_comments(writer, version, writer.today)
        propose_policy(writer, version)
        adopt_policy(town.actor("executive_board"), version, reasons="Goed.", decided_on=writer.today)
    return version


def found_ai_in(town):
    match_software(town.actor("information_manager"), "cmdb.csv", b"Naam;Leverancier\nChatGPT;OpenAI\n")
    return FoundAi.objects.get()


@pytest.fixture
def scene(town):
    """A decided dossier, a draft and an open task, to fill in every address with."""
    decided = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, decided)
    letter = builders.sent_letter(
        town,
        builders.letter_draft(town, builders.decided(town, decided)),
        PromiseInput("Wij schrijven u", builders.NOW.date()),
    )
    busy = builders.reported(town, builders.CV_RANKER)
    builders.fulfil(town, busy)
    draft = builders.draft(town.actor("user"), builders.SPELL_CHECKER)
    assessment = start_assessment(town.actor("privacy_officer"), decided, "dpia")
    concern = report_concern(town.actor("user"), ConcernInput("Verkeerde datum."), decided)
    privacy = actor_for(town.holders["privacy_officer"], timezone.now())
    incident = open_incident(privacy, decided, IncidentInput("Lek", "Een lek.", privacy.now))
    update_incident_facts(privacy, incident, FactsInput(values={"personal_breach": "ja"}))
    attachment = attach_to_dossier(town.actor("privacy_officer"), decided, ContentFile(b"%PDF-1.7", name="bewijs.pdf"))
    manager = town.actor("application_manager")
    refresh_findings(privacy.now + timedelta(days=400))
    finding = Finding.objects.filter(dossier=decided).first()
    supplied = shop(town)
    asked = ask_supplier(actor_for(town.holders["procurement_officer"], timezone.now()), supplied.product, days=14)
    return {
        "user_group": keep_user_group(manager, decided, UserGroupInput("Balie", 3, "Instructie", 3)),
        "own_guideline": propose_guideline(town.actor("architect"), GuidelineInput("Naam", "Zo.", "Daarom.")),
        "policy": policy_with_rule(town),
        "adopted_policy": adopted_twice(town),
        "need": log_need(town.actor("information_adviser"), NeedInput("Nood", "Hulp.", town.team, date(2026, 1, 1))),
        "development": send_development(
            town.actor("information_adviser"), DevelopmentInput("law", "Wet", "Tekst.", "Stb.", roles=("ciso",))
        ),
        "register_import": read_register(
            town.actor("information_manager"), "lijst.csv", b"Naam;Eigenaar\nRouter;Piet\n"
        ),
        "found_ai": found_ai_in(town),
        "ai_product": add_ai_product(town.actor("information_manager"), OwnProductInput("Balie AI")),
        "setup": begin_setup(town.actor("policy_adviser")),
        "mandate": give_mandate(
            town.actor("department_head"),
            MandateInput("G1", holder=town.holders["ciso"], valid_until=builders.NOW.date() + timedelta(days=9)),
        ),
        "data_flow": builders.data_flow(town, decided),
        "release_judge": record_release(manager, decided, ReleaseInput("2.0", manager.today, "Nieuw.", "unknown")),
        "supplier": supplied.supplier,
        "product_row": supplied.product,
        "request": asked.request,
        "token": asked.token,
        "contract": supplied.contract(decided),
        "contact": add_contact(supplied.buyer, supplied.supplier, name="Kim"),
        "notice": pass_to_supplier(
            manager, concern, NoticeInput(f"s{supplied.supplier.pk}", "Herstelt u dit?", date(2026, 12, 7))
        ),
        "board_meeting": plan_board_meeting(town.actor("executive_board"), builders.NOW.date()),
        "letter_draft": mend_council_letter(town.actor("policy_adviser"), letter),
        "council_item": register_council_item(
            town.actor("council"),
            CouncilItemInput("motion", "Motie", "Leg uit.", "", builders.NOW.date(), builders.NOW.date()),
        ),
        "resident": ask_as_resident(visitor(town.organisation, builders.NOW), ResidentInput("Wie kijkt mee?"), decided),
        "means_source": add_means_source(
            town.actor("executive_board"), SourceInput("Dienstverlening", Means(100, 5000), builders.NOW.year)
        ),
        "measure": hand_out(
            town.actor("legal_adviser"), decided, "OB-LIT-1", town.holders["ciso"], builders.NOW.date()
        ),
        "town": town,
        "decided": decided,
        "busy": busy,
        "draft": draft,
        "assessment": assessment,
        "concern": concern,
        "incident": incident,
        "attachment": attachment,
        "scan_round": builders.scan_round(town),
        "literacy_plan": write_plan(
            town.actor("hr_adviser"), PlanInput(2026, 2029, 80, "Meer weten.", "Elk jaar.", {})
        ),
        "finding": finding,
        "learning": builders.learning(town),
        "team": town.team,
        "absence": Absence.objects.create(
            organisation=town.organisation,
            person=town.holders["ciso"],
            stand_in=town.holders["architect"],
            starts_on=builders.NOW.date(),
            ends_on=builders.NOW.date(),
        ),
        "confirmation": builders.asked_to_confirm(town),
        "campaign": builders.campaign(town),
        "module": keep_module(
            town.actor("hr_adviser"),
            ModuleInput("course", "Cursus", "Les.", "https://cursus.example", 60, builders.NOW.date(), "list"),
        ),
        "signing_key": SigningKey.objects.create(organisation=town.organisation, public={}, made_at=builders.NOW),
        "path": keep_path(town.actor("hr_adviser"), PathInput("Nieuw", ("what-ai-is",), 30)),
        "ai_meeting": record_ai_meeting(
            town.actor("information_manager"), builders.NOW.date(), roles=["ciso"], notes={}, general="Besproken."
        ),
        "account": adopt_year_account(
            town.actor("executive_board"), write_year_account(town.actor("policy_adviser"), 2026, {"summary": "Veel."})
        ),
        "woo_request": register_woo_request(
            town.actor("legal_adviser"),
            decided,
            WooRequestInput("Z-1", "Alles.", builders.NOW.date(), town.holders["legal_adviser"]),
        ),
    }


def _address(pattern, scene):
    names = set(pattern.pattern.converters)
    values = {
        "number": _number(pattern.name, scene),
        "page": "use",
        "like": scene["decided"].number,
        "other": scene["busy"].number,
        "code": CODES.get(pattern.name, "ciso"),
        "track": "organisation",
        "risk": 1,
        "policy": scene["adopted_policy"].policy.number,
        "version": next((n for start, n in VERSIONS.items() if pattern.name.startswith(start)), "2026-11-01"),
        "year": 2026,
        "quarter": 4,
        "old": "2024-08-01",
        "new": "2026-07-27",
        "demand_number": 1,
        "item": "classification",
        "period": "2026-4",
        "gate": "G6",
        "slug": scene["town"].organisation.slug,
        "route": "rood",
        "product": scene["product_row"].pk,
        "contract": scene["contract"].pk,
        "contact": scene["contact"].pk,
        "notice": scene["notice"].pk,
        "absence": scene["absence"].pk,
        "file": 1,
        "token": follow_up_token(scene["resident"]) if pattern.name == "resident_follow_up" else scene["token"],
        "key": scene["signing_key"].key_id,
        "pk": _pk(pattern.name, scene),
    }
    return reverse(pattern.name, kwargs={name: values[name] for name in names})


def _number(name, scene):
    if name.startswith("council_letter"):
        return 1
    return scene["draft"].number if name.startswith("intake") else scene["decided"].number


def _pk(name, scene):
    town = scene["town"]
    if name in ("task", "task_reassign"):
        return scene["busy"].tasks.get(kind="decide").pk
    if name == "contribution_correct":
        return Contribution.objects.first().pk
    if name in ("decision", "decision_pdf", "decision_odt", "decision_correct"):
        return Decision.objects.filter(dossier=scene["decided"], gate="G4").get().pk
    kind = next((kind for kind in KINDS if name.startswith(kind)), None)
    if kind:
        return scene[KINDS[kind]].pk
    if name == "role_end":
        return RoleAssignment.objects.filter(organisation=town.organisation).first().pk
    if name == "token_end":
        return ApiToken.objects.count() + 1
    return town.holders["ciso"].pk


def _client(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_visitor_sees_public_pages_only(scene):
    for pattern in OWN:
        response = Client().get(_address(pattern, scene))
        access = pattern.callback.access
        if access in ("public", "demo"):
            assert response.status_code in (200, 302, 405), pattern.name
            assert "/aanmelden" not in response.headers.get("Location", ""), pattern.name
        else:
            assert response.status_code == 302, pattern.name
            assert response.headers["Location"].startswith("/aanmelden"), pattern.name


@pytest.mark.parametrize(
    "role", ["user", "ciso", "department_head", "council", "data_protection_officer", "hr_adviser"]
)
def test_only_the_administrator_opens_administration_and_no_page_breaks(scene, role):
    client = _client(scene["town"].holders[role])

    for pattern in OWN:
        status = client.get(_address(pattern, scene)).status_code
        if pattern.callback.access == "administrator":
            assert status == 403, pattern.name
        else:
            assert status in (200, 302, 403, 404, 405), pattern.name


def test_a_stranger_from_another_organisation_reaches_nothing(scene, other_town):
    for person in (*other_town.holders.values(), other_town.administrator):
        client = _client(person)
        for pattern in OWN:
            if not {"number", "pk"} & set(pattern.pattern.converters) or pattern.callback.access == "public":
                continue
            for send in (client.get, client.post):
                response = send(_address(pattern, scene))
                assert response.status_code in (403, 404, 405), (person.name, pattern.name, response.status_code)


def test_the_council_sees_what_was_decided_and_no_advice(scene):
    client = _client(scene["town"].holders["council"])

    assert client.get(reverse("dossier", args=[scene["busy"].number])).status_code == 404
    page = client.get(reverse("dossier_decisions", args=[scene["decided"].number]))
    assert page.status_code == 200
    assert "Onderbouwing" not in page.content.decode()


def test_a_user_without_a_governance_role_reads_no_advice_of_others(scene):
    page = _client(scene["town"].holders["user"]).get(reverse("dossier_decisions", args=[scene["busy"].number]))

    assert "Onderbouwing" not in page.content.decode()


def test_stepping_in_exists_in_demo_mode_only(scene, settings):
    settings.DEMO = False

    assert Client().get(reverse("step_in")).status_code == 404
    assert Client().post(reverse("step_in"), {"person": scene["town"].holders["ciso"].pk}).status_code == 404


def test_pages_carry_a_strict_policy_and_no_page_goes_to_another_site(scene):
    response = Client().get("/")

    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    for target in ("https://elders.example/", "//elders.example", "/\\elders.example"):
        assert Client().post(reverse("language"), {"language": "en", "next": target}).headers["Location"] == "/"


def test_what_people_type_is_never_run(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER, name="<script>alert(1)</script>")
    client = _client(town.holders["user"])

    page = client.get(reverse("dossier", args=[dossier.number])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_export_never_starts_a_formula(town):
    builders.reported(town, builders.SPELL_CHECKER, name="=HYPERLINK(1)")

    body = b"".join(_client(town.holders["user"]).get(reverse("register_export")).streaming_content).decode()
    assert "'=HYPERLINK(1)" in body
