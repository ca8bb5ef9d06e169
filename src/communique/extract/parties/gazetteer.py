"""Names that are known beforehand: states, organisations, outlets, places, posts; read once from the data files."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from unicodedata import combining, normalize

from communique.extract.lexicon import words as word_list

PIECES = re.compile(r"[A-Za-zÀ-ɏ]\.(?:[A-Za-z]\.)+|[\w.&+]+(?:-\d+)?(?:['’](?!s\b)[a-zA-ZÀ-ɏ]+)?|['’]s?|-")
ARMED = frozenset({"WEST", "EUROPE", "HAMAS", "HEZBOLLAH", "HOUTHIS", "TALIBAN", "FATAH", "CONTRAS", "EC", "EU"})
EntryKind = Literal["state", "organisation", "bloc", "group", "body", "wire", "media", "place"]


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` is the code or name of the party; `adjective` marks a demonym; the validity is half-open in days."""

    key: str
    name: str
    kind: EntryKind
    adjective: bool = False
    metonym: bool = False
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the name means this on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Post:
    """A head noun of a post; `speaks` for spokespeople, `unnamed` for those who usually stay unnamed."""

    noun: str
    holds: str
    speaks: bool
    unnamed: bool


@cache
def load(name: str) -> Any:
    """A data file of the package, parsed."""
    return json.loads((files("communique.data") / name).read_text(encoding="utf-8"))


def pieces(name: str) -> tuple[str, ...]:
    """A name split as the tokenizer splits it in running text."""
    return tuple(PIECES.findall(name.replace("’", "'")))


@cache
def names() -> dict[str, list[tuple[tuple[str, ...], list[Entry]]]]:
    """First piece -> names that begin with it, longest first, each with what it may mean."""
    table: dict[tuple[str, ...], list[Entry]] = {}

    def add(words: str, entry: Entry) -> None:
        if key := pieces(words):
            table.setdefault(key, []).append(entry)

    for state in load("states.json")["states"]:
        since, until = _day(state.get("from")), _day(state.get("to"))
        for field, adjective, metonym in (("names", 0, 0), ("abbr", 0, 0), ("demonyms", 1, 0), ("metonyms", 0, 1)):
            for words in state.get(field) or ():
                add(words, Entry(state["code"], state["name"], "state", bool(adjective), bool(metonym), since, until))
        add(state["name"], Entry(state["code"], state["name"], "state", since=since, until=until))
    for narrow in load("states.json").get("dated", ()):
        key = pieces(narrow["name"])
        table[key] = [e for e in table.get(key, ()) if e.key != narrow["code"]]
        kept = state_name(narrow["code"]) or narrow["name"]
        table[key].append(
            Entry(narrow["code"], kept, "state", metonym=True, since=_day(narrow.get("from")), until=_day(narrow.get("to")))
        )
    organisations = load("organisations.json")
    for item in organisations["organisations"]:
        since, until = _day(item.get("from")), _day(item.get("to"))
        kind: EntryKind = item["kind"]
        key_of = _key_of(item)
        for field, adjective, metonym in (("names", 0, 0), ("abbr", 0, 0), ("demonyms", 1, 0), ("metonyms", 0, 1)):
            for words in item.get(field) or ():
                add(words, Entry(key_of, item["name"], kind, bool(adjective), bool(metonym), since, until))
                if field == "abbr" and _spoken(words):  # British papers print "Nato", "Unctad"
                    add(words.title(), Entry(key_of, item["name"], kind, since=since, until=until))
        add(item["name"], Entry(key_of, item["name"], kind, since=since, until=until))
    for body in organisations.get("bodies", ()):
        if "party" in body:  # a parliament, a company of the state: parties by themselves
            add(body["name"], Entry(body["party"], body["party"], "organisation"))
        else:
            add(body["name"], Entry(body["state"], body["name"], "body", metonym=True))
    for outlet in load("outlets.json")["outlets"]:
        for words in (outlet["name"], *outlet.get("names", ())):
            add(words, Entry(outlet["name"], outlet["name"], outlet["kind"]))
    places = load("places.json")
    for words in (*places["regions"], *places["cities"]):
        if not table.get(pieces(words)):
            add(words, Entry(words, words, "place"))
    by_first: dict[str, list[tuple[tuple[str, ...], list[Entry]]]] = {}
    for key, entries in table.items():
        by_first.setdefault(key[0], []).append((key, entries))
    for alternatives in by_first.values():
        alternatives.sort(key=lambda item: -len(item[0]))
    return by_first


def _key_of(item: dict[str, Any]) -> str:
    """What a body or group goes by: its code, or its name where nobody prints the code ("PARISCLUB"): where that is neither an
    abbreviation nor, of a group, a word of its name."""
    code, abbreviations = item["code"], {a.replace(".", "").upper() for a in item.get("abbr") or ()}
    if code in abbreviations | ARMED or item["kind"] not in ("organisation", "group", "bloc"):
        return str(code)
    printed = {item["name"].upper()}
    if item["kind"] != "organisation":
        printed = {word.upper() for name in (item["name"], *(item.get("names") or ())) for word in re.split(r"[^\w+]+", name)}
    return str(code if code in printed else item["name"])


@cache
def coined() -> dict[str, str]:
    """Codes that nobody prints -> the names that stand for them."""
    return {item["code"]: key for item in load("organisations.json")["organisations"] if (key := _key_of(item)) != item["code"]}


@cache
def _by_two() -> dict[str, dict[str, list[tuple[tuple[str, ...], list[Entry]]]]]:
    """First piece -> second piece, "" where there is none -> names that begin with them, longest first."""
    table: dict[str, dict[str, list[tuple[tuple[str, ...], list[Entry]]]]] = {}
    for first, known in names().items():
        for key, entries in known:
            table.setdefault(first, {}).setdefault(key[1] if len(key) > 1 else "", []).append((key, entries))
    return table


def _spoken(abbreviation: str) -> bool:
    """Whether an abbreviation may be spoken as a word and so be printed with one capital."""
    large = abbreviation.isalpha() and abbreviation.isupper() and len(abbreviation) > 3
    return large and bool(set("AEIOUY") & set(abbreviation)) and abbreviation.lower() not in word_list("words_not_abbreviations")


@cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    return {
        "".join(sorted("".join(key))): key
        for alternatives in names().values()
        for key, _ in alternatives
        if len(key) > 1 and sum(map(len, key)) > 9
    }


def misspelt(words: list[str]) -> list[str] | None:
    """The known name of several words that these are with two neighbouring letters exchanged ("Untied States")."""
    right = _by_letters().get("".join(sorted("".join(words))))
    if right is None or tuple(map(len, words)) != tuple(map(len, right)):
        return None
    wrong = [k for k, (one, other) in enumerate(zip(" ".join(words), " ".join(right), strict=True)) if one != other]
    return list(right) if len(wrong) == 2 and wrong[1] == wrong[0] + 1 else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def partisans() -> dict[str, Entry]:
    """What a member of a party in a parliament is called by its name -> the party: "a Republican", "Democratic senators"."""
    return {
        word: Entry(_key_of(item), item["name"], item["kind"])
        for item in load("organisations.json")["organisations"]
        for word in item.get("partisan") or ()
    }


def lookup(words: list[str], at: int, on: date) -> tuple[int, Entry] | None:
    """The longest known name that begins at words[at] and holds on the day: how many words, and what it means."""
    beginning = _by_two().get(words[at].replace("’", "'"))
    if beginning is None:
        return None
    second = words[at + 1].replace("’", "'") if at + 1 < len(words) else ""
    for key, entries in (*beginning.get(second, ()), *beginning.get("", ())):
        size = len(key)
        if size > 2 and (at + size > len(words) or not all(map(_same_word, words[at + 2 : at + size], key[2:]))):
            continue
        for entry in entries:
            if entry.holds_on(on):
                return size, entry
        if all(entry.metonym for entry in entries):  # Bonn is a town again
            name = " ".join(words[at : at + size])
            return size, Entry(name, name, "place")
        if entries[0].until is not None and entries[0].until <= on:
            return size, entries[0]  # what is gone by now is still named by its name
    return None


@cache
def of_groups() -> frozenset[str]:
    """The words, in small letters, that open a group's name of which the rest is common nouns ("western" governments)."""
    opening = (name for first in names().values() for name, entries in first if len(name) > 1 and entries[0].kind == "group")
    return frozenset(name[0].lower() for name in opening if name[0].istitle() and all(piece.islower() for piece in name[1:]))


def rivals(words: list[str], at: int, size: int, on: date) -> tuple[Entry, ...]:
    """All states that a name of that size may mean on the day ("Korean"), in the order of the table."""
    for key, entries in names().get(words[at].replace("’", "'"), ()):
        if len(key) == size and all(map(_same_word, words[at + 1 : at + size], key[1:])):
            return tuple({e.key: e for e in entries if e.kind == "state" and e.holds_on(on)}.values())
    return ()


def _same_word(word: str, piece: str) -> bool:
    return word == piece or ("’" in word and word.replace("’", "'") == piece)


@cache
def _by_code() -> dict[str, str]:
    coded = [*load("states.json")["states"], *load("organisations.json")["organisations"]]
    names = {one["code"]: str(one["name"]) for one in reversed(coded)}
    spelt = {
        _key_of(one): str(one["name"]) for one in load("organisations.json")["organisations"] if one["kind"] != "organisation"
    }
    return spelt | names  # of two with one code the first, a state before a body


def state_name(code: str) -> str | None:
    """The plain name of a code, None where it has none."""
    return _by_code().get(code)


@cache
def states() -> frozenset[str]:
    """The codes of all states."""
    return frozenset(state["code"] for state in load("states.json")["states"])


@cache
def provinces() -> dict[str, tuple[str, ...]]:
    """Towns from where a part of a state is governed -> its names."""
    return {seat: tuple(names) for seat, names in load("states.json")["provinces"].items()}


@cache
def seats() -> dict[str, str]:
    """Capitals that also name other places -> the code of the state that governs from there."""
    return dict(load("states.json")["seats"])


@cache
def shared_names() -> frozenset[str]:
    """Known bodies whose names other states' bodies have too: "Foreign Office", "Coast Guard"."""
    return frozenset(load("organisations.json")["shared_names"])


@cache
def homes() -> dict[str, str]:
    """Towns and provinces -> the state that they lie in, for where a report is written from."""
    return {town: state for state, towns in load("places.json")["homes"].items() for town in towns}


@cache
def _papers() -> dict[str, str]:
    known = (o for o in load("outlets.json")["outlets"] if o["kind"] == "media")
    return {name: o["state"] for o in known for name in (o["name"], *o["names"])}


def national(outlet: str) -> str | None:
    """The state that a known paper, station or portal has its seat in; none for agencies, which write of all states alike."""
    return _papers().get(outlet) or _papers().get(outlet.removeprefix("The "))


@cache
def posts() -> dict[str, Post]:
    """Posts by their noun, lower case (several words possible)."""
    return {
        item["noun"].lower(): Post(
            item["noun"].lower(), item.get("holds", "any"), item.get("speaks", False), item.get("unnamed", False)
        )
        for item in load("posts.json")["posts"]
    }


@cache
def post_heads() -> frozenset[str]:
    """The head noun of every post: its last word, or the one before "of" ("secretary of state")."""
    return frozenset(re.split(r" (?:of|to|for|on) ", noun)[0].split()[-1] for noun in posts())


@cache
def group_nouns() -> dict[str, bool]:
    """Nouns that with a name form a group; whether it acts for whom it is named after."""
    return {item["noun"].lower(): bool(item["acts_for"]) for item in load("posts.json")["group_nouns"]}


@cache
def word_set(field: str) -> frozenset[str]:
    """A plain word list of posts.json, lower case (honorifics, company_suffixes, union_words, body_words, …)."""
    return frozenset(str(word).lower() for word in load("posts.json")[field])


@cache
def only_of() -> dict[str, str]:
    """The posts that one state alone has: "pope" -> VAT."""
    found: dict[str, str] = load("posts.json")["only"]
    return found


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody known to have held a post from `since` up to (not including) `until`."""

    name: str
    names: tuple[str, ...]
    code: str
    post: str
    since: date
    until: date | None


@cache
def holders() -> tuple[Holder, ...]:
    """Known office holders; surnames that are ordinary words are left out of `names`."""
    data = load("holders.json")
    vague = frozenset(data.get("ambiguous_surnames", ()))
    return tuple(
        Holder(h["name"], tuple(n for n in h["names"] if n not in vague), coined().get(h["code"], h["code"]), h["post"],
               date.fromisoformat(h["from"]), date.fromisoformat(h["to"]) if h.get("to") else None)
        for h in data["holders"]
    )  # fmt: skip


@cache
def _by_name() -> dict[str, list[Holder]]:
    table: dict[str, list[Holder]] = {}
    for holder in holders():
        for name in {holder.name, *holder.names}:
            table.setdefault(name, []).append(holder)
    return table


def holder_of(name: str, on: date) -> Holder | None:
    """Who of that name held a post on the day; None where two of a name act for different parties."""
    found = [h for h in _by_name().get(name, ()) if h.since <= on and (h.until is None or on < h.until)]
    return max(found, key=lambda h: h.since) if len({h.code for h in found}) == 1 else None


def in_post(post: str, code: str, on: date) -> Holder | None:
    """Who held a post of a state on the day, None where nobody or more than one did."""
    found = [h for h in holders() if h.post == post and h.code == code and h.since <= on and (h.until is None or on < h.until)]
    return found[0] if len({h.name for h in found}) == 1 else None


def once_holder(name: str, on: date) -> bool:
    """Whether somebody of that name holds a post on the day or held one before: then it is a person's name."""
    return any(h.since <= on for h in _by_name().get(name, ()))


@cache
def gender_of(given: str) -> str:
    """ "she" or "he" where a given name is borne by women or men alone, else ""."""
    names = _given_names()
    for form in (given, "".join(c for c in normalize("NFD", given) if not combining(c))):  # "Elías" is Elias
        if form in names[0] or form in names[1]:
            return "she" if form in names[0] else "he"
    return ""


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    data = load("given_names.json")
    return frozenset(data["women"]), frozenset(data["men"])


@cache
def _state_media() -> dict[str, str]:
    return {o["name"]: o["state"] for o in load("outlets.json")["outlets"] if o.get("state_media") and o.get("state")}


def state_behind(outlet: str) -> str | None:
    """The state whose voice an outlet is (settled point 14 of the guideline); None for all others."""
    return _state_media().get(outlet)


@cache
def press_words() -> frozenset[str]:
    """Words that make a name an outlet of the press ("Times", "Herald"), lower case."""
    return frozenset(str(item["word"]).lower() for item in load("outlets.json")["suffixes"])


@cache
def collective() -> frozenset[str]:
    """Heads of group nouns: people and bodies that can act under no other name ("unions", "families", "the museum")."""
    groups = frozenset(noun.split(" of ")[0].split()[-1] for noun in group_nouns())
    return (groups | word_set("organisation_nouns")) - {"people", "public", "street", "state", "republic", "nation"}
