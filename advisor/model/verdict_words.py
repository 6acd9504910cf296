"""The one word of each verdict, wherever it is said."""

from __future__ import annotations

from advisor.i18n import messages
from advisor.model.opinions import Verdict

VERDICTS = messages(
    "verdict",
    {
        Verdict.STOP: "STOP",
        Verdict.VERIFY: "VERIFY",
        Verdict.UNSETTLED: "UNSETTLED",
        Verdict.ASK: "ASK",
        Verdict.CLEAR: "CLEAR",
    },
)
