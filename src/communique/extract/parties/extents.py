"""Where a name ends that a known name only opens: bodies, firms; and slogans, and known names in capitals."""

from __future__ import annotations

from datetime import date

from communique.extract.lexicon import frequency, words
from communique.extract.parties.gazetteer import Entry, gender_of, lookup, post_heads, word_set
from communique.extract.parties.naming import DOCUMENT_WORDS, INNER_TITLES
from communique.extract.parties.runs import run_end
from communique.parse.tree import Parsed, Word

HELD = frozenset({"conference", "summit", "convention"})  # named after where they are held
OF_FIRMS = frozenset({"ceo", "cfo", "coo", "chairman", "chairwoman", "spokesman", "spokeswoman", "spokesperson"})
ASSOCIATIONS = words("associations")


def slogan(words: list[Word], i: int) -> int:
    """Where the name ends that a sentence in capitals is to a group, word `i` its verb; `i` itself where none begins there."""
    begins = i > 0 and words[i - 1].low in GROUPS and words[i].tag[:2] == "VB" and words[i].text.istitle()
    end = i + 1
    while begins and end < len(words) and words[end].sentence == words[i].sentence:
        small = words[end].low in INNER and end + 1 < len(words)
        if not words[end + small].text[0].isupper():
            break
        end += 1 + small
    return end if begins and end - i > 1 else i


GROUPS = frozenset("group campaign movement coalition alliance network charity lobby organisation organization party".split())
INNER = frozenset("the of for our and to a in".split())


def body_end(parsed: Parsed, i: int, known: tuple[int, Entry]) -> int:
    """Where the name of a body ends that a place or state opens (0: none); a government's own bodies stay the state's."""
    size, entry = known
    words = parsed.words
    if entry.kind not in ("place", "state") or entry.adjective or i + size >= len(words):
        return 0
    if words[i + size].text[0].islower() or words[i].text.isupper() or words[i].tag[:3] != "NNP":
        return 0
    end = run_end(parsed, i)
    last = words[end - 1].low.rstrip(".")
    if end <= i + size or "-" in (words[i + size].text, words[i - 1].text if i else ""):
        return 0
    if any(words[k].low in post_heads() or words[k].low in INNER_TITLES for k in range(i + size, end)):
        return 0
    if entry.kind == "place" and any(words[k].low in word_set("body_words") for k in range(i + size, end)):
        return end if last not in DOCUMENT_WORDS and last not in HELD else 0
    return end if last in ASSOCIATIONS or last in word_set("union_words") or last in word_set("company_suffixes") else 0


def firm_end(parsed: Parsed, i: int, known: tuple[int, Entry]) -> int:
    """Where the name of a firm ends that a people's or a region's adjective opens: "Western Timber Products", "Danish Steel"; 0
    where none does."""
    size, entry = known
    words = parsed.words
    initials = entry.kind == "state" and words[i].text.replace(".", "").isupper()  # "U.S. Steel"
    end = run_end(parsed, i) if (entry.adjective and words[i].text.istitle()) or initials else 0
    end = next((k for k in range(i + size, end) if words[k].low in OF_FIRMS), end)  # "U.S. Steel CEO Tom Hale"
    if end < i + size + 1 or words[end - 1].low not in word_set("company_suffixes") - word_set("body_words"):
        return 0
    inner = range(i + size, end)
    if any(words[k].low in post_heads() or words[k].low in INNER_TITLES or gender_of(words[k].text) for k in inner):
        return 0
    own = lookup([w.text for w in words[i + size : end]], 0, parsed.cleaned.report.published)
    return 0 if own is not None and own[0] == end - i - size else end  # a firm by itself behind its country


def tied_end(parsed: Parsed, i: int, known: tuple[int, Entry]) -> int:
    """Where a name ends that opens with a town and a hyphen: "Halven-Docks"; 0 where what follows is known too, as in a
    treaty's name."""
    size, entry = known
    behind = parsed.words[i + size : i + size + 2]
    if entry.kind != "place" or len(behind) < 2 or behind[0].text != "-" or not behind[1].text.istitle():
        return 0
    tied = behind[0].start == parsed.words[i + size - 1].end and behind[1].start == behind[0].end
    plain = lookup([behind[1].text], 0, parsed.cleaned.report.published) is None and behind[1].tag[:3] == "NNP"
    return i + size + 2 if tied and plain else 0


def in_capitals(forms: list[str], i: int, on: date) -> tuple[int, Entry] | None:
    """A state or place that the report prints in capitals ("NEW ZEALAND")."""
    if not forms[i].isupper() or len(forms[i]) < 3:
        return None
    usual = [form.title() if form.isupper() and len(form) > 2 else form for form in forms[i : i + 5]]
    known = lookup(usual, 0, on)
    if known is not None and known[0] > 1 and forms[i + 1].istitle() and known[1].kind == "organisation":
        return known  # "WORLD Trade Organisation", where a paper opens a text with a word in capitals
    if known is None or known[1].kind not in ("state", "bloc", "place") or (known[0] == 1 and len(forms[i]) < 4):
        return None
    return known


DAYS = frozenset({"day", "eve", "weekend"})
ENTITLED = words("documents") | frozenset(
    "act agreements articles bill certificate charter code convention heads notice principles regulations rules statute"
    " terms".split()
)
OF_WORK = frozenset(
    "code commissioner costs court department dispute disputes force inspectorate inspectors law laws market ministry officer"
    " officials relations secretary tribunal unrest".split()
)
SUBJECT = 3.3  # what a paper is about is told by ordinary words


def no_name_end(parsed: Parsed, i: int) -> int:
    """Where a run of capitals ends that names nobody, `i` where it may: a feast ("Labour Day"), or what a paper is about
    ("Memorandum of Understanding")."""
    ws = parsed.words
    if ws[i].text in ("Labour", "Labor") and i + 1 < len(ws) and ws[i + 1].text in OF_WORK:
        return i + 1  # "Labour secretary Ann Hill" is the government's
    if i > 1 and ws[i - 1].low in ("of", "on", "for") and ws[i - 2].low in ENTITLED and ws[i - 2].text[0].isupper():
        end = run_end(parsed, i)
        return end if all(frequency(w.low) >= SUBJECT and not gender_of(w.text) for w in ws[i:end]) else i
    for end in (i + 2, i + 4):  # "May Day", "New Year's Day"
        if end <= len(ws) and ws[end - 1].low in DAYS and ws[end - 1].text.istitle() and ws[end - 1].sentence == ws[i].sentence:
            before = ws[i : end - 1]
            plain = all((w.text.istitle() and frequency(w.low) >= SUBJECT) or w.tag == "POS" for w in before)
            return end if plain and not gender_of(ws[i].text) else i
    return i
