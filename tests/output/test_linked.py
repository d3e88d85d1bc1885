"""Web Annotations and schema.org, read back with an RDF library and held against what the standards demand."""

from __future__ import annotations

import json
import uuid
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SDO
from test_plain import ARTICLE, LEE, OFFICIALS, QUOTES, TEXT, articles, span

from quoteattr.model import Article, Passage, Quote, Role, Span, Speaker

SOURCE = "https://example.org/news/1.txt"

# --------------------------------------------------------------------------------------------------- annotations

OA = Namespace("http://www.w3.org/ns/oa#")

ANNOTATION_CONTEXT = {
    "oa": str(OA),
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextualBody": "oa:TextualBody",
    "Software": "http://www.w3.org/ns/activitystreams#Application",
    "name": "http://xmlns.com/foaf/0.1/name",
    "generator": {"@id": "http://www.w3.org/ns/activitystreams#generator", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{word: f"oa:{word}" for word in ("exact", "prefix", "suffix", "start", "end")},
    **{word: f"oa:{word}" for word in ("assessing", "describing", "highlighting", "identifying", "tagging")},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
}
"""The terms that are used here, mapped as the vocabulary of the standard maps them (the full context is not at hand)."""

ADDRESS = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:."}
MOTIVATION = {"enum": ["assessing", "describing", "highlighting", "identifying", "tagging"]}
POSITION = {"type": "integer", "minimum": 0}


def thing(kind: str, **properties: Any) -> dict[str, Any]:
    """An object of one type with just these properties, all of which it must have."""
    properties = {"type": {"const": kind}, **properties}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def exactly(*items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "prefixItems": list(items), "minItems": len(items), "items": False}


def some(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


STRING = {"type": "string"}
SELECTORS = exactly(
    thing("TextQuoteSelector", exact=STRING, prefix=STRING, suffix=STRING),
    thing("TextPositionSelector", start=POSITION, end=POSITION),
)
ANNOTATION = Draft202012Validator(
    thing(
        "Annotation",
        **{"@context": {"const": "http://www.w3.org/ns/anno.jsonld"}},
        id=ADDRESS,
        motivation=MOTIVATION,
        generator=thing("Software", name=STRING),
        body=some(
            thing("TextualBody", value=STRING, purpose=MOTIVATION, format={"const": "text/plain"}, language=STRING)
        ),
        target=some(thing("SpecificResource", source=ADDRESS, selector=SELECTORS)),
    )
)
"""What the model demands of an annotation (sections 3.1, 3.2.4, 4.2.4, 4.2.5), narrowed to what is written here."""


def graph_of(annotation: dict[str, Any]) -> Graph:
    assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return Graph().parse(data=json.dumps(annotation | {"@context": ANNOTATION_CONTEXT}), format="json-ld")


def statements(thing: dict[str, Any]) -> int:
    """How many triples an object must leave: one for every value but its id, and those of the objects in it."""
    lists = (
        value if isinstance(value, list) else [value] for key, value in thing.items() if key not in ("@context", "id")
    )
    values = [value for items in lists for value in items]
    return len(values) + sum(statements(value) for value in values if isinstance(value, dict))


def read(graph: Graph) -> dict[str, Any]:
    """What the triples of one annotation say."""
    (node,) = graph.subjects(RDF.type, OA.Annotation)
    targets = set()
    for target in graph.objects(node, OA.hasTarget):
        exact, position = (
            selector
            for kind in (OA.TextQuoteSelector, OA.TextPositionSelector)
            for selector in graph.objects(target, OA.hasSelector)
            if (selector, RDF.type, kind) in graph
        )
        targets.add(
            (
                str(graph.value(target, OA.hasSource)),
                *(str(graph.value(exact, OA[name])) for name in ("prefix", "exact", "suffix")),
                *(graph.value(position, OA[name]).toPython() for name in ("start", "end")),
            )
        )
    bodies = {
        (graph.value(body, OA.hasPurpose).removeprefix(str(OA)), str(graph.value(body, RDF.value)))
        for body in graph.objects(node, OA.hasBody)
    }
    motivation = graph.value(node, OA.motivatedBy).removeprefix(str(OA))
    return {"id": str(node), "targets": targets, "bodies": bodies, "motivation": motivation}


def test_an_annotation_says_who_said_it_as_whom_and_where():
    first, second, third = (read(graph_of(annotation)) for annotation in ARTICLE.to_web_annotations(SOURCE))
    start, again = TEXT.index("“We"), TEXT.index("“and")
    assert first["targets"] == {
        (SOURCE, TEXT[:start], "“We will act,”", " the former head of Nato, Gen An", start, start + 14),
        (
            SOURCE,
            "of Nato, Gen Ann Lee, told the BBC, "[-32:],
            "“and soon.”",
            TEXT[again + 11 :][:32],
            again,
            again + 11,
        ),
    }
    assert first["bodies"] == {
        ("identifying", "Ann Lee"),
        ("describing", "former head, Nato"),
        ("tagging", "direct"),
        ("assessing", "0.9"),
    }
    assert second["bodies"] == {("identifying", "Officials"), ("tagging", "indirect"), ("assessing", "1")}
    assert third["bodies"] == {("tagging", "direct")}
    assert [found["motivation"] for found in (first, second, third)] == ["identifying", "identifying", "highlighting"]


@settings(deadline=None)
@given(articles())
def test_annotations_keep_the_standard_and_select_the_words(article):
    annotations = article.to_web_annotations(SOURCE)
    assert len(annotations) == len(article.quotes)
    for quote, annotation in zip(article.quotes, annotations, strict=True):
        ANNOTATION.validate(annotation)
        graph = graph_of(annotation)
        found = read(graph)
        assert {target[-2:] for target in found["targets"]} == {(piece.start, piece.end) for piece in quote.content}
        for _, before, exact, behind, start, end in found["targets"]:
            assert article.text[start:end] == exact
            assert article.text[:start].endswith(before)
            assert article.text[end:].startswith(behind)
        assert ("tagging", quote.kind) in found["bodies"]
        assert len(graph) == statements(annotation), "a term without a meaning leaves no triple"


def test_a_broken_annotation_is_seen():
    (annotation, *_) = ARTICLE.to_web_annotations(SOURCE)
    assert ANNOTATION.is_valid(annotation)
    for name in annotation:
        assert not ANNOTATION.is_valid({key: value for key, value in annotation.items() if key != name})
    assert not ANNOTATION.is_valid(annotation | {"id": "no address"})
    assert not ANNOTATION.is_valid(annotation | {"target": []})
    assert not ANNOTATION.is_valid(annotation | {"speaker": "Ann Lee"})


def test_positions_are_code_points():
    text = "🙂🙂 No, she said."
    quote = Quote("indirect", (Span.of(text, 3, 5),))
    ((target,),) = (annotation["target"] for annotation in Article(text, (quote,)).to_web_annotations(SOURCE))
    assert target["selector"] == [
        {"type": "TextQuoteSelector", "exact": "No", "prefix": "🙂🙂 ", "suffix": ", she said."},
        {"type": "TextPositionSelector", "start": 3, "end": 5},
    ]


def ids(article: Article, source: str = SOURCE) -> list[str]:
    return [annotation["id"] for annotation in article.to_web_annotations(source)]


def test_ids_stay_while_source_text_and_places_do():
    assert ids(ARTICLE) == ids(ARTICLE)
    assert len(set(ids(ARTICLE))) == 3
    unsure = attrs.evolve(
        ARTICLE, quotes=tuple(attrs.evolve(quote, speaker=None, confidence=0) for quote in QUOTES), version="9"
    )
    assert ids(unsure) == ids(ARTICLE)
    assert ids(attrs.evolve(ARTICLE, quotes=QUOTES[1:])) == ids(ARTICLE)[1:]
    for name in ids(ARTICLE):
        assert uuid.UUID(name).version == 5
        assert name.startswith("urn:uuid:")


def test_ids_differ_where_source_text_or_places_do():
    shorter = attrs.evolve(ARTICLE, quotes=(attrs.evolve(QUOTES[0], content=QUOTES[0].content[:1]), *QUOTES[1:]))
    others = [ids(ARTICLE, "urn:x"), ids(attrs.evolve(ARTICLE, text=TEXT + " ")), ids(shorter)[:1]]
    assert not {name for other in others for name in other} & set(ids(ARTICLE))


def test_lone_surrogates_do_not_stop_annotations():
    text = "\ud800 No."
    (annotation,) = Article(text, (Quote("indirect", (Span.of(text, 2, 4),)),)).to_web_annotations(SOURCE)
    assert json.loads(json.dumps(annotation)) == annotation


@pytest.mark.parametrize(
    "address", ["", "news.txt", "/tmp/news.txt", "C:\\news.txt", "https://a b", "https://a/\n", ":x"]
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValueError, match="source is an absolute address"):
        ARTICLE.to_web_annotations(address)
    with pytest.raises(ValueError, match="url is an absolute address"):
        ARTICLE.to_json_ld(address)


@pytest.mark.parametrize(
    "address", ["https://example.org/ä?b=c#d", "file:///tmp/news.txt", "urn:isbn:1", "tag:a,2026:b"]
)
def test_absolute_addresses_are_taken(address):
    assert ARTICLE.to_web_annotations(address)[0]["target"][0]["source"] == address


# ----------------------------------------------------------------------------------------------------- schema.org

PROPERTIES = {
    SDO.NewsArticle: {SDO.url, SDO.headline, SDO.inLanguage, SDO.mentions, SDO.hasPart},
    SDO.Quotation: {SDO.text, SDO.keywords, SDO.spokenByCharacter},
    SDO.Person: {SDO.name, SDO.description, SDO.honorificPrefix, SDO.jobTitle, SDO.affiliation},
    SDO.Organization: {SDO.name, SDO.description},
}
"""Of each type that is used, what schema.org gives it and is used; rdflib knows the vocabulary and refuses other terms."""


def schema_org(page: dict[str, Any]) -> Graph:
    assert page["@context"] == "https://schema.org"
    context = {"@vocab": str(SDO), "url": {"@type": "@id"}}
    return Graph().parse(data=json.dumps(page | {"@context": context}), format="json-ld")


def test_a_page_says_who_said_what_as_whom():
    graph = schema_org(ARTICLE.to_json_ld("https://example.org/news/1"))
    page = URIRef("https://example.org/news/1")
    assert (page, RDF.type, SDO.NewsArticle) in graph
    assert (page, SDO.headline, Literal("Row over ‘secret’ plan 🙂")) in graph
    said = {
        str(graph.value(quotation, SDO.text)): graph.value(quotation, SDO.spokenByCharacter)
        for quotation in graph.objects(page, SDO.hasPart)
    }
    assert set(said) == {"We will act, and soon.", "no", "Nonsense!"}
    lee, officials = said["We will act, and soon."], said["no"]
    assert said["Nonsense!"] is None
    assert set(graph.predicate_objects(lee)) == {
        (RDF.type, SDO.Person),
        (SDO.name, Literal("Ann Lee")),
        (SDO.honorificPrefix, Literal("Gen")),
        (SDO.description, Literal("former head, Nato")),
    }
    assert set(graph.predicate_objects(officials)) == {
        (RDF.type, SDO.Person),
        (SDO.description, Literal("Officials")),
    }
    assert set(graph.objects(page, SDO.mentions)) == {lee, officials}


def test_present_roles_are_posts_and_former_ones_words():
    roles = (Role("mayor", "Looe"), Role("head", "Nato", former=True), Role(None, "Looe"), Role("owner"))
    (person,) = Article("no", speakers=(attrs.evolve(LEE, roles=roles),)).to_json_ld()["mentions"]
    assert person["jobTitle"] == ["mayor", "owner"]
    assert person["affiliation"] == {"@type": "Organization", "name": "Looe"}
    assert person["description"] == "mayor, Looe; former head, Nato; Looe; owner"


def test_bodies_are_organisations_without_posts():
    council = Speaker("Looe Council", "organisation", roles=(Role("owner", "pier"),), honorific="Hon")
    assert Article("no", speakers=(council,)).to_json_ld()["mentions"] == [
        {"@type": "Organization", "@id": "_:speaker0", "name": "Looe Council", "description": "owner, pier"}
    ]


def test_without_an_address_or_anything_found_there_is_still_a_page():
    assert Article("").to_json_ld() == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "inLanguage": "en",
        "mentions": [],
        "hasPart": [],
    }


def test_the_first_headline_is_the_headline():
    passages = (
        Passage(span("Officials"), "byline"),
        Passage(span("Gen"), "headline"),
        Passage(span("Ann"), "headline"),
    )
    assert attrs.evolve(ARTICLE, passages=passages).to_json_ld()["headline"] == "Gen"


def test_a_speaker_that_only_a_quotation_knows_is_mentioned():
    page = attrs.evolve(ARTICLE, speakers=(OFFICIALS,)).to_json_ld()
    assert [person.get("name") for person in page["mentions"]] == [None, "Ann Lee"]
    assert page["hasPart"][0]["spokenByCharacter"] == {"@id": "_:speaker1"}


@settings(deadline=None)
@given(articles())
def test_every_term_is_one_of_schema_org_on_a_thing_that_has_it(article):
    page = article.to_json_ld("https://example.org/news/1")
    graph = schema_org(page)
    for subject, predicate, value in graph:
        if predicate == RDF.type:
            assert value in PROPERTIES
            assert value in SDO
        else:
            kind = graph.value(subject, RDF.type)
            assert predicate in PROPERTIES[kind]
            assert predicate in SDO
    assert [part["text"] for part in page["hasPart"]] == [quote.text for quote in article.quotes]
    assert len(page["mentions"]) == len({person["@id"] for person in page["mentions"]})
    assert json.loads(json.dumps(page)) == page
