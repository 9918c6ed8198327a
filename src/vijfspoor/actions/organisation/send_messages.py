"""Verb of the jobs: send the mail that waits in the outbox."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction

from vijfspoor.store.models import Message, OutsideMail

MOST_ATTEMPTS = 8
OUTSIDE_FOR = timedelta(days=3)
logger = logging.getLogger(__name__)


def send_messages(now: datetime, most: int = 200) -> int:
    """Send up to `most` waiting messages and return how many left. A failing mail server is tried again next time.

    Each message is marked in its own transaction after it left, so a crash sends at most one message twice.
    """
    sent = 0
    waiting = Message.objects.filter(sent_at__isnull=True, attempts__lt=MOST_ATTEMPTS).order_by("pk")
    for message in waiting.select_related("recipient")[:most]:
        with transaction.atomic():
            message.attempts += 1
            try:
                EmailMessage(message.subject, message.body, to=[message.recipient.email]).send()
            except (SMTPException, OSError):
                logger.warning("message %s was not sent, attempt %s", message.pk, message.attempts)
            else:
                message.sent_at = now
                sent += 1
            message.save(update_fields=["attempts", "sent_at"])
    return sent + _send_outside(now, most)


def _send_outside(now: datetime, most: int) -> int:
    """Send mail to people without an account. It is removed when it left, and when it never will."""
    sent = 0
    for mail in OutsideMail.objects.order_by("attempts", "pk")[:most]:
        headers = {}
        if mail.unsubscribe:
            # One click, as RFC 8058 says.
            headers = {
                "List-Unsubscribe": f"<{mail.unsubscribe}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
        with transaction.atomic():
            try:
                EmailMessage(mail.subject, mail.body, to=[mail.address], headers=headers).send()
            except (SMTPException, OSError):
                mail.attempts += 1
                logger.warning("mail %s to the outside was not sent, attempt %s", mail.pk, mail.attempts)
                if mail.created_at > now - OUTSIDE_FOR:
                    mail.save(update_fields=["attempts"])
                    continue
            else:
                sent += 1
            mail.delete()
    return sent
