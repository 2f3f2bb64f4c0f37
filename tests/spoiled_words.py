"""Words to spoil a text with: a passage put in place of another, and numbers near others."""


def replaced(text: str, start: int, end: int, new: str) -> tuple[str, int, str]:
    """Put a passage in place of another; the line is that of the passage."""
    return text[:start] + new + text[end:], text.count("\n", 0, start) + 1, f"{text[start:end]} → {new}"


def other(number: int, taken: set[int], far: int = 1) -> int:
    """Give a number near another that is not taken."""
    step = far
    while number + step in taken or number + step <= 0:
        step = -step if step > 0 else -step + 1
    return number + step


_CHINESE = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a number below a thousand as prose does."""
    if number < 10:
        return _CHINESE[number]
    if number < 100:
        return ("" if number < 20 else _CHINESE[number // 10]) + "十" + (_CHINESE[number % 10] if number % 10 else "")
    rest = number % 100
    return _CHINESE[number // 100] + "百" + ("" if not rest else "零" + _CHINESE[rest] if rest < 10 else _CHINESE[rest // 10] + chinese(rest)[-2 if rest % 10 else -1 :].lstrip(_CHINESE[rest // 10]))


def arabic(text: str) -> int:
    """Read a number below a thousand."""
    if text.isdigit():
        return int(text)
    total = digit = 0
    for one in text:
        if one in _CHINESE:
            digit = _CHINESE.index(one)
        elif one == "两":
            digit = 2
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[one]
            digit = 0
    return total + digit


def like(number: int, pattern: str) -> str:
    """Write a number in the figures of another."""
    return str(number) if pattern.isdigit() else chinese(number)
