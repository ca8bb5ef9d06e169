"""Where a run of capitalised words ends: small words, hyphens and genitives belong to it only where a name goes on."""

from __future__ import annotations

from datetime import date

from communique.extract.lexicon import frequency
from communique.extract.lexicon import words as words_of
from communique.extract.parties.gazetteer import lookup, post_heads, word_set
from communique.parse.tree import Parsed, Word

PARTICLES = frozenset(
    "de da do del di al bin ben van von el la le du - ibn abu ter der dos das des los las am auf im zu zur und für y e et".split()
)
ARTICLES = frozenset({"al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az"})  # "Khalifa al-Mannai"
LINKS = frozenset({"e", "ye", "i", "ul", "ud", "us"})  # between the parts of a Persian, Urdu or Arabic name
MEDIA_NOUNS = words_of("media_nouns")
CONNECTORS = PARTICLES | {"of", "for", "the", "and", "on", "&"}
NOT_NAMES = words_of("not_names")
PLACE_WORDS = words_of("place_words")
QUARTERS = frozenset({"North", "South", "East", "West"})  # halves of a divided land go by them
REALMS = words_of("realms")
BRANCHES = frozenset({"local", "lodge", "branch", "chapter", "district"})  # of a union, which go by numbers
OPENING = REALMS | PLACE_WORDS
POST_MODIFIERS = words_of("post_modifiers")
FIELDS = frozenset({"service", "services", "administration"})  # "Public Service Minister"
ORDINARY = 2.5  # on the same scale: a field or trade is an ordinary word, a person or place mostly not
SHOUTED = 3.5  # on wordfreq's Zipf scale, one in 300,000: what a tabloid prints in capitals to raise its voice


def run_end(parsed: Parsed, i: int) -> int:
    """The end of the capitalised run from i: connectors inside only where a capital follows."""
    words, end = parsed.words, i + 1
    limit = parsed.sentences[words[i].sentence].last
    while end < limit:
        word = words[end]
        if _shouted(word) != _shouted(words[end - 1]) and (_shouted(word) or words[end - 1].i == i):
            break  # "JAILED Briton", "Halvey VOWED"
        if word.text[0].isupper() and word.tag[:2] in ("NN", "JJ", "FW", "CD", "VB") and word.low not in NOT_NAMES:
            end += 1
        elif word.low in ARTICLES and _article(words, end, limit):
            end += 3
        elif word.low in CONNECTORS and end + 1 < limit and _joins(parsed, i, end):
            end += 2 if words[end + 1].text[0].isupper() else 3
            end = max(end, _known_to(parsed, end - 1) if word.low == "of" else 0)
        elif (
            (word.tag == "POS" or (word.text in "'’" and words[end - 1].low.endswith("s")))
            and end + 1 < limit
            and words[end + 1].text[0].isupper()
            and (
                words[end - 1].low == "people"  # "People's Liberation Column"
                or words[end + 1].low in word_set("union_words")
                or (words[end + 1].low in word_set("body_words") and words[end - 1].low.endswith("s"))
            )
        ):
            end += 2  # "Dockers' Union"
        elif word.low == "to" and end + 1 < limit and words[end + 1].tag == "VB" and words[end + 1].text[0].isupper():
            if words[end - 1].low not in ("association", "campaign", "committee", "coalition", "movement", "alliance"):
                break
            end += 2  # "Association to Save Halvey"
        elif word.text == "," and all(w.text != "," for w in words[i:end]) and (listed := _listed(words, i, end, limit)):
            end = listed  # "Union of Shop, Distributive and Allied Workers"
        elif word.text in (".",) and len(words[end - 1].text) == 1 and end + 1 < limit:
            end += 1
        elif word.text == "-" and end - i > 1 and _hyphened(words, end, limit):
            end += 2  # "Noh Byung-rae"
        elif word.text == "-" and _doubled(words, end, limit):
            end += 2  # "Amir-Hale said"
        elif word.text == "-" and end + 2 < limit and words[end + 1].low in LINKS and words[end + 2].text[0].isupper():
            end += 3  # "Payam-e Halva"
        elif word.tag == "CD" and word.text.isdigit() and end > i + 1 and words[end - 1].low in BRANCHES:
            end += 1  # "the Dock Workers' Union Local 12"
        elif word.tag == "CD" and word.text.isdigit() and end == i + 1 and i and words[i - 1].low in MEDIA_NOUNS:
            end += 1  # "the weekly Kanal 7"
        else:
            break
    return min(end, limit)


def _known_to(parsed: Parsed, at: int) -> int:
    """Where a known name of several words ends that begins at `at`: "the Clerks' Section of the Road and Rail Union"."""
    known = lookup([w.text for w in parsed.words[at : at + 9]], 0, parsed.cleaned.report.published)
    return at + known[0] if known is not None and known[0] > 2 and not known[1].adjective else 0


def _shouted(word: Word) -> bool:
    """Whether a word is an ordinary one in capitals; a title is not ("VICE PRESIDENT HILL")."""
    if word.low in post_heads():
        return False
    return word.text.isupper() and len(word.text) > 4 and word.text.isalpha() and frequency(word.low) >= SHOUTED


def _article(words: list[Word], at: int, limit: int) -> bool:
    """Whether an Arabic article stands between two parts of a name, tied to the second one by a hyphen."""
    if at + 2 >= limit or words[at + 1].text != "-" or not words[at + 2].text[0].isupper():
        return False
    return words[at].end == words[at + 1].start and words[at + 1].end == words[at + 2].start


def _doubled(words: list[Word], at: int, limit: int) -> bool:
    """Whether two rare names are joined to one by a hyphen: "Boutros-Hale", not "East-West" nor "Labour-led"."""
    if at + 1 >= limit or words[at - 1].end != words[at].start or words[at].end != words[at + 1].start:
        return False
    pair = (words[at - 1], words[at + 1])
    return all(w.text.istitle() and w.text.isalpha() and w.tag[:3] == "NNP" and frequency(w.low) < SHOUTED for w in pair)


def _hyphened(words: list[Word], at: int, limit: int) -> bool:
    """Whether a small-letter piece of a given name follows the hyphen without a blank."""
    if at + 1 >= limit:
        return False
    before, after = words[at - 1], words[at + 1]
    if after.tag[:2] in ("VB", "JJ", "RB") and frequency(after.low) >= SHOUTED:
        return False  # "Kainji State-owned hospitals"
    joined = before.end == words[at].start and words[at].end == after.start
    return joined and after.text.isalpha() and after.text.islower() and 1 < len(after.text) < 7 and before.text[0].isupper()


def _joins(parsed: Parsed, first: int, at: int) -> bool:
    words = parsed.words
    after = words[at + 1]
    if after.text[0].isupper() and after.low in NOT_NAMES:
        return False
    if words[at].low in PARTICLES:
        if after.low in PARTICLES and after.text.isalpha() and at + 2 < len(words):
            after = words[at + 2]  # "Humberto de la Calle"
        return after.text[0].isupper() and after.tag[:2] in ("NN", "JJ", "FW")
    bodied = words[first].low in OPENING or any(
        words[k].low in word_set("body_words") or words[k].low in word_set("union_words") for k in range(first, at)
    )
    if words[at].low == "of":
        target = after if after.text[0].isupper() else words[at + 2] if at + 2 < len(words) and after.low == "the" else None
        return bodied and target is not None and target.text[0].isupper() and target.tag[:2] in ("NN", "JJ")
    if words[at].low == "for" and after.low == "the" and at + 2 < len(words) and words[at + 2].text[0].isupper():
        return bodied
    if words[at].low in ("for", "on", "&", "and"):
        posted = words[at - 1].low in post_heads()
        return (
            (bodied and not posted and after.text[0].isupper() and words[at].low != "and")
            or (
                words[at].low in ("&", "and")
                and bodied
                and after.text[0].isupper()
                and words[at - 1].low not in word_set("body_words")
                and after.dep == "conj"
                and words[after.head].i >= first
            )
            or (words[at].low in ("&", "and") and (_of_workers(words, first, at) or _of_minister(words, first, at)))
        )
    return False


def _listed(words: list[Word], first: int, at: int, limit: int) -> int:
    """Where the name of a body ends that goes on behind a comma with more fields or trades, 0 where it does not: "the Ministry of
    Trade, Industry and Energy", "the Rail, Maritime and Transport Union"."""
    k, joined = at, False
    while k < limit and not joined:
        if words[k].text != "," and words[k].low not in ("and", "&"):
            return 0
        joined = words[k].low in ("and", "&") or (words[k].text == "," and k + 1 < limit and words[k + 1].low in ("and", "&"))
        k += 1 + (joined and words[k].text == ",")
        start = k
        while k < limit and k - start < 4 and (_titled(words[k]) or _titled(words[min(k + (words[k].tag == "POS"), limit - 1)])):
            k += 1  # "Dentists' Union"
        if k == start or frequency(words[start].low) < ORDINARY or lookup([w.text for w in words[start:k]], 0, date.max):
            return 0
    sorts = word_set("body_words") | word_set("union_words")
    headed = any(words[n].low in sorts and words[n + 1].low in ("of", "for") for n in range(first, at - 1))
    trades = words[k - 1].low in word_set("union_words") or words[k - 1].low in ("union", "association", "federation", "guild")
    plain = all(frequency(w.low) >= ORDINARY for w in words[first:at])
    return k if joined and (headed or (trades and plain)) else 0


def _titled(word: Word) -> bool:
    return word.text.istitle() and word.text.isalpha()


def _of_minister(words: list[Word], first: int, at: int) -> bool:
    """ "Public Service and Ports Minister": two fields of one minister, told by ordinary words."""
    before = words[first:at]
    if not all(w.low in FIELDS or w.low in POST_MODIFIERS for w in before):
        return False
    end = next((k for k in range(at + 1, min(at + 4, len(words))) if words[k].text in ("Minister", "Ministers")), 0)
    return end > at + 1 and all(w.text.istitle() and frequency(w.low) >= ORDINARY for w in words[at + 1 : end])


def _of_workers(words: list[Word], first: int, at: int) -> bool:
    """ "the Brewery and Malt Workers": two trades of one union, under one article."""
    tail = words[at + 1 : at + 4]
    sorts = word_set("union_words") | {"front", "party", "movement", "league", "congress"}
    size = max((k for k, w in enumerate(tail, 1) if w.low in sorts and (w.low.endswith("s") or k > 1)), default=0)
    named = size > 1 and all(w.text[0].isupper() for w in tail[:size])
    if not named or first != at - 1 or not first:
        return False
    before = words[first - 1]
    return before.low == "the" or (before.tag in ("JJ", "NN") and words[at - 1].low not in word_set("body_words"))
