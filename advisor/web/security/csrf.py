"""Proof that a form was sent by somebody who was shown it here."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from advisor.values import dataclass, field, replace
from advisor.web.error_pages import ErrorAnswer, RequestRefused

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "advisor_seed"
FIELD = "token"
_SEED = 32

STALE = ErrorAnswer(
    403,
    "stale-form",
    "this form cannot be proved to come from here",
    "the program was started again since the page was opened, or the browser keeps no cookies",
    "go back, open the page again from the menu, and reopen your scenario from its file",
)
STALE_HERE = replace(
    STALE,
    what="the program was started again since this page was opened",
    why="each start makes its own proof that a form comes from here, so the old one is void",
    fix="go on with the button below; nothing of your scenario is lost",
)


class StaleForm(RequestRefused):
    """A form that our own page sent before the program was started again."""

    def __init__(self, state: str) -> None:
        super().__init__(STALE_HERE)
        self.state = state


@dataclass(frozen=True)
class CsrfProtection:
    """
    Binds each form to the browser that was shown it.

    The browser keeps a random seed that only this site gets to see; the form carries what
    the seed makes with a secret of this process. Neither alone is worth anything.
    """

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(_SEED), repr=False)

    def seed(self, request: Request) -> str:
        """Return the seed of this browser, a new one where it has none."""
        known = request.cookies.get(COOKIE, "")
        return known if self._is_seed(known) else secrets.token_hex(_SEED)

    def token(self, seed: str) -> str:
        """Make what goes into the form."""
        return hmac.new(self.secret, seed.encode(), sha256).hexdigest()

    def check(self, request: Request, token: object) -> None:
        """Raise `RequestRefused` unless the form was made for this browser."""
        seed = request.cookies.get(COOKIE, "")
        if not self._is_seed(seed) or not isinstance(token, str):
            raise RequestRefused(STALE)
        if not hmac.compare_digest(self.token(seed).encode(), token.encode()):
            raise RequestRefused(STALE)

    def keep(self, response: Response, seed: str, request: Request) -> None:
        """Return the seed to the browser, for this site alone."""
        response.set_cookie(
            COOKIE,
            seed,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
            path="/",
        )

    @staticmethod
    def _is_seed(text: str) -> bool:
        return len(text) == _SEED * 2 and all(item in "0123456789abcdef" for item in text)
