"""`advisor what-if`: the difference that other facts make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from advisor.cli.exit_codes import FAILED, exit_code
from advisor.cli.loading import corpus_loader
from advisor.cli.loading.clock import today
from advisor.cli.loading.scenario_input import read_with_profile
from advisor.cli.output.console import open_console
from advisor.cli.parsing.options import (
    AsOf,
    DatesIn,
    EngineOption,
    Engines,
    Plain,
    Policies,
    ProfileFile,
    Tongue,
    spoken,
)
from advisor.cli.parsing.parameters import Argument, Misuse

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.scenarios import Scenario


AS_OF_KEY = "as_of"
_NAME = re.compile(r"\[[^\]]*\]")


def command(  # noqa: PLR0913 - one parameter for each option
    scenario: Annotated[
        str, Argument(metavar="SCENARIO", help="A YAML or JSON file; `-` reads one.")
    ],
    changes: Annotated[
        list[str],
        Argument(
            metavar="FACT=VALUE...",
            help="What to tell otherwise: `tracking.disclosure=in-message`,"
            " `recipient.consented=true` (of every recipient),"
            " `recipient[Opposing counsel].consented=unknown`.",
        ),
    ],
    *,
    as_of: AsOf = None,
    profile: ProfileFile = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Set two opinions side by side, and show only what differs.

    The exit status is that of the changed scenario.
    """
    from advisor.diagnostics import EngineFailure
    from advisor.model.changes import finding_changes as changed
    from advisor.reports.differences import what_if_page

    tongue = spoken(language, dates)
    corpus = corpus_loader.load_corpus(policies, engine=engine.value)
    told = read_with_profile(scenario, corpus, today(), profile, as_of=as_of)
    other = _told_otherwise(told, changes, corpus, own_day=as_of is None)
    day = as_of or told.as_of or today()
    later = as_of or other.as_of or day
    try:
        before = corpus.advise(told, as_of=day)
        after = corpus.advise(_without_overtaken(told, other, corpus, later), as_of=later)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        raise SystemExit(FAILED) from None
    page = what_if_page(before, after, changed(before, after), changes, tongue)
    open_console(plain=plain).show(page)
    raise SystemExit(exit_code(after))


def _told_otherwise(
    scenario: Scenario, changes: list[str], corpus: Corpus, *, own_day: bool = True
) -> Scenario:
    """Apply the changes to the document of a scenario, and read it with the same care."""
    from advisor.corpus import scenario_from
    from advisor.facts.scenario_writer import scenario_document

    before, document = scenario_document(scenario), scenario_document(scenario)
    for change in changes:
        place, equals, value = change.partition("=")
        if not equals:
            raise Misuse(f"`{change}` has no `=`; write fact=value")
        if not value.strip():
            raise Misuse(f"`{change}` has no value; `{place.strip()}=unknown` unsays it")
        fact = _NAME.sub("", place.strip())
        own_day = own_day and place.strip() != AS_OF_KEY
        _tell(document, place.strip(), _value(value, fact, corpus))
    read_again, problems = scenario_from(document, corpus.law, today(), own_day=own_day)
    known = {problem.what for problem in scenario_from(before, corpus.law, own_day=False)[1]}
    corpus_loader.report_diagnostics(item for item in problems if item.what not in known)
    if read_again is None:
        raise SystemExit(FAILED)
    return read_again


def _without_overtaken(before: Scenario, after: Scenario, corpus: Corpus, day: date) -> Scenario:
    """Leave out what the changes overtake: of a tracker that is gone no vendor is left."""
    from advisor.advice.overtaken_facts import overtaken_facts, told_differently

    changed = told_differently(before, after)
    for fact, who in overtaken_facts(corpus.engine, after, changed, day):
        after = after.told(fact, None, who)
    return after


def _value(text: str, fact: str, corpus: Corpus) -> Any:  # noqa: ANN401 - whatever a fact holds
    """Pass a value on as it is written; a judgment is taken for the sake of argument."""
    from advisor.facts.value_parser import parse_flag

    value = parse_flag(text)
    declared = corpus.law.vocabulary.facts.get(fact)
    if declared is None or declared.judgment is None or value is None:
        return text.strip()
    return {
        "value": value,
        "decided_by": "nobody yet",
        "on": today().isoformat(),
        "because": "Assumed, to see what would follow.",
    }


def _tell(document: dict[str, Any], place: str, value: Any) -> None:  # noqa: ANN401
    if place == AS_OF_KEY:
        document[AS_OF_KEY] = value
        return
    from advisor.facts.origins import ORIGINS_KEY

    entity, _, fact = place.partition(".")
    who = ""
    if not fact:
        raise Misuse(f"`{place}` names no fact; write one as `tracking.disclosure`")
    if entity.startswith("recipient[") and "]" in place:
        who, _, fact = place.removeprefix("recipient[").partition("].")
        entity = "recipient"
    if entity != "recipient":
        facts = document.setdefault("facts", {})
        facts.setdefault(entity, {})[fact] = value
        document.get(ORIGINS_KEY, {}).pop(place, None)
        return
    people = document.get("recipients") or []
    if not people:
        raise Misuse(f"no recipient is meant by `{place}`; the scenario lists none")
    for item in _concerned(people, who, place) if who else people:
        item[fact] = value
        item.get(ORIGINS_KEY, {}).pop(fact, None)


def _concerned(people: list[dict[str, Any]], who: str, place: str) -> list[dict[str, Any]]:
    """Return the one recipient whom a name means."""
    from advisor.model.recipient_names import numbered_name, people_called

    names = [str(person.get("name")) for person in people]
    places = people_called(who, names)
    if not places:
        listed = ", ".join(f"`{name}`" for name in names)
        raise Misuse(f"no recipient is meant by `{place}`; the scenario lists {listed}")
    if len(places) > 1:
        meant = " or ".join(f"`recipient[{numbered_name(names[at])}]`" for at in places)
        raise Misuse(f"`{who}` could be any of {len(places)} recipients; write {meant}")
    return [people[places[0]]]
