/* repertoire.c - the kanji of JIS X 0208 and 0213, the letters of Vietnam. */
#include "aofuto/input/repertoire.h"

#include "aofuto/base/text.h"

#include <iconv.h>

/* Kanji begin in row 16 of JIS X 0208:1997 (6.1), and in row 14 of plane 1 of
 * JIS X 0213:2004 (6.1), where plane 2 has nothing else. 仝 in row 1 is a
 * sign there. The rows of EUC count from A1. */
#define ROW(n) (0xA0u + (n))

static bool is_kanji(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9FFF) ||
	       (cp >= 0xF900 && cp <= 0xFAFF) ||
	       (cp >= 0x20000 && cp <= 0x3FFFF);
}

/* The one code point that the bytes are, 0 if they are none or more. */
static uint32_t ask(iconv_t cd, char *bytes, size_t n)
{
	unsigned char utf32[16];
	char *to = (char *)utf32;
	size_t room = sizeof(utf32);

	iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &bytes, &n, &to, &room) != 0 || n > 0 ||
	    room != sizeof(utf32) - 4)
		return 0;
	return (uint32_t)utf32[0] << 24 | (uint32_t)utf32[1] << 16 |
	       (uint32_t)utf32[2] << 8 | utf32[3];
}

struct plane {
	const char *encoding;
	unsigned char prefix; /* 0: none */
	unsigned first;       /* row */
};

static size_t take(const struct plane *plane, uint32_t *out, size_t n)
{
	iconv_t cd = iconv_open("UTF-32BE", plane->encoding);

	if (cd == (iconv_t)-1)
		return n;
	for (unsigned row = plane->first; row <= ROW(94); row++) {
		for (unsigned cell = ROW(1); cell <= ROW(94); cell++) {
			char bytes[] = {(char)plane->prefix, (char)row,
					(char)cell};
			size_t skip = plane->prefix ? 0 : 1;
			uint32_t cp =
				ask(cd, bytes + skip, sizeof(bytes) - skip);

			if (is_kanji(cp) && n < AO_REPERTOIRE_MOST)
				out[n++] = cp;
		}
	}
	iconv_close(cd);
	return n;
}

/* RFC 1456 (VISCII): the letters that Vietnamese has beyond ASCII. */
static const char vietnamese[] =
	"àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
	"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ";

size_t ao_repertoire(enum ao_repertoire which, uint32_t out[AO_REPERTOIRE_MOST])
{
	static const struct plane x0208 = {"EUC-JP", 0, ROW(16)};
	static const struct plane x0213 = {"EUC-JISX0213", 0, ROW(14)};
	static const struct plane x0213_2 = {"EUC-JISX0213", 0x8F, ROW(1)};
	const char *s = vietnamese;
	uint32_t cp;
	size_t n = 0;

	if (which == AO_REPERTOIRE_JIS_X_0208)
		return take(&x0208, out, 0);
	if (which == AO_REPERTOIRE_JIS_X_0213)
		return take(&x0213_2, out, take(&x0213, out, 0));
	while ((cp = ao_utf8_next(&s)) != 0)
		out[n++] = cp;
	return n;
}
