"""What speaks for a party as the one a move is addressed to, in marks; each mark has a weight in addressees.json.

A mark is a plain name ("target", "met-first", "near0") or one crossed with the kind of act or of report ("in|blame").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from communique.extract.acts.around import content_lemmas
from communique.extract.acts.draft import Draft
from communique.extract.acts.verdicts import words_of
from communique.extract.addressees.mentions import SUBJECTS, Named
from communique.extract.addressees.stage import GROUPS, Stage
from communique.parse.tree import Word

MOST = 3  # so many parties of a report are thought of for a move that names none
AMONG = frozenset({"nsubj.including", "nsubj.like", "nsubj.as"})  # "the firms, including Corvane, welcomed it": of those who act
OFTEN = 3  # who is named so often is thought of though nobody is seen to act by that name
TONES = {"bad": ("bad", "sad"), "good": ("good",), "harm": ("harm",)}
NEED = frozenset({"must", "should", "need", "necessary", "importance", "important", "have", "comply", "compliance"})
TOPIC = frozenset({"nsubj", "nsubjpass", "nsubj.poss", "nsubj.mod", "C.nsubj", "nsubjpass.poss", "nsubj.of", "nsubjpass.by"})
BUILT = frozenset({"dobj", "nsubjpass", "attr", "acomp", "prep", "xcomp", "neg", "aux", "ccomp"})
COMMENT = frozenset({"comment", "elaborate", "speculate", "say", "confirm", "respond", "reply", "answer"})
BY_ACT = frozenset(
    "any in in:only in:first topic beside teller heard acts-most last-turn next-turn answers initiative thread same-as-before"
    " met-first met home titled titled-both addressed-mostly addresses-back"
    " paragraph ally subject-before asked0 asked1 asked2 asked3"
    " beside:most named:most turns:most named-back:most lead-both only-rival".split()
)  # marks that count differently for each kind of act
BY_GENRE = frozenset({"any", "met-first", "titled"})  # and in releases

CROSSED = {  # group of acts and genre -> mark -> the same mark crossed with either
    (group, genre): {
        mark: tuple(f"{mark}|{one}" for one, crossing in ((group, BY_ACT), (genre, BY_GENRE)) if mark in crossing)
        for mark in BY_ACT | BY_GENRE
    }
    for group in set(GROUPS.values())
    for genre in ("press", "release")
}


def candidates(stage: Stage, number: int) -> list[str]:
    """The parties that a move may be addressed to: its target, the report's most active ones, those of its sentence.

    Not the acting party; people who go by a noun, and rare names that nobody is seen to act by, only where the syntax points at
    them.
    """
    by, phrases, target = set(stage.drafts[number].by.keys), stage.phrases[number], stage.targets[number]
    sentence, inside = stage.drafts[number].clause.verb.sentence, phrases.of
    active = islice(stage.others(stage.drafts[number].by.keys), MOST)
    keys = (*target, *active, *inside, *phrases.beside, *stage.tellers(number))

    def near(key: str) -> bool:
        return key in inside or key in stage.acting or stage.distance(key, sentence) < 4

    def known(key: str) -> bool:
        return stage.real(key) == 2 or stage.counts[key] >= OFTEN

    by |= stage.bystanders.difference(target)
    by |= {key for key, named in inside.items() if all(n.path in AMONG for n in named)}
    return [key for key in dict.fromkeys(keys) if key not in by and (key in target or (known(key) and near(key)))]


def evidence(stage: Stage, number: int, keys: list[str]) -> dict[str, list[str]]:
    """For each candidate what holds of it, in plain marks; `sort` tells with what they are to be crossed."""
    draft, phrases = stage.drafts[number], stage.phrases[number]
    naming, around = _Naming(stage, number), _Around(stage, number)
    out: dict[str, list[str]] = {}
    for key in keys:
        mine = phrases.of.get(key, [])
        out[key] = ["any", *naming.marks(key, mine), *around.marks(key), *_placed(draft, GROUPS[draft.act], mine)]
    return out


def sort(stage: Stage, number: int) -> tuple[str, str]:
    """The group of acts of a move and the genre of its report."""
    return GROUPS[stage.drafts[number].act], "release" if stage.scene.cast.office else "press"


def _tone(stage: Stage, draft: Draft) -> list[str]:
    lemmas = content_lemmas(stage.scene.parsed, (draft.start, draft.end))
    tone = [tone for tone, lists in TONES.items() if any(lemmas & words_of(name) for name in lists)]
    return [*tone, "need"] if lemmas & NEED else tone


class _Naming:
    """Where a move and its sentence name a party, among which others; what does not depend on the party is read once."""

    def __init__(self, stage: Stage, number: int) -> None:
        by, phrases, target = set(stage.drafts[number].by.keys), stage.phrases[number], stage.targets[number]
        inside = [n for n in phrases.inside if not by.issuperset(n.keys)]
        self.first = inside[0] if inside else None
        self.least = min((n.depth for n in inside), default=0)
        self.tone = _tone(stage, stage.drafts[number]) if inside else []
        named = phrases.of.keys() - by
        self.only, self.others = len(named) == 1, "others-named" if named else "none-named"
        self.beside = frozenset(phrases.beside)
        self.acting_too = stage.acting_too[number]
        self.target, self.heard, self.plain = target, stage.heard[number], stage.plain(number)
        self.sure = "" if any(stage.real(k) == 2 for k in target) else ":weak"

    def marks(self, key: str, mine: list[Named]) -> list[str]:
        """The places of the party, of which `mine` are inside the move."""
        marks: list[str] = []
        if mine:
            topic = any(n.path in TOPIC for n in mine)
            marks += ["in", *["topic"] * topic, "in:first" if mine[0] is self.first else "in:later", f"kind:{mine[0].kind}"]
            marks += [f"depth:{min(3, n.path.count('.'))}" for n in mine]
            marks += [f"{'topic' if topic else 'in'}+{t}" for t in self.tone]
            marks.append("possessor" if any(n.path.endswith(("poss", "by")) for n in mine) else "no-possessor")
            if any(n.kind == "document" for n in mine):
                marks.append("in:document")
            if any(n.how in ("pronoun", "it") for n in mine):
                marks.append("in:pronoun")
            if any(n.at in self.acting_too for n in mine):
                marks.append("acts-too")
            if any(n.depth == self.least for n in mine):
                marks.append("shallowest")
            if self.only:
                marks.append("in:only")
        else:
            marks.append(self.others)
        if key in self.beside:
            marks.append("beside")
        marks.append((("target" if key in self.target else "other-target") + self.sure) if self.target else "no-target")
        if self.plain:
            marks.append("plain" if key in self.target else "other-plain")
        if key in self.target and key in self.heard:
            marks.append("heard")
        return marks


def _placed(draft: Draft, group: str, mine: list[Named]) -> list[str]:
    """In which places of the clause the party is named, by kind of act and by verb."""
    paths = dict.fromkeys(n.path for n in mine)
    marks = [f"at:{path}|{group}" for path in paths] + [f"at:{path}|{draft.clause.verb.lemma}" for path in paths]
    for path in paths:
        marks += _in_common(path, group)
    return list(dict.fromkeys(marks))


@lru_cache(4096)
def _in_common(path: str, group: str) -> tuple[str, ...]:
    """What a rare path has in common with others."""
    top, _, _ = path.partition(".")
    end = path.rpartition(".")[2]
    owns = "possessor" if end in ("poss", "by") else "no-possessor"
    return f"under:{top}|{group}", f"end:{end}|{group}", f"end:{end}", f"{owns}|{group}"


class _Around:
    """What the rest of the report says of a party beside one move; what does not depend on the party is read once."""

    def __init__(self, stage: Stage, number: int) -> None:
        self.stage, self.number = stage, number
        self.by = stage.drafts[number].by.keys
        self.sentence = stage.drafts[number].clause.verb.sentence
        self.others = stage.others(self.by)
        self.named = stage.phrases[number].of.keys() - self.by
        self.echoes, self.paragraph = stage.echoes(number), stage.paragraph(stage.drafts[number])
        answers, thread = stage.answered(number)
        one = {
            "last-turn": stage.turn(number, -1),
            "next-turn": stage.turn(number, 1),
            "answers": answers,
            "thread": thread,
            "initiative": stage.initiative(number),
            "home": stage.scene.cast.home,
            "acts-most": next(iter(self.others), None),
        }
        tellers, titled = stage.tellers(number), stage.titled if set(self.by) & set(stage.titled) else ()
        met = stage.first_met if set(self.by) & stage.first_met else frozenset()
        some = {
            "teller": tellers,
            "same-as-before": stage.before(number),
            "met-first": met,
            "titled": stage.titled,
            "titled-both": titled,
        }
        self.of: dict[str | None, list[str]] = {}
        for mark, party in one.items():
            self.of.setdefault(party, []).append(mark)
        for mark, parties in some.items():
            for key in dict.fromkeys(parties):
                self.of.setdefault(key, []).append(mark)

    def marks(self, key: str) -> list[str]:
        """What it is to the acting ones; rank, turns, answers, how long ago it was named."""
        stage = self.stage
        marks = [*stage.relation(self.by, key), *stage.dyads.marks(self.by, key)]
        marks += [f"near{stage.distance(key, self.sentence)}", *self.of.get(key, ())]
        if key in stage.acting:
            marks.append(f"rank{min(3, self.others[key])}" + ("" if self.named else ":unnamed"))
        if stage.phrases[self.number].you:
            marks.append("you")
        before = stage.places.get((self.sentence - 1, key), ())
        marks += [f"before:{place}" for place in before]
        if SUBJECTS.intersection(before):
            marks.append("subject-before")
        if self.paragraph in stage.paragraphs.get(key, ()):
            marks.append("paragraph")
        marks.append(f"echo{min(4, int(1.5 * self.echoes.get(key, 0.0)))}")
        return marks


def circumstances(stage: Stage, number: int) -> list[str]:
    """What holds of the move itself: to how many it is likely to be addressed, if to anybody."""
    draft, by = stage.drafts[number], set(stage.drafts[number].by.keys)
    group, genre = GROUPS[draft.act], "release" if stage.scene.cast.office else "press"
    target = stage.targets[number]
    found = "no-target" if not target else "sure-target" if any(stage.real(k) == 2 for k in target) else "weak-target"
    marks = ["all", draft.act, genre, f"{draft.act}|{genre}", f"{found}|{group}", f"by-kind:{draft.by.kind}"]
    marks.append(f"{found}s{min(3, len(target))}" if target else found)
    if stage.plain(number):
        marks.append("plain")
    marks.append("voice" if draft.voice is not None else "no-voice")
    marks += [draft.polarity, draft.modality]
    if len(by) > 1:
        marks += ["joint-by", f"joint-by|{group}"]
    if draft.told:
        marks.append("told")
    marks.append(f"by-rank{next((rank for rank, key in enumerate(stage.ranked[:3]) if key in by), 3)}")
    marks.append(f"players{min(4, stage.players)}")
    if len(by) == 1 and by & stage.first_met:
        marks += ["party-to-meeting", f"party-to-meeting|{genre}|{group}"]
    if not stage.phrases[number].inside:
        marks.append("none-inside")
    if stage.acting_too[number]:
        marks += ["acts-too", f"acts-too|{group}"]
    others = stage.phrases[number].of.keys() - by
    marks.append(f"named{min(3, len(others))}|{group}")
    marks += [f"verb:{draft.clause.verb.lemma}", f"kind:{draft.kind}", *_built(stage, draft, group)]
    quote = stage.scene.voices[draft.voice].quote if draft.voice is not None else "none"
    marks += [f"quote:{quote}", f"quote:{quote}|{group}", f"by-kind:{draft.by.kind}|{group}"]
    marks.append(f"told|{group}" if draft.told else f"own|{group}")
    if draft.act == "status" and ("comment" in stage.lemmas[number] or draft.clause.verb.lemma in COMMENT):
        marks.append("no-comment")
    return marks


def _built(stage: Stage, draft: Draft, group: str) -> list[str]:
    """What hangs on the verb: objects, by their nouns, prepositions, clauses ("gave a briefing" is to nobody)."""
    marks: list[str] = []
    for kid in draft.clause.verb.kids:
        if kid.dep in BUILT:
            marks.append(f"has:{kid.dep}|{group}")
            if kid.is_noun and kid.i not in stage.scene.cast.at:
                marks.append(f"obj:{kid.lemma}")
            if kid.dep == "prep":
                marks.append(f"prep:{kid.low}")
    return marks


def together(stage: Stage, number: int, one: str, other: str) -> list[str]:
    """What speaks for two parties being addressed together."""
    phrases, words = stage.phrases[number], stage.scene.parsed.words
    mine, theirs = phrases.of.get(one, ()), phrases.of.get(other, ())
    marks = ["pair"]
    if mine and theirs:
        if any(n.at == m.at for n in mine for m in theirs):
            marks.append("pair:one-phrase")
        else:
            joined = any(_joined(words, n.at, m.at) for n in mine for m in theirs)
            marks.append("pair:joined" if joined else "pair:apart")
    elif mine or theirs:
        marks.append("pair:one-named")
    else:
        marks.append("pair:none-named")
        pair = frozenset((one, other))
        if any((by, pair) in stage.aimed_at for by in stage.drafts[number].by.keys):
            marks.append("pair:elsewhere")
        if pair in stage.side_by_side:
            marks.append("pair:act-together")
    aimed = (one in stage.targets[number]) + (other in stage.targets[number])
    if aimed:
        marks.append("pair:target" if aimed == 2 else "pair:half-target")
    if one in stage.ranked[:2] and other in stage.ranked[:2]:
        marks.append("pair:main")
    return marks


def _joined(words: list[Word], one: int, other: int) -> bool:
    """Whether "and" joins the two phrases, or what they qualify ("a pact with Arland and one with Belmora")."""
    first, last = words[min(one, other)], words[max(one, other)]
    above = {word.i for word in _qualified(words, first)}
    if any(at.dep == "conj" and at.head in above for at in _qualified(words, last)):
        return True
    return last.head == first.head and last.dep == first.dep and last.i - first.i < 8


def _qualified(words: list[Word], word: Word) -> Iterator[Word]:
    """A word and what it qualifies, the nearest first."""
    for _ in range(6):
        yield word
        if word.dep not in ("conj", "compound", "amod", "poss", "nmod", "appos", "pobj", "prep"):
            return
        word = words[word.head]
