"""What a party does by saying a sentence, where no verb of the sentence names the act: the ordered tests of the guideline.

Tests in order: answer (refusal, "untrue"), harm (own: threaten; other: warn), somebody is to act (must, should, hope), own
conduct (will, ready), judgement of a party (bad, sad, good), process, aims, else assess.
"""

from __future__ import annotations

from typing import cast

from communique.extract.acts.around import (
    all_below,
    content_lemmas,
    epithets,
    faces,
    finds_out,
    going_to,
    has_to,
    matter_of,
    named_act,
    open_yet,
    predicate_of,
    there_is,
    was_meeting,
    words_near,
)
from communique.extract.acts.idioms import idiom, will_not_do
from communique.extract.acts.verdicts import Verdict, words_of
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.parse.tree import Parsed, Word

PERIL = words("peril")
DEPRIVING = words("depriving")
MEETINGS = words("meetings")
ADMISSIBLE = frozenset(
    {"acceptable", "admissible", "adequate", "appropriate", "enough", "feasible", "negotiable", "possible", "sufficient"}
)
UNDERWAY = frozenset({"consideration", "discussion", "examination", "negotiation", "preparation", "review", "study", "way"})


def judge(parsed: Parsed, clause: Clause, own: bool | None, span: tuple[int, int]) -> Verdict:
    """The act of the content whose main clause is `clause`; `own` tells whether its subject is the speaker (None: no party)."""
    key = "verdict", own, span
    if key not in clause.memo:
        clause.memo[key] = _judge(parsed, clause, own, span)
    return cast(Verdict, clause.memo[key])


def _judge(parsed: Parsed, clause: Clause, own: bool | None, span: tuple[int, int]) -> Verdict:
    verb, modal = clause.verb, clause.modal
    lemmas = content_lemmas(parsed, span)
    near = words_near(clause)
    told = predicate_of(clause)
    past = clause.perfect or verb.tag == "VBD" or any(k.low == "did" for k in verb.kids)
    if will_not_do(parsed, clause):
        return Verdict("reject", "content: what one will not do", 0.5)
    if _out_of_question(clause):
        return Verdict("reject", "content: out of the question", 0.6)
    if (set_phrase := idiom(clause, own)) is not None:
        return set_phrase
    if "truth" in near and clause.negated and (there_is(clause) or verb.lemma == "have"):
        return Verdict("deny", "content: no truth in it", 0.6)
    if (
        near & words_of("untrue") - (set() if _can_err(clause) else {"wrong"})
        and (verb.lemma == "be" or near & {"claim", "allegation", "report", "accusation"})
        and own is not True
    ):
        return Verdict("deny", "content: called untrue", 0.6)
    if clause.negated and own and verb.lemma == "know" and not modal and any(k.dep == "ccomp" for k in verb.kids):
        return Verdict("status" if open_yet(clause) else "assess", "content: not known", 0.45, True)
    if clause.negated and own and modal in ("will", "shall", "would") and verb.lemma in CEASING and clause.condition:
        return Verdict("commit", "content: will not rest until", 0.5)
    if (
        clause.negated
        and own
        and verb.lemma in words_of("refusable")
        and (modal or verb.tag in ("VBP", "VBZ", "VB"))
        and modal not in ("could", "may", "might")
    ):
        if verb.lemma == "be" and not modal:
            return Verdict("position", "content: what one is not", 0.45)
        return Verdict("reject", "content: own refusal", 0.6)
    subject = _whole(clause.subject) if clause.subject is not None else ""
    if subject in words_of("process") and verb.lemma == "fail":
        return Verdict("status", "content: process fails", 0.45, True)
    if subject == "it" and "time" in clause.args and verb.lemma == "be" and not near & {"first", "second", "third", "last"}:
        return Verdict("appeal", "content: it is time", 0.5)
    future = modal in ("will", "shall", "would") or going_to(parsed, clause)
    if own and future and clause.negated and verb.lemma in UNHESITATING:
        return Verdict("threaten", "content: will not hesitate", 0.5)
    if own and future and not clause.negated and not near & {"positively", "favourably", "favorably", "constructively"}:
        if verb.lemma in RETORTING:
            return Verdict("threaten", "content: own harm", 0.5)
    if own is None and modal in ("will", "would") and not clause.negated and verb.lemma in ("retaliate", "retort"):
        return Verdict("threaten", "content: a retort", 0.45)  # "the nine members would retaliate", said for them
    if own is not True and future and not clause.negated and _punished(clause, near):
        return Verdict("threaten", "content: what awaits another", 0.5)
    if modal in ("must", "should", "ought") or has_to(parsed, clause) or verb.lemma in ("need", "require"):
        return _needed(clause, own, past)
    if verb.lemma in words_of("hoping") and own is not False and not clause.negated:
        return Verdict("expect", "content: hope", 0.6)
    if own and modal == "would" and clause.perfect:
        return Verdict("assess", "content: would have", 0.4)
    if future and not clause.negated and verb.lemma == "be" and "risk" in near:
        return Verdict("warn", "content: at risk", 0.5)
    if own and future and not clause.negated and verb.lemma in words_of("forecast"):
        return Verdict("assess", "content: own forecast", 0.45)
    if own and modal == "would" and any(k.low == "rather" for k in verb.kids):
        return Verdict("position", "content: would rather", 0.45)
    if own and future and clause.negated and (near & FORCE or verb.lemma in SPARED):
        return Verdict("commit", "content: will do no harm", 0.5, True)
    if own and future and clause.negated and verb.lemma in ("reach", "succeed", "manage"):
        return Verdict("status", "content: will not be reached", 0.45, True)
    if own and future and not clause.negated and finds_out(clause):
        return Verdict("assess", "content: will see", 0.45)
    if own and future:
        return Verdict("reject" if clause.negated else "commit", "content: own future", 0.6)
    if own and near & words_of("ready"):
        return Verdict("offer", "content: ready", 0.5)
    if own and verb.lemma in words_of("wanting"):
        return Verdict("position", "content: want", 0.55)
    given = clause.passive and verb.lemma in ("promise", "pledge", "assure", "guarantee", "offer")  # to whom, not by whom
    if told & words_of("certain") and own is not False and not clause.negated and not given:
        return Verdict("commit", "content: committed", 0.5)
    if verb.lemma == "let" and verb.tag == "VB" and any(w.low in ("us", "'s") for w in parsed.words[verb.i + 1 : verb.i + 2]):
        return Verdict("propose", "content: let us", 0.45)
    if "please" in clause.args or (verb.tag == "VB" and not clause.modal and clause.subject is None and not clause.infinitive):
        return Verdict("appeal", "content: imperative", 0.45)
    ahead = (lemmas - named_act(clause)) & words_of("danger") and (future or modal in ("could", "may", "might"))
    near -= named_act(clause)
    spared = clause.negated and clause.passive and verb.lemma in SUFFERED  # "nobody will be stranded"
    if own is not True and not spared and (ahead or (near - epithets(clause)) & PERIL or faces(clause, near)):
        return Verdict("warn", "content: danger", 0.45)
    broke = clause.verb.lemma in BREAKING and not clause.negated and bool({o.lemma for o in clause.objects} & words_of("bonds"))
    stalls = any(verb.lemma == one and other in (*near, *(o.lemma for o in clause.objects)) for one, other in STALLING)
    if own is not True and modal in POSSIBLE and verb.lemma in BRINGING and near & (words_of("bad") | words_of("sad")):
        return Verdict("warn", "content: what it would bring", 0.45)  # "a change would mean delay"
    if own is False and ((stalls and not clause.negated) or broke or lemmas & words_of("bad") or {"bad", "faith"} <= lemmas):
        return Verdict("accuse", "content: wrong of another", 0.5)
    if there_is(clause) and clause.objects and own is not True and not clause.negated:
        for field, act in (("bad", "criticise"), ("good", "support")):
            if all_below(parsed, clause.objects[0]) & words_of(field):
                return Verdict(act, f"content: there are {field} ones", 0.45)  # type: ignore[arg-type]
    if verb.lemma in ("understand", "share") and "concern" in near and not clause.negated:
        return Verdict("support", "content: understands", 0.4)
    if near & words_of("sad") and not (clause.negated and verb.lemma in ("have", "see")):
        return Verdict("criticise", "content: regret", 0.45)
    if clause.passive and clause.negated and future and clause.subject is not None and clause.subject.low in ("we", "i"):
        return Verdict("reject", "content: will not be done to us", 0.5)
    if clause.negated and verb.lemma in words_of("bad") and own is not True:
        return Verdict("assess", "content: no wrong", 0.4)  # "the fair would not discredit the pact"
    if near & words_of("bad") and own is not True:
        return Verdict("criticise" if verb.lemma == "be" else "accuse", "content: bad", 0.4)
    if _praises(parsed, span, near, own):
        if clause.negated and verb.lemma == "be" and near & words_of("good"):
            return Verdict("criticise", "content: no praise", 0.45)  # "was not credible"
        of_talks = subject in MEETINGS or was_meeting(clause)
        return Verdict("status" if of_talks else "assess" if subject in MOODS else "support", "content: praise", 0.45)
    if _in_force(clause) and not future:
        return Verdict("status", "content: in force", 0.45, clause.negated)
    if "under" in clause.args and clause.far & UNDERWAY:
        return Verdict("status", "content: under way", 0.45, clause.negated)
    if subject in words_of("process") or (there_is(clause) and near & words_of("process")):
        if subject in ("answer", "reply", "response") and {"yes", "no"} & near:
            return Verdict("accept" if "yes" in near else "reject", "content: the answer", 0.5)
        if clause.negated and verb.lemma == "be" and "interest" in clause.far:
            return Verdict("criticise", "content: not in the interest of", 0.45)
        if clause.negated and modal == "can" and verb.lemma in ("lead", "mean", "come", "be", "allow", "include"):
            return Verdict("position", "content: what cannot be", 0.4)  # "no deal can lead to a ban"
        return Verdict("status", "content: process", 0.45, clause.negated)
    if (told | matter_of(clause)) & words_of("aim"):
        return Verdict("position", "content: aim", 0.45)
    return _plain(clause, own, future, past, near)


def _whole(subject: Word) -> str:
    """What is told of: of "three days of talks" the talks."""
    parts = (k for prep in subject.kids if prep.low == "of" for k in prep.kids if k.dep == "pobj")
    return next((k.lemma for k in parts if k.lemma in MEETINGS), subject.lemma) if subject.lemma in SPELLS else subject.lemma


MOODS = frozenset({"atmosphere", "climate", "market", "mood", "outlook", "prospect", "sentiment", "tone"})
SPELLS = frozenset({"day", "hour", "month", "round", "series", "session", "week", "year"})


def _plain(clause: Clause, own: bool | None, future: bool, past: bool, near: set[str]) -> Verdict:
    """Where no word tells the act: by whose doing it is, when, and whether it is so."""
    verb = clause.verb
    if own and verb.tag == "VBG":
        if clause.negated:
            return Verdict("deny", "content: own doing denied", 0.35)
        return Verdict("status", "content: own doing", 0.35)
    if own and past and clause.negated and verb.lemma != "be":
        if verb.lemma == "see":
            return Verdict("assess", "content: nothing seen", 0.4, True)
        if verb.lemma in words_of("receiving") and not near & OWNED_UP:
            return Verdict("status", "content: nothing received", 0.45, True)
        if verb.lemma not in words_of("thinking"):
            return Verdict("deny", "content: not done", 0.35)
    if own and past and verb.lemma not in ("be", "have"):
        if verb.lemma in words_of("receiving") or verb.lemma in TALKING:
            return Verdict("status", "content: own hearing", 0.35)
        return Verdict("assess", OWN_DEED, 0.35)
    if own:
        return Verdict("position", "content: own statement", 0.35)
    if clause.negated and (future or clause.modal in ("may", "might", "could")):
        if verb.lemma in LASTING or (verb.lemma in COMING_ABOUT and clause.condition is not None):
            return Verdict("warn", "content: what will not last", 0.4)  # "the peace would not hold if …"
    if clause.negated and there_is(clause) and near & {"comment", "word", "reply", "response", "statement"}:
        return Verdict("status", "content: no comment", 0.45, True)
    if clause.negated and future:
        if clause.passive and verb.lemma in SUFFERED:
            return Verdict("assess", "content: who will not suffer", 0.4)  # "no islander will be harmed"
        if verb.lemma == "be" and near & DISCLOSED:
            return Verdict("status", "content: not out yet", 0.4, True)  # "the data would not be public until July"
        if own is None and clause.passive and clause.agent is None and verb.lemma in DEPRIVING:
            return Verdict("commit", "content: will not be done to it", 0.4)  # "salaries would not be cut"
        return Verdict("reject", "content: will not be", 0.4)
    if clause.negated and past:
        return _has_not(clause, near)
    if clause.negated:
        if clause.passive and clause.modal == "can":
            return Verdict("position", "content: cannot be done", 0.4)
        subject = clause.subject.low if clause.subject is not None else ""
        if subject == "nothing" and verb.lemma in ("remain", "be"):
            return Verdict("status", "content: nothing remains", 0.4)
        if subject in ("this", "that", "it") and verb.lemma in ENABLING:
            return Verdict("criticise", "content: it does not help", 0.4)
        if own is False and near & {"serious", "sincere", "honest", "genuine", "truthful"}:
            return Verdict("accuse", "content: is not sincere", 0.4)
        return Verdict("reject", "content: is not", 0.4)
    if future and clause.passive and verb.lemma in SUFFERED:
        return Verdict("warn", "content: who will suffer", 0.4)  # "400 jobs will be lost"
    pointing = clause.subject is not None and clause.subject.low in ("this", "that", "it")
    arranged = verb.lemma in ARRANGED and not (pointing and verb.lemma == "serve")  # "that will serve to calm the mills"
    if future and ((clause.passive and clause.agent is None) or arranged or near & {"exempt", "free", "available"}):
        return Verdict("commit", "content: will be done", 0.4)
    return Verdict("assess", "content: statement", 0.35)


def _can_err(clause: Clause) -> bool:
    """Whether the subject is told or reckoned, so that "wrong" says it is not so; a blockade is wrong otherwise."""
    subject = clause.subject
    return subject is None or not subject.is_noun or subject.lemma in TELLINGS or subject.tag[:3] == "NNP"


def _praises(parsed: Parsed, span: tuple[int, int], near: set[str], own: bool | None) -> bool:
    """Whether a word of praise stands in it that is meant as one: not "trade fairs", "responsible for", "issues outstanding",
    "the paper is genuine"."""
    good = words_of("good")
    if own is True and not near & good:
        return False
    said = parsed.between(*span)
    for word, behind in zip(said, [*said[1:], None], strict=True):
        if word.lemma in good and (own is not True or word.lemma in near):
            charged = word.low == "responsible" and behind is not None and behind.low == "for"
            unsettled = word.low == "outstanding" and (word.dep == "acomp" or parsed.words[word.i - 1].is_noun)
            plain = word.low in ("fairs", "patients") or (word.low == "genuine" and word.dep == "acomp")
            if not (plain or charged or unsettled):
                return True
    return False


def _has_not(clause: Clause, near: set[str]) -> Verdict:
    """What has not happened: what nobody did to us is a reproach, what one has not been told is how things stand."""
    low = clause.subject.low if clause.subject is not None else ""
    if low in ("nobody", "none") and not clause.passive and clause.verb.lemma in ASKING:
        return Verdict("criticise", "content: nobody asked", 0.4)
    if clause.passive and clause.verb.lemma in UNHEARD and low in ("we", "i"):
        return Verdict("criticise", "content: not heard", 0.45)
    if clause.passive and clause.verb.lemma in TOLD and low not in ("nobody", "none"):
        return Verdict("status", "content: not told", 0.4, True)
    if clause.verb.lemma in words_of("receiving") - {"have"} and not clause.passive:
        return Verdict("status", "content: nothing received", 0.4, True)
    if low not in ("nobody", "none", "") and clause.verb.lemma in COMING:
        return Verdict("status", "content: has not come", 0.4, True)
    if {o.lemma for o in clause.objects} & {"plan", "decision", "mandate", "word", "sign", "news"}:
        return Verdict("status", "content: no plan", 0.4, True)
    if near & ADMISSIBLE:
        return Verdict("reject", "content: is not", 0.4)
    if any(o.low in ("us", "me") for o in clause.objects) and clause.verb.lemma in ("give", "offer", "show", "send", "bring"):
        return Verdict("criticise", "content: not given us", 0.4)  # "the company has not given us much"
    return Verdict("deny", "content: was not", 0.4)


def _punished(clause: Clause, near: set[str]) -> bool:
    """ "Boats that stay will be seized", "they will face sanctions", "will be met with force", "will pay a price"."""
    lemma = clause.verb.lemma
    if clause.passive and clause.agent is None and clause.subject is not None:
        if lemma == "turn" and {"back", "away"} & clause.particles:
            return True
        return lemma in words_of("punished") or (lemma == "meet" and bool({"with", "in"} & clause.args))
    if lemma in ("face", "suffer", "incur"):
        return bool(near & words_of("faced"))
    return (lemma == "pay" and bool(near & {"price", "dearly"})) or (lemma == "be" and {"legitimate", "target"} <= near)


def _needed(clause: Clause, own: bool | None, past: bool) -> Verdict:
    """Who must do something: another is asked to, for oneself it is how one stands; what "would need" is how things stand."""
    verb, modal = clause.verb, clause.modal
    if modal == "must" and clause.perfect:
        return Verdict("assess", "content: must have", 0.45)
    if modal in ("would", "will", "may", "might") and verb.lemma in ("need", "require"):
        return Verdict("status", "content: would need", 0.45)
    infinitive = clause.does or "to" in clause.args or _infinitive(clause)
    if verb.lemma in ("need", "require") and own is False and not infinitive:
        return Verdict("assess", "content: what another needs", 0.4)
    if own:
        return Verdict("demand" if modal in ("must", "ought") and not past else "position", "content: own need", 0.45)
    if modal == "should" and own is None:
        return Verdict("position", "content: what should be", 0.45)
    return Verdict("demand", f"content: {modal or verb.lemma}", 0.55)


def _infinitive(clause: Clause) -> bool:
    """ "Needed to reform": the parser may hang the infinitive as an aside."""
    return any(k.tag == "VB" and k.dep == "advcl" and k.i > clause.verb.i for k in clause.verb.kids)


def _out_of_question(clause: Clause) -> bool:
    """ "There is no question of it", "that is out of the question", "there can be no talk of it", "no chance"."""
    if clause.verb.lemma != "be":
        return False
    if clause.negated and there_is(clause):
        if clause.modal in BARRING and any(o.lemma in MEETINGS | SETTLING for o in clause.objects):
            return True  # "there would be no talks with killers", "there can be no truce while they fire"
        return any(o.lemma in UNTHINKABLE and any(k.low in ("of", "for", "to") for k in o.kids) for o in clause.objects)
    if clause.negated and "up" in clause.args and "for" in clause.args and clause.far & DEBATED:
        return True  # "the islands are not up for discussion"
    return "out" in clause.args and "question" in clause.far


def _in_force(clause: Clause) -> bool:
    """ "Is ongoing", "is in effect", "has taken effect"."""
    if clause.verb.lemma == "take":
        return any(o.lemma == "effect" and o.dep == "dobj" for o in clause.objects)
    going = any(o.lemma in ("ongoing", "underway") for o in clause.objects)
    return clause.verb.lemma in ("be", "remain") and (going or ("in" in clause.args and bool(clause.far & {"effect", "force"})))


DEBATED = frozenset({"auction", "bargaining", "debate", "discussion", "grab", "negotiation", "renegotiation", "sale", "talk"})
ENABLING = frozenset({"allow", "contribute", "enable", "facilitate", "help", "inspire", "permit", "serve"})
SUFFERED = frozenset(
    "affect cripple damage devastate displace disrupt endanger harm hit hurt imperil injure inconvenience lose maroon overwhelm"
    " paralyse paralyze ruin sacrifice squeeze strand swamp wipe wreck".split()
)
DISCLOSED = frozenset({"available", "clear", "complete", "final", "known", "public", "ready"})
UNHEARD = frozenset({"hear", "respect", "treat", "represent", "involve", "include"})
FORCE = frozenset({"force", "violence", "weapon"})
SPARED = frozenset({"attack", "bomb", "close", "cut", "dismiss", "evict", "fire", "punish", "sack", "shut"})
LASTING = frozenset({"endure", "hold", "last", "survive"})
COMING_ABOUT = frozenset({"be", "come", "exist", "function", "happen", "succeed", "work"})
OWNED_UP = frozenset({"contact", "dealings", "hand", "idea", "knowledge", "link", "part", "role"})  # who had none denies it
TELLINGS = frozenset(
    "account accusation allegation charge claim estimate fact figure impression list map number paper press report statement"
    " story version".split()
)
POSSIBLE = frozenset({"could", "may", "might", "will", "would"})
BRINGING = frozenset("amount bring cause invite lead mean produce provoke result risk send signal spark spell trigger".split())
OWN_DEED = "content: own past doing"
STALLING = (("play", "time"), ("buy", "time"), ("avoid", "talk"), ("avoid", "negotiation"), ("avoid", "dialogue"),
            ("drag", "foot"), ("move", "goalpost"), ("shift", "goalpost"))
BREAKING = frozenset({"breach", "break", "disregard", "flout", "ignore", "tear", "violate"})
CEASING = frozenset({"stop", "rest", "cease", "relent", "pause", "halt"})
UNHESITATING = frozenset({"hesitate", "flinch", "shrink", "shy"})
RETORTING = frozenset({"retaliate", "respond", "punish", "strike", "sue", "boycott", "blockade", "sanction", "retort", "avenge"})
TALKING = frozenset(
    {"converse", "discuss", "listen", "meet", "note", "speak", "talk", "read", "raise", "write", "visit", "say", "tell"}
)
ASKING = frozenset({"ask", "consult", "tell", "inform", "warn", "notify", "listen", "help", "invite", "call", "care", "bother"})
TOLD = frozenset(
    {"tell", "inform", "notify", "show", "give", "hand", "send", "ask", "invite", "approach", "consult", "brief"}
    | {"advise", "alert", "apprise", "contact", "warn"}
)
COMING = frozenset(
    {"arrive", "begin", "change", "come", "leave", "materialise", "materialize", "move", "reach", "return", "start"}
)
BARRING = frozenset({"can", "could", "shall", "will", "would"})
SETTLING = frozenset(
    "accommodation amnesty armistice ceasefire cease-fire compromise concession dialogue negotiation pact pardon peace"
    " retreat surrender truce turning withdrawal".split()
)
UNTHINKABLE = frozenset({"question", "talk", "chance", "room", "place", "possibility", "way", "going", "scope"})
ARRANGED = frozenset(
    {"apply", "begin", "close", "come", "commence", "continue", "end", "expire", "go", "last", "open", "operate", "proceed"}
    | {"remain", "resume", "return", "run", "sail", "serve", "start", "stay", "stop"}
)
