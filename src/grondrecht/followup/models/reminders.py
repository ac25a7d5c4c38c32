"""What people were reminded of, and when: the log of the messages that went out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.models.people import Person
from grondrecht.registry.models.fields import filled


class Digest(models.Model):
    """One message to one person, with everything they are reminded of at once.

    ``sending`` from before the mail server is asked until it took the message; one that was left
    so when the program was ended is let go of later, and its notices with it.
    """

    STATES = (("sending", _("being sent")), ("sent", _("sent")))

    person = models.ForeignKey(Person, models.CASCADE, related_name="digests")
    state = models.CharField(max_length=10, choices=STATES, default="sending")
    subject = models.CharField(max_length=200)
    message_id = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "person")
        constraints = (
            models.CheckConstraint(
                name="digest_sent_has_a_time",
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state="sending", sent_at__isnull=True),
                violation_error_message=_("A message that was sent has the time it was sent."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.subject}"


class Notice(models.Model):
    """That a person was reminded of a thing, at one stage: once, as the database sees to.

    ``key`` names the thing and the stage, such as ``answer:7 soon:14 2027-02-01``; ``level`` says
    why this person: the thing is theirs, or nobody nearer was found.
    """

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="notices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    title = models.TextField()
    level = models.CharField(max_length=20)

    class Meta:
        ordering = ("digest", "id")
        constraints = (
            models.UniqueConstraint(
                name="notice_once",
                fields=("person", "key"),
                violation_error_message=_("This person was reminded of that already."),
            ),
            filled("notice_says_of_what", "key", "title"),
        )

    def __str__(self) -> str:
        return self.title
