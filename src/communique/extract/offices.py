"""A release speaks for the office that publishes it; its title may name the person, or the joint document, whose words it is."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.gazetteer import holder_of, lookup, post_heads
from communique.extract.parties.who import Who

STATEMENT = re.compile(
    r"\b(?:statement|remarks|message|letter|address|speech|op-ed)s?\b(?! to\b)[^,;:|]{0,40}?\b(?:by|from|of)\s+(.{3,160})",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"^(?:\S+ ){0,6}?(?:joint (?:statement|declaration|communiqu|press release)|leaders[’'] (?:statement|declaration))",
    re.IGNORECASE,
)
WITHIN = frozenset({"of", "the", "for", "and", "to", "de", "van", "von", "al", "bin", "&"})  # may stand inside a post or name
PARTICLES = frozenset({"de", "van", "von", "al", "bin"})  # lower-case words inside a name
ENDS = frozenset(
    {"on", "at", "in", "before", "after", "ahead", "during", "following", "regarding", "concerning", "about", "with", "as"}
)  # where a title goes on to the occasion, whatever the case of its letters
SUBJECTS = frozenset({"on", "regarding", "concerning", "about", "condemning"})  # behind these stands what it is about
SUFFIX = re.compile(r",? (?:Jr|Sr|II|III|IV)\.?$")
REALMS = frozenset(
    {"state", "defense", "defence", "treasury", "commerce", "affairs", "security", "energy", "agriculture", "labor", "trade"}
    | {"war", "interior", "transportation", "staff", "council", "service", "states", "nations", "republic", "union"}
)  # last words of a post that are no part of a name
LONGEST = 90  # characters of a title that name a document


def office_of(cast: Cast) -> Who | None:
    """Who speaks through a release: the office, or the one person whom its title "Statement by X" names."""
    report = cast.parsed.cleaned.report
    if not report.outlet or not cast.office or (cast.home is None and cast.house is None):
        return None
    keys = cast.house.party if cast.house is not None else (cast.home or "",)
    own = cast.house is not None and cast.house.kind not in ("state", "body")
    office = Who(keys, report.outlet, "organisation" if own else "state", "office")
    if report.title is None:
        return office
    if JOINT.search(report.title):
        words = report.title.split()
        subject = next((k for k, word in enumerate(words) if k > 1 and word.lower() in SUBJECTS), len(words))
        keys = _parties_of(" ".join(words[:subject]), cast) or _parties_of(report.title, cast)
        return Who(keys, None, "state", "office") if keys else office
    match = STATEMENT.search(report.title)
    post, name = named_by(match.group(1)) if match else ("", "")
    if not name or lookup(name.split(), 0, report.published) is not None:
        return office
    if person := _person(cast, name):
        return replace(office, name=person.name, kind="person", role=person.role or post or None)
    if len(name.split()) > 1:
        return replace(office, name=name, kind="person", role=post or None)
    if (known := holder_of(name, report.published)) is not None:
        return replace(office, name=known.name, kind="person", role=post or known.post)
    return replace(office, name=name, kind="person", role=post) if post else office


def joint_document(cast: Cast) -> str | None:
    """What a joint statement is called, by the title of the release that is nothing but its text."""
    title = cast.parsed.cleaned.report.title
    if not cast.office or title is None or not JOINT.search(title):
        return None
    words = title.split()
    end = next((k for k, word in enumerate(words) if k > 1 and (word.lower() in ENDS or _acts(word))), len(words))
    called = " ".join(words[:end]).rstrip(",:;|")
    return called if len(called) <= LONGEST else called[:LONGEST].rsplit(" ", 1)[0].rstrip(",") + " …"


def named_by(text: str) -> tuple[str, str]:
    """Post and name of the person whom a title names; two empty strings where it names none, or several.

    As in "National Security Council Spokesperson Ann Hill on …", "President Hill Before Boarding …".
    """
    words = re.split(r"\s[|–—-]\s", text)[0].split()
    words = words[: next((k for k, word in enumerate(words) if _goes_on(words, k)), len(words))]
    if sum(_name_in(part)[0] >= 0 for part in _parted(words)) > 1:
        return "", ""  # "President Hill and Prime Minister Dale": labels tell them apart
    head, start, end = _name_in(words)
    name = words[start:end]
    if not name or not all(word[:1].isupper() or word in PARTICLES for word in name) or (head < 0 and len(name) < 2):
        return "", ""
    return " ".join(words[:start]).rstrip(","), " ".join(name).rstrip(",")


def _parted(words: list[str]) -> list[list[str]]:
    """The words between commas and "and"; "Jr." after a comma parts nothing."""
    parts: list[list[str]] = [[]]
    for k, word in enumerate(words):
        if word == "and":
            parts.append([])
            continue
        parts[-1].append(word)
        if word.endswith(",") and not SUFFIX.match(f", {' '.join(words[k + 1 : k + 2])}"):
            parts.append([])
    return parts


def _name_in(words: list[str]) -> tuple[int, int, int]:
    """The last word of the post (-1 where there is none), first and last (exclusive) of the name behind it."""
    if not words:
        return -1, 0, 0
    heads = post_heads() - REALMS
    head = max((k for k, word in enumerate(words) if _bare(word) in heads), default=-1)
    start = head + 1
    if start < len(words) and words[start] in WITHIN:  # "Secretary of State Ann Hill"
        start = 1 + max(k for k in range(start, len(words)) if words[k] in WITHIN)
    while start < len(words) and _bare(words[start]) in REALMS:
        start += 1
    end = next((k for k in range(start, len(words)) if words[k] in WITHIN - PARTICLES), len(words))
    last = end - 1 if end > start and SUFFIX.match(f", {words[end - 1]}") else end  # "Ann B. Hill, Jr."
    if last - start > 3:  # "Secretary of Health and Human Services Ann Hill"
        start = last - (3 if words[last - 2].endswith(".") else 2)
    return (head if end > start else -1), start, end


def _goes_on(words: list[str], k: int) -> bool:
    """Whether the title leaves the person at word k: a preposition, a participle, a small word that no post holds."""
    word = words[k]
    if word.lower() in ENDS or (not word[0].isupper() and word not in WITHIN):
        return True
    return k > 0 and _acts(word)


def _acts(word: str) -> bool:
    """Whether a word says what the statement does ("Welcoming", "Calling")."""
    return len(word) > 6 and word.lower().endswith("ing") and word.lower() not in ("sterling", "manning", "fleming", "browning")


def _bare(word: str) -> str:
    return word.strip(",.:;").lower()


def _person(cast: Cast, name: str) -> Entity | None:
    """The person of the text whose last name the title gives."""
    last = SUFFIX.sub("", name).split()[-1]
    persons = [e for e in cast.entities if e.kind == "person"]
    return next((e for e in persons if e.name == name), None) or next(
        (e for e in persons if SUFFIX.sub("", e.name).split()[-1] == last and not (len(name.split()) > 1 and " " in e.name)), None
    )


def _parties_of(title: str, cast: Cast) -> tuple[str, ...]:
    """The parties that a title names, in order; of a bloc and its members the bloc."""
    forms = [w.strip(",.:;") for w in title.replace("’s", "").replace("'s", "").split()]
    keys: list[str] = []
    k = 0
    while k < len(forms):
        known = lookup(forms, k, cast.parsed.cleaned.report.published)
        if known and known[1].kind in ("state", "organisation", "bloc", "group") and not known[1].adjective:
            keys.append(known[1].key)
        k += known[0] if known else 1
    return tuple(dict.fromkeys(keys))
