"""``kg explain``: what every stage made of one sentence."""

from typing import Annotated, Any

import typer

from kg.cli import options
from kg.cli.output import say, warn, write_json, write_table

EPILOG = {"explain": "Example 例: kg explain 京东方拟投资5亿元入股云从科技。"}


def explain(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="A Chinese text (句子).")],
    published: Annotated[str | None, typer.Option(help="Day of publication (刊发日期).")] = None,
    ner: options.Ner = options.Recogniser.auto,
    format: options.Summary = options.Report.table,
) -> None:
    """Show words, values, mentions, the patterns tried, what the network thinks, statements and rejects of a sentence.

    展示一句话的分析过程：分词、数值、实体、试过的规则、模型判断、关系与被舍弃者。
    """
    from kg.extraction.pipeline import article_of, make_extractor
    from kg.extraction.trace import explain as run

    extractor = make_extractor(ner.value)
    for warning in extractor.warnings if ner is options.Recogniser.auto else ():
        warn(warning)
    extraction, draft = extractor.read(article_of(sentence, published=published))
    record = run(draft, extraction)
    if format is options.Report.json:
        write_json(record)
    else:
        _show(record)


def _show(record: dict[str, Any]) -> None:
    say(" ".join(f"{word}/{pos}" for word, pos in record["words"] if word.strip()))
    _table("values 数值", ("text", "kind", "reading"), [_value(v) for v in record["values"]])
    mentions = [[m[k] for k in _MENTION] for m in record["mentions"]]
    _table("mentions 实体提及", _MENTION, mentions)
    for sentence in record["sentences"]:
        say()
        say(sentence["marked"])
        tried = [
            (p["id"], p["relation"], p["trigger"], "yes 是" if p["matched"] else "no 否", p["why"])
            for p in sentence["patterns"]
        ]
        _table("patterns 规则", ("pattern", "relation", "trigger", "matched", "why not"), tried)
        guesses = [[str(g[k]) for k in _GUESS] for g in sentence["network"]]
        _table("network 模型判断", _GUESS, guesses)
    _table("statements 关系", _STATEMENT, [_statement(s) for s in record["statements"]])
    rejects = [(r["stage"], r["reason"], r["text"]) for r in record["rejects"]]
    _table("rejects 舍弃", ("stage", "reason", "text"), rejects)


_GUESS = ("subject", "relation", "object", "share", "sight", "confidence")
_MENTION = ("surface", "type", "finder", "name")
_STATEMENT = ("subject", "type", "object", "status", "qualifiers", "rule", "confidence")


def _table(title: str, columns: tuple[str, ...], rows: list[Any]) -> None:
    if rows:
        say(title)
        write_table(columns, rows)
    else:
        say(f"{title}: –")


def _value(value: dict[str, Any]) -> tuple[str, str, str]:
    rest = ", ".join(f"{k}={v}" for k, v in value.items() if k not in {"text", "kind"})
    return value["text"], value["kind"], rest


def _statement(statement: dict[str, Any]) -> tuple[str, ...]:
    obj = statement["object"]
    return (
        statement["subject"]["name"],
        statement["type"],
        obj.get("name") or obj.get("value", ""),
        statement["status"],
        ", ".join(f"{k}={v}" for k, v in statement["qualifiers"].items()),
        ", ".join(dict.fromkeys(e["rule"] for e in statement["evidence"])),
        f"{statement['confidence']:.2f}",
    )
