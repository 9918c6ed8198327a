"""`vijfspoor jobs`: the worker for reminders, escalations and mail."""

import logging
import time
from datetime import UTC, datetime

import click

from vijfspoor.cli import _django

logger = logging.getLogger(__name__)


@click.command()
@click.option("--once", is_flag=True, help="Do one round and stop.")
@click.option("--every", default=60, show_default=True, help="Seconds between two rounds.")
def jobs(once: bool, every: int) -> None:
    """Remind, escalate, look for findings and send mail, round after round.

    Safe to run more than once at a time, and to kill.
    """
    _django.start()
    while True:
        _round()
        if once:
            return
        time.sleep(every)


def _round() -> None:
    from django.db import DatabaseError, close_old_connections

    from vijfspoor.actions.dossier.keep_life import keep_life
    from vijfspoor.actions.leadership.follow_council import mail_followers
    from vijfspoor.actions.leadership.keep_confirmations import keep_confirmations
    from vijfspoor.actions.leadership.keep_residents import keep_residents
    from vijfspoor.actions.organisation.advance_setup import keep_setups
    from vijfspoor.actions.organisation.keep_deadlines import keep_deadlines
    from vijfspoor.actions.organisation.keep_indicators import keep_indicators
    from vijfspoor.actions.organisation.keep_terms import keep_terms
    from vijfspoor.actions.organisation.refresh_findings import refresh_findings
    from vijfspoor.actions.organisation.run_imports import run_imports
    from vijfspoor.actions.organisation.send_messages import send_messages
    from vijfspoor.actions.people.keep_campaigns import keep_campaigns
    from vijfspoor.actions.people.keep_learning import keep_learning
    from vijfspoor.actions.people.keep_scans import keep_scans
    from vijfspoor.actions.technology.keep_exceptions import keep_exceptions
    from vijfspoor.actions.technology.keep_supplier_dates import keep_supplier_dates

    now = datetime.now(UTC)
    close_old_connections()
    try:
        # First, because somebody waits for it.
        counts = {"rows imported": run_imports(now)}
        counts |= {"set-ups started": keep_setups(now)}
        counts |= keep_terms(now) | keep_life(now) | keep_scans(now) | keep_learning(now)
        counts |= {"deadlines missed": keep_deadlines(now), "exceptions ended": keep_exceptions(now)}
        counts |= {"confirmations asked": keep_confirmations(now)}
        counts |= keep_campaigns(now)
        counts |= {"supplier dates": keep_supplier_dates(now)}
        counts |= {f"findings {what}": number for what, number in refresh_findings(now).items()}
        # After the findings, which some indicators count.
        counts |= {"indicators kept": keep_indicators(now)}
        counts |= {"resident addresses removed": keep_residents(now), "followers told": mail_followers(now)}
        sent = send_messages(now)
    except DatabaseError:
        # A database that is briefly away must not end the worker; the next round does the same work again.
        logger.exception("this round of the jobs failed and is tried again")
        return
    logger.info("%s, mails sent %s", ", ".join(f"{what} {n}" for what, n in counts.items()), sent)
