"""What a feed says, read without the library that wrote it."""

import re

Events = dict[str, dict[str, str]]


def read(body: bytes) -> Events:
    """Every event by its UID: property to value, unfolded and with its escapes taken back."""
    text = body.decode().replace("\r\n ", "")
    found = [
        dict(line.split(":", 1) for line in event.split("\r\n"))
        for event in re.findall(r"\r\nBEGIN:VEVENT\r\n(.*?)\r\nEND:VEVENT(?=\r\n)", text, re.DOTALL)
    ]
    return {event["UID"]: {name: plain(value) for name, value in event.items()} for event in found}


def plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
