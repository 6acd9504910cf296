"""Why a statement has the truth it has, down to single facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.truth import Truth
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from advisor.model.conclusions import Conclusion
    from advisor.model.vocabulary import Value


@dataclass(frozen=True, slots=True)
class Proof:
    """
    One node of an explanation.

    `op` is `fact`, `derived`, `all`, `any`, `none`, `some` or `every`; a `fact` and a
    `derived` node name `fact`, the `test` in the author's words and the `value` told.
    `recipient` is the name of the person the node is about, where it is about one.
    `label` names what the node stands for: `governs`, `when`, or an exception. `follows` says
    from what a fact was concluded that nobody told; its `value` is `None` where several remain.
    """

    op: str
    truth: Truth
    of: tuple[Proof, ...] = ()
    fact: str = ""
    test: str = ""
    value: Value | None = None
    recipient: str | None = None
    label: str = ""
    follows: Conclusion | None = None

    def determining(self) -> Proof:
        """
        Keep only the parts that made the truth what it is.

        A false `all` keeps its false parts, a true `any` its true ones; what is unknown
        keeps what is unknown. A derived fact keeps its definition, whose truth is the
        opposite where the test asks for `false`.
        """
        kept = tuple(part.determining() for part in self.of if self._decides(part))
        return replace(self, of=kept)

    def labelled(self, label: str) -> Proof:
        """Return the same node with the name of what it stands for."""
        return Proof(
            self.op,
            self.truth,
            self.of,
            self.fact,
            self.test,
            self.value,
            self.recipient,
            label,
            self.follows,
        )

    def _decides(self, part: Proof) -> bool:
        if self.op == "derived":
            return True
        if self.op == "none":
            return part.truth is self.truth.negated()
        return part.truth is self.truth
