"""What each key of a file is for, in the sentence that an editor shows beside it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from advisor.corpus.schema.cases import (
    CaseModel,
    CasesModel,
    ExpectationModel,
    RelationCaseModel,
    RelationCasesModel,
    TeachingModel,
)
from advisor.corpus.schema.jurisdiction import (
    AdoptionModel,
    JurisdictionModel,
    RefusalModel,
    RowModel,
    StandInModel,
)
from advisor.corpus.schema.parts import (
    CitationModel,
    DerivedFactModel,
    MembershipModel,
    PeriodModel,
    SaidModel,
)
from advisor.corpus.schema.policy import (
    AuthorityModel,
    ExceptionModel,
    NormModel,
    OverrideModel,
    PolicyModel,
    ReadingModel,
)
from advisor.corpus.schema.vocabulary import (
    AftermathStepModel,
    CureModel,
    FactModel,
    HeardValueModel,
    IntakeStepModel,
    JudgmentModel,
    RelationModel,
    TopicModel,
    UsualValueModel,
    VocabularyModel,
)
from advisor.facts.known_schema import ClueModel, MatterModel, MattersModel, ProfileModel
from advisor.facts.scenario_schema import RulingModel, ScenarioModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

_CITES = "Where this was read: pinpoints of this authority, or other policies and norms."
_VERIFIED = "How well the text was read: primary, primary-excerpt, secondary or unverified."
_WHEN = "The condition under which it applies; without it, always."
_MET = "For `must` and `should`: the condition under which the norm is kept."
_BREACHED = "For `must_not` and `should_not`: the condition under which the norm is broken."
_URL = "A web address in full, where the text can be read."
_CAVEAT = "A doubt, printed beside the finding wherever it is printed."
_GOVERNS = "The condition under which its law governs, with the citations that say so."
_FACTS = "What is told, by entity and fact; what is left out is not known."
_PEOPLE = "Who receives the message, one entry each; an empty list says that nobody does."

DESCRIPTIONS: Mapping[type[BaseModel], Mapping[str, str]] = MappingProxyType(
    {
        PolicyModel: {
            "policy": "The id of this policy: the path of the file within `policies/`.",
            "title": "What the instrument is about, in a few words.",
            "authority": "The instrument that the norms stand in.",
            "summary": "One or two sentences that a lawyer would read first.",
            "governs_when": "The instrument's own scope, in place of its jurisdiction's.",
            "derived": "Flags that this instrument defines from other facts, each with citations.",
            "norms": "The paragraphs of the instrument that were read, one entry each.",
            "untranslatable": "What the authority says that this file does not encode.",
        },
        AuthorityModel: {
            "kind": "What sort of instrument it is; this decides how much it weighs.",
            "cite": "How the instrument is cited, in full.",
            "issuer": "Who issued it.",
            "jurisdiction": "The code of the place whose law it is.",
            "verified": "How well, and when, its text was read.",
            "in_force": "From its first day (inclusive) until (exclusive); `{}` where none is"
            " known. A draft has none.",
            "url": _URL,
            "note": "What is special about the text that was read.",
            "review_by": "The day by which it should be read again.",
            "at_most": "The most that it weighs, whatever its kind.",
            "supersedes": "The ids of policies that it took the place of.",
        },
        ReadingModel: {
            "by": _VERIFIED,
            "on": "The day on which it was read.",
        },
        NormModel: {
            "id": "A name for the norm, unique within this file.",
            "act": "What the norm is about: norms conflict about one act only.",
            "bearer": "Whom the norm binds.",
            "must": "What is commanded: completes *the lawyer must ...*; needs `met_if`.",
            "must_not": "What is forbidden: completes *the lawyer must not ...*; needs"
            " `breached_if`.",
            "should": "What is advised: completes *the lawyer should ...*; needs `met_if`.",
            "should_not": "What is advised against: completes *the lawyer should not ...*; needs"
            " `breached_if`.",
            "may": "What is allowed: completes *the lawyer may ...*.",
            "need_not": "What is not asked for: completes *the lawyer need not ...*.",
            "unsettled": "What is disputed: completes *it is unsettled ...*, beginning with"
            " `whether`.",
            "when": _WHEN,
            "met_if": _MET,
            "breached_if": _BREACHED,
            "unless": "Exceptions, each under a name, that lift the norm where they apply.",
            "overrides": "Norms of the same layer that this one sets aside where both apply.",
            "positions": "For `unsettled`: who says what.",
            "cites": "Where the norm was read; its own pinpoint comes first.",
            "because": "Why the norm is what it is, in one sentence.",
            "caveat": _CAVEAT,
            "kind": "What this paragraph is, where it weighs differently from its instrument.",
            "verified": "How well this paragraph was read; never better than its authority.",
            "in_force": "When this paragraph is in force, where that is narrower than its"
            " authority.",
            "topics": "Words under which the index by question lists the norm.",
        },
        ExceptionModel: {
            "means": "What the exception is, as half a sentence.",
            "when": "The condition under which it lifts the norm.",
            "cites": _CITES,
        },
        OverrideModel: {"norm": "The norm that is set aside, as `policy#norm`.", "cites": _CITES},
        CitationModel: {
            "pinpoint": "The place within the authority: a section, a page, a comment.",
            "norm": "A norm, as `policy#norm`, with its own pinpoint unless one is given.",
            "policy": "The id of another policy.",
            "quote": "Words of the authority, as they were seen.",
            "verified": _VERIFIED,
            "since_then": "Says that it came after the text that cites it.",
        },
        PeriodModel: {
            "from": "The first day, or its month or year where the day was not read.",
            "by": "The last day that the first one can have been, where the day was not read.",
            "until": "The day after the last one, or its month or year.",
        },
        MembershipModel: {
            "from": "The first day.",
            "until": "The day after the last one.",
        },
        SaidModel: {"says": "The sentence.", "cites": _CITES},
        DerivedFactModel: {
            "means": "What it means when the flag is true, as a sentence.",
            "when": "The condition under which the flag is true.",
            "serves": "The acts whose norms may build on it; all of them, unless told.",
            "cites": _CITES,
            "verified": _VERIFIED,
        },
        JurisdictionModel: {
            "jurisdiction": "The code of the place: the path of the file within `jurisdictions/`.",
            "name": "What the place is called.",
            "within": "The place or places that it lies within, always.",
            "members": "Places that lie within it for a time, each with its dates.",
            "governs_when": _GOVERNS,
            "members_governed_when": "The same for every place within it that says nothing itself.",
            "exposed_when": "The condition under which its authorities may discipline, whichever"
            " law governs.",
            "members_exposed_when": "The same for every place within it that says nothing itself.",
            "adopts": "Model norms that are law here, each with how it is cited.",
            "stands_for": "Model norms that stand for a local text which was not read.",
            "declines": "Model norms that are known not to be law here.",
            "paragraphs": "What stands under numbers that mean something else in the model; no"
            " adoption is cited by one.",
            "profile": "What is known of the local law, row by row; shown, not evaluated.",
            "notices": "Sentences printed whenever the law of this place governs.",
        },
        AdoptionModel: {
            "as": "How the norm is cited here.",
            "from": "The first day on which it is law here.",
            "by": "The last day that the first one can have been, where the day was not read.",
            "day_unread": "That nothing is known of its first day: it is taken to have one with"
            " the model.",
            "until": "The day after the last one.",
            "verified": _VERIFIED,
            "cites": _CITES,
            "quote": "Words of the local text, as they were seen.",
            "url": _URL,
            "differs": "How it differs from the model; printed with the norm.",
            "when": "The local condition, in place of the model's.",
            "met_if": _MET,
            "breached_if": _BREACHED,
            "text": "The local sentence, in place of the model's.",
            "caveat": _CAVEAT,
        },
        StandInModel: {
            "as": "The citation of the local text, where it was seen.",
            "from": "The first day on which that text stands; before it the model stands for"
            " nothing.",
            "until": "The day after the last one.",
            "verified": "How well it is known that the local text corresponds to the model.",
            "cites": _CITES,
            "url": _URL,
            "note": "What was seen that says so, in one sentence.",
        },
        RefusalModel: {
            "instead": "What stands there instead, in a few words.",
            "verified": _VERIFIED,
            "note": "What is known of the refusal.",
            "cites": _CITES,
        },
        RowModel: {
            "row": "What the row is about.",
            "value": "What is known of it.",
            "verified": _VERIFIED,
            "url": _URL,
            "note": "What a reader should know beside it.",
        },
        VocabularyModel: {
            "vocabulary": "The name of this vocabulary: that of its file.",
            "facts": "What a scenario may tell, as `entity.fact`.",
            "derived": "Flags that are found from other facts.",
            "acts": "What norms can be about: what is done, after *to*; or `says`, and `done`:"
            " by `sending` the message, by `reading` it, or `afterwards`. The law of the day of"
            " sending speaks on the first, that of the day that is asked about on the others.",
            "bearers": "Whom norms can bind, each as a sentence begins.",
            "places": "Codes of places that have no file of their own, each with its name.",
            "typed_as": "What else people type for a place, each with its code.",
            "steps": "What an interview asks for together, in the order of an intake sheet.",
            "relations": "What is true of every possible scenario by the meaning of the words.",
            "sides": "Bearers who act on one side only: on mail that is `sent`, or `received`.",
            "topics": "Subjects that law should have been read on where they are raised.",
            "afterwards": "What can still be done once a message is sent or received.",
            "usual": "What any colleague would assume: shown and confirmed, never silent.",
            "heard_as": "Phrases in which people tell facts, by fact and value.",
            "roles": "What people call those to whom and from whom mail goes, by role.",
            "towns": "Towns and courts that stand for the place in which they lie.",
            "cues": "Words that say that what stands with them is no fact, by kind.",
        },
        HeardValueModel: {
            "value": "The value that the phrases tell; left out where a slot of them holds it.",
            "says": "Phrases that say it.",
            "implies": "Phrases from which a colleague would take it: offered as implied.",
            "follows": "Values of other facts from which a colleague would take it; `*` for any.",
        },
        IntakeStepModel: {
            "id": "A name for the step.",
            "ask": "What the step is about, as a heading.",
            "fields": "The facts it asks for, in this order; `recipients` asks who receives the"
            " message.",
            "asked": "When it comes: first (`opening`), when its answers matter (`ranked`), or"
            " only where nothing else decides a breach (`last`).",
        },
        RelationModel: {
            "id": "The name of the relation, in the whole corpus.",
            "if": "A condition; `recipients: one` or `several` may stand in it too.",
            "then": "What holds wherever the condition does.",
            "never": "What cannot hold where the condition does.",
            "mute": "Facts that do not arise where the condition holds.",
            "because": "Why it can never be otherwise, in a sentence.",
        },
        AftermathStepModel: {
            "id": "A name for the step, unique in the corpus.",
            "do": "What to do, as a sentence to the lawyer.",
            "to_client": "The same as a letter tells it to the client, where it is owed to the"
            " client.",
            "if": "The condition on which there is anything to be done.",
            "acts": "The acts of the norms that call for it, or allow it.",
        },
        TopicModel: {
            "id": "A name for the topic, unique in the corpus.",
            "name": "The topic in words that complete *nothing was read on ...*.",
            "raised_by": "The condition on told facts under which a scenario raises it.",
        },
        UsualValueModel: {
            "id": "The name of the usual value, in the whole corpus.",
            "if": "A condition; `recipients: one` or `several` may stand in it too.",
            "usually": "Facts, each with its usual value; `{same_as: fact}` copies a place.",
            "stratum": "From 1 to 9: a later one reads what the earlier ones gave.",
            "because": "Why a colleague would assume it, in a sentence.",
        },
        FactModel: {
            "type": "What a value of the fact is.",
            "ask": "The question to which the fact is the answer.",
            "help": "What helps to answer it.",
            "options": "For a choice: what can be chosen, each with its label.",
            "control": "Who could change the fact: nobody (`fixed`), the sender (`ours`) or others"
            " (`theirs`).",
            "cure": "How a remedy may change the fact; any way that ends a breach, unless told.",
            "judgment": "For a standard that no fact settles: what to weigh.",
            "wrong": "Whether the question describes a wrong: a yes is then never clear.",
            "known_by": "The fact that people know in the place of this one, from which a usual"
            " value copies it; interviews ask for that one first.",
            "says": "Clauses that tell a value in a sentence: `yes` and `no` of a flag; of any"
            " other an option or `none`, and `is`, with `{answer}`; of a recipient with `{who}`.",
            "tell_client": "Whether a letter to the client tells what is known of the fact.",
            "ask_client": "The question, to the client, by which a letter asks for the fact.",
            "lasting": "Whether the answer is the same from message to message, so that a profile"
            " may tell it once.",
        },
        CureModel: {
            "to": "The only values that a remedy may give the fact.",
            "narrow": "Whether a remedy may only take members away from the set.",
            "together": "For a member of the set, those that cannot stay without it.",
            "after_sending": "Whether the fact can still be changed once the message was sent;"
            " unless told, not where it is about the message, its tracking or a recipient.",
        },
        JudgmentModel: {"factors": "What is weighed.", "cites": _CITES},
        CasesModel: {
            "policy": "The id of the policy whose cases these are: the path of the file.",
            "cases": "One scenario each, with the answers that are expected.",
        },
        CaseModel: {
            "name": "What the case shows, in a few words.",
            "as_of": "The day for which the law is asked.",
            "facts": _FACTS,
            "recipients": _PEOPLE,
            "expect": "What the opinion should say; what is left out is not compared.",
            "golden": "The scenario of the collection that this case encodes.",
            "teach": "Makes an exercise of the case.",
        },
        ExpectationModel: {
            "verdict": "The verdict.",
            "weight": "The weight of what decides.",
            "governing": "Whether the law of places governs.",
            "findings": "Outcomes by norm, or by norm and recipient.",
            "persuasive": "Outcomes of norms that persuade only.",
            "conflicts": "Pairs of norms that are in conflict, at least.",
            "asks": "Facts that the opinion asks for, at least.",
            "notices": "Words that stand in a notice, at least.",
        },
        TeachingModel: {
            "situation": "The scenario as a story, with people in it.",
            "question": "The question that is put.",
            "point": "What is to be learnt from it.",
            "topic": "Under which topic it is found.",
            "norm": "The norm whose act the question asks for.",
        },
        RelationCasesModel: {
            "vocabulary": "The vocabulary whose relations these are the cases of.",
            "cases": "One scenario each, with what the relations make of it.",
        },
        RelationCaseModel: {
            "name": "What the case shows, in a few words.",
            "as_of": "The day on which places lie where they do; without it the last of all days.",
            "facts": _FACTS,
            "recipients": _PEOPLE,
            "concludes": "A condition that the relations settle, and that was not told.",
            "mutes": "Facts that do not arise then.",
            "contradicts": "The relation that what was told is against.",
        },
        ScenarioModel: {
            "scenario": "A title.",
            "as_of": "The day for which the law is asked.",
            "facts": _FACTS,
            "recipients": _PEOPLE,
            "origins": "How facts are known that nobody told in this file.",
        },
        ProfileModel: {
            "profile": "The name of the lawyer or the firm.",
            "facts": "What is true from message to message, by entity and fact.",
        },
        MattersModel: {"matters": "The matters of the firm."},
        MatterModel: {
            "matter": "The name of the matter, by which opinions call it.",
            "match": "How its messages are known: any one of these clues will do.",
            "facts": "What is true of all its mail, by entity and fact.",
            "recipients": "Who people are in this matter, one entry for an address or a domain.",
        },
        ClueModel: {
            "address": "An address of the sender or of a recipient.",
            "domain": "The domain of such an address, or one above it.",
            "subject_tag": "A tag that stands in brackets in the subject.",
            "client_number": "A number that stands as a word in the subject or names a folder.",
            "folder": "The folder or mailbox that the message lies in, or several of its parts.",
            "header": "Header fields, each with its value.",
        },
        RulingModel: {
            "value": "What was decided.",
            "decided_by": "Who decided it.",
            "on": "The day on which it was decided.",
            "because": "The reason.",
            "factors": "What was weighed.",
        },
    }
)


def describe_key(model: type[BaseModel], key: str) -> str:
    """Return what a key is for; empty where nothing is said of it."""
    return DESCRIPTIONS.get(model, {}).get(key, "")
