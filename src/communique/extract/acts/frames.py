"""A frame is a verb with the words that make it an act: "put pressure on", "rule out", "express concern"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import cast

from communique.extract.acts.gatherings import ASPECTS, CALLED_OFF, PARTING, empty_handed
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import load
from communique.parse.tree import Word
from communique.record.move import Act, DeedKind


@dataclass(frozen=True, slots=True)
class Frame:
    """`words` are the verb and what must stand among its arguments; `weight` how many words decided."""

    act: Act
    kind: DeedKind | None
    words: tuple[str, ...]
    nominal: str | None = None

    @property
    def label(self) -> str:
        """How `why` shows it."""
        return f"frame “{' '.join(self.words)}” → {self.act}{'/' + self.kind if self.kind else ''}"


RANK = itemgetter(0)
FUNCTION = frozenset("to that for on with of by at from as in into against about out up under over behind".split())


LEADING = FUNCTION - {"out", "that", "up"}  # prepositions: what a frame names may stand behind them


@cache
def _table() -> dict[str, dict[str, list[tuple[int, Frame]]]]:
    """Verb -> second word of the frame ("" where there is none) -> (rank, frame); the lowest rank wins."""
    data = load("frames.json")
    frames: dict[str, list[Frame]] = {}
    for act, patterns in data["verbs"].items():
        for pattern in patterns:
            frames.setdefault(pattern.split()[0], []).append(Frame(cast(Act, act), None, tuple(pattern.split())))
    for kind, patterns in data["deeds"].items():
        for pattern in patterns:
            frames.setdefault(pattern.split()[0], []).append(Frame("deed", cast(DeedKind, kind), tuple(pattern.split())))
    table: dict[str, dict[str, list[tuple[int, Frame]]]] = {}
    for verb, known in frames.items():
        known.sort(key=lambda f: (-len(f.words), sum(w in FUNCTION for w in f.words)))
        for rank, frame in enumerate(known):
            table.setdefault(verb, {}).setdefault(frame.words[1] if len(frame.words) > 1 else "", []).append((rank, frame))
    return table


@cache
def nouns() -> dict[str, Act]:
    """Nouns that name an act: "warning" -> warn."""
    return {noun: cast(Act, act) for act, words in load("frames.json")["nouns"].items() for noun in words}


@cache
def verbs_of(name: str) -> frozenset[str]:
    """The verbs of a list in frames.json: "emphasis" or "light"."""
    return frozenset(load("frames.json")[name])


@cache
def doings() -> dict[str, DeedKind]:
    """Nouns that name a deed: "raid" -> military, "walkout" -> protest."""
    return {noun: cast(DeedKind, kind) for kind, some in load("frames.json")["doings"].items() for noun in some}


MEETINGS = words("meetings")
ASKED = frozenset({"how", "when", "where", "whether", "which", "who"})
TALKED = frozenset({"talk", "negotiation", "consultation", "discussion", "meeting", "dialogue", "diplomacy"})
SPELLS = frozenset({"day", "hour", "round", "session", "set", "week"})
OCCURRING = words("occurring")
HAPPENING = words("happening")


FAILING = frozenset({"collapse", "fail", "falter", "founder", "stall", "unravel"})
AIMED = frozenset("attempt bid chance drive effort hope initiative mission plan preparation prospect push scheme".split())


def talks_of(subject: Word) -> Word | None:
    """The talks told of, by themselves or as what somebody is after: "plans for talks", "efforts to revive the talks"."""
    if subject.lemma in MEETINGS:
        return subject
    if subject.lemma not in AIMED:
        return None
    below = (noun for kid in subject.kids for noun in (kid, *(k for one in kid.kids for k in (one, *one.kids))))
    return next((noun for noun in below if noun.is_noun and noun.lemma in TALKED), None)


ENDING_TALKS = frozenset({"conclude", "end", "finish"})
NAMED = frozenset({"call", "brand", "label", "dub"})
BEHIND_NAMED = frozenset({"for", "on", "in", "upon", "by", "talk", "negotiation"})  # what else "call" may go with
HOUSES = frozenset({"department", "ministry", "office", "palace"})
DECLARED = frozenset({"brand", "consider", "declare", "make", "pronounce"})
UNWELCOME = frozenset({"persona", "personae", "personas", "personna"})
BARE = frozenset({("give", "in"), ("give", "in", "to"), ("cave", "in"), ("sign", "on")})
TO_DO = frozenset({("tell", "to"), ("ask", "to"), ("order", "to"), ("instruct", "to"), ("direct", "to"), ("invite", "to")})


LIFTING = frozenset("abolish cut drop ease halve lift loosen phase reduce relax remove scrap waive".split())
SPARING = frozenset("abolish ease lift loosen relax scrap waive".split())  # said of a burden and nothing else
ENDING = frozenset("call cancel delay end pull return suspend withdraw".split())
BURDENS = frozenset(
    "ban blockade boycott duty embargo force levy lockout missile penalty quota restriction sanction siege soldier stoppage"
    " strike surcharge tariff troop walkout work".split()
)


def relieves(frame: Frame) -> bool:
    """Whether a burden is taken away: "lift the ban", "phase out subsidies", "suspend the levy", "withdraw troops"."""
    return frame.words[0] in LIFTING or (frame.words[0] in ENDING and not BURDENS.isdisjoint(frame.words))


BILLED = frozenset({("charge",), ("charge", "of")})
NO_CALL = frozenset(  # told of where there is none: who sees no need refuses, who sees no harm accepts
    ("see", thing)
    for thing in ("need", "reason", "point", "basis", "ground", "grounds", "harm", "objection", "problem", "difficulty")
)
WRONGS = frozenset(  # what is done by who commits it, not promised
    "abuse aggression atrocity blunder breach crime error excess fraud genocide massacre mistake murder offence offense sin"
    " suicide treason violation".split()
)
BEARING = frozenset({("hold", "out"), ("hold", "out", "for"), ("make", "up")})  # with an object: offers a loan, is a tenth of it


VALUES = frozenset({"absence", "importance", "lack", "necessity", "need", "urgency", "value"})
VALUED = frozenset({"commitment", "support"})  # what somebody may be told to need


def _unfit(clause: Clause, frame: Frame) -> bool:
    """What a frame cannot be filled with: "called the plan for it a joke" calls for nothing, "given in May" gives not in,
    "charged ships for the carbon" accuses nobody, "saw several weak points" sees a point."""
    if frame.words[0] == "strike" and clause.particles:
        return True  # "struck out the contracts"
    if frame.words == ("break", "up"):
        return not clause.passive and not any(o.dep == "dobj" for o in clause.objects)  # "they broke up at midnight"
    if frame.words == ("make", "good"):
        return any(o.dep == "dobj" and o.lemma != "good" for o in clause.objects)  # "made good progress"
    if frame.words == ("sit", "down", "in"):
        return any(noun.tag == "NNP" for prep, noun in clause.preps if prep == "in")  # in a town one meets
    if frame.words == ("commit",):
        return any(o.dep == "dobj" and o.lemma in WRONGS for o in clause.objects)
    if frame.words[0] in ("promise", "threaten") and clause.subject is not None and clause.subject.lemma in MEETINGS:
        return True  # "the talks promise to be hard"
    if frame.words[-1] in VALUED and any(o.lemma in VALUES for o in clause.objects):
        return True  # "stressed the importance of a commitment by all" commits to nothing
    if frame.words[0] == "want" and clause.passive:
        return True  # "is wanted for war crimes"
    if frame.words in BEARING:
        return clause.passive or clause.verb.dep == "acl" or any(o.dep == "dobj" for o in clause.objects)
    if frame.words in BILLED:
        return not {"with", "that"} & clause.args and bool({"for", "to", "fee", "price", "toll", "cost"} & clause.args)
    if frame.words in NO_CALL:
        return not clause.negated and not any(k.low in ("no", "little") for o in clause.objects for k in o.kids)
    if frame.words[0] in NAMED and len(frame.words) > 1 and frame.words[1] in BEHIND_NAMED:
        return any(o.dep == "oprd" for o in clause.objects)
    if frame.words in BARE:
        return clause.passive or any(o.dep == "dobj" for o in clause.objects)
    return frame.words in TO_DO and not clause.does


def _fills(clause: Clause, args: set[str], frame: Frame) -> bool:
    """A word of a frame may be a preposition's object only where the frame names a preposition too ("pull out of talks"); an
    infinitive is none behind "be" ("is to open a bridge" is not open to one)."""
    rest = frame.words[1:]
    if _unfit(clause, frame):
        return False
    if not rest:
        return not clause.particles  # "back away" is no backing
    through = any(w in LEADING and (w != "to" or frame.words[0] != "be") for w in rest) or frame.words[0] in MOVING
    return all(w in args or (through and w in clause.far) for w in rest)


def _best(clause: Clause, args: set[str]) -> Frame | None:
    """The first frame of the verb that the clause fills."""
    by_second = _table().get(clause.verb.lemma)
    if by_second is None:
        return None
    known = sorted((found for second in by_second.keys() & {"", *args, *clause.far} for found in by_second[second]), key=RANK)
    return next((frame for _, frame in known if _fills(clause, args, frame)), None)


MOVING = words("moving")
COPULAS = words("copulas")
FELT = frozenset({"accept", "commit", "criticise", "offer", "position", "reject", "status", "support", "threaten"})


TAKING_SIDES = frozenset({"back", "condemn", "criticise", "criticize", "oppose", "reject", "support"})


def _quality(clause: Clause) -> Frame | None:
    """A quality that a party is told to have, behind another verb than "be" or as a participle: "remains ready to talk", "was
    dismayed by the vote", "would not be drawn"; of participles those that tell what a party feels or is bent on."""
    known = _table()["be"]
    if clause.verb.lemma in COPULAS and not clause.passive:
        heads, args = [o.lemma for o in clause.objects if o.tag[0] != "V"] + [o.low for o in clause.objects], clause.args
    elif clause.passive and clause.subject is not None and clause.verb.dep not in ("acl", "advcl"):
        if clause.agent is not None and clause.verb.lemma in TAKING_SIDES:
            return None  # "the plan was opposed by dairy farmers": it is they who oppose it
        heads, args = [clause.verb.low], clause.args | {clause.verb.low}
    else:
        return None
    found = [(rank, f) for head in heads for rank, f in known.get(head, ()) if f.act in FELT and _fills(clause, args, f)]
    return min(found, key=lambda one: one[0], default=(0, None))[1]


def _to_come(kid: Word) -> bool:
    """A clause that tells what somebody will do: "the two would be talking again", not "there will be a vote"."""
    below = {k.dep for k in kid.kids}
    return kid.dep == "ccomp" and "expl" not in below and any(k.low in ("will", "would") for k in kid.kids)


def _of_another(kid: Word) -> bool:
    """An infinitive with a subject of its own: "(need) them to come back"."""
    below = {k.dep for k in kid.kids if k.i < kid.i}
    return kid.dep in ("ccomp", "xcomp") and kid.tag == "VB" and "nsubj" in below


def _within(clause: Clause) -> bool:
    """Whether somebody is given so much time, and no other thing: "gave the army two weeks"."""
    things = [o for o in clause.verb.kids if o.is_noun and o.dep in ("dobj", "dative", "npadvmod") and o.i > clause.verb.i]
    ordered = any(k.tag == "VB" and k.dep in ("advcl", "xcomp", "acl") for w in (clause.verb, *things) for k in w.kids)
    return ordered and len(things) > 1 and things[-1].lemma in PERIODS


def _at_length(clause: Clause) -> bool:
    """Whether it is told how long, and not of what: "for five days", "through the night"."""
    return any(prep in ("for", "through", "into", "until") and noun.lemma in PERIODS for prep, noun in clause.preps) and not (
        clause.args & {"about", "of", "on", "to"}
    )


PERIODS = frozenset({"day", "dawn", "fortnight", "hour", "midnight", "minute", "month", "night", "week"})


def _reply(noun: Word) -> bool:
    """Whether it is an answer that somebody might have given by now: "immediate response", "official comment"."""
    return noun.lemma in ANSWERS and any(k.low in ("immediate", "official", "formal", "public") for k in noun.kids)


ANSWERS = frozenset({"answer", "comment", "confirmation", "reaction", "reply", "response", "statement"})
SIGNS = frozenset({"sign", "indication", "hint"})


GOING = frozenset({"arrive", "come", "fly", "go", "head", "return", "travel", "visit"})
OBSTACLES = frozenset("cost criticism deadline demand fate goal need objection opposition requirement resistance target".split())
HOLDING_TALKS = frozenset({"attend", "begin", "enter", "have", "hold", "open", "resume", "start"})


def _awaited(clause: Clause) -> Frame | None:
    """A meeting or visit that one is expected, or likely, to make: "are expected to hold talks", "is likely to fly in"."""
    verb = clause.verb
    if verb.lemma == "expect" and clause.passive and clause.agent is None:
        hung = verb
    elif verb.lemma == "be" and "likely" in clause.args:
        hung = next((o for o in clause.objects if o.low == "likely"), verb)
    else:
        return None
    for kid in hung.kids:
        if kid.dep == "xcomp" and kid.tag == "VB" and not clause.negated:
            talks = any(o.dep == "dobj" and o.lemma in MEETINGS for o in kid.kids)
            goes = kid.lemma in GOING and any(k.dep in ("prep", "dobj") and k.low not in ("ahead", "up") for k in kid.kids)
            if any(o.dep == "dobj" and o.lemma in OBSTACLES for o in kid.kids):
                continue
            if kid.lemma in ("meet", "reconvene") or goes or (kid.lemma in HOLDING_TALKS and talks):
                return Frame("meet", None, ("be", "expected", "to"))
    return None


def match(clause: Clause) -> Frame | None:
    """The frame with most words that the clause fills; a light verb takes the act of its noun."""
    if "frame" not in clause.memo:
        clause.memo["frame"] = _match(clause)
    return cast("Frame | None", clause.memo["frame"])


def _match(clause: Clause) -> Frame | None:
    verb, args = clause.verb.lemma, clause.args
    if clause.passive and clause.subject is not None:  # "sanctions were imposed": the subject is what the active object is
        args = args | {clause.subject.lemma}
    if verb == "draw" and "attention" in args and not clause.passive:
        return None  # what attention is drawn to tells the act
    if (awaited := _awaited(clause)) is not None:
        return awaited
    if verb == "meet" and clause.passive:
        return None  # "will be met with a swift response"
    if verb == "speak" and any(prep == "to" and noun.low in ("this", "that", "it") for prep, noun in clause.preps):
        return None  # "I can't speak to that"
    housed = clause.passive and verb in ("call", "summon")
    if housed and any(prep == "to" and noun.lemma in HOUSES for prep, noun in clause.preps):
        return Frame("deed", "coerce", (verb, "ambassador"))  # "the envoy was called to the Foreign Ministry"
    if verb in DECLARED and any(kid.low in UNWELCOME for kid in clause.verb.kids):
        return Frame("deed", "coerce", (verb, "persona"))  # "declared two envoys persona non grata" puzzles the parser
    if verb == "assume" and any(_to_come(kid) for kid in clause.verb.kids):
        return Frame("expect", None, ("assume", "that"))
    if verb == "leave" and "open" in clause.far | args and not {"door", "port", "border"} & args:
        told = [w for k in clause.verb.kids for w in (k, *k.kids) if w.dep == "ccomp"]
        if any(one.low in ASKED for w in told for k in (w, *w.kids) for one in k.kids):
            return Frame("status", None, ("leave", "open"))  # "left open how he is to be chosen"
        return Frame("offer", None, ("leave", "open"))  # "left open the possibility of …"
    if verb == "like" and clause.modal == "would" and clause.perfect:
        return Frame("criticise", None, ("would", "like"))  # "would have liked to be asked"
    if verb == "like" and clause.modal == "would":
        return Frame("position", None, ("would", "like"))
    if clause.passive and clause.agent is None and clause.subject is not None and clause.subject.lemma in MEETINGS:
        if verb in CALLED_OFF:
            return Frame("status", None, (clause.subject.lemma, verb))  # "the talks were called off"
    if verb in PARTING and "without" in args and empty_handed(clause):
        return Frame("status", None, (verb, "without"))  # "parted without settling on an accord"
    dealt = verb == "deal" and any(o.dep == "dobj" for o in clause.objects)  # "the talks dealt a blow to hopes"
    if clause.subject is not None and clause.subject.lemma in MEETINGS and verb in HAPPENING and not dealt:
        if verb in ASPECTS and not clause.passive and any(o.dep == "dobj" and o.lemma not in SPELLS for o in clause.objects):
            return None  # "wool dropped as the session opened, continuing its slide"
        return Frame("meet", None, (clause.subject.lemma, verb))
    if clause.subject is not None and talks_of(clause.subject) is not None and (
        (verb == "break" and clause.particles) or (verb in FAILING and "to" not in args)
    ):
        return Frame("status", None, (clause.subject.lemma, verb))  # "talks broke off", "the talks have failed"
    if clause.subject is not None and clause.subject.lemma == "talk" and verb in ENDING_TALKS and not clause.objects:
        return Frame("status", None, (clause.subject.lemma, verb))  # "talks ended without a deal"
    if clause.subject is not None and (kind := doings().get(clause.subject.lemma)) is not None and verb in OCCURRING:
        return Frame("deed", kind, (clause.subject.lemma, verb))
    if verb == "hold" and "out" in clause.particles and any(o.dep == "dobj" and o.lemma != "hope" for o in clause.objects):
        return Frame("offer", None, ("hold", "out"))  # "held out a loan"
    if verb in ("begin", "open", "start") and clause.far & MEETINGS and any(o.lemma in SPELLS for o in clause.objects):
        return Frame("meet", None, (verb, "talk"))  # "open two days of talks"
    if verb == "give" and not clause.particles and _within(clause):
        return Frame("demand", None, ("give", "time"))  # "gave the captors 48 hours to free them"
    if verb == "talk" and clause.subject is not None and not clause.objects and not clause.passive and _at_length(clause):
        return Frame("meet", None, ("talk", "for"))  # "the envoys talked for five hours"
    if verb == "need" and clause.does and not clause.negated and any(_of_another(kid) for kid in clause.verb.kids):
        return Frame("demand", None, (verb, "to"))  # "we need them to come back"
    if verb == "disagree" and any(k.low in ASKED for w in clause.verb.kids if w.dep == "ccomp" for k in w.kids):
        return Frame("status", None, ("disagree", "how"))  # "the two disagree how it is to be run"
    if verb == "be" and clause.negated and not clause.modal and any(_reply(o) for o in clause.objects):
        return Frame("status", None, (verb, "response"))  # "there was no immediate Danish response"
    if verb in ("show", "give") and clause.negated and any(o.lemma in SIGNS for o in clause.objects):
        return Frame("status", None, (verb, "sign"))  # "has shown no sign of leaving"
    best = _best(clause, args)
    if best is not None and len(best.words) > 1:
        return best
    if (quality := _quality(clause)) is not None:
        return quality
    if verb in verbs_of("light"):
        objects = [o.lemma for o in clause.objects]
        if clause.passive and clause.subject is not None:
            objects.append(clause.subject.lemma)
        for lemma in objects:
            act = nouns().get(lemma)
            if (verb == "have" and act == "accept") or (lemma in SPELLS and not clause.args & TALKED):
                continue  # "declared a fresh round of protests"
            if verb == "note" and act in ("offer", "propose", "appeal", "accept", "reject"):
                return Frame("status", None, (verb, lemma), lemma)  # "noted the offer" has not made it
            if (act is not None and act not in ("meet", "agree", "propose", "position", "status")) or (
                act is not None and verb in verbs_of("emphasis")
            ):
                return Frame(act, None, (verb, lemma), lemma)
    return best
