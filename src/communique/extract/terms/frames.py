"""Where a report begins to tell provisions: an instrument as subject, "under the deal", "a plan to", "agreed to", a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.extract.acts.draft import Draft
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.scene import Scene
from communique.extract.terms.binding import parties, party
from communique.extract.terms.instruments import behind, is_instrument, opens_infinitive, real_subject, skip
from communique.extract.terms.lexicon import listed, texts, verb_of
from communique.extract.terms.members import BETWEEN, NOUNS, begins_finite, begins_gerund, members
from communique.extract.terms.reading import Provision, Reader
from communique.parse.tree import Word

OPENING = 4  # words among which a sentence's subject has its head
NEAREST = 6  # words before a speaker who is named behind what is said
SPEAKING = words("speaking")
FORCING = ("prohibit", "oblige", "permit")
UNDER = frozenset({"under", "according"})
SETTLED = frozenset({"agree", "accept", "propose", "offer", "demand"})


class Frames:
    """Finds the provisions of one report."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parsed, self.words = scene, scene.parsed, scene.parsed.words
        self.reader = Reader(scene)
        self._cued = self._in_cues()

    def _in_cues(self) -> set[int]:
        """The words of all sources and cues but those that an instrument states ("the draft says")."""
        found: set[int] = set()
        for voice in self.scene.voices:
            if voice.head is not None and is_instrument(self.parsed, self.words[voice.head]):
                continue
            for span in (voice.cue, voice.source):
                if span:
                    found.update(range(self.scene.word_at(span[0]), self.scene.word_at(span[1])))
        return found

    def stretch(self, at: int) -> int:
        """The end of the words from `at` on that belong together: the sentence's, or where a speaker is named behind them."""
        tokens = self.words
        last = self.parsed.sentences[tokens[at].sentence].last
        for k in range(at + 1, last):
            if k in self._cued and tokens[k - 1].low in (",", "”", '"') and k - at >= NEAREST:
                return k
            if tokens[k - 1].low in ("and", "but", ";", ",") and self._leaves(k, at):
                return k - 1
        return last

    def _leaves(self, k: int, at: int) -> bool:
        """Whether the verb at `k` goes on with what was done, not with what is provided ("… and said that", "but ruled out")."""
        word, before = self.words[k], self.words[k - 1].low
        if before == ";" and (clause := self.reader.starts.get(k)) is not None:
            return not clause.modal and clause.verb.tag in ("VBD", "VBZ", "VBP", "VBN") and clause.verb.lemma != "be"
        if before == "," or k - at < 2:
            return False
        return word.tag == "VBD" or (word.tag in ("VBZ", "VBP") and word.lemma in SPEAKING)

    # An instrument that speaks

    def of_instruments(self) -> Iterator[Provision]:
        """Behind every instrument of the text, and every clause whose subject is one."""
        done: set[int] = set()
        for word in self.parsed.of_lemmas(texts()):
            if not is_instrument(self.parsed, word):
                continue
            last = self.stretch(word.i)
            k = behind(self.words, word.i, last)
            if k >= last:
                continue
            if self._is_under(word):
                yield from self._under(word, last)
                continue
            at, modal, negated = skip(self.words, k, last)
            if at < last and self._opens(word, at, k, modal) and at not in done:
                done.add(at)
                end = self._limit(word, at, last) if self.words[at].low.endswith("ing") else last
                yield from self._speaks(word, at, end, modal, negated)
            elif opens_infinitive(self.words, k, last):
                yield from self._aims(word, k, last)
            elif self.words[k].low == "on" and k + 1 < last and self.words[k + 1].tag == "VBG":
                yield from self._on(word, k + 1, last)
            elif self.words[k].low == "under" and k + 1 < last and self.words[k + 1].low == "which":
                yield from self._each(word, self.reader.clauses(k + 2, last, open_=True))
        for clause in self.scene.clauses:
            subject = real_subject(self.parsed, clause.subject, clause.verb)
            if subject is None or clause.passive or clause.verb.i in done or clause.verb.dep in ("acl",):
                continue
            if subject.low in ("it", "they") and clause.own_subject:
                instrument = self._meant(subject, clause)
            else:
                instrument = subject if is_instrument(self.parsed, subject) else None
            if instrument is None or any(k.low == "if" and k.dep == "mark" for k in clause.verb.kids):
                continue
            if clause.verb.dep == "conj" and any(i in done for i in range(subject.i, clause.verb.i)):
                continue  # read with the verb that it is conjoined with
            if clause.infinitive or not (clause.finite or clause.verb.tag == "VB"):
                continue
            done.add(clause.verb.i)
            yield from self._speaks(instrument, clause.verb.i, self.stretch(clause.verb.i), clause.modal, clause.negated)

    def _meant(self, pronoun: Word, clause: Clause) -> Word | None:
        """The instrument that "it" or "they" stands for: the subject of the sentence before, where that is one."""
        if pronoun.sentence == 0:
            return None
        before = self.parsed.sentences[pronoun.sentence - 1]
        if before.block != self.parsed.sentences[pronoun.sentence].block:
            return None
        if not self._states(clause.verb, clause.modal):
            return None
        opening = self.words[before.first : min(before.last, before.first + OPENING)]
        named = next((w for w in opening if is_instrument(self.parsed, w)), None)
        root = self.words[before.root]
        subject = next((k for k in root.kids if k.dep in ("nsubj", "nsubjpass")), None)
        if subject is not None and is_instrument(self.parsed, subject):
            return subject
        return named if named is not None and root.i >= named.i and (subject is None or subject.i >= named.i) else None

    def _states(self, verb: Word, modal: str) -> bool:
        lemma = verb.lemma
        forced = any(verb_of(verb, name) for name in FORCING)
        return forced or lemma in listed("stating") | listed("enacting") or (bool(modal) and lemma in listed("effects"))

    def _opens(self, word: Word, at: int, k: int, modal: str) -> bool:
        """Whether what stands behind an instrument is a verb of provisions of its own."""
        verb = self.words[at]
        if verb.low.endswith("ing"):
            return at == k and verb.tag in ("VBG", "NN") and any(verb_of(verb, name) for name in FORCING)
        if (verb.tag in ("VBN",) and verb.low not in ("set", "put", "let", "cut")) or (
            verb.tag == "VBD" and verb.dep in ("acl", "relcl")
        ):
            return False
        forced = any(verb_of(verb, name) for name in FORCING)
        if (
            forced
            and verb.tag in NOUNS
            and (at + 1 >= self.stretch(at) or self.words[at + 1].tag in ("IN", ",", ".", "MD", "CC", "VBD", "VBZ", "VBP", "VBN"))
        ):
            return False  # "the draft ban on"
        return forced or (verb.lemma in listed("stating") and verb.is_verb) or (bool(modal) and verb.lemma in listed("effects"))

    def _speaks(self, word: Word, at: int, last: int, modal: str, negated: bool) -> Iterator[Provision]:
        """The verb at `at` has an instrument for its subject; verbs conjoined with it have the same."""
        kinds = (*FORCING, "stating", "enacting") if not modal else (*FORCING, "stating", "effects")
        ranges = members(self.words, at, last, begins_finite(self.words, last, kinds))
        for number, (a, b) in enumerate(ranges):
            k, own, no = (a, modal, negated) if number == 0 else skip(self.words, a, b)
            if k < b:
                yield from self._each(word, self._does(k, b, k if number else a, own or modal, no, b < ranges[-1][1]))

    def _does(self, at: int, last: int, first: int, modal: str, negated: bool, more: bool) -> Iterator[Provision]:
        verb, reader = self.words[at], self.reader
        if any(verb_of(verb, name) for name in FORCING) and verb.lemma not in listed("listing"):
            yield from reader.forced(at, last, first, negated=negated)
        elif verb.lemma in listed("stating") and not negated:
            yield from self._states_that(at, last, first)
        elif (modal and verb.lemma in listed("effects")) or (verb.tag in ("VBZ", "VBP") and verb.lemma in listed("enacting")):
            done = listed("effects") | listed("enacting") | listed("ceasing") | listed("prohibit") | listed("permit")
            found = reader.verbs(at, last, first, (), negated, modal, more=more)
            yield from (one for one in found if self.words[one.anchor].lemma in done)

    def _states_that(self, at: int, last: int, first: int) -> Iterator[Provision]:
        """ "says that …", "calls for …", "seeks to …", "calls on A to …", "includes A, B and C"."""
        tokens, reader, lemma = self.words, self.reader, self.words[at].lemma
        k = at + 1
        while k < last and (tokens[k].tag == "RB" or tokens[k].low in (",", ":")):
            k += 1
        if k >= last:
            return
        if tokens[k].low == "for" and k + 1 < last:
            k += 1
            if (to := reader.infinitive(k, last)) is not None:  # "provides for inspectors to enter"
                yield from reader.infinitives(to, last, k, parties(self.scene, k, to), "oblige")
                return
            yield from self._nouns(k, last, at) if tokens[k].tag != "VBG" else self._gerunds(k, last)
        elif tokens[k].low in ("on", "upon") and (to := reader.infinitive(k + 1, last)) is not None:
            yield from reader.infinitives(to, last, k + 1, parties(self.scene, k + 1, to), "oblige")
        elif tokens[k].low == "to" and k + 1 < last:
            inner = tokens[k + 1]
            if any(verb_of(inner, name) for name in FORCING) or (inner.lemma == "keep" and reader.kept_from(k + 2, last)):
                yield from reader.forced(k + 1, last, k + 1)
            elif inner.tag == "VB":
                yield from reader.infinitives(k, last, k, (), "oblige")
        elif lemma in ("ask",) and (to := reader.infinitive(k, last)) is not None:
            yield from reader.infinitives(to, last, k, parties(self.scene, k, to), "oblige")
        else:
            clauses = list(reader.clauses(k, last, told=lemma not in ("include", "contain", "say", "read", "state")))
            if tokens[k].low == "that" or (clauses and lemma in ("say", "state", "read", "declare", "specify")):
                yield from clauses
            elif lemma in listed("listing"):
                yield from self._nouns(k, last, at) if tokens[k].tag != "VBG" else self._gerunds(k, last)

    def _nouns(self, k: int, last: int, verb: int) -> Iterator[Provision]:
        """Nouns behind "calls for", "includes"; a single word is told with its verb ("call for inspections")."""
        for one in self.reader.noun_provisions(k, last):
            yield replace(one, first=verb) if one.last - one.first == 1 and one.first - verb < 4 else one

    def _gerunds(self, at: int, last: int) -> Iterator[Provision]:
        for a, b in members(self.words, at, last, begins_gerund(self.words, last)):
            yield self.reader.made(a, b, a, "oblige", self.reader.givers(self.words[a], b))

    def _each(self, word: Word, found: Iterator[Provision]) -> Iterator[Provision]:
        for one in found:
            yield replace(one, instrument=word.i)

    def _aims(self, word: Word, k: int, last: int) -> Iterator[Provision]:
        """ "a plan to cut …", "an agreement to exchange …"; not "a plan to end the crisis"."""
        if word.lemma in listed("parts") or self.words[k + 1].lemma in listed("aims") | listed("talking"):
            return
        whose = {kid.low for kid in word.kids}
        if whose & NOTHING or (word.lemma in INTENT and (word.tag == "NNS" or whose & OWN)):
            return  # "plans to", "its plan to": what somebody means to do
        limit = self._limit(word, k, last)
        bound = self._between(word) if word.lemma in listed("joint") else ()
        yield from self._each(word, self.reader.infinitives(k, limit, k, bound, "oblige"))

    def _limit(self, word: Word, k: int, last: int) -> int:
        """The end of what hangs on an instrument that goes on as subject or object of a clause ("a plan to cut A was tabled")."""
        verb = next((self.words[j] for j in range(k, min(last, k + 3)) if self.words[j].is_verb), None)
        if verb is not None and verb.dep in ("acl", "relcl") and verb.head == word.i:
            end = max(verb.right + 1, k + 2)
            return min(last, end)
        return last

    def _between(self, word: Word) -> tuple[str, ...]:
        for k in range(word.i + 1, min(word.right + 1, word.i + 4)):
            if self.words[k].low in ("between", "by", "with"):
                return parties(self.scene, k + 1, word.right + 1)
        head = self.words[word.head]
        clause = self.scene.by_verb.get(head.i)
        if (
            clause is not None
            and clause.subject is not None
            and clause.subject is not word
            and head.lemma in ("reach", "sign", "strike", "make", "conclude", "initial")
        ):
            return party(self.scene, clause.subject)
        return ()

    def _on(self, word: Word, k: int, last: int) -> Iterator[Provision]:
        """ "draft documents on ensuring security guarantees from the bloc"."""
        if self.words[k].lemma in listed("talking"):
            return
        end = min(last, self.words[k].right + 1)
        yield from self._each(word, self._gerunds(k, max(end, k + 2)))

    # Under an instrument

    def _is_under(self, word: Word) -> bool:
        left = self.words[max(self.parsed.sentences[word.sentence].first, word.left - 2, word.i - 9) : word.i]
        under = [w.i for w in left if w.low in UNDER]
        between = left[under[-1] - left[0].i + 1 :] if under else []
        return bool(under) and not any((w.is_verb and w.dep != "amod") or w.low == "," for w in between)

    def _under(self, word: Word, last: int) -> Iterator[Provision]:
        """ "Under the deal, A would …" and "A would …, under the deal, …"."""
        words_ = self.words
        under = next(w for w in reversed(words_[max(0, word.i - 9) : word.i]) if w.low in UNDER)
        sentence = self.parsed.sentences[word.sentence]
        comma = next((j for j in range(word.i + 1, min(last, word.i + 22)) if words_[j].low == ","), None)
        opening = under.i == 0 or words_[under.i - 1].low in (*BETWEEN, "“", ":") or under.i == sentence.first
        if opening:
            start = self._main_start(word, last)
            if start is None and comma is not None:
                start = comma + 1
            if start is not None and start < last:
                yield from self._each(word, self.reader.clauses(start, last, open_=True))
            return
        above = (self.scene.by_verb[up.i] for up in self.parsed.up(under) if up.i in self.scene.by_verb)
        clause = next((c for c in above if c.subject is not None and c.own_subject and c.verb.dep not in ("relcl", "acl")), None)
        if clause is None or clause.subject is None or clause.subject.i > under.i:
            return
        last = self.stretch(clause.subject.left)
        closing = all(w.low in (".", ",", "”", '"') for w in self.words[word.i + 1 : last])
        if clause.modal or clause.verb.lemma == "be":
            yield from self._each(word, self.reader.clauses(clause.subject.left, under.i if closing else last))

    def _main_start(self, word: Word, last: int) -> int | None:
        """Where the clause begins that "under the deal" opens: at its own subject."""
        found = [c for i, c in self.reader.starts.items() if word.i < i < last and c.subject is not None]
        found = [c for c in found if c.verb.dep not in ("relcl", "acl", "advcl")]
        found = [c for c in found if c.modal] or found
        if not found:
            return None
        subject = min(found, key=lambda c: c.subject.left if c.subject else 0).subject
        return subject.left if subject is not None else None

    # What parties agree, propose, demand

    def of_acts(self, drafts: Sequence[Draft]) -> Iterator[Provision]:
        """The content of agreements and proposals that are told as acts."""
        for draft in drafts:
            if draft.act not in SETTLED or draft.by.kind == "document" or draft.polarity == "neg":
                continue
            clause = draft.clause
            verb = clause.verb
            own = listed("agreeing") if draft.act in ("agree", "accept") else listed("tabling")
            if verb.lemma not in own or clause.negated or clause.passive:
                continue
            yield from self._content(draft, verb.i, self.stretch(verb.i))

    def _content(self, draft: Draft, at: int, last: int) -> Iterator[Provision]:
        tokens, reader = self.words, self.reader
        by = draft.by.keys if draft.act in ("agree", "accept", "offer") or draft.by.kind != "document" else ()
        that = next((k for k in range(at + 1, min(last, at + 7)) if tokens[k].low == "that"), None)
        to = reader.infinitive(at + 1, last)
        if to is not None and (that is None or to < that):
            verb = next((w for w in tokens[to : to + 4] if w.low not in ("to", "not", "also") and w.tag != "RB"), None)
            if verb is None or verb.lemma in listed("talking"):
                return
            bound = by if draft.act != "demand" else ()
            yield from reader.infinitives(to, last, to, bound, "oblige")
        elif that is not None:
            for one in reader.clauses(that + 1, last, told=draft.act not in ("agree", "accept")):
                if tokens[one.anchor].lemma not in listed("talking") - {"be"}:
                    yield one
        else:
            k = at + 1
            if k < last and tokens[k].low in ("on", "to", "for", "upon"):
                k += 1
            if k < last:
                yield from reader.noun_provisions(k, last, measures=True)

    # What goes on in the next sentence

    def going_on(self, found: Sequence[Provision]) -> Iterator[Provision]:
        """ "In return, Velmar would …", "It would also …": sentences that go on with the provisions of the one before."""
        told: dict[int, Provision] = {}
        for one in found:
            told.setdefault(self.words[one.anchor].sentence, one)
        sentences = self.parsed.sentences
        for number in range(1, len(sentences)):
            before, sentence = told.get(number - 1), sentences[number]
            if before is None or number in told:
                continue
            first = sentence.first
            last = self.stretch(first)
            opened = [w.low for w in self.words[first : min(last, first + 4)]]
            linked = (opened[:1] == ["in"] and bool(set(opened) & listed("returns"))) or (
                opened[:1] == ["for"] and "part" in opened
            )
            apart = sentences[number - 1].block != sentence.block or self._quoted(first)
            if apart and not linked:
                continue
            clause = next((c for i, c in sorted(self.reader.starts.items()) if first <= i < last), None)
            if clause is None or clause.subject is None:
                continue
            modal = clause.modal in ("would", "shall") or (clause.modal in ("will", "must", "may") and linked)
            if not (modal and (linked or before.instrument is not None)) and not (linked and clause.verb.lemma == "be"):
                continue
            held = [replace(p, instrument=before.instrument) for p in self.reader.clauses(clause.subject.left, last)]
            if clause.subject.low in ("it", "they") and clause.verb.lemma not in listed("effects"):
                continue
            if held:
                told.setdefault(number, held[0])
            yield from held

    def _quoted(self, at: int) -> bool:
        voice = self.scene.innermost(self.words[at].start)
        return voice is not None and self.scene.voices[voice].quote == "direct"


NOTHING = frozenset({"any", "no"})
OWN = frozenset({"its", "his", "her", "their", "my", "our"})
INTENT = frozenset({"plan", "scheme"})
