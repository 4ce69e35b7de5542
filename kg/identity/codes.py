"""Codes that name one thing and no other: stock codes and the unified social credit code."""

import re

# GB 32100-2015: digits and capitals without I, O, S, V, Z; the eighteenth is a check character.
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_FORM = re.compile(f"[{_USCC}]{{2}}[0-9]{{6}}[{_USCC}]{{10}}")
_STOCK = re.compile(r"(?:(SH|SZ|BJ)[.:]?)?(\d{6})(?:[.:]?(SH|SZ|BJ|SS|XSHG|XSHE))?")
_ELSEWHERE = re.compile(r"\d{4,5}\.HK|[A-Z]{1,5}\.(?:O|N|US|NASDAQ|NYSE)")
_EXCHANGES = {"SS": "SH", "XSHG": "SH", "XSHE": "SZ"}


def check_character(body: str) -> str:
    """The eighteenth character of a unified social credit code from its first seventeen.

    >>> check_character("9144030071526726X")
    'G'
    """
    total = sum(_USCC.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return _USCC[-total % 31]


def uscc(text: str) -> str | None:
    """A unified social credit code (统一社会信用代码) in its usual form; None if it is none.

    >>> uscc("9144030071526726xg"), uscc("91440300715267261G")
    ('9144030071526726XG', None)
    """
    code = re.sub(r"[\s-]", "", text).upper()
    valid = _USCC_FORM.fullmatch(code) and check_character(code[:17]) == code[17]
    return code if valid else None


def stock_code(text: str) -> str | None:
    """A stock code with its exchange; None if it is none.

    Six digits tell their exchange: 6 and 900 Shanghai, 0, 2 and 3 Shenzhen, 4, 8 and 92 Beijing.

    >>> stock_code("SZ000725"), stock_code("600519"), stock_code("12")
    ('000725.SZ', '600519.SH', None)
    """
    code = text.strip().upper()
    if match := _STOCK.fullmatch(code):
        before, digits, after = match.groups()
        exchange = _EXCHANGES.get(after or "", after) or before or _exchange(digits)
        return f"{digits}.{exchange}" if exchange else None
    return code if _ELSEWHERE.fullmatch(code) else None


def _exchange(digits: str) -> str | None:
    if digits.startswith(("92", "4", "8")):
        return "BJ"
    if digits[0] in "69":
        return "SH"
    return "SZ" if digits[0] in "023" else None


def strong_code(key: str, value: str) -> str | None:
    """The value of a strong identifier in its one form; None if it cannot be such a code.

    A mistyped code must not join two companies, so one with a wrong check character counts as none.

    >>> strong_code("stock_code", "000725"), strong_code("uscc", "无")
    ('000725.SZ', None)
    """
    if key == "uscc":
        return uscc(value)
    if key == "stock_code":
        return stock_code(value) or value.strip().upper()
    return value
