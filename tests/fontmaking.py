"""A font made here: every letter is a block, so that a picture shows what is set in it."""

from __future__ import annotations

import struct

_LETTERS = range(0x20, 0x17F)
_EM = 1000


def font(
    family: str, weight: int = 400, *, italic: bool = False, more: tuple[str, ...] = ()
) -> bytes:
    """A TrueType font.

    Args:
        family: Its name.
        weight: 400 for regular, 700 for bold.
        italic: Whether it says that it leans.
        more: The names of tables that it has besides, empty ones.
    """
    style = {400: "Regular", 700: "Bold"}.get(weight, "Other") + (" Italic" if italic else "")
    block = struct.pack(">hhhhhHH", 1, 60, 0, 540, 700, 3, 0)
    block += bytes([0x01, 0x01, 0x01, 0x01])
    block += struct.pack(">4h", 60, 0, 480, 0) + struct.pack(">4h", 0, 700, 0, -700)
    block += b"\0" * (-len(block) % 4)
    tables = {
        "OS/2": _os2(weight, italic=italic),
        "cmap": _cmap(),
        "glyf": block,
        "head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, 60, 0, 540, 700),
            *(2 * italic + (weight > 500), 8, 2, 0, 0),
        ),
        "hhea": struct.pack(">I3hH11hH", 0x10000, 800, -200, 0, 600, *(0, 0, 600, 1), *(0,) * 7, 1),
        "hmtx": struct.pack(">Hh", 600, 60) + struct.pack(">h", 60),
        "loca": struct.pack(">HHH", 0, 0, len(block) // 2),
        "maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 2, *(0,) * 8),
        "name": _name(
            {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
        ),
        "post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
        **dict.fromkeys(more, b"\0\0\0\0"),
    }
    return _packed(tables)


def _os2(weight: int, *, italic: bool) -> bytes:
    chosen = italic | (0x20 if weight > 500 else 0) | (0x40 if weight == 400 and not italic else 0)
    return (
        struct.pack(">HhHHH", 4, 600, weight, 5, 0)
        + struct.pack(">11h", *(100,) * 10, 0)
        + bytes(10)
        + struct.pack(">4I", 1, 0, 0, 0)
        + b"TEST"
        + struct.pack(">HHH", chosen, 0x20, 0x17E)
        + struct.pack(">hhhHH", 800, -200, 0, 800, 200)
        + struct.pack(">II", 1, 0)
        + struct.pack(">hhHHH", 500, 700, 0, 32, 1)
    )


def _cmap() -> bytes:
    """The blank is empty, every other letter the block."""
    segments = [(0x20, 0x20, -0x20), *((code, code, 1 - code) for code in _LETTERS if code > 0x20)]
    segments.append((0xFFFF, 0xFFFF, 1))
    count = len(segments)
    power = 1 << (count.bit_length() - 1)
    ends, starts, deltas = zip(
        *((end, start, delta & 0xFFFF) for start, end, delta in segments), strict=True
    )
    body = struct.pack(">4H", 2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    body += struct.pack(f">{count}HH", *ends, 0) + struct.pack(f">{count}H", *starts)
    body += struct.pack(f">{count}H", *deltas) + struct.pack(f">{count}H", *(0,) * count)
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(">HHH", 4, len(body) + 6, 0) + body


def _name(names: dict[int, str]) -> bytes:
    texts = [(key, text.encode("utf-16-be")) for key, text in names.items()]
    records, at = b"", 0
    for key, text in texts:
        records += struct.pack(">6H", 3, 1, 0x409, key, len(text), at)
        at += len(text)
    return (
        struct.pack(">HHH", 0, len(texts), 6 + len(records))
        + records
        + b"".join(t for _, t in texts)
    )


def _packed(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(
        ">I4H", 0x10000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
    )
    at, records, body = 12 + 16 * count, b"", b""
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        records += struct.pack(">4sIII", tag.encode(), total, at, len(data))
        body += padded
        at += len(padded)
    return head + records + body
