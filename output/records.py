"""What was recorded, said back."""

from models.fuzzy_date import say_day
from models.recording import Kept
from output.phrases import pick
from output.terminal import line

DONE = {
    "recorded": ("Registrerat", "Recorded"),
    "already": ("Redan registrerat", "Recorded already"),
    "corrected": ("Rättat", "Corrected"),
    "undone": ("Taget tillbaka", "Taken back"),
}
SAID = {
    "happened": ("har hänt", "has happened"),
    "met": ("förbehållet är uppfyllt", "the condition is met"),
    "failed": ("förbehållet är inte uppfyllt", "the condition has failed"),
    "asked": ("anstånd är begärt", "a respite has been asked for"),
    "promised": ("anstånd är utlovat", "a respite has been promised"),
    "decided": ("anstånd är beslutat", "a respite has been decided"),
    "requested": ("begärd", "requested"),
    "received": ("har kommit in", "has been received"),
}


def say_kept(kept: Kept, language: str) -> None:
    """Say what was recorded, and the days that move with it."""
    one = kept.happening
    name = one.subject.partition(":")[2]
    day = say_day(one.day, language, weekday=False)
    numbers = ", ".join(number for number in (one.number, one.sender_number) if number)
    told = f"{name}: {pick(SAID[one.what], language)} {day}" + (f", {numbers}" if numbers else "")
    line(f"{pick(DONE[kept.what], language)}: {told}.")
    for key, due in kept.moved:
        if due:
            latest = say_day(due, language)
            line(pick((f"  {key}: senast {latest}", f"  {key}: by {latest}"), language))
        else:
            line(pick((f"  {key}: ingen dag än", f"  {key}: no day yet"), language))
