"""The addresses of track 2: the executive board, the council and everything residents read."""

from vijfspoor.api.open_data import open_data
from vijfspoor.config._path import path
from vijfspoor.web import (
    badge,
    board,
    board_letters,
    council,
    council_items,
    council_mail,
    means,
    public,
    public_feed,
    public_policy,
    reports,
    resident,
)

leadership_urls = [
    path("bestuur/agenda", board.agenda, name="board_agenda"),
    path("bestuur/agenda/<int:pk>", board.decision, name="board_decision"),
    path("bestuur/vergaderingen/<int:pk>", board.meeting, name="board_meeting"),
    path("bestuur/vergaderingen/<int:pk>/agenda", board.set_items, name="board_meeting_agenda"),
    path("bestuur/vergaderingen/<int:pk>/verslag/<int:version>/vaststellen", board.adopt, name="minutes_adopt"),
    path(
        "bestuur/vergaderingen/<int:pk>/verslag/<int:version>.pdf", board.document, {"form": "pdf"}, name="minutes_pdf"
    ),
    path(
        "bestuur/vergaderingen/<int:pk>/verslag/<int:version>.odt", board.document, {"form": "odt"}, name="minutes_odt"
    ),
    path("bestuur/middelen", means.overview, name="means"),
    path("bestuur/middelen/bronnen/<int:pk>", means.source, name="means_source"),
    path("bestuur/middelen/bronnen/<int:pk>/stoppen", means.stop_source, name="means_source_stop"),
    path("bestuur/middelen/<int:pk>", means.measure, name="means_of_measure"),
    path("bestuur/brieven", board_letters.list_page, name="board_letters"),
    path("bestuur/brieven/<int:pk>", board_letters.one, name="board_letter"),
    path("bestuur/brieven/<int:pk>/schrijven", board_letters.write, name="board_letter_write"),
    path("bestuur/brieven/<int:pk>/versturen", board_letters.send, name="board_letter_send"),
    path("bestuur/brieven/<int:pk>/niet-nodig", board_letters.not_needed, name="board_letter_not_needed"),
    path("bestuur/brieven/<int:pk>/verbeteren", board_letters.mend, name="board_letter_mend"),
    path("openbaar", public.index, name="public_index"),
    path("openbaar/api/v1/", open_data.urls),
    path("openbaar/<slug:slug>", public.register, name="public_register"),
    path("openbaar/<slug:slug>/wijzigingen.atom", public_feed.changes, name="public_feed"),
    path("openbaar/<slug:slug>/<int:number>", public.application, name="public_application"),
    path("openbaar/<slug:slug>/vraag", resident.ask, name="resident_ask"),
    path("openbaar/<slug:slug>/<int:number>/vraag", resident.ask, name="resident_ask_about"),
    path("openbaar/<slug:slug>/bericht/<str:token>", resident.follow_up, name="resident_follow_up"),
    path("openbaar/<slug:slug>/certificaten", badge.page, name="badges"),
    path("openbaar/<slug:slug>/certificaten/uitgever.json", badge.issuer, name="badge_issuer"),
    path("openbaar/<slug:slug>/certificaten/sleutels/<uuid:key>.json", badge.key, name="badge_key"),
    path(
        "openbaar/<slug:slug>/certificaten/<slug:code>/<str:version>.json", badge.achievement, name="badge_achievement"
    ),
    path("openbaar/<slug:slug>/kaders", public_policy.overview, name="public_policies"),
    path("openbaar/<slug:slug>/kaders/<int:policy>", public_policy.one, name="public_policy"),
    path("openbaar/<slug:slug>/kaders/<int:policy>/<int:version>", public_policy.one, name="public_policy_version"),
    path(
        "openbaar/<slug:slug>/kaders/<int:policy>/<int:version>/verschil",
        public_policy.compare,
        name="public_policy_compare",
    ),
    path("raad", council.index, name="council_index"),
    path("raad/moties", council_items.list_page, name="council_items"),
    path("raad/moties/nieuw", council_items.new, name="council_item_new"),
    path("raad/moties/<int:pk>", council_items.one, name="council_item"),
    path("raad/moties/<int:pk>/terugnemen", council_items.withdraw, name="council_item_withdraw"),
    path("raad/vergaderingen", council_items.meeting, name="council_meeting"),
    path("raad/<slug:slug>", council.council, name="council"),
    path("raad/<slug:slug>/volgen", council_mail.follow, name="council_follow"),
    path("raad/<slug:slug>/volgen/<str:token>", council_mail.confirm, name="council_confirm"),
    path("raad/<slug:slug>/afmelden/<str:token>", council_mail.stop, name="council_stop"),
    path("raad/<slug:slug>/brieven/<int:year>/<int:number>", council.letter, name="council_letter"),
    path("raad/<slug:slug>/brieven/<int:year>/<int:number>.pdf", council.letter_file, name="council_letter_pdf"),
    path("raad/<slug:slug>/verantwoording/<int:year>", reports.public_account, name="public_account"),
    path("raad/<slug:slug>/verantwoording/<int:year>.pdf", reports.public_account_file, name="public_account_pdf"),
]
