"""What a trained model sees of a report: each word with its grammar, its quotation and what the rules made of it.

A change to any feature is a change of `VERSION`: a model is only of use with the features it was trained on.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from communique.extract.voices.cues import lexicon, verb_entry
from communique.extract.voices.draft import Draft
from communique.extract.voices.quotes import Layout
from communique.parse.tree import Word

VERSION = 1
AROUND = 30  # words beyond the sentence of a cue, on each side, in which its source and content are sought
BEFORE, AFTER = 1, 2  # sentences beyond that of a cue
LADDER = (1, 2, 3, 5, 8, 12, 20, 35, 60)
NO_HEAD = "top"


def step(number: int) -> str:
    """A distance or size as one of a few rungs, its sign kept."""
    size = abs(number)
    return ("-" if number < 0 else "") + str(sum(size >= rung for rung in LADDER))


@dataclass(eq=False)
class Board:
    """A report laid out for the models: `drafts` are the rules' voices in order, `holders` their parents."""

    layout: Layout
    drafts: list[Draft]
    holders: list[int | None]

    @cached_property
    def role(self) -> list[list[tuple[int, str]]]:
        """For each word the rules' voices it has a part in, as (number, "S", "Q" or "C")."""
        found: list[list[tuple[int, str]]] = [[] for _ in self.layout.words]
        for number, draft in enumerate(self.drafts):
            for kind, spans in (("C", draft.content), ("S", [draft.source]), ("Q", [draft.cue])):
                for one in spans:
                    if one:
                        for i in range(*self.layout.words_in(*one)):
                            found[i].append((number, kind))
        return found

    @cached_property
    def by_cue(self) -> dict[int, int]:
        """Word of a cue -> number of the rules' voice (the outermost, where two share it)."""
        found: dict[int, int] = {}
        for number, draft in enumerate(self.drafts):
            if draft.cue_word is not None and (draft.cue_word not in found or self.holders[number] is None):
                found[draft.cue_word] = number
        return found

    @cached_property
    def entry(self) -> list[str]:
        """What the lexicon says of each word: group of a verb, or "noun", "adjective", "light"; "" for most."""
        known = lexicon()
        found = []
        for word in self.layout.words:
            kind = ""
            if word.tag[0] == "V":
                if entry := verb_entry(word.lemma):
                    kind = entry.group
                elif word.lemma in known.light_verbs:
                    kind = "light"
            elif word.tag in ("NN", "NNS") and word.lemma in known.nouns:
                kind = "noun"
            elif word.low in known.adjectives:
                kind = "adjective"
            elif word.low in ("according", "per"):
                kind = "frame"
            found.append(kind)
        return found

    @cached_property
    def plain(self) -> list[list[str]]:
        """The features of each word that do not depend on a cue, for the arguments."""
        words, inside = self.layout.words, self.layout.inside
        found = []
        for word, quote in zip(words, inside, strict=True):
            i = word.i
            first = i == 0 or words[i - 1].sentence != word.sentence
            last = i + 1 == len(words) or words[i + 1].sentence != word.sentence
            row = [
                "w=" + word.low,
                "t=" + word.tag,
                "d=" + word.dep,
                "td=" + word.tag + word.dep,
                "t-=" + ("^" if first else words[i - 1].tag),
                "t+=" + ("$" if last else words[i + 1].tag),
                "w-=" + ("^" if first else words[i - 1].low),
                "w+=" + ("$" if last else words[i + 1].low),
                "e=" + self.entry[i],
            ]
            if quote < 0:
                row.append("q0")
            found.append(row)
        return found

    # --- cues ---------------------------------------------------------------------------------------------------------

    def may_be_cue(self, word: Word, known: frozenset[str]) -> bool:
        """Whether a word is asked about at all: verbs, the rules' cues, and what was a cue in training."""
        if word.tag[0] == "V":
            return word.dep not in ("aux", "auxpass") or word.i in self.by_cue
        return word.i in self.by_cue or cue_key(word) in known

    def cue_features(self, word: Word) -> list[str]:
        """Of a word that may be a cue."""
        words, inside = self.layout.words, self.layout.inside
        i = word.i
        head = words[word.head] if word.head != i else None
        sentence = self.layout.parsed.sentences[word.sentence]
        lemma, tag = word.lemma, word.tag
        row = ["b", "l=" + lemma, "t=" + tag, "d=" + word.dep, f"ld={lemma}|{word.dep}", f"lt={lemma}|{tag}"]
        group = self.entry[i]
        row += ["g=" + group, f"gd={group}|{word.dep}"]
        for place in (-2, -1, 1, 2, 3):
            at = i + place
            here = words[at] if sentence.first <= at < sentence.last else None
            row += [f"w{place}=" + (here.low if here else "#"), f"t{place}=" + (here.tag if here else "#")]
        row.append(f"l+={lemma}|" + (words[i + 1].low if i + 1 < sentence.last else "#"))
        if head:
            row += ["hl=" + head.lemma, f"hd={head.tag}|{word.dep}|{head.dep}", "hg=" + self.entry[head.i] + "|" + word.dep]
        for kid in word.kids:
            side = "<" if kid.i < i else ">"
            row += [f"k{side}{kid.dep}", f"k{side}{kid.dep}|{group}"]
            if kid.dep in ("nsubj", "nsubjpass"):
                row += [f"s={kid.tag}", f"sl={kid.lemma}", f"s={kid.tag}|{lemma}"]
            elif kid.dep in ("dobj", "attr", "acomp", "oprd", "prt", "dative"):
                row += [f"o={kid.lemma}", f"o={kid.tag}", f"ol={lemma}|{kid.lemma}"]
            elif kid.dep in ("prep", "agent"):
                row += [f"p={kid.low}", f"pl={lemma}|{kid.low}"]
            elif kid.dep in ("aux", "auxpass", "neg", "mark", "advmod", "poss", "det"):
                row.append(f"x={kid.low}")
            elif kid.dep in ("ccomp", "xcomp", "acl", "advcl", "relcl"):
                opener = words[kid.left].low
                row += [f"c{side}{kid.dep}|{kid.tag}", f"c{side}{kid.dep}|{opener}", f"c{side}{kid.dep}|{lemma}"]
        if not any(kid.dep in ("nsubj", "nsubjpass") for kid in word.kids):
            row.append("s=0")
        row += self._governed(word)
        row += self._quoted(word)
        row += self._ruled(word)
        block = self.layout.parsed.cleaned.blocks[sentence.block].kind
        row += [
            "blk=" + block,
            "par=" + step(self.layout.paragraph[word.sentence]),
            "len=" + step(sentence.last - sentence.first),
        ]
        row += ["at=" + step(i - sentence.first), "left=" + step(sentence.last - i)]
        if inside[i] >= 0:
            row.append(f"in|{group}")
        return row

    def _governed(self, word: Word) -> list[str]:
        """Who stands above it: a cue whose content it is in makes it no outermost one."""
        row = []
        at, path = word, ""
        for head in self.layout.parsed.up(word):
            if at.dep in ("ccomp", "xcomp", "relcl", "advcl", "conj", "acl"):
                path += at.dep[0] if at.dep != "ccomp" else "C"
                if group := self.entry[head.i]:
                    row += [f"up={path}|{group}", f"upl={path[:2]}|{head.lemma}"]
                    break
                if len(path) > 3:
                    break
            at = head
        return [*row, f"path={path}"]

    def _quoted(self, word: Word) -> list[str]:
        words, inside, quotes = self.layout.words, self.layout.inside, self.layout.quotes
        home = inside[word.i]
        row = [f"in={home >= 0}"]
        if home >= 0:
            quote = quotes[home]
            row += [f"qlen={step(quote.last - quote.first)}", f"spoken={quote.spoken}"]
            return row
        sentence = self.layout.parsed.sentences[word.sentence]
        for side, there in (("-", range(word.i - 1, sentence.first - 1, -1)), ("+", range(word.i + 1, sentence.last))):
            for far, at in enumerate(there):
                if inside[at] >= 0:
                    row += [f"q{side}={step(far)}", f"qs{side}={quotes[inside[at]].spoken}"]
                    break
            else:
                row.append(f"q{side}=no")
        if sentence.first and inside[sentence.first - 1] >= 0:
            row.append("qbefore")
        if sentence.last < len(words) and inside[sentence.last] >= 0:
            row.append("qafter")
        return row + self._beside(word)

    def _beside(self, word: Word) -> list[str]:
        """The quotation right before or after the word and its subject: what stands there is a cue, known or not."""
        words, inside, quotes = self.layout.words, self.layout.inside, self.layout.quotes
        text = self.layout.parsed.text
        subject = next((k for k in word.kids if k.dep in ("nsubj", "nsubjpass")), None)
        page = self.layout.paragraph[word.sentence]
        row = []
        near = subject is not None and abs(subject.i - word.i) < 12
        first = min(word.i, subject.left) if subject is not None and near and inside[subject.left] < 0 else word.i
        for start in dict.fromkeys((first, word.i)):
            at = start - 1
            while at > start - 4 and at >= 0 and inside[at] < 0 and not words[at].text[0].isalnum():
                at -= 1
            if at >= 0 and inside[at] >= 0 and self.layout.paragraph[words[at].sentence] == page:
                quote = quotes[inside[at]]
                ending = text[quote.start : quote.end].rstrip("”\"’'» ")[-1:]
                ending = ending if ending in ",.?!…—" else text[quote.end : quote.end + 1] if ending.isalnum() else "x"
                row += [f"qb={ending}", f"qb={ending}|{near}|{word.tag}", f"qb={ending}|{self.entry[word.i]}|{quote.spoken}"]
                break
        at = word.i + 1
        while at < len(words) and at < word.i + 5 and inside[at] < 0 and words[at].text in (":", ",", "that", "—", "as"):
            at += 1
        if at < len(words) and inside[at] >= 0:
            quote = quotes[inside[at]]
            mark = words[at - 1].text if at - 1 > word.i else "-"
            row += [f"qa={mark}", f"qa={mark}|{quote.spoken}|{self.entry[word.i]}", f"qa={mark}|{near}|{word.tag}"]
        end = self.layout.parsed.sentences[word.sentence].last - 1
        row += ["colon", f"colon|{word.head == word.i}"] if words[end].text == ":" else []
        return row

    def _ruled(self, word: Word) -> list[str]:
        row = []
        held = [self.drafts[n] for n, kind in self.role[word.i] if kind == "C"]
        row.append(f"rin={min(len(held), 2)}")
        row += [f"rinb={held[0].basis}", f"ring={held[0].group}"] if held else []
        number = self.by_cue.get(word.i)
        if number is None:
            part = next((kind for _, kind in self.role[word.i] if kind != "C"), "no")
            return [*row, "r=" + part, f"r={part}|{self.entry[word.i]}", f"r={part}|{word.lemma}"]
        draft = self.drafts[number]
        outer = "in" if self.holders[number] is not None else "out"
        size = step(sum(b - a for a, b in draft.content) // 6)
        row += ["r=" + outer, f"rb={draft.basis}|{outer}", f"rg={draft.group}|{outer}", f"rl={word.lemma}|{outer}"]
        row += [f"rs={draft.source is None}|{outer}", f"rc={size}|{outer}", f"rcb={size}|{draft.basis}"]
        row.append(f"rgb={draft.group}|{draft.basis}|{outer}")
        return row

    # --- arguments ----------------------------------------------------------------------------------------------------

    def window(self, cue: Word) -> range:
        """The words among which the source and the content of a cue are sought."""
        sentences = self.layout.parsed.sentences
        home = sentences[cue.sentence]
        first = sentences[max(0, home.number - BEFORE)].first
        last = sentences[min(len(sentences) - 1, home.number + AFTER)].last
        return range(max(first, home.first - AROUND), min(last, home.last + AROUND))

    def argument_features(self, cue: Word, likely: frozenset[int]) -> list[list[str]]:
        """Of each word of the window of a cue; `likely` are the words of other cues."""
        layout = self.layout
        words, inside, quotes = layout.words, layout.inside, layout.quotes
        c, group = cue.i, self.entry[cue.i] or cue.tag
        number = self.by_cue.get(c)
        draft = self.drafts[number] if number is not None else None
        basis = draft.basis if draft else "none"
        up = self._above(cue)
        mine = inside[c]
        page = layout.paragraph[cue.sentence]
        near = self._near_quotes(cue)
        rows = []
        ruled = self.ruled_parts(number)
        others = 0
        window = self.window(cue)
        between = {}
        for direction in (range(c - 1, window.start - 1, -1), range(c + 1, window.stop)):
            others = 0
            for i in direction:
                others += i in likely
                between[i] = min(others, 2)
        branches: dict[int, str] = {}
        for i in window:
            word = words[i]
            branch = self._branch(word, up, branches)
            side = "<" if i < c else ">" if i > c else "="
            sent = max(-2, min(2, word.sentence - cue.sentence))
            quote = inside[i]
            rule = ruled.get(i, "O") if draft else "n"
            row = [
                f"s={side}{sent}",
                f"far={step(i - c)}",
                "br=" + side + branch,
                f"brg={side}{branch}|{group}",
                f"brl={side}{branch}|{cue.lemma}",
                f"brd={side}{branch}|{cue.dep}",
                f"r={rule}",
                f"rb={rule}|{basis}",
                f"rbr={rule}|{side}{branch}",
                f"r-={ruled.get(i - 1, 'O')}|{rule}|{ruled.get(i + 1, 'O')}",
                f"bt={side}{between.get(i, 0)}|{sent}",
                f"p={layout.paragraph[word.sentence] - page}|{sent}",
                f"st={side}{sent}|{word.tag}",
            ]
            if i == c:
                row += ["cue", "cue=" + cue.lemma]
            if i in likely:
                row.append("other")
            if quote >= 0:
                where = "home" if quote == mine else near.get(quote, "far")
                row += [f"q={where}", f"q={where}|{group}", f"q={where}|{quotes[quote].spoken}|{side}{sent}", f"q={where}|{rule}"]
            else:
                row += [f"q=no|{side}{sent}", f"qn={mine >= 0}"]
            parts = [self._others(n, kind, draft) for n, kind in self.role[i] if n != number]
            row.append("o=" + "".join(sorted(set(parts))) + f"|{rule}")
            if quote >= 0 and quote != mine:
                row.append(f"qo={where}|{''.join(sorted(set(parts)))}|{i == quotes[quote].first}")
                row.append(f"qp={where}|{layout.paragraph[word.sentence] - page}|{self._alone(quote)}")
            rows.append(row + self.plain[i])
        for k in range(len(rows)):
            before = rows[k - 1][2] if k else "^"
            rows[k].append("br-" + before + rows[k][2])
        return rows

    def _others(self, number: int, kind: str, mine: Draft | None) -> str:
        """The part of a word in another of the rules' voices; of one without a cue, whether it is the same speaker's."""
        other = self.drafts[number]
        if kind != "C" or other.cue is not None:
            return kind
        return "B" if mine is not None and other.head == mine.head else "A"

    def _alone(self, number: int) -> bool:
        """Whether a quotation is a paragraph of its own."""
        quote, text = self.layout.quotes[number], self.layout.parsed.text
        return text[quote.start - 1 : quote.start] in ("", "\n") and text[quote.end : quote.end + 1] in ("", "\n")

    def ruled_parts(self, number: int | None) -> dict[int, str]:
        if number is None:
            return {}
        draft, found = self.drafts[number], {}
        for kind, spans in (("C", draft.content), ("S", [draft.source]), ("Q", [draft.cue])):
            for one in spans:
                if one:
                    found.update(dict.fromkeys(range(*self.layout.words_in(*one)), kind))
        return found

    def _near_quotes(self, cue: Word) -> dict[int, str]:
        """Number of a quotation -> its place seen from the cue, counted in quotations: -2, -1, 1, 2."""
        home = self.layout.inside[cue.i]
        quotes = self.layout.quotes
        at = bisect_right(quotes, cue.i, key=lambda quote: quote.first)
        before = [n for n in range(max(0, at - 3), at) if quotes[n].last <= cue.i and n != home][-2:]
        after = list(range(at, min(len(quotes), at + 2)))
        return {n: str(k - len(before)) for k, n in enumerate(before)} | {n: str(k + 1) for k, n in enumerate(after)}

    def _above(self, cue: Word) -> dict[int, str]:
        """The cue and the words above it in its sentence -> the path up to them."""
        found, path = {cue.i: ""}, ""
        at = cue
        for head in self.layout.parsed.up(cue):
            if head.sentence != cue.sentence or len(found) > 4:
                break
            path += "^" + at.dep
            found[head.i] = path
            at = head
        return found

    def _branch(self, word: Word, up: dict[int, str], known: dict[int, str]) -> str:
        """The way from the cue to a word: up to their common head, then the relation of the branch that holds the word."""
        words = self.layout.words
        trail = []
        at = word
        while at.i not in up and at.i not in known:
            trail.append(at.i)
            if at.head == at.i:
                known[at.i] = NO_HEAD
                break
            parent = words[at.head]
            if parent.i in up:
                side = "l" if at.i < parent.i else "r"
                known[at.i] = f"{up[parent.i]}/{at.dep}{side}"
                break
            at = parent
        found = up[at.i] + "=" if at.i in up else known[at.i]
        for i in trail:
            known[i] = found
        return found


def cue_key(word: Word) -> str:
    """What is remembered of a cue that is no verb: its word class and lemma."""
    return f"{word.tag[:2]}:{word.lemma or word.low}"
