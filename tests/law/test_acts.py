"""No authority of the corpus is made to contradict itself."""

from __future__ import annotations

from collections import defaultdict

from advisor import load


def test_commanded_and_forbidden() -> None:
    """
    What one authority commands and what it forbids of the same bearer are two acts.

    Two norms about one act would be reported as a conflict, although both can be kept.
    """
    forbidden: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    commanded: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    norms = (norm for policy in load().law.policies.values() for norm in policy.norms)
    for norm in norms:
        about = (norm.policy, norm.act, norm.bearer)
        if norm.modality.forbids:
            forbidden[about].append(norm.id)
        elif norm.modality.commands:
            commanded[about].append(norm.id)

    both = forbidden.keys() & commanded.keys()
    assert not {about: (forbidden[about], commanded[about]) for about in both}
