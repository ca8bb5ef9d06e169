"""Whom a model names is somebody of the report: found where the text has the name and resolved as the rules resolve it there.

A name that the report has nowhere, in no form, is nobody, whatever the gazetteer knows of it.
"""

from __future__ import annotations

from dataclasses import replace

from communique.extract.acts.draft import PASS_ON
from communique.extract.llm.words import Range, places
from communique.extract.parties.entities import Entity, head_of
from communique.extract.parties.gazetteer import lookup, pieces
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.parse.tree import Word
from communique.record.move import LinkKind


class Names:
    """Who is meant by a name in one report."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._dated = [
            (scene.parsed.cleaned.offsets.to_mended(one.span.start), scene.parsed.cleaned.offsets.to_mended(one.span.end))
            for one in scene.timexes
        ]
        self._keys = {key for entity in scene.cast.entities for key in entity.party}

    def who(self, name: str, near: Range) -> Who | None:
        """The party, person or unnamed source of that name; of several mentions the one inside or else nearest before `near`."""
        if (place := self._place(name, near)) is not None:
            return self._at(place)
        office = self.scene.office
        key = self._key(name)
        if office is not None and (key in office.keys or name == office.name):
            return office
        for entity in self.scene.cast.entities:
            if name.casefold() in (entity.key.casefold(), entity.name.casefold()) or (key is not None and key in entity.party):
                if (found := self._entity(entity, near)) is not None:
                    return found
        return None

    def joint(self, names: tuple[str, ...], near: Range) -> Who | None:
        """Those who act together; None where one of them is nobody of the report."""
        found = [who for name in names if (who := self.who(name, near)) is not None]
        if not found or len(found) < len(names):
            return None
        keys = tuple(dict.fromkeys(key for who in found for key in who.keys))
        first = found[0]
        alone = len(found) == 1 or keys == first.keys
        kind = first.kind if alone or first.kind in ("state", "organisation") else "state"
        return replace(
            first, keys=keys, name=first.name if alone else None, kind=kind, role=first.role if alone else None,
            partial=any(who.partial for who in found), guessed=any(who.guessed for who in found),
        )  # fmt: skip

    def _place(self, name: str, near: Range) -> Range | None:
        """The mention meant: inside `near`, else the last before it, else the next in its paragraph; nobody acts whom only
        what comes later names."""
        text = self.scene.parsed.text
        end = self._end(near)
        for cased in (True, False):
            found = [place for place in places(text, name, 0, end, cased=cased) if self._worded(place)]
            inside = [place for place in found if near[0] <= place[0] and place[1] <= near[1]]
            before = [place for place in found if place[0] < near[0]]
            if found:
                return inside[0] if inside else before[-1] if before else found[0]
        return None

    def _end(self, near: Range) -> int:
        """Where the paragraph ends."""
        end = self.scene.parsed.text.find("\n", near[1])
        return end if end >= 0 else len(self.scene.parsed.text)

    def _worded(self, place: Range) -> bool:
        """Whether it stands in a sentence (no page furniture) and is no date."""
        words, at = self.scene.parsed.words, self.scene.word_at(place[0])
        parsed = at < len(words) and words[at].start < place[1]
        return parsed and not any(start < place[1] and place[0] < end for start, end in self._dated)

    def _at(self, place: Range) -> Who | None:
        """Who is meant by the words at a place; words that stand for no known party stay as named, if they are a noun's."""
        words, first = self.scene.parsed.words, self.scene.word_at(place[0])
        last = max(first + 1, self.scene.word_at(place[1]))
        head = head_of(self.scene.parsed, first, last)
        who = self._resolved(head)
        if who is None and head.i not in self.scene.cast.at:
            who = self.scene.resolver.by_name(head)
            if who is None and head.is_noun:
                name = " ".join(word.text for word in words[first:last] if word.tag != "DT")
                who = Who((name,), name, "organisation", "name", span=place) if name else None
        return who if who is not None and who.keys and who.kind not in PASS_ON else None

    def _resolved(self, head: Word) -> Who | None:
        """As the rules resolve the word, but for it alone: partners that "and" joins to it are named on their own."""
        scene = self.scene
        who = scene.resolver.resolve(head, scene.speaker(scene.innermost(head.start)))
        name, entity = scene.cast.at.get(head.i, (None, None))
        if who is None and name is not None and entity is not None and entity.kind in ("state", "person", "unknown"):
            who = scene.resolver.resolve(head_of(scene.parsed, name.first, name.last))  # "Norland" in "the Republic of Norland"
        if who is None or entity is None or not set(entity.party) < set(who.keys):
            return who
        kind: LinkKind = "person" if entity.kind == "person" else who.kind
        return replace(who, keys=entity.party, name=entity.name, kind=kind, role=entity.role)

    def _entity(self, entity: Entity, near: Range) -> Who | None:
        """One of the cast by another name than the text gives it, at its nearest mention."""
        words, end = self.scene.parsed.words, self._end(near)
        mentions = [words[i] for i in entity.places if words[i].start < end]
        at = min(mentions, key=lambda word: abs(word.start - near[0]), default=None)
        return self._at((at.start, at.end)) if at is not None and entity.party else None

    def _key(self, name: str) -> str | None:
        """The code of a name that the gazetteer knows, or the code itself, if it is somebody's in this report."""
        forms = list(pieces(name))
        known = lookup(forms, 0, self.scene.parsed.cleaned.report.published) if forms else None
        key = known[1].key if known is not None and known[0] == len(forms) else name.upper()
        office = self.scene.office.keys if self.scene.office is not None else ()
        return key if key in self._keys or key in office else None
