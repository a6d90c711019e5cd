"""What is said of a command that is written wrongly, in one language."""

import re
from typing import Any

from output.phrases import pick
from output.terminal import line

OTHERS = (  # what the parser says of the rest, and what we say
    (r"No such command '(.*)'\.", "kommandot {} finns inte", "there is no command {}"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", "för mycket: {}", "too much: {}"),
)
Pair = tuple[str, str]


def print_misuse(error: Any, language: str, stream: Any) -> None:
    """Print what is wrong with the command, and how to see how it is written."""
    said = pick(misuse(error), language)
    line(f"{pick(('Fel', 'Error'), language)}: {said}", stream)
    command = error.ctx.command_path if error.ctx else "uppdrag"
    how = (
        f"Så skrivs det: {command} --help",
        f"How it is written: {command} --help",
    )
    line(pick(how, language), stream)


def misuse(error: Any) -> Pair:
    """The parser's error in our words, in Swedish and English."""
    match type(error).__name__:
        case "NoSuchOption":
            return no_such_option(error)
        case "MissingParameter":
            name = named(error.param)
            return f"{name} saknas", f"{name} is missing"
        case "BadOptionUsage" if "requires" in error.message:
            return f"{error.option_name} ska ha ett värde", f"{error.option_name} needs a value"
        case "BadOptionUsage":
            return f"{error.option_name} tar inget värde", f"{error.option_name} takes no value"
    if pair := getattr(error, "pair", None):
        name = f"{named(error.param)}: " if error.param else ""
        return name + pair[0], name + pair[1]
    return of_another_kind(error.format_message())


def no_such_option(error: Any) -> Pair:
    near = ", ".join(sorted(error.possibilities or ()))
    name = error.option_name
    return (
        f"{name} finns inte" + (f"; menas {near}?" if near else ""),
        f"there is no {name}" + (f"; is it {near}?" if near else ""),
    )


def named(param: Any) -> str:
    """An option as it is typed, an argument as the help names it."""
    if param is None:
        return "?"
    option = param.param_type_name == "option"
    return str(param.opts[-1] if option else param.metavar or param.name)


def of_another_kind(message: str) -> Pair:
    for pattern, swedish, english in OTHERS:
        if match := re.fullmatch(pattern, message):
            return swedish.format(match[1]), english.format(match[1])
    return message, message
