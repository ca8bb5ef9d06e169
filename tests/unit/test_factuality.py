"""What a sentence tells has happened, has not, or may yet: by its own words, and by what it hangs on."""

from __future__ import annotations

from datetime import date

import pytest

from communique.clean.clean import clean
from communique.extract.clauses import find_clauses
from communique.extract.factuality import Fact, Facts
from communique.parse.syntax import parse
from communique.record.text import Report


def fact(sentence: str, word: str) -> Fact:
    """How it stands with what `word` names in a sentence."""
    parsed = next(parse([clean(Report("r", sentence, date(2019, 3, 15), "field"))]))
    facts = Facts(parsed, {clause.verb.i: clause for clause in find_clauses(parsed)})
    found = facts.of_word(next(w for w in parsed.words if w.text == word))
    assert found is not None, f"{word} stands in no clause"
    return found


HAPPENED = [
    ("The envoys met in Karvest on Monday.", "met"),
    ("The envoys have signed the protocol.", "signed"),
    ("Velmar managed to reopen the strait.", "reopen"),
    ("The talks helped to restore calm.", "restore"),
    ("Orsania stopped firing at the trawlers.", "firing"),
    ("The minister was able to reach the capital.", "reach"),
    ("The envoy flew to Karvest to meet the minister.", "meet"),
    ("The ministry said that troops crossed the river.", "crossed"),
    ("The mediator did not fail to notice the gap.", "notice"),
    ("Orsania has no plans for a second round.", "has"),
    ("Why did Velmar reject the draft?", "reject"),
    ("The fleet sailed after signing the accord.", "signing"),
]
NOT = [
    ("The envoys did not meet.", "meet"),
    ("Orsania refused to sign the protocol.", "sign"),
    ("The envoys left without signing the protocol.", "signing"),
    ("Velmar failed to reopen the strait.", "reopen"),
    ("Orsania denied that it had moved troops.", "moved"),
    ("Velmar did not manage to reopen the strait.", "reopen"),
    ("Velmar's refusal to pay angered Orsania.", "pay"),
    ("The parties almost agreed on a text.", "agreed"),
]
OPEN = [
    ("The envoys will meet on Monday.", "meet"),
    ("The envoys may meet on Monday.", "meet"),
    ("Velmar wants to reopen the strait.", "reopen"),
    ("Velmar called on Orsania to reopen the strait.", "reopen"),
    ("If the envoys meet, the strike will end.", "meet"),
    ("If the envoys meet, the strike will end.", "end"),
    ("Velmar is going to close the strait.", "close"),
    ("The union has to answer by Friday.", "answer"),
    ("Did the envoys sign the draft?", "sign"),
    ("Withdraw your troops from the border.", "Withdraw"),
    ("Orsania proposed that experts inspect the port.", "inspect"),
    ("Velmar offered a lease to end the dispute and would like to sign soon.", "sign"),
    ("The right to fish in the strait is disputed.", "fish"),
    ("The envoys will meet and sign the draft.", "sign"),
    ("Velmar is ready to resume the talks.", "resume"),
]


@pytest.mark.parametrize(("sentence", "word"), HAPPENED)
def test_what_has_happened(sentence: str, word: str) -> None:
    assert fact(sentence, word).standing == "happened", fact(sentence, word).why


@pytest.mark.parametrize(("sentence", "word"), NOT)
def test_what_has_not(sentence: str, word: str) -> None:
    assert fact(sentence, word).standing == "not", fact(sentence, word).why


@pytest.mark.parametrize(("sentence", "word"), OPEN)
def test_what_may_yet(sentence: str, word: str) -> None:
    assert fact(sentence, word).standing == "open", fact(sentence, word).why


def test_a_verb_beside_the_denial_is_not_denied() -> None:
    sentence = "Orsania has denied that it has massed troops and rejects the report."
    assert fact(sentence, "massed").standing == "not"
    assert fact(sentence, "rejects").standing == "happened"


def test_a_thing_that_is_named_takes_part_in_what_its_clause_says() -> None:
    assert fact("A blockade would be the end of the talks.", "end").standing == "open"
    assert fact("The blockade ended the talks.", "blockade").standing == "happened"


def test_why_names_the_words_that_decided() -> None:
    assert fact("Velmar wants to reopen the strait.", "reopen").why == "only aimed at by want"
    assert fact("The envoys will meet.", "meet").why == "will"
