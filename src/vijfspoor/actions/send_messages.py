"""Verb of the jobs: send the mail that waits in the outbox."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction

from vijfspoor.store.models import Message

MOST_ATTEMPTS = 8
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
    return sent
