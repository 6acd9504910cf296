"""Every problem that reading law files and scenarios can find, by its stable code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        # the file as such
        "unreadable": "a file or folder cannot be opened",
        "too-large": "a file or a layer is larger than the limit",
        "not-utf8": "a file is not UTF-8 text",
        "byte-order-mark": "a file starts with a byte-order mark",
        "control-character": "a file holds a character that is not text",
        "line-separator": "U+0085, U+2028 or U+2029 stands outside quotation marks",
        "empty-file": "a file says nothing",
        "bad-link": "a link leads out of its layer, back to a folder around it or nowhere",
        "empty-layer": "a layer holds no law",
        # YAML
        "yaml-syntax": "a file is not well-formed YAML",
        "tab-indent": "a line is indented with a tab",
        "several-documents": "a file holds more than one YAML document",
        "duplicate-key": "a mapping has the same key twice",
        "key-not-text": "a key is a number, a truth value, a list or a mapping",
        "merge-key": "a mapping uses the merge key `<<`",
        "explicit-tag": "a value carries a YAML tag",
        "unknown-anchor": "an alias names no anchor, or one that is still open",
        "too-many-aliases": "anchors and aliases go beyond the limit",
        "too-deep": "values or folders are nested beyond the limit",
        # the shape of a file
        "unknown-key": "a mapping has a key that means nothing there",
        "missing-key": "a mapping lacks a key that it needs",
        "wrong-type": "a value is of the wrong kind",
        "bad-value": "a value is not one of those that are allowed",
        "bad-name": "a name is not spelt as names are",
        "bad-date": "a date is not one day of the calendar, written YYYY-MM-DD",
        "empty-period": "a period ends before it begins",
        # names
        "id-not-path": "a file says another name than its path",
        "duplicate-id": "two files, or two entries, claim the same name",
        "unknown-fact": "a fact is not declared in a vocabulary",
        "unknown-option": "a fact has no such option",
        "unknown-act": "an act is not declared in a vocabulary",
        "unknown-bearer": "a bearer is not declared in a vocabulary",
        "unknown-place": "a place code is not known",
        "dangling-reference": "a policy or norm is named that does not exist",
        "other-layer": "a layer touches the law of another layer",
        # what the law says
        "wrong-test": "a test does not fit the type of its fact",
        "empty-condition": "an `all`, `any`, `none`, `some` or `every` holds nothing",
        "misplaced-quantifier": "`some` or `every` speaks of more than recipients",
        "derived-cycle": "derived facts are defined by one another",
        "no-modality": "a norm has no modality",
        "two-modalities": "a norm has more than one modality",
        "missing-compliance": "a command or prohibition does not say when it is kept",
        "needless-compliance": "a norm says when it is kept although it cannot be broken",
        "unknown-hole": "a sentence has a hole that nothing fills",
        "no-citation": "a statement of law has no citation",
        "verified-too-strong": "a norm claims to be better read than its authority",
        "outside-in-force": "a norm claims to be in force when its authority is not",
        "overlapping-dates": "a place is told twice to lie within another",
        "ambiguous-scope": "two unions say when the law of one place governs",
        # a scenario
        "future-as-of": "the as-of date has not come yet",
        "judgment-unrecorded": "a judgment is told without who made it, when and why",
        "told-twice": "a scenario tells one fact twice",
        "misplaced-fact": "a fact of a recipient stands elsewhere, or the reverse",
        "derived-told": "a scenario tells a fact that the law derives",
        "impossible-value": "a number that cannot be true",
        "unknown-recipient": "a case expects something of a recipient it does not have",
    }
)
