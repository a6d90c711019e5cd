"""The start page: what is late and near on a day, and where the calendars are."""

from datetime import date
from functools import partial

from fastapi import APIRouter, HTTPException, Request, Response

from models.database import reading
from models.fuzzy_date import parse_day, say_day
from models.refusal import Refusal
from models.words import say_away
from web.overview import overview
from web.pages import HEADERS, TEMPLATES
from web.phrases import phrase
from web.site import LANGUAGES, Here, Site
from web.subscriptions import subscriptions

router = APIRouter()


@router.api_route("/", methods=["GET", "HEAD"])
def start(request: Request, here: Here, on: str = "", lang: str = "") -> Response:
    """Show the page for a day (`?on=2015-03-01`) in a language (`?lang=en`)."""
    language = chosen_language(here, lang)
    today = here.today()
    day = chosen_day(on, language) if on else today
    with reading(here.engine) as session:
        context = {
            "duties": overview(session, day, language),
            "feeds": subscriptions(session, day, language, here.settings.base_url),
        }
    context |= {
        "language": language,
        "other": "sv" if language == "en" else "en",
        "day": day,
        "said_day": say_day(day, language),
        "chosen": day if on else None,
        "prefect": f"http://127.0.0.1:{here.settings.prefect_port}",
        "say": partial(phrase, language=language),
        "away": partial(say_away, language=language),
    }
    return TEMPLATES.TemplateResponse(request, "start.html", context, headers=HEADERS)


def chosen_language(here: Site, lang: str) -> str:
    """The language asked for, else the site's own; 400 for one that it does not speak."""
    if lang and lang not in LANGUAGES:
        raise HTTPException(400, phrase("bad_language", here.settings.lang))
    return lang or here.settings.lang


def chosen_day(text: str, language: str) -> date:
    """The day asked for; 400 with a sentence for what is no day."""
    try:
        return parse_day(text)
    except Refusal as refusal:
        raise HTTPException(
            400, phrase("bad_day", language, why=refusal.say(language))
        ) from refusal
