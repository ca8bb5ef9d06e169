"""Reading with a language model, over a stand-in: what the report bears out is recorded, at a cost that is told; the rest never."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from standin import Chat, Raw, Request, StandIn, error, moves, proposed, standing_in

import communique
from communique.cli import cli
from communique.endpoint.address import KEY, MODEL, URL
from communique.endpoint.client import TRIES
from communique.record.move import Move

REFUSED = (
    "Altavia rejected the Belmoran draft on Monday, its foreign minister Dana Orlo said.\n\n"
    "“We will close the strait unless the frigates leave by 20 May,” Orlo told reporters. Belmora has moved two frigates to the strait."
)
TALKS = "Altavia and Belmora met in Port Orley on Tuesday. Altavia offered to share its charts with Belmora."
REJECTION = proposed(
    "Altavia rejected the Belmoran draft on Monday", "reject", "Altavia", cue="rejected", to=["Belmora"],
    when_words="on Monday", when="2031-05-06",  # it cannot count
)  # fmt: skip
SECRET = "sk-very-secret-0123456789"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """No endpoint is named by the environment; nobody waits, but how long one would have is kept."""
    for name in (URL, MODEL, KEY):
        monkeypatch.delenv(name, raising=False)
    waited: list[float] = []
    monkeypatch.setattr("communique.endpoint.client.pause", waited.append)
    return waited


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two reports in a folder: the refusal and the talks."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "refused.txt").write_text(REFUSED, encoding="utf-8")
    (folder / "talks.txt").write_text(TALKS, encoding="utf-8")
    return folder


def read(*words: str, ledger: Path, env: dict[str, str] | None = None) -> Result:
    """What the command does with --engine llm."""
    whole = ["--ledger", str(ledger), "read", *words, "--published", "2031-05-07", "--engine", "llm"]
    return CliRunner().invoke(cli, whole, env=env)


def at(server: StandIn, model: str = "tiny") -> list[str]:
    """The options that name a stand-in."""
    return ["--llm-url", server.url, "--llm-model", model]


def held(ledger: Path) -> list[Move]:
    """The moves that a ledger holds, which is sound."""
    with communique.open(ledger) as talks:
        assert talks.check() == []
        return talks.moves()


def of(report: str, answers: dict[str, str]) -> str:
    """The answer for the report whose text holds a word."""
    return next((answer for word, answer in answers.items() if word in report), moves())


def by_report(request: Request) -> str:
    """A model that reads both reports well."""
    return of(
        request["messages"][1]["content"],
        {
            "rejected": moves(
                REJECTION,
                proposed(
                    "“We will close the strait unless the frigates leave by 20 May,”", "threaten", "Altavia", paragraph=2, speaker="Orlo",
                    cue="will close", to=["Belmora"], modality="conditional", condition="unless the frigates leave by 20 May",
                    due_words="by 20 May", due="../2031-05-20",
                ),
            ),
            "charts": moves(
                proposed("Altavia and Belmora met in Port Orley on Tuesday", "meet", "Altavia", "Belmora", cue="met"),
                proposed("Altavia offered to share its charts with Belmora", "offer", "Altavia", cue="offered to", to=["Belmora"]),
            ),
        },
    )  # fmt: skip


def test_it_is_off_unless_an_endpoint_is_named(reports: Path, tmp_path: Path) -> None:
    unnamed = read(str(reports), ledger=tmp_path / "new.db")
    assert unnamed.exit_code == 2 and "--llm-url" in unnamed.stderr and "127.0.0.1" in unnamed.stderr
    unnamed = read(str(reports), "--llm-url", "https://models.example/v1", ledger=tmp_path / "new.db")
    assert unnamed.exit_code == 2 and "--llm-model" in unnamed.stderr


def test_an_endpoint_without_its_engine_is_wrong_usage_and_hears_nothing(reports: Path, tmp_path: Path) -> None:
    with standing_in(moves()) as server:
        words = ["--ledger", str(tmp_path / "new.db"), "read", str(reports), "--published", "2031-05-07"]
        wrong = CliRunner().invoke(cli, [*words, *at(server)])
        plain = CliRunner().invoke(cli, words, env={URL: server.url, MODEL: "tiny"})
        assert server.requests == []
    assert wrong.exit_code == 2 and "--engine llm" in wrong.stderr
    assert plain.exit_code == 0 and all("rules 1" in move.engine for move in held(tmp_path / "new.db"))


def test_what_the_report_bears_out_is_recorded_with_who_proposed_it(reports: Path, tmp_path: Path) -> None:
    with standing_in(lambda request: Chat(by_report(request), model="tiny-7b-q4")) as server:
        result = read(str(reports), *at(server), ledger=tmp_path / "new.db")
    assert result.exit_code == 0, result.output
    refusal, threat, *others = held(tmp_path / "new.db")
    assert [move.act for move in others] == ["meet", "offer"]
    assert (refusal.act, refusal.by, refusal.to, refusal.to_basis) == ("reject", ("Altavia",), ("Belmora",), "stated")
    assert (refusal.text, refusal.when.edtf) == ("Altavia rejected the Belmoran draft on Monday", "2031-05-05")
    assert (threat.act, threat.speaker, threat.quote, threat.modality) == ("threaten", "Dana Orlo", "direct", "conditional")
    assert (threat.condition, threat.due and threat.due.edtf) == ("unless the frigates leave by 20 May", "../2031-05-20")
    assert [link.name for link in threat.chain] == [None, "Dana Orlo"]
    assert {move.engine for move in (refusal, threat, *others)} == {"llm 1 tiny-7b-q4"}
    assert all("proposed by the language model tiny-7b-q4" in move.why for move in (refusal, threat, *others))
    rows = CliRunner().invoke(cli, ["--ledger", str(tmp_path / "new.db"), "export", "reports"]).output.splitlines()
    assert {json.loads(row)["engine"] for row in rows} == {"llm 1 tiny + rules 1"}


def test_all_but_the_moves_is_read_by_the_rules(reports: Path, tmp_path: Path) -> None:
    with (
        standing_in(by_report) as server,
        communique.open(tmp_path / "llm.db") as asked,
        communique.open(tmp_path / "r.db") as ruled,
    ):
        asked.read(str(reports), published="2031-05-07", engine="llm", llm_url=server.url, llm_model="tiny")
        ruled.read(str(reports), published="2031-05-07")
        for what in ("attributions", "dates", "ties"):
            assert list(asked.export(what)) == list(ruled.export(what))  # type: ignore[arg-type]


def test_cost_and_what_was_not_believed_are_told(reports: Path, tmp_path: Path) -> None:
    untrue = [
        proposed("Altavia declared war", "deed", "Altavia"),
        REJECTION | {"act": "surrender"},
        REJECTION | {"by": ["Utopia"]},
    ]

    def answer(request: Request) -> Chat:
        whole = json.loads(by_report(request))["moves"]
        return Chat(moves(*whole, *(untrue if "rejected" in request["messages"][1]["content"] else [])), model="tiny-7b-q4")

    with standing_in(answer) as server:
        result = read(str(reports), *at(server), "--llm-price", "2,10", ledger=tmp_path / "new.db")
    assert result.stdout.splitlines() == [
        "2 reports recorded",
        "tiny (answered as tiny-7b-q4): 2 calls, 2,000 tokens in, 200 out, cost 0.0060 at the prices given",
        "7 moves proposed, 4 recorded; dropped: 1 a span that is not in the report, 1 no such act, 1 a party that is not in the report",
    ]
    assert "2 of about 2 read" in result.stderr


def test_a_report_that_fails_is_named_and_alone_asked_again(reports: Path, tmp_path: Path) -> None:
    well = False

    def answer(request: Request) -> Raw | str:
        return by_report(request) if well or "charts" in request["messages"][1]["content"] else error(500, "out of memory")

    with standing_in(answer) as server:
        first = read(str(reports), *at(server), ledger=tmp_path / "new.db")
        assert first.exit_code == 1 and "1 report recorded, 1 bad" in first.stdout
        assert "bad: refused: the language model at http://127.0.0.1:" in first.stderr and "out of memory" in first.stderr
        assert f"{TRIES + 1} calls ({TRIES - 1} tried again, 1 without an answer)" in first.stdout
        assert [move.report for move in held(tmp_path / "new.db")] == ["talks", "talks"]
        well = True
        server.requests.clear()
        second = read(str(reports), *at(server), ledger=tmp_path / "new.db")
        assert second.exit_code == 0 and "1 report recorded, 1 already there" in second.stdout
        assert len(server.requests) == 1 and "rejected" in server.texts()[0]
        third = read(str(reports), *at(server), ledger=tmp_path / "new.db")
        assert len(server.requests) == 1 and "2 already there" in third.stdout
    assert [move.act for move in held(tmp_path / "new.db")] == ["reject", "threaten", "meet", "offer"]


def test_another_model_reads_anew_and_the_newest_is_shown(reports: Path, tmp_path: Path) -> None:
    with standing_in(by_report) as server:
        read(str(reports), *at(server, "tiny"), ledger=tmp_path / "new.db")
        again = read(str(reports), *at(server, "large"), ledger=tmp_path / "new.db")
        assert "2 reports recorded (2 read anew by another engine)" in again.stdout and len(server.requests) == 4
        assert {request["model"] for request in server.requests[2:]} == {"large"}
    with communique.open(tmp_path / "new.db") as talks:
        assert {row["engine"] for row in talks.export("reports")} == {"llm 1 large + rules 1"}


def test_an_interrupted_reading_keeps_what_it_has(reports: Path, tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with standing_in(by_report) as server, communique.open(tmp_path / "new.db") as talks:
        given = {"published": "2031-05-07", "engine": "llm", "llm_url": server.url, "llm_model": "tiny"}
        first = talks.read(str(reports), progress=stop, **given)  # type: ignore[arg-type]
        assert (first.stopped, first.recorded, first.asked and first.asked.calls) == (True, 1, 1)
        assert talks.read(str(reports), **given).recorded == 1  # type: ignore[arg-type]
        assert len(server.requests) == 2


def test_a_run_costs_no_more_tokens_than_it_may(reports: Path, tmp_path: Path) -> None:
    with standing_in(by_report) as server:
        first = read(str(reports), *at(server), "--llm-max-tokens", "2500", ledger=tmp_path / "new.db")
        assert first.exit_code == 1 and "1 report recorded, 1 bad; stopped before the end" in first.stdout
        assert "bad: talks: the limit of 2500 tokens for one run" in first.stderr and "1,000 tokens in, 100 out" in first.stdout
        assert server.requests[0]["max_tokens"] < 2500
        second = read(str(reports), *at(server), "--llm-max-tokens", "2500", ledger=tmp_path / "new.db")
        assert second.exit_code == 0 and len(server.requests) == 2
        none = read(str(reports), *at(server, "other"), "--llm-max-tokens", "50", ledger=tmp_path / "new.db")
        assert none.exit_code == 1 and len(server.requests) == 2


def test_an_endpoint_that_is_not_there_ends_the_run(reports: Path, tmp_path: Path, bare: list[float]) -> None:
    with standing_in(moves()) as server:
        pass
    result = read(str(reports), *at(server), ledger=tmp_path / "new.db")
    assert result.exit_code == 1 and result.stderr.count("bad: ") == 1 and "cannot be reached" in result.stderr
    assert bare == [1, 2, 4, 8] and "stopped before the end" in result.stdout


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refusal_ends_the_run_at_once(status: int, reports: Path, tmp_path: Path) -> None:
    with standing_in(error(status, "no")) as server:
        result = read(str(reports), *at(server), ledger=tmp_path / "new.db")
        assert result.exit_code == 1 and str(status) in result.stderr and len(server.requests) == 1
    with communique.open(tmp_path / "new.db") as talks:
        assert talks.reports() == []


@pytest.fixture
def leaking() -> Iterator[StandIn]:
    """An endpoint that repeats the key wherever it can."""
    with standing_in(lambda request: error(400, f"bad key {SECRET} in the request")) as server:
        yield server


def everything(folder: Path) -> bytes:
    """All that lies in the folder of the ledger."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.suffix != ".txt")


def test_the_key_goes_to_the_endpoint_and_nowhere_else(reports: Path, tmp_path: Path, leaking: StandIn) -> None:
    (tmp_path / "key.txt").write_text(SECRET + "\n")
    answers = (Chat(moves(REJECTION), model=f"tiny {SECRET}"), Chat(moves(REJECTION | {"speaker": SECRET})))
    for name, answer in zip("ab", answers, strict=True):
        with standing_in(answer) as server:
            told = read(str(reports), *at(server, name), ledger=tmp_path / "new.db", env={KEY: SECRET})
            assert server.headers[0]["Authorization"] == f"Bearer {SECRET}" and SECRET not in json.dumps(server.requests)
        assert SECRET not in told.output
    told = read(str(reports), *at(leaking, "other"), "--llm-key-file", str(tmp_path / "key.txt"), ledger=tmp_path / "new.db")
    assert leaking.headers[0]["Authorization"] == f"Bearer {SECRET}" and "bad key … in the request" in told.stderr
    assert SECRET not in told.output and SECRET.encode() not in everything(tmp_path)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel", "x" * 5000])
def test_what_is_no_key_is_named_without_being_shown(key: str, reports: Path, tmp_path: Path) -> None:
    result = read(
        str(reports), "--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "tiny", ledger=tmp_path / "new.db", env={KEY: key}
    )
    assert result.exit_code == 2 and f"${KEY}" in result.stderr and key not in result.output


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://models.example/v1", "--llm-plain-http"),
        ("http://10.0.0.7:8080/v1", "--llm-plain-http"),
        ("ftp://models.example/v1", "https://host/v1"),
        ("models.example", "https://host/v1"),
        ("https://user:word@models.example/v1", "more than host and path"),
        ("https://models.example/v1?key=word", "more than host and path"),
        ("https://models.example:99999/v1", "https://host/v1"),
        ("https://models.example/v1 x", "characters that no address has"),
        ("https://[::1/v1", "https://host/v1"),
    ],
)
def test_an_address_that_will_not_do_is_refused_before_anything_is_sent(
    url: str, said: str, reports: Path, tmp_path: Path
) -> None:
    result = read(str(reports), "--llm-url", url, "--llm-model", "tiny", ledger=tmp_path / "new.db")
    assert result.exit_code == 2 and said in result.stderr and "word" not in result.stderr


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--llm-price", "cheap", "no price"), ("--llm-price", "1,-2", "no price"), ("--llm-price", "1,nan", "no price"),
        ("--llm-max-tokens", "0", "--llm-max-tokens"), ("--llm-timeout", "0", "--llm-timeout"),
        ("--llm-key-file", "nowhere", "the key cannot be read"),
    ],
)  # fmt: skip
def test_an_option_that_makes_no_sense_is_wrong_usage(option: str, value: str, said: str, reports: Path, tmp_path: Path) -> None:
    words = ["--llm-url", "https://models.example/v1", "--llm-model", "tiny", option, value]
    result = read(str(reports), *words, ledger=tmp_path / "new.db")
    assert result.exit_code == 2 and said in result.stderr
