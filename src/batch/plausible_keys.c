/* plausible_keys.c - what of a text is compared, as a hash. */
#include "plausible_inside.h"

#include <string.h>

/* FNV-1a, 32 bits (Fowler, Noll, Vo); never 0. */
static uint32_t hash(const char *s, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h ? h : 1;
}

uint32_t key_of_text(const char *s)
{
	return *s ? hash(s, strlen(s)) : 0;
}

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == 0x3000 || cp == 0xA0;
}

/* 山田　太郎 is 山田; where nothing parts the two, 山 alone. */
uint32_t key_of_family(const char *name)
{
	const char *s = name, *first = name;

	while (is_blank(ao_utf8_next(&s)))
		name = first = s;
	if (!*name)
		return 0;
	ao_utf8_next(&first);
	for (s = name; *s;) {
		const char *before = s;

		if (is_blank(ao_utf8_next(&s)))
			return hash(name, (size_t)(before - name));
	}
	return hash(name, (size_t)(first - name));
}

static bool is_kanji_number(uint32_t cp)
{
	switch (cp) {
	case 0x4E00: /* 一 */
	case 0x4E8C: /* 二 */
	case 0x4E09: /* 三 */
	case 0x56DB: /* 四 */
	case 0x4E94: /* 五 */
	case 0x516D: /* 六 */
	case 0x4E03: /* 七 */
	case 0x516B: /* 八 */
	case 0x4E5D: /* 九 */
	case 0x5341: /* 十 */
		return true;
	default:
		return false;
	}
}

/* 埼玉県所沢市並木八丁目1番地 and ...並木8-1 are both ...並木: the code goes by
 * the town, and a 丁目 is one of many. */
uint32_t key_of_town(const char *address)
{
	const char *s = address, *end = address, *number = NULL;

	while (*s) {
		uint32_t cp = ao_narrow(ao_utf8_next(&s));

		if (cp >= '0' && cp <= '9')
			break;
		if (cp == 0x4E01 && number) { /* 丁 */
			end = number;
			break;
		}
		if (!is_kanji_number(cp))
			number = NULL;
		else if (!number)
			number = end;
		end = s;
	}
	return end > address ? hash(address, (size_t)(end - address)) : 0;
}

/* The ideographs of names; not 々, 〆 and the like, which kana have too. */
bool has_kanji(const char *s)
{
	while (*s) {
		uint32_t cp = ao_utf8_next(&s);

		if ((cp >= 0x3400 && cp <= 0x9FFF) ||
		    (cp >= 0xF900 && cp <= 0xFAFF) ||
		    (cp >= 0x20000 && cp <= 0x3FFFF))
			return true;
	}
	return false;
}

/* 埼玉県..., 東京都..., 神奈川県...: no house is called so. */
bool is_address(const char *s)
{
	for (int i = 0; *s && i < 4; i++) {
		uint32_t cp = ao_utf8_next(&s);

		if (i >= 2 && (cp == 0x90FD || cp == 0x9053 || cp == 0x5E9C ||
			       cp == 0x770C)) /* 都道府県 */
			return true;
	}
	return false;
}

/* By the first two digits, as 日本郵便 gives them out; the prefectures in the
 * order of their official numbers. Some towns on a border have codes of the
 * next one. */
int prefecture_of(const char *code)
{
	static const unsigned char of[100] = {
		1,  5,  3,  2,  1,  1,  1,  1,  1,  1,  /* 00: 北海道 ... */
		13, 13, 13, 13, 13, 13, 13, 13, 13, 13, /* 10: 東京 */
		13, 14, 14, 14, 14, 14, 12, 12, 12, 12, /* 20 */
		8,  8,  9,  11, 11, 11, 11, 10, 20, 20, /* 30 */
		19, 22, 22, 22, 23, 23, 23, 23, 23, 23, /* 40 */
		21, 24, 25, 27, 27, 27, 27, 27, 27, 27, /* 50 */
		26, 26, 26, 29, 30, 28, 28, 28, 31, 32, /* 60 */
		33, 33, 34, 34, 35, 35, 37, 36, 39, 38, /* 70 */
		40, 40, 40, 40, 41, 42, 43, 44, 45, 46, /* 80 */
		47, 18, 17, 16, 15, 15, 7,  7,  4,  6,  /* 90 */
	};

	if (code[0] < '0' || code[0] > '9' || code[1] < '0' || code[1] > '9')
		return 0;
	return of[(code[0] - '0') * 10 + code[1] - '0'];
}
