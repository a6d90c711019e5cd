"""What can be wrong with a file as YAML, said plainly."""

import re

import yaml

from register.mistakes import Mistake, Place, place_of, quote

MAX_DEPTH = 20
SECOND_DOCUMENT = "a second document"
TOO_DEEP = "nested too deep"

# fmt: off
SENTENCES = {
    "size": ("filen har {size} byte; högst {most} byte läses",
             "the file has {size} bytes; at most {most} are read"),
    "utf16": ("filen är sparad som UTF-16 eller är ingen textfil; spara den som UTF-8",
              "the file is saved as UTF-16 or is no text file; save it as UTF-8"),
    "utf8": ("byten {name} är inte UTF-8 utan kanske Latin-1; spara filen som UTF-8",
             "the byte {name} is not UTF-8 but perhaps Latin-1; save the file as UTF-8"),
    "unseen": ("tecknet {name} syns inte för den som läser; ta bort det",
               "the character {name} is not seen by a reader; remove it"),
    "unreadable": ("filen går inte att läsa som YAML: {name}",
                   "the file cannot be read as YAML: {name}"),
    "empty_file": ("filen är tom; den ska bestå av nycklar med värden, «nyckel: värde»",
                   "the file is empty; it has to consist of keys with values, «key: value»"),
    "root": ("filen ska bestå av nycklar med värden, «nyckel: värde», inte av en lista eller text",
             "the file has to consist of keys with values, «key: value», not of a list or text"),
    "length": ("texten har {size} tecken; den får ha högst {most}",
               "the text has {size} characters; it may have at most {most}"),
    "tag": ("taggen {name} tillåts inte; skriv bara värdet, det läses alltid som text",
            "the tag {name} is not allowed; write the value only, it is always read as text"),
    "anchor": ("ankaret {name} tillåts inte; skriv ut värdet på varje ställe där det gäller",
               "the anchor {name} is not allowed; write the value out wherever it holds"),
    "alias": ("hänvisningen {name} tillåts inte; skriv ut värdet här",
              "the alias {name} is not allowed; write the value out here"),
    "merge_key": ("nyckeln «<<» tillåts inte; skriv ut de nycklar som ska gälla här",
                  "the key «<<» is not allowed; write out the keys that are to hold here"),
    "empty_key": ("nyckeln före «:» saknas",
                  "the key before «:» is missing"),
    "odd_key": ("en nyckel ska vara text, inte en lista eller nycklar med värden",
                "a key has to be text, not a list or keys with values"),
    "repeated": ("nyckeln {name} finns redan på rad {line}, kolumn {column}; behåll en av dem",
                 "the key {name} stands already on line {line}, column {column}; keep one of them"),
    "elsewhere": ("{name} finns redan i {file}, rad {line}, kolumn {column}; behåll en av dem",
                  ("{name} stands already in {file}, line {line}, column {column}; keep one of "
                  "them")),
}

# What libyaml says, «problem; context at sign where», and the sentence for it. The place is where
# reading stopped, or where the thing began; {line} and {column} are the other of the two.
SYNTAX = (
    (SECOND_DOCUMENT, "stop",
     "ett andra dokument börjar här; ta bort raden «---» eller gör två filer av det",
     "a second document begins here; remove the line «---» or make two files of it"),
    (TOO_DEEP, "stop",
     f"fler än {MAX_DEPTH} nivåer inuti varandra; läsningen stannar här",
     f"more than {MAX_DEPTH} levels inside each other; reading stops here"),
    (r"tab character|cannot start .* at '\\t'", "stop",
     "en tabb står där raden dras in; använd mellanslag",
     "a tab stands where the line is indented; use spaces"),
    (r"cannot start|mapping keys", "stop",
     "ett värde kan inte börja med «{sign}»; sätt det inom citattecken",
     "a value cannot begin with «{sign}»; put it in quotes"),
    (r"while scanning an? (alias|anchor|tag|block)|tag handle", "begin",
     "en text kan inte börja med «*», «&», «!», «|» eller «>»; sätt den inom citattecken",
     "a text cannot begin with «*», «&», «!», «|» or «>»; put it in quotes"),
    (r"unexpected .*; while scanning a quoted scalar", "begin",
     "citattecknet här får aldrig något avslutande citattecken",
     "the quote opened here is never closed"),
    (r"expected ',' or", "begin",
     "parentesen här avslutas inte: «,» eller slutparentes väntades på rad {line}, kolumn {column}",
     "the bracket here is not closed: «,» or its end was expected on line {line}, column {column}"),
    (r"mapping values .* after a colon", "stop",
     "ett kolon står i en text utan citattecken; sätt hela texten inom citattecken",
     "a colon stands in a text without quotes; put the whole text in quotes"),
    (r"mapping values", "stop",
     "nyckeln är för långt indragen, eller så saknar raden före kolon och mellanslag",
     "the key is indented too far, or the line before lacks a colon and a space"),
    (r"block sequence entries", "stop",
     "en lista kan inte börja på samma rad som sin nyckel; skriv «- » på nästa rad",
     "a list cannot begin on the line of its key; write «- » on the next line"),
    (r"could not find expected ':'", "begin",
     "raden är ingen nyckel med värde: ett kolon saknas, eller så är texten inte indragen",
     "the line is no key with a value: a colon is missing, or the text is not indented"),
    (r"expected (key|'-').* after text", "stop",
     "text står kvar efter det avslutade värdet; sätt hela värdet inom ett par citattecken",
     "text is left over after the value has ended; put the whole value in one pair of quotes"),
    (r"expected (key|node content).* at ':'", "stop",
     "nyckeln före «:» saknas",
     "the key before «:» is missing"),
    (r"expected (key|'-')", "stop",
     "raden är fel indragen: gruppen som börjar på rad {line} har sina rader i kolumn {column}",
     "the line is indented wrongly: the group from line {line} has its lines in column {column}"),
    (r"expected node content.* at ''", "stop",
     "filen tar slut där ett värde väntades",
     "the file ends where a value was expected"),
    (r"expected node content", "stop",
     "ett värde väntades här, inte «{sign}»",
     "a value was expected here, not «{sign}»"),
    (r"escape|hexdecimal", "stop",
     "det som följer på «\\» går inte att läsa; skriv texten inom enkla citattecken, '…'",
     "what follows «\\» cannot be read; write the text in single quotes, '…'"),
    (r"document start", "stop",
     "inget mer väntades här: filen är en enda grupp av nycklar, alla i samma kolumn",
     "nothing more was expected here: the file is one group of keys, all in one column"),
    (r"directive|YAML document", "stop",
     "en rad får inte börja med «%»; ta bort den",
     "a line may not begin with «%»; remove it"),
    (r"", "stop",
     "raden går inte att läsa som YAML ({problem}); jämför med raderna runt omkring",
     "the line cannot be read as YAML ({problem}); compare it with the lines around it"),
)
# fmt: on


def refusal(what: str, place: Place, **facts: object) -> Mistake:
    sv, en = SENTENCES[what]
    return Mistake((), *place, sv.format(**facts), en.format(**facts))


def syntax_mistake(error: yaml.YAMLError, text: str) -> Mistake:
    """Why reading stopped, in words for somebody who does not know YAML."""
    problem = getattr(error, "problem", None) or str(error)
    stop = getattr(error, "problem_mark", None)
    if stop is None:
        return refusal("unreadable", (1, 1), name=quote(problem))
    begin = getattr(error, "context_mark", None) or stop
    sign, line = text[stop.index : stop.index + 1], text[stop.index - stop.column : stop.index]
    situation = f"{problem}; {getattr(error, 'context', '')} at {sign!r}"
    situation += " after text" * bool(line.strip()) + " after a colon" * bool(": " in line)
    at, sv, en = next(row[1:] for row in SYNTAX if re.search(row[0], situation))
    place, other = (begin, stop) if at == "begin" else (stop, begin)
    facts = {"sign": sign, "problem": problem, "line": other.line + 1, "column": other.column + 1}
    return Mistake((), *place_of(place), sv.format(**facts), en.format(**facts))
