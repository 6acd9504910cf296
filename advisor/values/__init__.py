"""
Dataclasses that write their methods when these are first called.

The standard library compiles half a dozen methods for each class as it is defined. A
start of this program defines a hundred classes and makes values of half of them, and so
paid as much for methods that nobody calls as for an answer. What is declared here is
declared as there, reads the same to a type checker, and is a dataclass to whoever asks
`dataclasses` about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace
else:
    from advisor.values.declaring import dataclass, field
    from advisor.values.reading import fields, is_dataclass, replace

__all__ = ["dataclass", "field", "fields", "is_dataclass", "replace"]
