"""Whose turn it is in a transcript: from a label ("MR. HILL", "Ann Hill", "A", "Velmar") to a person or party; who only asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.offices import named_by
from communique.extract.parties.entities import Cast
from communique.extract.parties.gazetteer import gender_of, holder_of, lookup, post_heads, word_set
from communique.extract.parties.resolve import Resolver
from communique.extract.parties.who import UNNAMED, Who
from communique.extract.voices.find import Voice
from communique.parse.tree import Parsed

ASKING = frozenset({"Q", "QUESTION", "REPORTER", "MODERATOR", "OPERATOR", "HOST", "INTERVIEWER", "THE MODERATOR", "THE OPERATOR"})
ANSWERING = frozenset({"A", "ANSWER"})
HONOUR = re.compile(r"^(?:THE|MR\.?|MRS\.?|MS\.?|DR\.?|PROF\.?)\s+", re.IGNORECASE)
WITH = re.compile(r"\b(?:interview|conversation|questions and answers|q&a|talk) with (.{3,120})", re.IGNORECASE)
HONOURS = word_set("honorifics")
LEADING = ("PRESIDENT", "VICE PRESIDENT", "SECRETARY")


def askers(parsed: Parsed, voices: Sequence[Voice]) -> frozenset[str]:
    """The labels of those who only ask: by what they are called, by the outlet's name, or because all they say are questions."""
    said: dict[str, list[bool]] = {}
    for voice in voices:
        if voice.basis == "label" and voice.source is not None:
            text = parsed.text[voice.content[0][0] : voice.content[-1][1]].rstrip("”\"’' ")
            said.setdefault(parsed.text[slice(*voice.source)], []).append(text.endswith("?"))
    outlet = {word.lower() for word in (parsed.cleaned.report.outlet or "").split()} - {"the", "of"}
    found = {label for label in said if label in ASKING or {word.lower() for word in label.split()} <= outlet}
    if len(said) > 1:
        found |= {label for label, ends in said.items() if all(ends) and (len(ends) > 1 or _is_press(label, parsed))}
        initials = "".join(word[0] for word in (parsed.cleaned.report.outlet or "").split() if word[0].isupper())
        found |= {label for label in said if len(label) > 1 and label in (initials, initials[1:])}
    return frozenset(found)


def _is_press(label: str, parsed: Parsed) -> bool:
    """Whether a label is the name of an outlet ("Reuters: Will Velmar …?")."""
    known = lookup(label.split(), 0, parsed.cleaned.report.published)
    return known is not None and known[1].kind in ("wire", "media")


def speaker_of(
    parsed: Parsed, cast: Cast, resolver: Resolver, office: Who | None, voice: Voice, interviewed: bool = False
) -> Who | None:
    """Whom the label of a voice stands for; `interviewed`: others ask, so that whoever answers is a person."""
    if voice.source is None or voice.head is None:
        return None
    printed, on = parsed.text[slice(*voice.source)], parsed.cleaned.report.published
    if UNNAMED & set(printed.lower().split()) and (office is not None or printed.isupper()):
        return Who(office.keys if office else ("unnamed",), printed.lower(), "unnamed", "title", span=voice.source)
    title = parsed.cleaned.report.title or ""
    if printed in ANSWERING and (match := WITH.search(title)) and (name := named_by(match[1])[1]):
        return _named(cast, name) or Who(office.keys if office else (name,), name, "person", "title", span=voice.source)
    if printed in ANSWERING or (printed.isupper() and 2 <= len(printed) <= 3):
        if (brought := _brought_in(cast, voice.source[0], "" if printed in ANSWERING else printed)) is not None:
            return brought
    text = HONOUR.sub("", printed)
    last = text.split()[-1].title() if text.isupper() else text.split()[-1]
    if (known := _named(cast, last)) is not None:
        return known
    held = holder_of(last, on)
    whole = _full(title, last) or _full(_without_labels(parsed, printed), last)
    if held is not None and (text.isupper() or len(text.split()) > 1) and (not whole or holder_of(whole, on) == held):
        return Who((held.code,), held.name, "person", "title", held.post)
    if office is not None and text in LEADING:
        return office
    if (holder := _holding(title, text)) is not None:
        return _named(cast, holder) or Who(
            office.keys if office else (holder,), holder, "person", "title", text.lower(), span=voice.source
        )
    who = resolver.resolve(parsed.words[voice.head], office)
    person = _may_be_person(cast, printed, voice.head, interviewed)
    if who is not None and (who.kind != "organisation" or not person):
        return who
    if who is None and not text.isupper() and not person:
        return None
    post, own = _parted(text.title() if text.isupper() else text)
    name = whole or own
    return Who(office.keys if office is not None else (name,), name, "person", "title", post or None, span=voice.source)


def _brought_in(cast: Cast, before: int, initials: str) -> Who | None:
    """Who is interviewed: the person whom the report names most before the first turn, or the one with the label's initials."""
    words = cast.parsed.words
    persons = [e for e in cast.entities if e.kind == "person" and " " in e.name]
    if initials:
        persons = [e for e in persons if "".join(word[0] for word in e.name.split()) == initials]
    else:
        persons = [e for e in persons if words[e.places[0]].start < before]
    best = max(persons, key=lambda e: len(e.places), default=None)
    return Who(best.party, best.name, "person", "title", best.role) if best is not None else None


def _holding(title: str, post: str) -> str | None:
    """Who holds the post that a label names ("Spokesperson: …"), by the title ("Spokesperson Ann Hill's press conference")."""
    if post.lower().split()[-1] not in post_heads():
        return None
    match = re.search(rf"\b{re.escape(post)}\s+[A-ZÀ-Þ]", title, re.IGNORECASE)
    name = re.sub(r"[’']s?$", "", named_by(re.sub(r"([’']s?) .*", r"\1", title[match.start() :]))[1]) if match else ""
    return name if len(name.split()) > 1 else None


def _parted(text: str) -> tuple[str, str]:
    """A label's post and name ("Foreign Minister Hill"); the whole is the name where no name follows."""
    words, posts = text.split(), post_heads()
    start = max((k + 1 for k, word in enumerate(words[:-1]) if word.lower().strip(".,") in posts), default=0)
    return " ".join(words[:start]), " ".join(words[start:])


def _without_labels(parsed: Parsed, printed: str) -> str:
    """The text without a label, in which its bearer may be brought in by the whole name."""
    return parsed.text.replace(f"{printed}:", "")


def _named(cast: Cast, name: str) -> Who | None:
    """The person of the text who has that last name."""
    last = name.split()[-1].lower()
    for entity in cast.entities:
        if entity.kind == "person" and entity.name.split()[-1].lower() == last:
            return Who(entity.party, entity.name, "person", "title", entity.role)
    return None


def _may_be_person(cast: Cast, printed: str, head: int, interviewed: bool) -> bool:
    """Whether a label that no party is known by may be somebody's name: a form of address, or two plain words or more."""
    at, words = cast.at.get(head), printed.split()
    if at is not None and (at[0].entry is not None or at[1].kind not in ("unknown", "person", "organisation")):
        return False
    if (HONOUR.match(printed) and words[0].lower() != "the") or (len(words) > 1 and gender_of(words[0])):
        return True
    bodies = word_set("body_words") | word_set("union_words") | word_set("company_suffixes")
    plain = not any(word.lower().strip(".,") in bodies or word.islower() for word in words)
    return plain and (len(words) > 1 or interviewed) and (at is None or at[1].kind == "unknown" or interviewed)


def _full(text: str, last: str) -> str:
    """The whole name that a text gives with a last name ("Remarks by Chancellor Ann Hill")."""
    match = re.search(rf"((?:[A-ZÀ-Þ][\w.’'-]* ){{1,3}}){re.escape(last)}\b", text) if last in text else None
    if match is None:
        return ""
    words = match[1].split()
    posts = post_heads()
    start = max((k + 1 for k, word in enumerate(words) if word.lower().rstrip(".") in posts | HONOURS), default=0)
    return " ".join([*words[start:], last]) if words[start:] else ""
