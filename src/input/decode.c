/* decode.c - UTF-8, CP932 and UTF-16, strictly. */
#include "input/decode.h"

#include <iconv.h>
#include <string.h>

static void count_character(struct ao_census *c, uint32_t cp)
{
	c->wide++;
	c->kanji += (cp >= 0x3400 && cp <= 0x9FFF) ||
		    (cp >= 0xF900 && cp <= 0xFAFF) ||
		    (cp >= 0x20000 && cp <= 0x3FFFF);
	c->mojibake += cp == 0x7E3A || cp == 0x7E67 || cp == 0x7E5D;
}

static bool follows(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* Length of the sequence, 0 when it is malformed, -1 when it is not whole.
 * Table 3-7 of the Unicode standard: well-formed UTF-8. */
static int sequence(const unsigned char *s, size_t n, uint32_t *cp)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	int length = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;

	if (s[0] < 0xC2 || s[0] > 0xF4)
		return 0;
	*cp = s[0] & (0x7Fu >> length);
	for (int i = 1; i < length; i++) {
		if ((size_t)i == n)
			return -1;
		if (!follows(s[i]))
			return 0;
		*cp = *cp << 6 | (s[i] & 0x3F);
	}
	if (*cp < least[length] || *cp > 0x10FFFF ||
	    (*cp >= 0xD800 && *cp <= 0xDFFF))
		return 0;
	return length;
}

static size_t skip_ascii(const unsigned char *in, size_t i, size_t n)
{
	uint64_t eight;

	for (; i + sizeof(eight) <= n; i += sizeof(eight)) {
		memcpy(&eight, in + i, sizeof(eight));
		if (eight & 0x8080808080808080u)
			break;
	}
	while (i < n && in[i] < 0x80)
		i++;
	return i;
}

/* The common kanji (from U+4000, E4) and kana, without the general case; 縺
 * 繧 繝 begin with E7. */
static size_t skip_common(const unsigned char *in, size_t i, size_t n,
			  struct ao_census *census)
{
	for (; i + 2 < n && in[i] >= 0xE1 && in[i] <= 0xEC &&
	       follows(in[i + 1]) && follows(in[i + 2]);
	     i += 3) {
		if (in[i] == 0xE7) {
			count_character(census,
					0x7000u | (in[i + 1] & 0x3Fu) << 6 |
						(in[i + 2] & 0x3Fu));
			continue;
		}
		census->wide++;
		census->kanji += in[i] >= 0xE4 && in[i] <= 0xE9;
	}
	return i;
}

size_t ao_scan_utf8(const unsigned char *in, size_t n, struct ao_census *census,
		    bool *bad)
{
	size_t i = 0;
	uint32_t cp;
	int length;

	*bad = false;
	for (;;) {
		i = skip_ascii(in, i, n);
		if (i == n)
			return n;
		i = skip_common(in, i, n, census);
		if (i == n || in[i] < 0x80)
			continue;
		length = sequence(in + i, n - i, &cp);
		if (length <= 0) {
			*bad = length == 0;
			return i;
		}
		count_character(census, cp);
		i += (size_t)length;
	}
}

/* The one character that those bytes are in CP932, 0xFFFF if none. */
static uint16_t ask_iconv(iconv_t cd, const unsigned char *bytes, size_t n)
{
	char in[2];
	unsigned char out[8];
	char *from = in, *to = (char *)out;
	size_t left = n, room = sizeof(out);

	memcpy(in, bytes, n);
	iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &from, &left, &to, &room) != 0 || left > 0 ||
	    room != sizeof(out) - 2)
		return 0xFFFF;
	return (uint16_t)(out[0] << 8 | out[1]);
}

static bool lead(unsigned b)
{
	return (b >= 0x81 && b <= 0x9F) || (b >= 0xE0 && b <= 0xFC);
}

bool ao_cp932_make(struct ao_cp932 *table, struct ao_error *err)
{
	/* Never "SHIFT_JIS": it fails on ① 髙 﨑 and turns 5C into a yen. */
	iconv_t cd = iconv_open("UTF-16BE", "CP932");
	unsigned char pair[2];

	if (cd == (iconv_t)-1)
		return ao_fail_errno(err, NULL,
				     _("this system cannot convert CP932"));
	memset(table->to, 0xFF, sizeof(table->to));
	for (unsigned b = 0; b < 0x100; b++) {
		pair[0] = (unsigned char)b;
		if (!lead(b)) {
			table->to[b] = ask_iconv(cd, pair, 1);
			continue;
		}
		for (unsigned t = 0x40; t <= 0xFC; t++) {
			pair[1] = (unsigned char)t;
			table->to[b << 8 | t] = ask_iconv(cd, pair, 2);
		}
	}
	iconv_close(cd);
	return true;
}

static void put(struct ao_buf *out, uint32_t cp)
{
	char utf8[4];

	ao_buf_add(out, utf8, ao_utf8_put(utf8, cp));
}

size_t ao_decode_cp932(const struct ao_cp932 *table, const unsigned char *in,
		       size_t n, struct ao_buf *out, bool *bad)
{
	size_t i = 0;

	*bad = false;
	while (i < n) {
		size_t ascii = skip_ascii(in, i, n);
		unsigned at;

		if (ascii > i) {
			ao_buf_add(out, (const char *)in + i, ascii - i);
			i = ascii;
			continue;
		}
		if (lead(in[i]) && i + 1 == n)
			return i;
		at = lead(in[i]) ? (unsigned)in[i] << 8 | in[i + 1] : in[i];
		if (table->to[at] == 0xFFFF) {
			*bad = true;
			return i;
		}
		put(out, table->to[at]);
		i += lead(in[i]) ? 2 : 1;
	}
	return i;
}

static unsigned unit(enum ao_encoding e, const unsigned char *s)
{
	return e == AO_ENCODING_UTF16BE ? (unsigned)s[0] << 8 | s[1]
					: (unsigned)s[1] << 8 | s[0];
}

size_t ao_decode_utf16(enum ao_encoding e, const unsigned char *in, size_t n,
		       struct ao_buf *out, bool *bad)
{
	size_t i = 0;

	*bad = false;
	while (i + 1 < n) {
		uint32_t cp = unit(e, in + i), low;
		size_t length = 2;

		if (cp >= 0xD800 && cp <= 0xDBFF) {
			if (i + 3 >= n)
				return i;
			low = unit(e, in + i + 2);
			*bad = low < 0xDC00 || low > 0xDFFF;
			cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
			length = 4;
		} else {
			*bad = cp >= 0xDC00 && cp <= 0xDFFF;
		}
		if (*bad)
			return i;
		put(out, cp);
		i += length;
	}
	return i;
}
