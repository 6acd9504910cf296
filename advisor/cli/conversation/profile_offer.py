"""At the end of an interview: what was told of the lawyer and the firm, kept as a profile."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from advisor.atomic_files import write_whole
from advisor.cli.errors import tell_unsaved
from advisor.cli.output.console import echo_err
from advisor.facts.profile import PROFILE_KEY, is_profile_fact
from advisor.facts.scenario_parser import FACTS_KEY
from advisor.facts.scenario_writer import document_text, scenario_document
from advisor.facts.value_parser import FactValueError
from advisor.i18n import message
from advisor.interview.answer_parser import Unread, parse_answer
from advisor.model.scenarios import Scenario, Source
from advisor.model.vocabulary import Fact, FactType

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.cli.conversation.dialogue import Dialogue
    from advisor.model.law import Law

_QUESTION = Fact("firm.profile", FactType.FLAG, "Is this to be kept as a profile?")


def offer_profile(dialogue: Dialogue, path: Path) -> None:
    """
    Ask the person at the terminal whether to keep a profile at `path`, and keep it.

    Nothing is asked where nobody sits there or nothing was told that lasts; nothing is
    written, and no file replaced, without a yes.
    """
    scenario = dialogue.interview.scenario
    text = profile_text(scenario, dialogue.law)
    if not text or dialogue.prepared or not sys.stdin.isatty():
        return
    names = tuple(profile_facts(scenario, dialogue.law))
    said = message(
        "You told of the lawyer or the firm what lasts: {facts}. Keep it as your profile in "
        "{file}, and not be asked again? (y or n; Enter keeps nothing)",
        facts=names,
        file=str(path),
    )
    if not _agreed(said, dialogue):
        return
    if path.exists() and not _agreed(
        message("{file} is there already. Replace it? (y or n)", file=str(path)), dialogue
    ):
        return
    _keep(path, text, dialogue)


def profile_facts(scenario: Scenario, law: Law) -> dict[str, object]:
    """Return what a person told in a scenario and a profile may tell."""
    known = law.vocabulary.facts
    return {
        name: value
        for name, value in scenario.facts.items()
        if name in known
        and is_profile_fact(known[name])
        and scenario.origin(name).source in {Source.TOLD, Source.CONFIRMED}
    }


def profile_text(scenario: Scenario, law: Law) -> str:
    """Write what lasts of a scenario as the file of a profile; empty where there is nothing."""
    names = profile_facts(scenario, law)
    if not names:
        return ""
    lasting = Scenario(facts={name: scenario.facts[name] for name in names})
    facts = scenario_document(lasting)[FACTS_KEY]
    return document_text({PROFILE_KEY: "My practice", FACTS_KEY: facts})


def _agreed(said: str, dialogue: Dialogue) -> bool:
    voice, language = dialogue.voice, dialogue.language
    voice.line()
    voice.line(language.render(said), style="bold")
    typed = dialogue.hearing.answer(voice.prompt(language), _QUESTION.name, None)
    try:
        return bool(
            typed
            and parse_answer(typed, _QUESTION, dialogue.law.places, dialogue.today, language)
            is True
        )
    except (Unread, FactValueError):
        return False


def _keep(path: Path, text: str, dialogue: Dialogue) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, text.encode(), private=True)
    except OSError as error:
        fix = "make the folder yours, or write the file yourself; here it is:"
        tell_unsaved(path, error, fix, text)
        return
    kept = message("kept as {file}; `--profile none` takes no profile", file=str(path))
    echo_err(dialogue.language.render(kept))
