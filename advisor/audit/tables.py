"""The tables that an audit takes and gives, by their Arrow schemas."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa

from advisor.values import dataclass, field

_TEXTS = pa.list_(pa.string())

MAIL = pa.schema(
    [
        pa.field("source", pa.string(), nullable=False),
        pa.field("data", pa.large_binary()),
        pa.field("damage", pa.string()),
    ]
)
"""
What `advisor.audit.batch_audit.audited` takes: files of mail.

`source` says where the file lies, `data` holds its bytes as they lie there (one message, an
Outlook file, or a whole mailbox), and `damage`, in place of `data`, why it could not be had.
Other columns are ignored, `damage` may be left out, and `data` may be `binary`.
"""

MESSAGES = pa.schema(
    [
        ("message", pa.string()),
        ("scenario", pa.string()),
        ("damage", pa.string()),
        ("message_id", pa.string()),
        ("copy_key", pa.string()),
        ("copy", pa.bool_()),
        ("date", pa.date32()),
        ("direction", pa.string()),
        ("sender", pa.string()),
        ("sender_domain", pa.string()),
        ("recipients", _TEXTS),
        ("recipient_domains", _TEXTS),
        ("recipient_roles", _TEXTS),
        ("tracked", pa.bool_()),
        ("mechanisms", _TEXTS),
        ("signals", _TEXTS),
        ("unclear", _TEXTS),
        ("gaps", _TEXTS),
        ("vendors", _TEXTS),
        ("trackers", _TEXTS),
        ("matters", _TEXTS),
        ("as_of", pa.date32()),
        ("verdict", pa.string()),
        ("because", pa.string()),
        ("weight", pa.string()),
        ("relies_on", pa.string()),
        ("coverage", pa.string()),
        ("facts", pa.string()),
    ]
)
"""
One row for each message, or for each row of a table of scenarios.

`message` says where it stands (`inbox.mbox#12`) and is the key of the row; `scenario` is the
name that a row of a table has. `damage` says why it could not be read, or on what its matters
disagree, and then nothing else is known of it. `copy_key` is the same of copies of one message, and
null where it has no identifier; of these the first one counts, and `copy` is true of the others,
which have no findings; null where copies were not looked for. `tracked` is null where that cannot
be told, `mechanisms` likewise. `signals` are present, `unclear` those of which a message does not
tell, and `gaps` say why. `vendors` and `trackers` (domains) are seen where something was found
that tracks. `because` says why the verdict is given (policy language, section 8): of `verify`, what
was not read. `coverage` is by what the least looked-at topic was looked at that it raises: `read`,
`model-rule` or `nothing`; null where it raises none. `recipient_roles` has the role of each
recipient, empty where nobody told it. `matters` are the names of those it belongs to, null
where no matters were told. `facts` is what was told to the law, as JSON without names, free
text or the date.
"""

FINDINGS = pa.schema(
    [
        ("message", pa.string()),
        ("norm", pa.string()),
        ("jurisdiction", pa.string()),
        ("recipient", pa.int16()),
        ("recipient_name", pa.string()),
        ("outcome", pa.string()),
        ("applies", pa.string()),
        ("source", pa.string()),
        ("weight", pa.string()),
        ("verified", pa.string()),
        ("set_aside", pa.bool_()),
    ]
)
"""
One row for each finding, those of one message together.

`message` is that of `MESSAGES`; `recipient` counts the recipients of the message from 0, and
is null where the finding is about the message; the others are as in `Corpus.advise_many`.
"""


@dataclass(frozen=True, slots=True)
class Worked:
    """
    The answers to one batch: tables of the schemas `MESSAGES` and `FINDINGS`.

    `left` counts by suffix the files of the batch that are no mail.
    """

    messages: pa.Table
    findings: pa.Table
    left: Counter[str] = field(default_factory=Counter)
