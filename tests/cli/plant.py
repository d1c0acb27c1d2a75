#!/usr/bin/env python3
"""Plants one fault in a volume: plant.py FAULT IN.pdf OUT.pdf

The content is rewritten through qpdf's editable form, so that everything but
the fault is still in order.
"""
import re
import subprocess
import sys

fault, source, target = sys.argv[1:4]


def editable():
    return bytearray(subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", source, "-"],
        check=True, capture_output=True).stdout)


def save(data):
    fixed = subprocess.run(["fix-qdf"], input=bytes(data), check=True,
                           capture_output=True).stdout
    with open(target + ".qdf", "wb") as out:
        out.write(fixed)
    subprocess.run(["qpdf", target + ".qdf", target], check=True)


def content(data, number):
    """Where the stream of a page's content begins and ends."""
    at = data.index(b"%% Contents for page " + str(number).encode() + b"\n")
    begin = data.index(b"stream\n", at) + 7
    return begin, data.index(b"endstream", begin)


def cids(data, sign):
    """Every CID of a sign: a font has its own."""
    found = []
    for first, array in re.findall(rb"<(....)> <....> \[([<>0-9A-F]+)\]",
                                   bytes(data)):
        signs = re.findall(rb"<([0-9A-F]*)>", array)
        found += [b"%04X" % (int(first, 16) + i)
                  for i, s in enumerate(signs) if s == b"%04X" % ord(sign)]
    return found


def line_of(data, number, sign):
    """The text line of a page with the sign: its place and its CID."""
    begin, end = content(data, number)
    for found in re.finditer(rb"(-?[\d.]+) (-?[\d.]+) Td <([0-9A-Fa-f]+)>Tj",
                             bytes(data[begin:end])):
        codes = re.findall(rb"....", found.group(3))
        for cid in cids(data, sign):
            # In the case the program writes it.
            for form in (cid.lower(), cid.upper()):
                if form in codes:
                    return begin + found.start(), found, form
    raise SystemExit("the sign is not on the page")


def name_look_alike():
    data = editable()
    at, found, cid = line_of(data, 1, "髙")
    other = line_of(data, 3, "高")[2]
    line = found.group(0).replace(cid, other, 1)
    data[at:at + len(found.group(0))] = line
    save(data)


def unicode_entry():
    data = editable()
    assert cids(data, "髙")
    save(data.replace(b"<9AD9>", b"<9AD8>"))


def moved():
    data = editable()
    at, found, _ = line_of(data, 1, "髙")
    x = b"%.2f" % (float(found.group(1)) + 8.5)  # 3 mm
    data[at:at + len(found.group(1))] = x
    save(data)


def extra_text():
    data = editable()
    _, found, cid = line_of(data, 3, "高")
    font = re.findall(rb"/F\d+", bytes(data[:line_of(data, 3, "高")[0]]))[-1]
    end = content(data, 1)[1]
    data[end:end] = (b"BT " + font + b" 11 Tf 80 760 Td <" +
                     found.group(3) + b">Tj ET\n")
    save(data)


def label():
    data = editable()
    save(data.replace(b"(001-0002 1/1)", b"(001-0003 1/1)", 1))


def contents_swapped():
    data = editable()
    one, two = content(data, 1), content(data, 3)
    first, second = data[slice(*one)], data[slice(*two)]
    data[slice(*two)] = first
    data[slice(*one)] = second
    save(data)


def code_of(data, number):
    begin, end = content(data, number)
    at = data.index(b"BI/IM true", begin, end)
    at = data.index(b"ID\n", at, end) + 3
    return at, data.index(b">\n", at, end)


def code_replaced():
    data = editable()
    other = bytes(data[slice(*code_of(data, 3))])
    data[slice(*code_of(data, 1))] = other
    save(data)


def flip(data, digits):
    begin, end = code_of(data, 1)
    for i in digits(end - begin):
        digit = int(chr(data[begin + i]), 16)
        data[begin + i] = ord("%X" % (digit ^ 15))
    save(data)


def code_scratched():
    flip(editable(), lambda n: [n * 2 // 3])


def code_ruined():
    flip(editable(), lambda n: range(n // 3, n * 2 // 3))


def code_moved():
    data = editable()
    begin, end = content(data, 1)
    at = re.search(rb"q [\d.]+ 0 0 [\d.]+ ([\d.]+) [\d.]+ cm BI",
                   bytes(data[begin:end]))
    data[begin + at.start(1):begin + at.end(1)] = b"%.2f" % (
        float(at.group(1)) - 8.5)
    save(data)


def bars_of(data, number):
    """The path of the barcode: where it begins and ends, and its text."""
    begin, end = content(data, number)
    found = re.search(rb"q [\d.]+ 0 0 [\d.]+ ([\d.]+) ([\d.]+) cm\n"
                      rb"((?:\d+ \d+ 1 \d+ re\n){67})f Q\n",
                      bytes(data[begin:end]))
    return begin, found


def bars_changed():
    """The twentieth bar is a timing one, or a long one if it was that."""
    data = editable()
    begin, found = bars_of(data, 1)
    bar = found.group(3).split(b"\n")
    bar[19] = b"38 0 1 58 re" if b" 19 1 20" in bar[19] else b"38 19 1 20 re"
    data[begin + found.start(3):begin + found.end(3)] = b"\n".join(bar)
    save(data)


def bars_missing():
    data = editable()
    begin, found = bars_of(data, 1)
    bar = found.group(3).split(b"\n")
    del bar[66]
    data[begin + found.start(3):begin + found.end(3)] = b"\n".join(bar)
    save(data)


def bars_gone():
    data = editable()
    begin, found = bars_of(data, 1)
    del data[begin + found.start():begin + found.end()]
    save(data)


def bars_moved():
    data = editable()
    begin, found = bars_of(data, 1)
    x = b"%.2f" % (float(found.group(1)) + 2.63)  # a pitch
    data[begin + found.start(1):begin + found.end(1)] = x
    save(data)


def bars_replaced():
    data = editable()
    other = bars_of(data, 3)[1].group(3)
    begin, found = bars_of(data, 1)
    data[begin + found.start(3):begin + found.end(3)] = other
    save(data)


def drawn(text, end=True):
    """Over all else of the first page, or under it."""
    data = editable()
    at = content(data, 1)[end]
    data[at:at] = text
    save(data)


def colored():
    data = editable()
    begin, end = content(data, 1)
    data[begin:end] = bytes(data[begin:end]).replace(b"BT\n", b"BT\n1 g\n", 1)
    save(data)


def annotated():
    data = editable()
    page = data.index(b"%% Page 1\n")
    at = data.index(b"<<\n", page) + 3
    data[at:at] = (b"/Annots [<</Type/Annot/Subtype/Square/F 4/C [1 1 1]"
                   b"/IC [1 1 1]/Rect [55 700 335 800]>>]\n")
    save(data)


def emptied():
    """A glyph of the name without contours, in a font that is whole."""
    data = editable()
    at, _, cid = line_of(data, 1, "髙")
    font = bytes(data[:at]).rindex(b"/F")
    name = re.match(rb"/F\d+", bytes(data[font:])).group(0)
    files = [m.start() for m in re.finditer(rb"/Length1 ", bytes(data))]
    begin = data.index(b"stream\n", files[int(name[2:])]) + 7
    tables = {bytes(data[i:i + 4]): int.from_bytes(data[i + 8:i + 12], "big")
              for i in range(begin + 12, begin + 12 + 16 *
                             int.from_bytes(data[begin + 4:begin + 6], "big"),
                             16)}
    head, loca = begin + tables[b"head"], begin + tables[b"loca"]
    size = 4 if data[head + 51] else 2
    entry = loca + size * int(cid, 16)
    offset = int.from_bytes(data[entry:entry + size], "big") * (4 // size)
    glyph = begin + tables[b"glyf"] + offset
    data[glyph:glyph + 2] = bytes(2)
    save(data)


def addressed_twice():
    """The next resident's address below that of the first, in the window."""
    data = editable()
    begin, end = content(data, 3)
    text = bytes(data[begin:end])
    text = text[text.index(b"/F", text.index(b"BT\n")):text.index(b".333 g")]
    text = re.sub(rb"780\.\d+ Td", b"760.19 Td", text, count=1)
    drawn(b"BT " + text + b" ET\n")


def pages(ranges):
    subprocess.run(["qpdf", source, "--pages", source, ranges, "--", target],
                   check=True)


def raw(change):
    data = bytearray(open(source, "rb").read())
    change(data)
    open(target, "wb").write(data)


def truncated():
    raw(lambda data: data.__delitem__(slice(len(data) * 2 // 3, None)))


def marked(page, change):
    """The inserter's second mark on a page: its four numbers, changed."""
    data = editable()
    begin, end = content(data, page)
    found = list(re.finditer(rb"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re f",
                             bytes(data[begin:end])))[1]
    numbers = change([float(n) for n in found.groups()])
    data[begin + found.start():begin + found.end()] = b" ".join(
        b" ".join(b"%.2f" % n for n in four) + b" re f" for four in numbers)
    save(data)


def flipped(at, bit=0x10, count=1):
    def change(data):
        first = at(data)
        for i in range(first, first + count):
            data[i] ^= bit
    raw(change)


def offset_digit(data):
    """The third last digit of where the first page begins."""
    table = data.index(b"0000000000 65535", data.rindex(b"\nxref\n"))
    page = re.search(rb"(\d+) 0 obj\n<<\n/Type/Page/", bytes(data))
    return table + 20 * int(page.group(1)) + 7


def in_stream(data, dictionary):
    """The middle of the first stream whose dictionary holds that."""
    begin = data.index(b"stream", data.index(dictionary))
    return (begin + data.index(b"endstream", begin)) // 2


faults = {
    "name-look-alike": name_look_alike,
    "unicode-entry": unicode_entry,
    "moved": moved,
    "extra-text": extra_text,
    "label": label,
    "contents-swapped": contents_swapped,
    "code-replaced": code_replaced,
    "code-scratched": code_scratched,
    "code-ruined": code_ruined,
    "code-moved": code_moved,
    "bars-changed": bars_changed,
    "bars-missing": bars_missing,
    "bars-gone": bars_gone,
    "bars-moved": bars_moved,
    "bars-replaced": bars_replaced,
    "bars-smeared": lambda: drawn(b"0 g 60 721 20 1 re f\n"),
    "addressed-twice": addressed_twice,
    "clipped": lambda: drawn(b"0 0 595 600 re W n\n", end=False),
    "colored": colored,
    "covered": lambda: drawn(b"1 g 55 700 280 100 re f\n"),
    "blackened": lambda: drawn(b"0 g 55 700 280 100 re f\n", end=False),
    "annotated": annotated,
    "glyph-emptied": emptied,
    "page-missing": lambda: pages("1-3,5-z"),
    "page-doubled": lambda: pages("1,1-z"),
    "pages-swapped": lambda: pages("3-4,1-2,5-z"),
    "truncated": truncated,
    "mark-gone": lambda: marked(1, lambda m: []),
    "mark-more": lambda: marked(1, lambda m: [m, [m[0], m[1] - 22.68] + m[2:]]),
    "mark-moved": lambda: marked(1, lambda m: [[m[0], m[1] - 0.5] + m[2:]]),
    # One bit may only move a line, which no reader of signs can see.
    "flipped-content": lambda: flipped(
        lambda d: in_stream(d, b"/Subtype/Form"), count=16),
    "flipped-font": lambda: flipped(lambda d: in_stream(d, b"/Length1")),
    "flipped-xref": lambda: flipped(offset_digit, 0x01), # still a digit
    "unharmed": lambda: save(editable()),
}
faults[fault]()
