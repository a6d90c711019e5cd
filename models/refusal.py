"""How a rule says no: one sentence for the person who can put it right, in both languages."""


class Refusal(ValueError):
    """What was asked cannot be done; nothing has been changed."""

    def __init__(self, sv: str, en: str) -> None:
        """Keep both sentences; the Swedish one is the message."""
        super().__init__(sv)
        self.sv, self.en = sv, en

    def say(self, language: str) -> str:
        """The sentence in `sv` or `en`."""
        return self.en if language == "en" else self.sv
