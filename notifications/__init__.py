"""What is said, in whose language, over which channel: the only door to Apprise and SMTP."""
