"""
The name of every kind of problem.

A code that is not here fails the type check wherever it is emitted. What a code means, how bad
it is and which parts of the program find it stands in `registry`, which tests hold to this list
and to the places that emit a code.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Code: TypeAlias = Literal[
    # the file as such
    "unreadable",
    "too-large",
    "not-utf8",
    "byte-order-mark",
    "control-character",
    "line-separator",
    "empty-file",
    "bad-link",
    "empty-layer",
    # YAML
    "yaml-syntax",
    "tab-indent",
    "several-documents",
    "duplicate-key",
    "key-not-text",
    "merge-key",
    "explicit-tag",
    "unknown-anchor",
    "too-many-aliases",
    "too-deep",
    # the shape of a file
    "unknown-key",
    "missing-key",
    "wrong-indentation",
    "wrong-type",
    "blank",
    "bad-value",
    "bad-name",
    "bad-date",
    "empty-period",
    # names
    "id-not-path",
    "duplicate-id",
    "unknown-fact",
    "unknown-option",
    "unknown-act",
    "unknown-bearer",
    "unknown-place",
    "dangling-reference",
    "other-layer",
    # what the law says
    "wrong-test",
    "empty-condition",
    "misplaced-quantifier",
    "derived-cycle",
    "no-modality",
    "two-modalities",
    "missing-compliance",
    "needless-compliance",
    "unknown-hole",
    "no-citation",
    "verified-too-strong",
    "outside-in-force",
    "overlapping-dates",
    "ambiguous-scope",
    # a scenario
    "future-as-of",
    "judgment-unrecorded",
    "told-twice",
    "misplaced-fact",
    "derived-told",
    "impossible-value",
    "unknown-recipient",
    # the soundness of a corpus
    "missing-case",
    "no-scope",
    "past-review",
    "never-true",
    "same-norm",
    "override-cycle",
    "unused-fact",
    # answers
    "missing-as-of",
    "engine-failure",
    "missing-extra",
    # messages and address books
    "unreadable-message",
    "csv-syntax",
    "contradiction",
    # audits
    "cannot-audit",
    "no-messages",
    "input-changed",
    "cannot-write",
    "disk-full",
    "audit-running",
    "worker-lost",
    "audit-fault",
    "no-spark",
    "spark-failed",
    # receipts
    "receipt-foreign",
    "receipt-version",
    "receipt-damaged",
    # training
    "session-foreign",
    "session-damaged",
    "session-other",
    "no-exercises",
    # what programs and assistants ask
    "too-many",
    "unknown-jurisdiction",
    "unknown-name",
    "unknown-policy",
    # requests
    "bad-parameter",
    "busy",
    "internal-error",
    "invalid-request",
    "json-syntax",
    "rate-limited",
    "strange-host",
    "strange-origin",
    "too-slow",
    "unauthenticated",
    "unknown-page",
    "untrusted-address",
    "wrong-media-type",
    "wrong-method",
    "refused",
    # pages
    "invalid-scenario",
    "no-file",
    "same-jurisdiction",
    "stale-form",
    "too-long",
    "unknown-choice",
    "unknown-format",
    "unknown-person",
    "unreadable-form",
    # training in a room
    "no-room",
    "not-here",
    "not-the-instructor",
    "room-full",
    "this-machine-only",
    "too-many-rooms",
    # commands
    "already-running",
    "bad-catalogue",
    "bad-keys",
    "cannot-listen",
    "file-exists",
    "no-receipts",
    "not-ready",
    "open-interface",
    "unread-answer",
    "weak-key",
]
"""A stable name, by which programs tell problems apart; see `registry.REGISTRY`."""
