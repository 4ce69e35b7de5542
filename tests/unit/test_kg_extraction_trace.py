"""Traces: what each stage made of a sentence, and why trigger words gave nothing."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.extraction.trace import MOST_EXAMPLES, SilentReport, explain, triggered

DEAL = "京东方投资5亿元入股云从科技。"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The rules and gazetteers without a statistical tagger."""
    return make_extractor("none")


def reasons(extractor: Extractor, text: str, relation: str) -> list[str | None]:
    """Why the trigger sentences of a text gave no statement of a relation; None where they did."""
    _, draft = extractor.read(article_of(text))
    return [s.reason if s else None for r, s in triggered(draft) if r == relation]


def test_a_sentence_that_gives_a_statement_has_no_reason(extractor: Extractor) -> None:
    """A trigger that led to a statement is counted as such."""
    assert reasons(extractor, DEAL, "INVESTED_IN") == [None]


def test_a_trigger_without_a_subject_says_so(extractor: Extractor) -> None:
    """No body that could invest stands in the sentence."""
    assert reasons(extractor, "人们热衷于投资人工智能。", "INVESTED_IN") == ["no subject"]


def test_a_sentence_with_both_ends_that_no_pattern_fits_says_so(extractor: Extractor) -> None:
    """Subject and object are there but nothing links them."""
    text = "收购的消息与京东方无关。云从科技昨日休市，腾讯则没有。"
    assert reasons(extractor, text, "ACQUIRED") == ["no pattern matched"]


def test_the_report_counts_and_quotes(extractor: Extractor) -> None:
    """Counts cover all sentences, examples are different and few."""
    report = SilentReport()
    texts = [f"第{n}届大会上人们热衷于投资人工智能。" for n in range(MOST_EXAMPLES + 5)]
    for text in [DEAL, *texts, texts[0]]:
        report.add(extractor.read(article_of(text))[1])
    invested = report.record()["INVESTED_IN"]
    assert invested["gave"] == 1
    silent = invested["nothing"]["no subject"]
    assert silent["count"] == MOST_EXAMPLES + 6
    assert silent["examples"] == texts[:MOST_EXAMPLES]


def test_an_explanation_shows_every_stage(extractor: Extractor) -> None:
    """Words, values, mentions, marked text, patterns tried and statements are all there."""
    extraction, draft = extractor.read(article_of(DEAL))
    told = explain(draft, extraction)
    assert "".join(word for word, _ in told["words"]) == DEAL
    assert told["values"][0]["text"] == "5亿元"
    sentence = told["sentences"][0]
    assert sentence["marked"] == "[京东方/Company]投资{money:5亿元}入股[云从科技/Company]。"
    assert {p["matched"] for p in sentence["patterns"]} == {True, False}
    rules = {e["rule"] for s in told["statements"] for e in s["evidence"]}
    assert rules <= {p["id"] for p in sentence["patterns"] if p["matched"]}
    assert json.loads(json.dumps(told)) == told


def test_the_command_explains_on_the_terminal_and_as_json() -> None:
    """``kg explain`` prints tables, or one JSON document."""
    run = CliRunner().invoke
    shown = run(app, ["explain", DEAL, "--ner", "none"])
    assert shown.exit_code == 0, shown.output
    assert "[京东方/Company]" in shown.stdout
    assert "INVESTED_IN" in shown.stdout
    record = json.loads(run(app, ["explain", DEAL, "--ner", "none", "--format", "json"]).stdout)
    assert [s["type"] for s in record["statements"]] == ["INVESTED_IN"]


def test_a_build_reports_trigger_sentences(tmp_path: Path) -> None:
    """``kg build --report`` writes the counts to a file, or to stdout alone."""
    digest = tmp_path / "digest.txt"
    digest.write_text(f"京东方入股云从科技\n\n{DEAL}人们热衷于投资人工智能。\n", encoding="utf-8")
    out = tmp_path / "silent.json"
    base = ["build", str(digest), "--ner", "none", "--report"]
    run = CliRunner().invoke
    filed = run(app, [*base, str(out), "--store", str(tmp_path / "a.kg")])
    assert filed.exit_code == 0, filed.output
    printed = run(app, [*base, "-", "--store", str(tmp_path / "b.kg")])
    record = json.loads(out.read_text(encoding="utf-8"))
    assert json.loads(printed.stdout) == record
    assert record["INVESTED_IN"]["gave"] >= 1
