"""The facts by which a consent to tracking, and its withdrawal, are told of a recipient."""

from __future__ import annotations

HAS_CONSENTED = "recipient.consented"
CONSENTED_ON = "recipient.consented_on"
CONSENT_BEFORE_SENDING = "recipient.consent_before_sending"
CONSENT_RECORDED = "recipient.consent_recorded"
CONSENT_WITHDRAWN = "recipient.consent_withdrawn"
WITHDRAWN_ON = "recipient.withdrawn_on"
WITHDRAWN_BEFORE_SENDING = "recipient.withdrawn_before_sending"
