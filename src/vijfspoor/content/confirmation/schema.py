"""Shape of the terms of the confirmation of the picture."""

from datetime import date
from typing import Annotated

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class ConfirmationFile(Strict):
    """confirmation.yaml: the months a round opens in, and the terms in working days and in months."""

    valid_from: date
    months: Annotated[list[Annotated[int, Field(ge=1, le=12)]], Field(min_length=1)]
    answer_within: Annotated[int, Field(ge=1, le=60)]
    fresh_months: Annotated[int, Field(ge=1, le=24)]
