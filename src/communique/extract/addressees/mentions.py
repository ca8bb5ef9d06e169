"""Who is named in a move, and in which place: object, "to X", subject of what is demanded, owner of what is refused."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from communique.extract.acts.draft import PASS_ON, Draft
from communique.extract.lexicon import words
from communique.extract.parties.entities import head_of
from communique.extract.parties.gazetteer import collective
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.parse.tree import Word

AUDIENCE = words("audience")  # who only hears or prints it
PATIENTS = words("patients")  # who or what is only spoken about
SIDES = words("sides")
COUNTS = {"both": 2, "two": 2, "either": 2, "each": 2, "three": 3, "all": 3, "four": 4}
TWO = frozenset({"both", "each"})
YOU = frozenset({"you", "your", "yours", "yourself", "yourselves"})
OWNING = frozenset({"its", "their", "his", "her", "our", "your", "my", "those", "these", "this", "that"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "parataxis", "csubj", "dep"})
THROUGH = frozenset({"conj", "appos", "pobj", "case", "mark"})  # steps that change nobody's place
PHRASES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "attr", "conj", "appos", "poss", "oprd"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
STEPS = 3  # so many places of a path are kept, the nearest to the verb first
MANY = 6  # a phrase that stands for more is a joint statement's "we"


class Named(NamedTuple):
    """One phrase for parties: `path` is its place below the verb ("dobj", "to", "dobj.poss", "C.nsubj"), `at` its head.

    `kind` is that of `Who`, "name" for a name, "sides" for parties taken together; `how` tells pronouns ("pronoun", "it").
    """

    keys: tuple[str, ...]
    path: str
    at: int
    kind: str
    how: str

    @property
    def depth(self) -> int:
        """How far below the verb; what hangs elsewhere is farthest."""
        return 3 if self.path == "-" else self.path.count(".")


@dataclass(frozen=True, slots=True)
class Phrases:
    """All that a move's sentence names: inside the move, the parties beside it, whether it says "you"; `of` has those inside by
    party."""

    inside: list[Named]
    beside: list[str]
    you: bool
    of: dict[str, list[Named]]

    def acting_too(self, by: frozenset[str]) -> frozenset[int]:
        """The heads of the phrases that tell who else acts with `by`: "she and the minister", "both", "their" of both."""
        subjects = [one for one in self.inside if one.path in SUBJECTS]
        joined = subjects if any(by.intersection(one.keys) for one in subjects) else []
        whole = [one for one in self.inside if one.how != "name" and by.intersection(one.keys)]
        return frozenset(one.at for one in (*joined, *whole) if not by.issuperset(one.keys))


@cache
def together() -> frozenset[str]:
    """Nouns that take several parties together."""
    return SIDES | collective()


class Places:
    """The words of a report that may name whom a move is addressed to, each looked at once for all of its moves."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        words, at, several = scene.parsed.words, scene.cast.at, together()
        self.names = {head.i: who for head in scene.cast.heads if (who := _by_name(scene, head)) is not None}
        self.sides = {  # nouns that take so many sides together
            word.i: size for word in words if (word.low in TWO or word.lemma in several) and (size := _sides(scene, word))
        }
        self.loose = {  # nouns and pronouns that may stand for a party
            word.i
            for word in words
            if word.dep in PHRASES and word.tag[:2] in ("NN", "PR") and word.i not in at and _may_stand(scene, word)
        }
        self.you = {word.i for word in words if word.low in YOU}
        self.all = sorted({*self.names, *self.sides, *self.loose, *self.you})

    def between(self, first: int, last: int) -> list[int]:
        """Those among the words first..last (last exclusive), in order."""
        return self.all[bisect_left(self.all, first) : bisect_left(self.all, last)]


def named(places: Places, draft: Draft, main: list[str]) -> Phrases:
    """The phrases of a move and its sentence; `main` are the report's parties, the most active first ("both sides")."""
    scene, verb, by = places.scene, draft.clause.verb, frozenset(draft.by.keys)
    words, speaker = scene.parsed.words, scene.speaker(draft.voice)
    first, last = scene.word_at(draft.start), scene.word_at(draft.end)
    sentence = scene.parsed.sentences[verb.sentence]
    inside: list[Named] = []
    beside: list[str] = []
    you = False
    for i in places.between(min(first, sentence.first), max(last, sentence.last)):
        who = places.names.get(i)
        if not first <= i < last:
            if who is not None:
                beside += who.keys
            continue
        you |= i in places.you
        if size := places.sides.get(i):
            where = path(scene, words[i], verb.i)
            inside.append(Named(_main(main, by, size, where in SUBJECTS), where, i, "sides", "sides"))
        elif who is not None or (i in places.loose and (who := _who(scene, words[i], speaker, by)) is not None):
            kind = "name" if i in places.names and who.kind != "person" else who.kind
            how = "it" if words[i].low in ("it", "this", "that") else who.how
            inside.append(Named(who.keys, path(scene, words[i], verb.i), i, kind, how))
    of: dict[str, list[Named]] = {}
    for one in inside:
        for key in dict.fromkeys(one.keys):
            of.setdefault(key, []).append(one)
    return Phrases(inside, beside, you, of)


def _main(main: list[str], by: frozenset[str], size: int, subject: bool) -> tuple[str, ...]:
    """The sides that are taken together; the acting party may be one of them, and several who act are all of them as subject."""
    if len(by) >= size and subject:
        return tuple(key for key in main if key in by)[:size]
    if len(by) < size and by & set(main[:size]):
        return tuple(main[:size])
    return tuple(key for key in main if key not in by)[:size]


def _sides(scene: Scene, word: Word) -> int:
    """How many sides a phrase takes together: "both movements", "the three capitals", "the parties", "both"; 0 where none."""
    if word.low in TWO and word.dep in ("dobj", "pobj", "nsubj", "nsubjpass", "dative"):
        return 2
    if not word.is_noun or word.lemma not in together():
        return 0
    kids = word.kids
    if any(k.i in scene.cast.at and k.dep in ("amod", "compound", "poss") for k in kids):
        return 0
    if any(k.dep == "prep" and k.low == "of" and scene.cast.at.keys() & {of.i for of in k.kids} for k in kids):
        return 0  # "two regions of Arland" are Arland's
    counts = [COUNTS[k.low] for k in kids if k.low in COUNTS and k.i < word.i]
    return counts[0] if counts else 2 if word.low in ("parties", "sides") and any(k.low == "the" for k in kids) else 0


def _by_name(scene: Scene, word: Word) -> Who | None:
    """The parties that a name stands for, by its head; no outlets, no audience."""
    name, entity = scene.cast.at[word.i]
    if head_of(scene.parsed, name.first, name.last).i != word.i or entity.kind in ("place", "document", "wire", "media"):
        return None
    person = entity.kind == "person"
    keys = entity.party or ((entity.key,) if person else ())
    if entity.name.split()[-1].lower() in AUDIENCE:
        return None
    return Who(keys, entity.name, "person" if person else "state", "name") if keys else None


def _may_stand(scene: Scene, word: Word) -> bool:
    """Whether a noun or pronoun that is no name may stand for a party."""
    if word.low in YOU or word.lemma in AUDIENCE:
        return False
    at = scene.cast.at
    by_name = bool(word.kids) and word.is_noun and any(k.i in at and k.dep == "appos" for k in word.kids)
    return not by_name  # "the minister, Ann Hill": the name says it


def _who(scene: Scene, word: Word, speaker: Who | None, by: frozenset[str]) -> Who | None:
    """The parties of one phrase, without those joined to it by "and" (they are phrases of their own)."""
    who = scene.resolver.resolve(word, speaker) or scene.resolver.by_name(word)
    if who is None or not who.keys or len(who.keys) > MANY or who.kind in PASS_ON:
        return None
    own_name = len(who.keys) == 1 and (who.keys[0] == who.name or who.kind == "unnamed")
    return _people(scene, word, who, by) if own_name and word.is_noun and who.keys[0] not in scene.cast.counts else who


def _people(scene: Scene, word: Word, who: Who, by: frozenset[str]) -> Who | None:
    """Who goes by a common noun: another state's people stand for it ("Arlandic voters"); things and captives for nobody."""
    if word.lemma in PATIENTS or who.keys[0] == "unnamed" or who.keys[0].split()[0].lower() in OWNING:
        return None
    for kid in word.kids:
        near = kid
        if kid.dep == "prep" and kid.low == "of":
            near = next((k for k in kid.kids if k.dep == "pobj"), kid)
        if near.i in scene.cast.at and near.dep in ("amod", "compound", "poss", "nmod", "pobj"):
            entity = scene.cast.at[near.i][1]
            if entity.kind == "state" and entity.party and not set(entity.party) & by:
                return Who(entity.party, who.name, "organisation", "demonym")
    return who


def path(scene: Scene, word: Word, top: int) -> str:
    """The places between a verb and a word: functions and prepositions, clauses below as "C"; "-" where it hangs elsewhere."""
    steps: list[str] = []
    words = scene.parsed.words
    at = word
    while at.i != top:
        if at.head == at.i:
            return "-"
        if at.dep in ("prep", "agent", "dative") and not at.is_noun and at.tag[:3] != "PRP":
            steps.append("by" if at.dep == "agent" else at.low)
        elif at.dep in CLAUSAL:
            steps.append("C")
        elif at.dep not in THROUGH:
            steps.append("mod" if at.dep in ("amod", "compound", "nmod") else at.dep)
        at = words[at.head]
    return ".".join(steps[::-1][:STEPS]) if steps else "same"
