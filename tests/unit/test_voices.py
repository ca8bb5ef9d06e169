"""A short report in, its voices out: whose words, by which cue, and exactly which words."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from factory import report
from hearing import hear, outer, parsed

from communique.clean.clean import clean
from communique.extract.voices.find import attributions, find_voices
from communique.parse.syntax import parse

ONE_VOICE = [
    # who says what, in each order of the parts
    (
        "Minister Orla Venn said that the ferries would sail on Monday.",
        "Minister Orla Venn",
        "said",
        ["that the ferries would sail on Monday"],
    ),
    ("The ferries would sail again on Monday, Orla Venn said.", "Orla Venn", "said", ["The ferries would sail again on Monday"]),
    (
        "The ferries would sail on Monday, said Orla Venn, the port minister.",
        "Orla Venn, the port minister",
        "said",
        ["The ferries would sail on Monday"],
    ),
    ("The talks, she added, were far from over.", "she", "added", ["The talks", "were far from over"]),
    ("Officials said on condition of anonymity that the deal was near.", "Officials", "said", ["that the deal was near"]),
    ("Sources close to the talks say a deal is days away.", "Sources close to the talks", "say", ["a deal is days away"]),
    ("Last Friday Venn, in a speech, said the ferries would sail.", "Venn", "said", ["the ferries would sail"]),
    ("Hale went on to say that the border is calm.", "Hale", "went on to say", ["that the border is calm"]),
    ("Hale did not say whether he would attend.", "Hale", "not say", ["whether he would attend"]),
    (
        "Asked how it could be found, the spokesman said that it was too early.",
        "the spokesman",
        "said",
        ["that it was too early"],
    ),
    # quotations
    ("“We will not sign,” Venn said. “The text is empty.”", "Venn", "said", ["“We will not sign,”", "“The text is empty.”"]),
    (
        "“We will not sign this,” said Venn, “unless the text is changed.”",
        "Venn",
        "said",
        ["“We will not sign this,”", "“unless the text is changed.”"],
    ),
    (
        '"We will not sign this," said Venn, "unless the text is changed."',
        "Venn",
        "said",
        ['"We will not sign this,"', '"unless the text is changed."'],
    ),
    (
        "“We have waited. Talks are over. The offer is dead,” Venn said.",
        "Venn",
        "said",
        ["“We have waited. Talks are over. The offer is dead,”"],
    ),
    (
        "Venn said: “We will not sign. The text is empty. It is late.”",
        "Venn",
        "said",
        ["“We will not sign. The text is empty. It is late.”"],
    ),
    (
        "Venn walked out of the hall. “We have waited.” “The offer is dead,” she said.",
        "she",
        "said",
        ["“We have waited.”", "“The offer is dead,”"],
    ),
    ("The chairman said in a letter to staff: “We are not for sale.”", "The chairman", "said", ["“We are not for sale.”"]),
    ("“Is that all?” asked the chairman.", "the chairman", "asked", ["“Is that all?”"]),
    ("Tomas Hale: “The deal is dead.”", "Tomas Hale", ":", ["“The deal is dead.”"]),
    (
        "The plan was dead, Venn told the paper. “It was never alive.”",
        "Venn",
        "told",
        ["The plan was dead", "“It was never alive.”"],
    ),
    (
        "The plan is “a farce”, Hale said, but “much remains to be done”.",
        "Hale",
        "said",
        ["The plan is “a farce”", "but “much remains to be done”"],
    ),
    # according to, as per, in the view and words of
    ("According to the union, the men stayed out.", "the union", "According to", ["the men stayed out"]),
    ("The men stayed out, according to the union.", "the union", "according to", ["The men stayed out"]),
    (
        "The men, according to the union’s lawyers, stayed out all week.",
        "the union’s lawyers",
        "according to",
        ["The men", "stayed out all week"],
    ),
    ("In Hale’s view, the deal is dead.", "Hale", "view", ["the deal is dead"]),
    (
        "In the words of one diplomat, the deal is “a corpse on wheels”.",
        "one diplomat",
        "In the words of",
        ["the deal is “a corpse on wheels”"],
    ),
    # documents speak, too
    ("The draft calls for a freeze on new bases.", "The draft", "calls for", ["a freeze on new bases"]),
    (
        "Among other terms, it also calls to prohibit flights over the river.",
        "it",
        "calls",
        ["to prohibit flights over the river"],
    ),
    ("The statement said both sides would meet again in May.", "The statement", "said", ["both sides would meet again in May"]),
    ("The treaty requires both sides to open the ports.", "The treaty", "requires", ["both sides to open the ports"]),
    (
        "In a letter to the Post, her aide, Ann Low, said: “The text is empty. It is late.”",
        "her aide, Ann Low",
        "said",
        ["“The text is empty. It is late.”"],
    ),
    (
        "The ministry in a statement accused Ruritania of breaking the truce.",
        "The ministry",
        "accused",
        ["Ruritania of breaking the truce"],
    ),
    ("Hours after the talks, Ruritania said it would drop the limits.", "Ruritania", "said", ["it would drop the limits"]),
    (
        "Hale warned of grave consequences if the strait was closed.",
        "Hale",
        "warned of",
        ["grave consequences if the strait was closed"],
    ),
    ("Ruritania was reported to be considering a boycott.", None, "reported", ["Ruritania", "to be considering a boycott"]),
    # passive: no source unless it is named
    ("It was reported earlier that the envoy had left.", None, "reported", ["that the envoy had left"]),
    ("The general is said to be in hiding.", None, "said", ["The general", "to be in hiding"]),
    ("Hale was quoted as saying that the deal was near.", "Hale", "quoted as saying", ["that the deal was near"]),
    # deeds done with words, and their objects
    ("Ruritania denied having moved any troops.", "Ruritania", "denied", ["having moved any troops"]),
    ("The minister rejected the worries as “a fairy tale”.", "The minister", "rejected", ["the worries as “a fairy tale”"]),
    ("Ruritania threatened to close the strait.", "Ruritania", "threatened", ["to close the strait"]),
    ("The two sides agreed to meet again in June.", "The two sides", "agreed", ["to meet again in June"]),
    (
        "The secretary general urged both sides to show restraint.",
        "The secretary general",
        "urged",
        ["both sides to show restraint"],
    ),
    ("Hale expressed concern that the tariffs would hurt.", "Hale", "expressed concern", ["that the tariffs would hurt"]),
    ("The union accused the company of breaking the truce.", "The union", "accused", ["the company of breaking the truce"]),
    ("Ruritania welcomed the new offer.", "Ruritania", "welcomed", ["the new offer"]),
    (
        "The leaders discussed the deal now on the table to free the crew.",
        "The leaders",
        "discussed",
        ["the deal now on the table to free the crew"],
    ),
    (
        "Hale drew attention to the fact that “the guards have left.”",
        "Hale",
        "drew attention",
        ["to the fact that “the guards have left.”"],
    ),
    ("The warning that the gas would be cut off came late.", None, "warning", ["that the gas would be cut off"]),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), ONE_VOICE)
def test_one_voice(text: str, source: str | None, cue: str, content: list[str]) -> None:
    assert outer(text) == [(source, cue, tuple(content))]


@pytest.mark.parametrize(
    "text",
    [
        "The strait was closed on Monday. Ships waited outside.",
        "The workers called her on Monday.",
        "Hours passed before the doors of the hall opened.",
        "They read the so-called “yellow book” and left.",
    ],
)
def test_the_narrator_is_no_voice(text: str) -> None:
    assert hear(text) == []


def test_how_much_is_quoted() -> None:
    kinds = {
        v.cue: v.quote for v in hear("“We left,” he said. She stated that it was “a shame”. The envoy added that it rained.")
    }
    assert kinds == {"said": "direct", "stated": "mixed", "added": "indirect"}


def test_a_quotation_runs_over_paragraphs_that_each_open_with_a_mark() -> None:
    (voice,) = hear(
        "“We have waited,” she said. “The offer is dead.¶“And so it will stay. That is the state of things.”¶Rain fell."
    )
    assert voice.content == ("“We have waited,”", "“The offer is dead.", "“And so it will stay. That is the state of things.”")


def test_a_bare_quotation_paragraph_is_the_last_speakers() -> None:
    first, second = hear(
        "The minister, Orla Venn, told reporters that there was no deal.¶“We have waited for long. It is over now.”"
    )
    assert (first.source, first.to) == ("The minister, Orla Venn", "reporters")
    assert (second.source, second.cue, second.lemma, second.basis) == ("The minister, Orla Venn", None, "", "continued quotation")
    assert second.quote == "direct" and second.parent is None


def test_a_bare_quotation_after_narration_has_no_speaker() -> None:
    assert hear("Venn left the hall. The doors were shut.¶“We have waited for long enough. It is over now.”") == []


def test_telling_without_content_means_the_sentence_before() -> None:
    told, expects = hear(
        "Ruritania expects a reply before March. Its envoy Tomas Hale told reporters on Friday, answering a question."
    )
    assert told[:3] == ("Its envoy Tomas Hale", "told", ("Ruritania expects a reply before March",))
    assert (told.basis, told.to) == ("previous sentence", "reporters")
    assert (expects.source, expects.parent) == ("Ruritania", 0)


def test_told_to_whom_and_about_what() -> None:
    told, ready = hear("Hale told Mira Stone about Ruritania’s readiness to return to the table.")
    assert (told.to, told.content) == ("Stone", ("Ruritania’s readiness to return to the table",))
    assert (ready.source, ready.cue, ready.parent) == ("Ruritania", "readiness", 0)


def test_said_and_added_take_a_quotation_each() -> None:
    assert outer("“We left,” Hale said and added: “But we are ready.”") == [
        ("Hale", "said", ("“We left,”",)),
        ("Hale", "added", ("“But we are ready.”",)),
    ]


def test_adding_goes_on_with_the_outer_speaker() -> None:
    said, adding = hear("The minister said that Vance had “kept his word”, adding that the pause would last until Sunday.")
    assert (said.content, adding.source, adding.parent) == (("that Vance had “kept his word”",), "The minister", None)


def test_a_speaker_is_told_from_whom_he_tells() -> None:
    told = [v for v in hear("Vann promised him that the border would reopen.") if v.cue == "promised"]
    assert [(v.to, v.content) for v in told] == [("him", ("that the border would reopen",))]


def test_a_denial_does_not_swallow_the_rejection_after_it() -> None:
    per, denied, *_, rejects = hear(
        "However, Ruritania has denied that it wants war and rejects such fears as “hysteria,” as per Meridian News."
    )
    assert per[:2] == ("Meridian News", "as per") and per.content == (
        "Ruritania has denied that it wants war and rejects such fears as “hysteria,”",
    )
    assert (denied.content, denied.parent) == (("that it wants war",), 0)
    assert (rejects.source, rejects.content, rejects.parent) == ("Ruritania", ("such fears as “hysteria,”",), 0)


def test_two_verbs_one_speaker_and_two_speakers_in_one_sentence() -> None:
    assert outer("Hale said the border was calm and warned that the guards would return.") == [
        ("Hale", "said", ("the border was calm",)),
        ("Hale", "warned", ("that the guards would return",)),
    ]
    assert outer("The minister stressed that the truce held, and aides warned that it would not last.") == [
        ("The minister", "stressed", ("that the truce held",)),
        ("aides", "warned", ("that it would not last",)),
    ]


def test_who_stands_for_its_antecedent() -> None:
    (voice,) = hear("Hale, who said that the truce had held, left for home.")
    assert (voice.source, voice.head) == ("who", "Hale")


def test_a_noun_holds_a_claim_inside_what_is_said() -> None:
    repeated, claim = hear("The minister repeated his claim that the convoy had been attacked.")
    assert (claim.source, claim.cue, claim.content, claim.parent) == ("his", "claim", ("that the convoy had been attacked",), 0)
    assert repeated.source == "The minister"


def test_an_empty_report_has_no_voices() -> None:
    assert find_voices(parsed("")) == ()


def test_attributions_refer_to_the_text_as_read() -> None:
    text = "HARBOUR CITY (Meridian): The min-ister, Orla Venn, said the fer-ries would sail."
    one = next(parse([clean(report("r", "1987-03-02", text))]))
    (found,) = attributions(one, find_voices(one))
    assert [span.of(text) for span in (*found.source, *found.cue)] == ["The min-ister, Orla Venn", "said"]
    assert found.content[0].of(text) == "the fer-ries would sail"


def test_the_seeds_are_heard(shared: Path) -> None:
    sys.path.insert(0, str(shared / "score"))
    import attribution  # type: ignore[import-not-found]

    file = shared / "gold" / "seeds" / "attributions.jsonl"
    gold = attribution.read(file)
    predicted = {}
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        one = next(parse([clean(report(row["id"], "2022-01-16", row["text"]))]))
        told = attributions(one, find_voices(one))
        roles = [{role: [(s.start, s.end) for s in getattr(a, role)] for role in ("source", "cue", "content")} for a in told]
        predicted[row["id"]] = {"attributions": roles}
    figures, _ = attribution.score(gold, predicted)
    assert figures["no cue part"][1] * 36 / 100 >= 28
    assert figures["no cue part"][0] >= 70


def test_a_headline_may_end_with_who_says_it() -> None:
    one = hear("Denmark, Norway to swap captives on Wednesday, mediator says")[-1]
    assert (one.source, one.cue, one.content) == ("mediator", "says", ("Denmark, Norway to swap captives on Wednesday",))


def test_a_clause_behind_an_occasion_belongs_to_the_telling() -> None:
    one = hear("Danish envoy Lars Holm told Norpress in an interview carried by Radio Sant that Denmark rejects the offer.")[0]
    assert (one.cue, one.content) == ("told", ("that Denmark rejects the offer",))


def test_of_two_voices_over_the_same_words_the_inner_one_speaks_them() -> None:
    heard = hear("The Evening Post last Thursday quoted Danish envoy Lars Holm as having said that Norway had refused the draft.")
    assert [(one.source, one.parent) for one in heard[:2]] == [("The Evening Post", None), ("Danish envoy Lars Holm", 0)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Velmar will not accept a demand to cut its boats, the Ministry of Trade and Fisheries said Wednesday, dismissing as"
            " groundless a report that a deal had been struck.",
            "the Ministry of Trade and Fisheries",
            "Velmar will not accept a demand to cut its boats",
        ),
        (
            "Winter Aid, a charity, expects its 30 trucks to be let through on Thursday, said field director Tom Hale, “if the two"
            " letters ever turn up”.",
            "field director Tom Hale",
            "Winter Aid, a charity, expects its 30 trucks to be let through on Thursday",
        ),
    ],
)
def test_the_clause_before_the_tag_is_what_was_said(text: str, source: str, content: str) -> None:
    assert (source, "said", content) in [(v.source, v.cue, v.content[0]) for v in hear(text)]


def test_who_writes_something_down_does_not_say_what_stands_before_it() -> None:
    (voice,) = hear("“They listened, they wrote it down, they gave us tea,” the delegate said.")
    assert (voice.source, voice.cue) == ("the delegate", "said")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Oslo replied at the time that a fax had been sent.", "that a fax had been sent"),
        ("Chile warned last year in a letter that it would leave.", "that it would leave"),
    ],
)
def test_a_clause_that_the_parser_hangs_on_a_time_or_a_letter_is_what_was_said(text: str, content: str) -> None:
    (voice,) = hear(text)
    assert voice.content == (content,)


def test_a_letter_that_was_sent_is_no_content() -> None:
    assert [v.content for v in hear("Kenya warned last week in a letter that it sent.")] == []
