"""Every table, gathered so that metadata knows them all."""

from sqlmodel import SQLModel

from models import (  # noqa: F401 - importing a table registers it
    alert,
    assignment,
    claim,
    context_date,
    decision,
    delivery,
    duty,
    event,
    handover,
    happening,
    history,
    ladder_row,
    money,
    organisation,
    plan,
    report,
    tenure,
)

metadata = SQLModel.metadata
