"""RDF into a store: what kg wrote comes back whole, what is wrong is named, and nothing is half done."""

import io
import shutil
import sqlite3
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.errors import BadGraph
from kg.identity.judgements import Judgement
from kg.model import Document, Extraction
from kg.store import Store
from kg.views import StatementView
from loaders import conformance
from loaders.from_rdf import import_rdf, read_rdf
from loaders.rdf_terms import OA
from loaders.to_files import export
from loaders.to_rdf import document_iri, to_dataset, to_graph
from ontology.vocabulary import NAMESPACE

TABLES = (
    "document",
    "article",
    "entity",
    "entity_name",
    "identifier",
    "mention",
    "statement",
    "evidence",
    "reject",
    "resolution",
    "doubt",
    "judgement",
)
FORMATS = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld"}

WRITTEN = """
@prefix kgo: <https://w3id.org/cn-industry-kg/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix e: <http://example.org/> .

e:doc dcterms:title "手写" ; dcterms:issued "2024-05-20" .
e:article dcterms:isPartOf e:doc ; dcterms:title "融资" .
e:fund a kgo:Fund ; rdfs:label "汀鹭资本"@zh , "Tinglu Capital"@en .
e:chip a kgo:Company ; rdfs:label "砺芯半导体"@zh ; skos:altLabel "砺芯"@zh ;
    dcterms:identifier "stock_code=688998.SH" .
e:deal a kgo:Statement ; rdf:subject e:fund ; rdf:predicate kgo:investedIn ; rdf:object e:chip ;
    kgo:status kgo:statusPlanned ; kgo:amount "4亿元" .
e:read a oa:Annotation ; oa:hasBody e:deal ; oa:hasTarget [
    oa:hasSource e:article ;
    oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "汀鹭资本拟向砺芯半导体投资4亿元。" ] ] .
"""


def tables(path: Path) -> dict[str, list[str]]:
    """Every row of every table, but for numbers that SQLite gives out."""
    con = sqlite3.connect(path)
    con.row_factory = sqlite3.Row
    try:
        return {
            t: sorted(
                repr([row[k] for k in row.keys() if k != "name_id"])  # noqa: SIM118
                for row in con.execute(f"SELECT * FROM {t}")
            )
            for t in TABLES
        }
    finally:
        con.close()


def _write(folder: Path, text: str, name: str = "graph.ttl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# --- there and back -------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "ending"), FORMATS.items())
def test_import_of_an_export_gives_an_equal_store(
    bare_sample: Path, tmp_path: Path, format: str, ending: str
) -> None:
    """Every table of the store made from the file holds the rows of the store it was written from."""
    file, copy = tmp_path / f"graph{ending}", tmp_path / "copy.kg"
    with Store.open(bare_sample, read_only=True) as store:
        export(store, format, file)
    done = import_rdf([file], copy)
    assert (done.articles, len(done.added), done.left_out.total()) == (14, 1, 0)
    assert tables(copy) == tables(bare_sample)


@pytest.mark.parametrize(("format", "ending"), FORMATS.items())
def test_documents_stay_apart(sample_path: Path, tmp_path: Path, format: str, ending: str) -> None:
    """Two documents that tell of one company come back as two, with what each of them says."""
    file, copy = tmp_path / f"graph{ending}", tmp_path / "copy.kg"
    with Store.open(sample_path, read_only=True) as store:
        export(store, format, file)
        import_rdf([file], copy)
        with Store.open(copy, read_only=True) as other:
            assert list(other.statements()) == list(store.statements())
            assert list(other.entities()) == list(store.entities())
    assert tables(copy) == tables(sample_path)


def test_all_formats_are_the_same_dataset(bare_sample: Path, tmp_path: Path) -> None:
    """TriG, N-Quads and JSON-LD hold the same quads, and rdflib's Dataset too; Turtle the triples."""
    with Store.open(bare_sample, read_only=True) as store:
        made = to_dataset(store)
        read = {}
        for format, name in (("trig", "TRIG"), ("nquads", "N_QUADS"), ("jsonld", "JSON_LD")):
            out = io.StringIO()
            export(store, format, out)
            form = getattr(pyoxigraph.RdfFormat, name)
            read[format] = set(pyoxigraph.parse(out.getvalue().encode(), format=form))
    assert read["trig"] == read["nquads"] == read["jsonld"]
    assert len(read["trig"]) == len(made)
    assert {str(g.identifier) for g in made.graphs()} >= {
        q.graph_name.value for q in read["trig"] if isinstance(q.graph_name, pyoxigraph.NamedNode)
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_rdflib_reads_the_json_ld(bare_sample: Path, tmp_path: Path) -> None:
    """A second JSON-LD processor finds the same triples under the same context."""
    out = io.StringIO()
    with Store.open(bare_sample, read_only=True) as store:
        export(store, "jsonld", out)
        made = {tuple(q)[:3] for q in to_dataset(store).quads()}
    read = rdflib.Dataset()
    read.parse(data=out.getvalue(), format="json-ld")
    assert len(made) > 1000
    assert {tuple(q)[:3] for q in read.quads()} == made


def test_import_of_a_removed_graph_withdraws_the_document(
    sample_path: Path, tmp_path: Path
) -> None:
    """Without the graph of a document, what only it says is not imported."""
    out = io.StringIO()
    with Store.open(sample_path, read_only=True) as store:
        export(store, "trig", out)
        may = next(d for d in store.documents() if d.title == "五月产业月报")
    trig = pyoxigraph.RdfFormat.TRIG
    quads = pyoxigraph.parse(out.getvalue().encode(), format=trig)
    gone = pyoxigraph.NamedNode(document_iri(may.id))
    file = tmp_path / "rest.trig"
    pyoxigraph.serialize((q for q in quads if q.graph_name != gone), str(file), trig)
    batch = read_rdf([file]).documents
    said = {s.type for _, xs in batch for x in xs for s in x.statements}
    assert said == {"INVESTED_IN"}


def test_import_twice_changes_nothing(sample_path: Path, tmp_path: Path) -> None:
    """Documents that are there already are left as they are, and counted."""
    file, copy = tmp_path / "graph.trig", tmp_path / "copy.kg"
    with Store.open(sample_path, read_only=True) as store:
        export(store, "trig", file)
    import_rdf([file], copy)
    before = tables(copy)
    again = import_rdf([file], copy)
    assert (len(again.added), len(again.already_there), again.statements) == (0, 2, 0)
    assert tables(copy) == before


def test_views_without_a_store_can_be_imported(sample_views: object, tmp_path: Path) -> None:
    """A graph without article texts is put together from the sentences it quotes."""
    file, copy = tmp_path / "graph.ttl", tmp_path / "copy.kg"
    export(sample_views, "turtle", file)  # type: ignore[arg-type]
    import_rdf([file], copy)
    with Store.open(copy, read_only=True) as store:
        ours = {(v.type, v.subject.name, v.status) for v in store.statements()}
        theirs = sample_views.statements()  # type: ignore[attr-defined]
        assert ours == {(v.type, v.subject.name, v.status) for v in theirs}


# --- written by hand ------------------------------------------------------------------------------


def test_a_graph_written_by_hand_is_read(tmp_path: Path) -> None:
    """Names, identifiers, status, qualifier and sentence of a hand-written deal are in the store."""
    import_rdf([_write(tmp_path, WRITTEN)], tmp_path / "g.kg")
    with Store.open(tmp_path / "g.kg", read_only=True) as store:
        (deal,) = store.statements()
        assert (deal.subject.name, deal.type, deal.status) == ("汀鹭资本", "INVESTED_IN", "planned")
        assert deal.qualifier("amount") == "4亿元"
        assert deal.citations[0].sentence == "汀鹭资本拟向砺芯半导体投资4亿元。"
        assert store.resolve("688998.SH").name == store.resolve("砺芯").name == "砺芯半导体"


def test_files_are_read_as_one_graph(tmp_path: Path) -> None:
    """A statement in one file may speak of an entity that another describes."""
    head, tail = WRITTEN.split("e:deal a", 1)
    prefixes = WRITTEN.split("e:doc", 1)[0]
    files = [
        _write(tmp_path, head, "a.ttl"),
        _write(tmp_path, f"{prefixes}e:deal a{tail}", "b.ttl"),
    ]
    assert import_rdf(files, tmp_path / "g.kg").statements == 1


def test_what_nobody_reads_is_counted(tmp_path: Path) -> None:
    """Properties of other vocabularies are told, not swallowed."""
    text = WRITTEN + "e:fund <http://xmlns.com/foaf/0.1/homepage> <http://example.org/> ."
    done = import_rdf([_write(tmp_path, text)], tmp_path / "g.kg")
    assert dict(done.left_out) == {"http://xmlns.com/foaf/0.1/homepage": 1}


# --- refused --------------------------------------------------------------------------------------

BAD = {
    "malformed": (("rdf:subject e:fund ;", "rdf:subject ;"), "line 15"),
    "space in an IRI": (("e:chip a kgo:Company", "<http://example.org/a b> a kgo:Company"), r"line 1\d"),
    "Chinese IRI": (("e:fund", "<http://example.org/汀鹭>"), r"<http://example.org/汀鹭> holds characters"),
    "unknown class": (("a kgo:Fund", "a kgo:Fundd"), "kgo:Fundd is not in the ontology"),
    "upper class": (("a kgo:Fund", "a kgo:Organisation"), "example.org/fund> .*Organisation"),
    "unknown relation": (("kgo:investedIn", "kgo:gaveMoneyTo"), "kgo:gaveMoneyTo is not in"),
    "foreign relation": (("kgo:investedIn", "e:likes"), "example.org/deal> has the predicate"),
    "no relation type": (("kgo:investedIn", "kgo:amount"), "which is no relation type"),
    "no evidence": (("oa:hasBody e:deal ;", "oa:hasBody e:other ;"), "deal> is a statement without"),
    "blank entity": (("rdf:subject e:fund", "rdf:subject [ a kgo:Fund ]"), "blank node .*deal>"),
    "blank object": (("rdf:object e:chip", "rdf:object []"), "a blank node stands as object of .*deal>"),
    "no name": (('rdfs:label "汀鹭资本"@zh , "Tinglu Capital"@en', "a kgo:Fund"), "fund> has no name"),
    "two classes": (("a kgo:Fund", "a kgo:Fund , kgo:Person"), "fund> has several classes"),
    "no class": (("e:fund a kgo:Fund ;", "e:fund"), "fund> has no class"),
    "unknown status": (("kgo:statusPlanned", "kgo:policyKindLaw"), "deal> has .*policyKindLaw as kgo:status"),
    "no status": (("kgo:status kgo:statusPlanned ;", ""), "deal> has no value as kgo:status"),
    "domain": (("a kgo:Fund", "a kgo:Policy"), "deal> says 汀鹭资本 .Policy. INVESTED_IN"),
    "no quote": (("oa:exact", "oa:prefix"), "quotes nothing"),
    "no article": (("oa:hasSource e:article ;", ""), "has no article"),
    "no document": (("dcterms:isPartOf e:doc ;", ""), "article> has no document"),
    "plain triple": (("e:doc dcterms:title", "e:chip kgo:supplies e:chip . e:doc dcterms:title"), "no statement with evidence .*chip>"),
    "bad number": (('kgo:amount "4亿元"', 'kgo:hasReading [ kgo:ofQualifier kgo:amount ; kgo:kind "money" ; kgo:low "vier" ]'), "'vier' as kgo:low"),
    "bad place": (("oa:hasBody e:deal", 'kgo:subjectAt "3" ; oa:hasBody e:deal'), "'3' as kgo:subjectAt"),
    "quote elsewhere": (('dcterms:title "融资"', '<https://schema.org/articleBody> "别的话。"'), "does not say there"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_named_and_nothing_imported(tmp_path: Path, case: str) -> None:
    """A file that is malformed or contradicts the ontology names line or node; the store stays."""
    (old, new), expected = BAD[case]
    assert old in WRITTEN
    store = tmp_path / "g.kg"
    with Store.open(store, create=True):
        before = tables(store)
    with pytest.raises(BadGraph, match=expected):
        import_rdf([_write(tmp_path, WRITTEN.replace(old, new))], store)
    assert tables(store) == before


BAD_JSON = {
    "no JSON": ('{"@id": ', "line 1 is no JSON"),
    "unknown key": ('{"@id": "http://e.org/a", "colour": "red"}', "key 'colour'"),
    "space": ('{"@id": "http://e.org/a b", "@type": "http://e.org/T"}', "'http://e.org/a b'"),
    "relative": ('{"@id": "a", "@type": "http://e.org/T"}', "'a', which is no IRI"),
    "remote context": ('{"@context": "http://127.0.0.1:9/c", "@id": "http://e.org/a"}', "remote"),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_json_ld_loses_nothing_in_silence(tmp_path: Path, case: str) -> None:
    """What JSON-LD processors drop without a word is refused, and no context is fetched."""
    text, expected = BAD_JSON[case]
    with pytest.raises(BadGraph, match=expected):
        import_rdf([_write(tmp_path, text, "bad.jsonld")], tmp_path / "g.kg")
    assert not (tmp_path / "g.kg").exists()


def test_one_bad_file_stops_the_others(tmp_path: Path) -> None:
    """Of two files, one of them malformed, neither is imported."""
    files = [_write(tmp_path, WRITTEN, "good.ttl"), _write(tmp_path, "<a> <b", "bad.ttl")]
    with pytest.raises(BadGraph, match=r"bad\.ttl"):
        import_rdf(files, tmp_path / "g.kg")
    assert not (tmp_path / "g.kg").exists()


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """A missing file, a folder and an unknown extension are one sentence each."""
    for path in (tmp_path / "none.ttl", tmp_path, tmp_path / "a.docx"):
        with pytest.raises(BadGraph, match=path.name):
            import_rdf([path], tmp_path / "g.kg")


def test_damaged_mentions_do_not_enter(
    digests: tuple[tuple[Document, tuple[Extraction, ...]], ...], sample_path: Path, tmp_path: Path
) -> None:
    """A mention beyond the end of its article is refused with its node."""
    file = tmp_path / "graph.ttl"
    with Store.open(sample_path, read_only=True) as store:
        export(store, "turtle", file)
    text = file.read_text(encoding="utf-8")
    at = text.index('kgo:at "char=')
    end = text.index('"', at + len('kgo:at "'))
    file.write_text(f'{text[:at]}kgo:at "char=0,99999{text[end:]}', encoding="utf-8")
    with pytest.raises(BadGraph, match="mention/"):
        import_rdf([file], tmp_path / "g.kg")


# --- judgements -----------------------------------------------------------------------------------


@pytest.fixture
def judged(sample_path: Path, tmp_path: Path) -> Path:
    """A store of which a person rejected, corrected and joined something."""
    path = tmp_path / "judged.kg"
    shutil.copy(sample_path, path)
    with Store.open(path) as store:
        rejected, corrected, *_ = store.statements(types=["INVESTED_IN"])
        one, other = [e for e in store.entities() if e.type == "Company"][:2]
        decided = [
            Judgement(
                judgement="same", first=_ref(one), second=_ref(other), who="李", why="同一家"
            ),
            _judgement(rejected, "reject", when="2024-06-01"),
            _judgement(corrected, "correct", correction="status=cancelled"),
        ]
        store.judge(decided)
        assert store.judgements() == decided
        assert len(list(store.resolutions())) > 0
        assert rejected.id not in {v.id for v in store.statements()}
    return path


def _ref(end: object) -> str:
    return f"{end.type}:{end.name}"  # type: ignore[attr-defined]


def _judgement(view: StatementView, judgement: str, **fields: str) -> Judgement:
    ends = {"first": _ref(view.subject), "second": _ref(view.object)}
    return Judgement(judgement=judgement, relation=view.type, event=view.event, **ends, **fields)


@pytest.mark.parametrize(("format", "ending"), FORMATS.items())
def test_judgements_come_back_and_are_in_force(
    judged: Path, tmp_path: Path, format: str, ending: str
) -> None:
    """What was rejected, corrected and joined is so in the store made from the file, and can be undone."""
    file, copy = tmp_path / f"graph{ending}", tmp_path / "copy.kg"
    with Store.open(judged) as store:
        export(store, format, file)
        import_rdf([file], copy)
        with Store.open(copy) as other:
            assert list(other.statements()) == list(store.statements())
            assert list(other.entities()) == list(store.entities())
            assert other.judgements() == store.judgements()
            assert other.verify() == []
            other.judge([])
            store.judge([])
            assert list(other.statements()) == list(store.statements())
    assert tables(copy) == tables(judged)


def test_a_rejected_reading_is_no_statement(judged: Path) -> None:
    """In the file, nobody who asks for statements or plain triples meets what a person rejected."""
    with Store.open(judged, read_only=True) as store:
        graph = to_graph(store)
        told = {v.id for v in store.statements()}
    kgo = rdflib.Namespace(NAMESPACE)
    (reading,) = graph.subjects(rdflib.RDF.type, kgo.RejectedReading)
    assert graph.value(reading, kgo.rejectedRelation) == kgo.investedIn
    assert not list(graph.objects(reading, rdflib.Namespace(OA).hasBody))
    assert len(list(graph.subjects(rdflib.RDF.type, kgo.Statement))) == len(told)
    assert conformance.check_graph(graph) == []


def test_judgements_join_those_of_the_store(judged: Path, tmp_path: Path) -> None:
    """A store keeps its own judgements in front; a second import changes nothing."""
    file, copy = tmp_path / "graph.trig", tmp_path / "copy.kg"
    own = Judgement(judgement="different", first="Company:甲", second="Company:乙")
    with Store.open(judged, read_only=True) as store:
        export(store, "trig", file)
        theirs = store.judgements()
    with Store.open(copy, create=True) as store:
        store.judge([own])
    for _ in range(2):
        assert import_rdf([file], copy).judgements == tuple(theirs)
        with Store.open(copy, read_only=True) as store:
            assert store.judgements() == [own, *theirs]


def test_a_judgement_that_contradicts_itself_is_named(tmp_path: Path) -> None:
    """A verdict that is none is refused with its node, and nothing is imported."""
    text = WRITTEN + 'e:j a kgo:Judgement ; kgo:verdict "perhaps" ; kgo:judgedFirst "Company:甲" .'
    with pytest.raises(BadGraph, match=r"example\.org/j> is no judgement"):
        import_rdf([_write(tmp_path, text)], tmp_path / "g.kg")
    assert not (tmp_path / "g.kg").exists()


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    """A label of a blank node means something in its own file only."""
    head, tail = WRITTEN.split("e:read a", 1)
    sentence = tail[tail.index("[") + 1 : tail.rindex("] .")]
    labelled = (
        f"{head} _:s {sentence} . e:read a oa:Annotation ; oa:hasBody e:deal ; oa:hasTarget _:s ."
    )
    other = labelled.replace("e:article", "e:article2").replace("e:read", "e:read2")
    files = [_write(tmp_path, labelled, "a.ttl"), _write(tmp_path, other, "b.ttl")]
    assert import_rdf(files, tmp_path / "g.kg").articles == 2
