"""The days of a move: when it was said, when it was done, and the time of what it is about.

A date belongs to the verb it hangs on.  On the move's own verb it is the day of the act, on the cue of the voice that of the
saying; a time to come inside the content is what is due.  Where the move's clause has none, the clause it is joined to lends
its own, then the speaker's last dated words, and in a readout the day of the meeting that it tells of.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from communique.extract.acts.draft import Draft
from communique.extract.acts.frames import MEETINGS
from communique.extract.scene import Scene
from communique.parse.tree import Word
from communique.record import when as w
from communique.record.move import Timex
from communique.record.text import Span
from communique.record.when import When

BESIDE_NOUN = frozenset({"compound", "nmod", "amod", "poss", "nummod"})  # "the June 20 attack", "Friday's talks"
JOINED = frozenset({"conj", "advcl", "xcomp", "acl"})
NEAR = 200  # characters between a cue and the date that hangs on it
LIMIT = frozenset({"by", "before", "until", "till", "not later than"})
TO_BE_DONE = frozenset({"agree", "commit", "expect", "appeal", "demand", "meet", "propose", "offer", "accept"})
PUT_OFF = frozenset({"extend", "postpone", "delay", "move", "shift", "prolong", "adjourn", "defer", "bring"})
AT_ONCE = frozenset({"immediately", "without delay", "forthwith"})  # how it is to be done rather than when
MEANT = frozenset({"mean", "suppose", "intend"})
HELD_IN = frozenset({"in", "at", "during", "after", "following", "over", "by", "since", "from"})  # "agreed at talks on Monday"
LASTING = frozenset({"continue", "keep", "remain"})
BROUGHT_ABOUT = frozenset("achieve announce conclude hold issue make present reach send sign strike submit".split())
LONG = 15  # days: what took that long is no meeting
APART = 2  # line breaks between two utterances of one speaker that were made together
PASSING = frozenset({"PRESENT_REF", "PAST_REF"})


class Days(NamedTuple):
    """When it was said, when it was done, and what it is about (None: not stated)."""

    said: When
    when: When
    due: When | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated expression in the grammar: `path` leads from its head word up to the root of the sentence."""

    timex: Timex
    when: When
    at: int
    path: tuple[Word, ...]

    @property
    def word(self) -> Word:
        """Its head word."""
        return self.path[0]


class Moments:
    """The dated expressions of one report, and which of them are whose."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.published = scene.parsed.cleaned.report.published
        self.all = self._joined([moment for timex in scene.timexes if (moment := self._placed(timex)) is not None])
        self._starts = [moment.at for moment in self.all]

    def _placed(self, timex: Timex) -> Moment | None:
        words = self.scene.parsed.words
        if timex.when is None or timex.value in PASSING:
            return None
        start = self.scene.parsed.cleaned.offsets.to_mended(timex.span.start)
        first = self.scene.word_at(start)
        if first >= len(words) or words[first].start > start + (timex.span.end - timex.span.start):
            return None  # not in a sentence: a dateline
        end = start + (timex.span.end - timex.span.start)
        top = first
        while words[top].head != top and start <= words[words[top].head].start < end:
            top = words[top].head
        return Moment(timex, timex.when, start, (words[top], *self.scene.parsed.up(words[top])))

    def _joined(self, moments: list[Moment]) -> list[Moment]:
        """ "On the 9th and 10th", "3 and 4 May" are two days of one thing."""
        out: list[Moment] = []
        for moment in moments:
            last = out[-1] if out else None
            if last is not None and self._goes_on(last, moment):
                assert last.when.earliest is not None and moment.when.latest is not None
                out[-1] = replace(last, when=w.between(last.when.earliest, moment.when.latest))
            else:
                out.append(moment)
        return out

    def _goes_on(self, last: Moment, moment: Moment) -> bool:
        """Whether nothing but "and" stands between two days that follow one another."""
        first, following = last.when.latest, moment.when.earliest
        if first is None or following != first + timedelta(1) or moment.when.precision != "day" or last.timex.type != "DATE":
            return False
        end = last.at + last.timex.span.end - last.timex.span.start
        return self.scene.parsed.text[end : moment.at].strip() in ("and", "and the")

    def within(self, start: int, end: int) -> list[Moment]:
        """Those whose first character lies in mended text[start:end]."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of(self, draft: Draft, span: Span) -> Days:
        """The days of one move; undated speech is not later than the publication day."""
        said = self._said(draft) or w.not_after(self.published)
        when = said
        if draft.modality != "planned" and (_done(draft) or draft.voice is None):
            by_noun = self._by_noun(draft)
            named = (self._reached(draft) if by_noun else None) or (self._known_by(said) if by_noun or _told_of(draft) else said)
            when = self._own(draft) or self._going_on(draft) or named
        if draft.speaks and not draft.told and draft.voice is None:
            said = when
        return Days(said, when, self._due(draft, span))

    # --- the act ---

    def _known_by(self, said: When) -> When:
        """When something was done that is only named or told of: "there was no answer to its proposals, he said on Monday"."""
        return w.not_after(min(said.latest or self.published, self.published))

    def _by_noun(self, draft: Draft) -> bool:
        """Whether a noun alone tells it, inside what is said of something else."""
        return draft.cue is not None and not draft.speaks and self.scene.parsed.words[self.scene.word_at(draft.cue[0])].is_noun

    def _reached(self, draft: Draft) -> When | None:
        """The day of what a noun tells by the participle that hangs on it or stands behind its comma: "the accord on the ports,
        reached during the May 7 call"."""
        words = self.scene.parsed.words
        noun = words[self.scene.word_at(draft.cue[0] if draft.cue is not None else draft.start)]
        beside = (*noun.kids, *words[noun.right + 1 : noun.right + 3])
        how = next((k for k in beside if k.tag == "VBN" and k.lemma in BROUGHT_ABOUT), None)
        sentence = self.scene.parsed.sentences[noun.sentence]
        behind = self.within(words[how.i].end, sentence.end) if how is not None else []
        return next((m.when for m in behind if self._past(m) and any(up is how for up in m.path)), None)

    def _past(self, moment: Moment) -> bool:
        latest = moment.when.latest
        return moment.when.earliest is not None and latest is not None and latest <= self.published

    def _own(self, draft: Draft) -> When | None:
        """The time that hangs on the move's own verb, or on the verb before that it is joined to."""
        sentence = self.scene.parsed.sentences[draft.clause.verb.sentence]
        here = [m for m in self.within(sentence.start, sentence.end) if self._past(m) and m.timex.role in ("event", "speech")]
        if draft.act in TO_BE_DONE and draft.act != "meet":
            here = [m for m in here if not self._of_meeting(m, draft.clause.verb.i)]
        own = next((m for m in here if self._hangs(m, draft.clause.verb.i)), None)
        if own is None:
            lender = self._lender(draft.clause.verb)
            earlier = [m for m in here if m.at < draft.clause.verb.start]
            own = next((m for m in earlier if lender is not None and self._hangs(m, lender.i)), None)
        return own.when if own else None

    def _of_meeting(self, moment: Moment, verb: int) -> bool:
        """Whether the date is that of a meeting which is agreed or proposed: "agreed to a meeting on the 13th"."""
        inside = list(takewhile(lambda up: up.i != verb, moment.path))
        if len(inside) == len(moment.path):
            return False
        above = zip(inside, moment.path[1:], strict=False)
        return any(up.lemma in MEETINGS and head.low not in HELD_IN for up, head in above)

    def _going_on(self, draft: Draft) -> When | None:
        """ "On Monday the ministers met.  They agreed …": a pronoun goes on with the sentence before, and with its day."""
        verb, subject = draft.clause.verb, draft.clause.subject
        if draft.voice is not None or subject is None or verb.sentence == 0 or verb.tag != "VBD":
            return None
        if not (subject.tag == "PRP" or subject.low == "both") or subject.low in ("i", "we", "you"):
            return None
        before, here = self.scene.parsed.sentences[verb.sentence - 1], self.scene.parsed.sentences[verb.sentence]
        if "\n" in self.scene.parsed.text[before.start : here.start]:
            return None
        for moment in self.within(before.start, before.end):
            if self._past(moment) and moment.when.precision == "day" and self._hangs(moment, before.root):
                return moment.when
        return None

    def _lender(self, verb: Word) -> Word | None:
        """The verb whose date also holds for `verb`: "On Monday they met and agreed", "…, urging others to follow"."""
        head = self.scene.parsed.words[verb.head]
        if verb.dep == "conj" and head.i in self.scene.by_verb and head.i < verb.i:
            return head
        if verb.dep in ("advcl", "xcomp") and verb.tag == "VBG" and head.i in self.scene.by_verb:
            return head
        return None

    def _hangs(self, moment: Moment, verb: int) -> bool:
        """Whether the date hangs on that verb or its object, on no clause inside and on no noun that it only names."""
        if moment.word.dep in BESIDE_NOUN:
            return False
        for up in moment.path:
            if up.i == verb:
                return True
            if up.i in self.scene.by_verb or (up.tag == "IN" and up.low == "of"):
                return False
        return False

    # --- the saying ---

    def _said(self, draft: Draft) -> When | None:
        """The day on the cue of the voice, else of the same speaker's words before, else of the meeting a readout tells of."""
        if draft.voice is not None and (found := self._spoken.get(draft.voice)) is not None:
            return found
        if draft.told or draft.act == "deed":
            return None
        return next((when for at, when in reversed(self._meetings) if at <= draft.start), None)

    @cached_property
    def _meetings(self) -> list[tuple[int, When]]:
        """In a readout the day of each meeting or call it tells of, from its sentence on: what is undated was said there."""
        scene = self.scene
        if scene.office is None or scene.office.kind == "person":
            return []
        found = []
        for sentence in scene.parsed.sentences:
            for moment in self.within(sentence.start, sentence.end):
                if self._past(moment) and moment.timex.role in ("event", "speech") and self._hangs(moment, sentence.root):
                    if (moment.when.days() or LONG) < LONG and not moment.when.approximate:
                        found.append((sentence.start, moment.when))
                    break
        return found

    @cached_property
    def _spoken(self) -> dict[int, When]:
        """Voice -> its day: on its own cue, else on the last cue of the same speaker in the paragraph."""
        found: dict[int, When] = {}
        last: dict[object, tuple[int, When]] = {}
        for number, voice in enumerate(self.scene.voices):
            who = self.scene.sources.get(number)
            start = voice.content[0][0]
            when = self._on_cue.get(number)
            speaker = (who.name or who.keys) if who is not None else None
            if when is None and speaker in last:
                at, earlier = last[speaker]
                when = earlier if self.scene.parsed.text.count("\n", at, start) <= APART else None
            if when is not None:
                found[number] = when
                if speaker is not None and when.precision == "day":
                    last[speaker] = start, when
        return found

    @cached_property
    def _on_cue(self) -> dict[int, When]:
        """Voice -> the day that hangs on its cue ("said on Tuesday")."""
        found: dict[int, When] = {}
        for number, voice in enumerate(self.scene.voices):
            if voice.cue_word is None:
                continue
            cue = self.scene.parsed.words[voice.cue_word]
            for moment in self.within(cue.start - NEAR, cue.start + NEAR):
                inside = any(start <= moment.at < end for start, end in voice.content)
                if inside or moment.when.earliest is None or moment.when.earliest > self.published:
                    continue
                if self._reaches(moment, cue.i):
                    found[number] = moment.when
                    break
        return found

    def _reaches(self, moment: Moment, cue: int) -> bool:
        for up in moment.path:
            if up.i == cue:
                return True
            if up.i in self.scene.by_verb and up.i != moment.word.i:
                return False
        return False

    # --- what it is about ---

    def _due(self, draft: Draft, span: Span) -> When | None:
        """The time to come that the content names: a deadline first, then the first planned time."""
        cue = self.scene.voices[draft.voice].cue_word if draft.voice is not None else None
        near = self.within(draft.start, draft.end)
        if draft.clause.condition is not None and draft.modality == "conditional":
            near += [m for m in self.within(*draft.clause.condition) if m not in near]
        near = [m for m in near if cue is None or not self._reaches(m, cue)]
        inside = [m for m in near if self._ahead(draft, m) and self._in_content(draft, m)]
        if not inside:
            return self._next(draft) or self._from_now_on(draft)
        inside.sort(key=lambda m: (m.word.dep in BESIDE_NOUN, m.timex.role != "deadline", m.at))
        moved = next((m for m in inside if self._moved_to(m)), None)
        return self.as_due(moved or inside[0])

    def _next(self, draft: Draft) -> When | None:
        """What is planned in the sentences after "On Tuesday the ministers will meet" is planned for that day too."""
        if draft.modality != "planned":
            return None
        sentence = self.scene.parsed.sentences[draft.clause.verb.sentence]
        paragraph = self.scene.parsed.text.rfind("\n", 0, sentence.start) + 1
        for moment in reversed(self.within(paragraph, sentence.start)):
            ahead = moment.when.earliest is not None and moment.when.earliest > self.published and moment.when.precision == "day"
            if not ahead:
                continue
            root = self.scene.parsed.sentences[moment.word.sentence].root
            clause = self.scene.by_verb.get(root)
            if clause is not None and clause.modal in ("will", "shall") and self._hangs(moment, root):
                return moment.when
            return None
        return None

    def _from_now_on(self, draft: Draft) -> When | None:
        """ "We will continue to press for talks": what goes on begins no later than the report, and has no end."""
        clause = draft.clause
        verbs = (clause.verb, self.scene.parsed.words[clause.verb.head])
        lasting = next((verb for verb in verbs if verb.lemma in LASTING and verb.i in self.scene.by_verb), None)
        if draft.modality != "planned" or lasting is None or self.scene.by_verb[lasting.i].modal not in ("will", "shall"):
            return None
        return w.not_before(self.published)

    def _in_content(self, draft: Draft, moment: Moment) -> bool:
        """Whether the date belongs to this move, not to another that is only joined to its verb by "and"."""
        for up in moment.path:
            if up.i == draft.clause.verb.i:
                return True
            if up.dep == "conj" and up.i in self.scene.by_verb and self.scene.by_verb[up.i].finite:
                return False
        return True

    def _ahead(self, draft: Draft, moment: Moment) -> bool:
        """Whether the time has not passed by the day of the report, and the clause does not tell of the past."""
        when, timex = moment.when, moment.timex
        if timex.role == "other" or timex.type == "SET":
            return False
        if when.latest is None:
            if timex.value == "FUTURE_REF" or timex.value.startswith(("PX", "PTX")):
                words = timex.span.of(self.scene.parsed.cleaned.report.text).lower()
                at_once = timex.rule in ("immediate", "future") or words in AT_ONCE
                return draft.act in TO_BE_DONE and draft.modality in ("actual", "planned") and not at_once
            return timex.direction != "since"
        if when.latest < self.published:
            return any(up.lemma in MEANT for up in moment.path[1:5])  # "was meant to last until Sunday"
        if when.earliest is not None and when.earliest > self.published:
            return True
        if timex.direction in LIMIT:
            return when.latest > self.published
        if self._tells_past(moment):
            return False
        if when.latest == self.published:
            return draft.modality in ("planned", "conditional") and timex.role == "event"
        if timex.type == "DURATION":
            return timex.role == "deadline" or draft.act in TO_BE_DONE
        return draft.modality != "actual" or draft.act in TO_BE_DONE

    def _tells_past(self, moment: Moment) -> bool:
        verb = next((up for up in moment.path if up.i in self.scene.by_verb), None)
        if verb is None:
            return False
        clause = self.scene.by_verb[verb.i]
        return not clause.modal and (verb.tag == "VBD" or clause.perfect)

    def _moved_to(self, moment: Moment) -> bool:
        """The later date of "extend the 3 May deadline to 9 May"."""
        if len(moment.path) < 3 or moment.path[1].low not in ("to", "until", "till"):
            return False
        return any(up.lemma in PUT_OFF for up in moment.path[2:4])

    def as_due(self, moment: Moment) -> When:
        """The interval in which it is to be: "by", "before", "until" set an end, "after" a beginning."""
        latest = moment.when.latest
        if latest is None:
            return moment.when
        if moment.timex.direction in LIMIT:
            edge = moment.timex.when.edtf.partition("/")[2] if moment.timex.when and "/" in moment.timex.when.edtf else ""
            return w.parse(f"../{edge}") if edge and edge != ".." else w.not_after(latest)
        if moment.path[1:] and moment.path[1].low in ("after", "beyond") and moment.timex.type == "DATE":
            return w.not_before(latest if moment.when.precision == "day" else latest + timedelta(1))
        return moment.when


def _done(draft: Draft) -> bool:
    return draft.act in ("deed", "meet", "agree", "propose") or draft.told or not draft.speaks


def _told_of(draft: Draft) -> bool:
    """Whether another tells that it was done: on which day is not said by the day of the telling."""
    past = draft.clause.verb.tag == "VBD" or draft.clause.perfect
    return draft.told and draft.act in ("deed", "meet", "agree", "accept") and past and not draft.clause.modal
