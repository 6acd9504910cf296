"""Every code that a check of soundness can give, with its meaning in one line."""

CODES = {
    "missing-case": "no case says what a norm does",
    "no-scope": "nothing says when the law of a policy governs",
    "past-review": "an authority is past the day on which it was to be read again",
    "never-true": "a condition asks for two things that exclude each other",
    "same-norm": "two norms of a policy say the same thing under the same conditions",
    "override-cycle": "norms override one another in a circle",
    "unused-fact": "a declared fact is tested by nothing",
}
