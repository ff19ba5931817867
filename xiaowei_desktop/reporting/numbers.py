"""How numbers read on a sheet, the same on screen, on paper and in Excel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """Places after the point (`None`: as many as the figure has), thousands separators, per cent.

    With `or_more` a figure that has more places keeps up to six of them: what is added up is not shortened.
    """

    places: int | None = None
    grouping: bool = True
    percent: bool = False
    or_more: bool = False

    def text(self, value: Decimal | int) -> str:
        """The figure as printed. A percentage takes a rate: 0.9664 reads 96.64%."""
        number = self.rounded(value) * (100 if self.percent else 1)
        if self.places is not None:
            number = number.quantize(Decimal(1).scaleb(-self._places_of(number, self.places)))
        elif number == number.to_integral_value():
            number = number.quantize(Decimal(1))
        else:
            number = number.normalize()
        return f"{number:{',' if self.grouping else ''}f}" + ("%" if self.percent else "")

    def rounded(self, value: Decimal | int) -> Decimal:
        """The value that is printed, half rounded up: 0.96644 with two places and per cent is 0.9664."""
        if self.places is None:
            return Decimal(value)
        places = self._places_of(Decimal(value), self.places) + (2 if self.percent else 0)
        # + 0: what rounds to nothing has no minus sign.
        return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0

    def _places_of(self, value: Decimal, least: int) -> int:
        """How many places the figure is printed with."""
        if not self.or_more:
            return least
        exponent = value.normalize().as_tuple().exponent
        return max(least, min(MOST_PLACES, -exponent)) if isinstance(exponent, int) else least

    @property
    def excel_code(self) -> str:
        """The same format in the words of Excel and WPS."""
        whole = "#,##0" if self.grouping else "0"
        if self.places is None:
            # General shows as many places as the figure has and never a trailing point.
            return "0.##%" if self.percent else "General"
        further = "#" * (MOST_PLACES - self.places) if self.or_more else ""
        return whole + (f".{'0' * self.places}{further}" if self.places else "") + ("%" if self.percent else "")

    def excel_code_for(self, value: Decimal | int) -> str:
        """`excel_code` for one figure: with as many places as it has where the format leaves them open."""
        if self.places is not None:
            return self.excel_code
        exponent = (Decimal(value) * (100 if self.percent else 1)).normalize().as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        return replace(self, places=places).excel_code


MOST_PLACES = 6
PLAIN = NumberFormat()
POINTS = NumberFormat(places=2, or_more=True)
"""Two places as a rule; a scheme that rounds to three prints three, so that columns add up."""
RATIO = NumberFormat(places=2)
PERCENT = NumberFormat(places=2, percent=True)
COUNT = NumberFormat(places=0)
