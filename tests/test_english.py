"""Texts of other languages: nothing is found in them, and nobody is quoted."""

from __future__ import annotations

from itertools import islice, permutations

import pytest
import spacy

import quoteattr
from quoteattr import LanguageWarning, english
from quoteattr.nlp import models, parsing
from quoteattr.nlp.models import DEFAULT_MODEL
from quoteattr.text import passages
from quoteattr.version import __version__

pytestmark = pytest.mark.filterwarnings("ignore::quoteattr.LanguageWarning")

OTHERS = {
    "german": "Die Bürgermeisterin von Neustadt, Anna Keller, sagte am Montag: „Wir brauchen eine neue Brücke.“ Der Landrat Peter"
    " Vogel widersprach: „Das Geld reicht nicht“, sagte er. Die Arbeiten sollen nach Angaben der Stadt im Mai beginnen."
    " Wer die Brücke bezahlt, ist noch offen, wie es am Abend hieß.",
    "french": "La maire de Villeneuve, Anne Mercier, a déclaré lundi : « Nous avons besoin d'un nouveau pont. » Selon le préfet,"
    " Paul Leroy, « l'argent manque ». Il a ajouté que les travaux commenceraient en mai."
    " Personne ne sait encore qui paiera, dit-on à la mairie depuis hier soir.",
    "spanish": "La alcaldesa de Villanueva, Ana Herrera, dijo el lunes: “Necesitamos un puente nuevo”. Según el gobernador, Pablo"
    " Ruiz, “no hay dinero”. Añadió que las obras empezarán en mayo."
    " Nadie sabe todavía quién pagará las obras, según se dice en el ayuntamiento desde ayer por la noche.",
    "dutch": "Burgemeester Anna de Wit zei maandag: “We hebben een nieuwe brug nodig.” Volgens wethouder Piet Smit is er geen geld."
    " “Dat kan pas in mei”, zei hij na afloop van de raad, die daar over twee weken weer van hoort."
    " Niemand weet wie de brug betaalt, zo heet het in de stad.",
    "danish": "Borgmester Anna Holm sagde mandag: »Vi har brug for en ny bro.« Ifølge rådmand Per Lund er der ikke penge. »Det kan"
    " først ske i maj,« sagde han efter mødet, som varede i over tre timer."
    " Ingen ved endnu, hvem der skal betale den nye bro, hedder det i byen.",
    "polish": "Burmistrz Anna Nowak powiedziała w poniedziałek: „Potrzebujemy nowego mostu”. Wojewoda Piotr Zając dodał, że nie ma"
    " pieniędzy. Prace mają się rozpocząć w maju, jak podało miasto, ale nikt nie wie, kto za nie zapłaci."
    " W ratuszu mówi się o tym od wczoraj wieczorem i nikt nie chce podać żadnych nazwisk.",
    "welsh": "Dywedodd y maer, Ann Prys, ddydd Llun: “Mae angen pont newydd arnom.” Yn ôl y cyngor, does dim arian. Ychwanegodd hi"
    " y byddai'r gwaith yn dechrau ym mis Mai os daw'r arian o rywle cyn hynny."
    " Nid oes neb yn gwybod eto pwy fydd yn talu am y bont newydd.",
    "chinese": "市长李娜周一说：“我们需要一座新桥。”省长王伟表示：“没有钱。”他还说，工程将于五月开始。",
    "russian": "Мэр Новограда Анна Белова заявила в понедельник: «Нам нужен новый мост». Губернатор Павел Орлов сказал, что денег нет.",
    "arabic": "قالت رئيسة البلدية آنا: “نحن بحاجة إلى جسر جديد”. وقال المحافظ إنه لا يوجد مال.",
}

ENGLISH = {
    "news": "“We need a bridge,” said Ann Poole, the mayor of Eastwick. The council meets on Monday.",
    "capitals": "“WE NEED A NEW BRIDGE,” SAID ANN POOLE, THE MAYOR OF EASTWICK. THE COUNCIL, WHICH HAS NO MONEY, WILL MEET ON MONDAY"
    " TO DECIDE WHETHER THE OLD ONE CAN BE MENDED BEFORE WINTER.",
    "foreign-names": "Łukasz Wójcik and Zoë Çelik, of Śródmieście and Beyoğlu, said: “Žižkov is no Kreuzberg.” They will meet Håkan Øberg,"
    " who lives in Ærøskøbing, and Nguyễn Thị Hương before they leave for Győr.",
    "a-line-of-another-language": "The mayor of Neustadt, Anna Keller, said on Monday that the town needs a bridge before winter comes. “Wir"
    " brauchen eine neue Brücke”, she told the council, which had met to talk about roads.",
    "without-spaces": "“We" + " need a bridge,” said Ann Poole, the mayor of the town.".replace(" ", "\u200b"),
    "short": "“Non,” said Poole.",
    "a-paragraph-among-menus": "Home News Sport Weather Shop Earth Travel Culture\n" * 50
    + "“We need a bridge,” said Ann Poole, the mayor of Eastwick, who has been told by the council that there is no money for it.",
    "a-paragraph-among-code": 'var a = {"b": 1}; function c(d) { return e[f] }\n' * 50
    + "“We need a bridge,” said Ann Poole, the mayor of Eastwick, who has been told by the council that there is no money for it.",
    "a-paragraph-among-another-script": "市长要求建新桥\n" * 50
    + "“We need a bridge,” said Ann Poole, the mayor of Eastwick, who has been told by the council that there is no money for it.",
    "data": "“We have sand,” said Ann Poole. " + "don't" * 300 + " " + "QWJj+ZGVm/" * 300,
    "numbers": "12 34 56 78 " * 20,
    "marks": "“”" * 50,
    "empty": "",
}


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_is_found_in_another_language(name, extract, nlp):
    text = OTHERS[name]
    assert not quoteattr.is_english(text)
    article = extract(text)
    assert (article.text, article.quotes, article.speakers, article.marks) == (text, (), (), ())
    assert "".join(passage.span.text for passage in article.passages) == text
    assert extract(nlp(text)).quotes == ()


@pytest.mark.parametrize("name", ENGLISH)
def test_english(name):
    assert quoteattr.is_english(ENGLISH[name])


def test_a_quotation_of_another_language_in_an_english_article_is_found(extract):
    (quote,) = (q for q in extract(ENGLISH["a-line-of-another-language"]) if q.kind == "direct")
    assert (quote.text, quote.speaker.name) == ("Wir brauchen eine neue Brücke", "Anna Keller")


def test_the_component_finds_nothing_either():
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("quoteattr")
    assert nlp(OTHERS["spanish"])._.quotes == ()


FRENCH = (
    "La maire de Villeneuve a déclaré lundi que la ville a besoin d'un nouveau pont sur la rivière.",
    "« Nous n'avons pas assez d'argent pour tout faire », a répondu le préfet, Paul Leroy.",
    "Les travaux doivent commencer en mai, mais personne ne sait encore qui va les payer.",
    "Selon Anne Mercier, les bateaux du port ne peuvent plus sortir quand la mer est basse.",
    "Le conseil se réunira jeudi soir dans la salle des fêtes, où les habitants sont attendus.",
    "« C'est trop tard », estime un pêcheur qui vit depuis vingt ans près du vieux quai.",
)


def test_what_is_not_english_is_not_parsed(nlp, monkeypatch):
    """Asking whether a text is English takes a hundredth of the time that parsing it would."""
    orders = islice(permutations(FRENCH), 20)
    texts = ["\n\n".join(["Un pont pour Villeneuve", *sentences * 6]) for sentences in orders]
    assert min(len(text.split()) for text in texts) > 500

    def parsed(nlp, readables):
        assert list(readables) == []
        return iter(())

    monkeypatch.setattr(parsing, "parsed", parsed)
    monkeypatch.setattr(nlp, "tokenizer", None)
    articles = list(quoteattr.pipe([*texts, "", " \n"], nlp=nlp))
    assert [article.text for article in articles] == [*texts, "", " \n"]
    model = models.model_name(nlp)
    for article in articles:
        assert article == quoteattr.Article(
            article.text, passages=passages.split(article.text), model=model, version=__version__
        )


def test_an_english_text_among_others_keeps_its_place(extract, nlp):
    texts = [OTHERS["german"], ENGLISH["news"], "", OTHERS["welsh"], ENGLISH["short"]]
    assert list(quoteattr.pipe(texts, nlp=nlp)) == [extract(text) for text in texts]
    assert [len(article.quotes) for article in quoteattr.pipe(texts, nlp=nlp)] == [0, 1, 0, 0, 1]


@pytest.mark.parametrize(
    ("text", "expected"), [("", False), (" \n\t", False), ("It rained.", True), (FRENCH[0] * 3, False)]
)
def test_blank_texts_are_not_worth_reading_either(text, expected):
    assert english.is_worth_reading(text) is expected


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Poole wins Eastwick race", True),
        ("THE MAYOR OF EASTWICK SAID THAT THE HARBOUR WOULD BE SHUT. " * 5, True),
        ("Ann Poole, mayor of Eastwick, Tom Reed, editor of the Rostrum, " * 8, True),
        ("Will Poole, May Reed, Joe Dunn, " * 20, False),
        ("Home | News | Sport | Weather | Contact | " * 8, False),
        ("Reed\t12\t.4", False),
        ("7\tEastwick\tIt is late, said Ann Poole.", True),
        ("48,213", False),
        ("]", False),
        ("function f(e,t){return e.x+t[0]||'s';} " * 10, False),
    ],
)
def test_what_has_no_function_words_for_long_is_no_prose(text, prose):
    assert english.is_prose(text) is prose


@pytest.mark.filterwarnings("default::quoteattr.LanguageWarning")
def test_it_is_told(nlp):
    with pytest.warns(LanguageWarning, match="the text is not in English") as caught:
        article = quoteattr.extract(OTHERS["german"], nlp=nlp)
    assert caught[0].filename == __file__
    assert not article.english
    with pytest.warns(LanguageWarning, match="2 of 4 documents are not in English") as caught:
        list(quoteattr.pipe([OTHERS["german"], "", OTHERS["french"], ENGLISH["news"]], nlp=nlp))
    assert len(caught) == 1
    assert caught[0].filename == __file__


@pytest.mark.filterwarnings("error::quoteattr.LanguageWarning")
@pytest.mark.parametrize("text", ["", ENGLISH["news"], ENGLISH["short"]])
def test_nothing_is_told_of_english(nlp, text):
    assert quoteattr.extract(text, nlp=nlp).english


@pytest.mark.parametrize("name", OTHERS)
def test_a_page_of_two_languages_is_read_in_its_english_part(name, extract):
    read = "“We need a bridge,” said Ann Poole, who was told by the council that there is no money for what the town wants.\n\n"
    article = extract(f"{read}{OTHERS[name]}\n\n{read}")
    assert [passage.kind for passage in article.passages] == ["body", "data", "body"]
    assert [quote.text for quote in article] == [quote.text for quote in extract(read)] * 2
    assert [person.name for person in article.people] == ["Ann Poole", "council"]
