"""Reads the text of a PDF back, as a reader that copies it would get it."""

import io

import pikepdf


def pdf_text(content):
    """All text of a PDF in reading order, through the maps its fonts carry."""
    return "".join(_page_text(page) for page in pikepdf.open(io.BytesIO(content)).pages)


def _page_text(page):
    maps, words, current = {}, [], {}
    for name, font in page.Resources.get("/Font", {}).items():
        maps[name] = _unicode_map(font.ToUnicode.read_bytes().decode())
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = maps[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in (bytes(p) for p in parts if isinstance(p, pikepdf.String)):
                words += [current.get(part[i : i + 2].hex(), "") for i in range(0, len(part), 2)]
        elif str(operator) == "ET":
            words.append(" ")
    return "".join(words)


def _unicode_map(cmap):
    found, inside = {}, False
    for line in cmap.splitlines():
        inside = line.endswith("beginbfchar") or (inside and not line.startswith("endbfchar"))
        parts = line.replace("<", " ").replace(">", " ").split()
        if inside and len(parts) == 2 and line.startswith("<"):
            found[parts[0].lower()] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return found
