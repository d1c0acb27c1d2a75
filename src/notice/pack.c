/* pack.c - values by number, in the order of their numbers. */
#include "aofuto/notice/pack.h"

#include <string.h>

/* The form: a byte for its version, then values in ascending order of their
 * numbers: number (a byte), length (base 128, least first, at most three
 * bytes), bytes. The flags come first and are always there, four bytes, most
 * significant first; a text is UTF-8 and not empty; a day is three bytes, most
 * significant first, from the first one on; an unknown day (不詳) has no
 * bytes; no day is not there. */
#define VERSION    1
#define FLAGS      1
#define FLAG_BYTES 4
#define DAY_BYTES  3

/* Text that fits on a sheet is far from it. */
#define LENGTH_BITS 21

static const struct ao_date first_day = {1868, 1, 1}; /* ao_date_valid */
static const struct ao_date last_day = {9999, 12, 31};

/* Ledgers hold these numbers: none is ever changed, or given to another field.
 * A new field gets the next one, at the end. Sequence, sheet and sheets are
 * the volume's. */
static const struct kept {
	uint8_t number, field;
} kept[] = {
	{2, AO_FIELD_NAME},
	{3, AO_FIELD_NAME_KANA},
	{4, AO_FIELD_POSTAL_CODE},
	{5, AO_FIELD_ADDRESS},
	{6, AO_FIELD_BUILDING},
	{7, AO_FIELD_APPLICATION_ID},
	{8, AO_FIELD_BIRTH_DATE},
	{9, AO_FIELD_CARD_EXPIRES_ON},
	{10, AO_FIELD_AUTH_EXPIRES_ON},
	{11, AO_FIELD_SIGN_EXPIRES_ON},
	{12, AO_FIELD_EXPIRES_ON},
	{13, AO_FIELD_OPENS_ON},
	{14, AO_FIELD_DATED_ON},
	{15, AO_FIELD_MONTH},
	{16, AO_FIELD_KIND},
	{17, AO_FIELD_CUSTOMER_BARCODE},
};
/* The language of the edition by its name, where it is not Japanese, and the
 * size of its print where it is not the usual one. */
#define LANGUAGE 18
#define SIZE     19
static const char large[] = "large";
#define NOT_KEPT 3
_Static_assert(AO_COUNT(kept) + NOT_KEPT == AO_FIELD_COUNT,
	       "every field is kept, or is the volume's");

/* As above: the bit that each flag has in a ledger. */
static const uint8_t flag_bit[] = {
	[AO_FLAG_INDEX_CARD_CERT] = 0, [AO_FLAG_INDEX_CERT_ONLY] = 1,
	[AO_FLAG_INDEX_CARD_ONLY] = 2, [AO_FLAG_INDEX_CARD] = 3,
	[AO_FLAG_INDEX_AUTH] = 4,      [AO_FLAG_INDEX_SIGN] = 5,
	[AO_FLAG_INDEX_CERT] = 6,      [AO_FLAG_INDEX_APPLICATION_ID] = 7,
	[AO_FLAG_INDEX_BUILDING] = 8,  [AO_FLAG_INDEX_NAME_KANA] = 9,
	[AO_FLAG_INDEX_SPECIMEN] = 10, [AO_FLAG_INDEX_CUSTOMER_BARCODE] = 11,
};
_Static_assert(AO_COUNT(flag_bit) == AO_FLAG_COUNT, "every flag has its bit");

static const enum ao_field_type field_type[AO_FIELD_COUNT] = {
#define X(name, text, type) [AO_FIELD_##name] = AO_FIELD_TYPE_##type,
	AO_FIELD_TABLE(X)
#undef X
};

static void add_number(struct ao_buf *out, uint32_t value, size_t bytes)
{
	while (bytes-- > 0) {
		char byte = (char)(value >> 8 * bytes & 0xFF);

		ao_buf_add(out, &byte, 1);
	}
}

static void add_head(struct ao_buf *out, unsigned number, size_t n)
{
	char head[1 + 3];
	size_t k = 0;

	if (n >> LENGTH_BITS)
		AO_BUG("a value of %zu bytes", n);
	head[k++] = (char)number;
	for (; n > 0x7F; n >>= 7)
		head[k++] = (char)(0x80 | (n & 0x7F));
	head[k++] = (char)n;
	ao_buf_add(out, head, k);
}

static void add_text(struct ao_buf *out, unsigned number, const char *s)
{
	size_t n = s ? strlen(s) : 0;

	if (n == 0)
		return;
	if (!ao_utf8_valid(s, NULL, NULL))
		AO_BUG("value %u is not UTF-8", number);
	add_head(out, number, n);
	ao_buf_add(out, s, n);
}

static void add_day(struct ao_buf *out, unsigned number, struct ao_date day)
{
	if (ao_date_equal(day, AO_UNKNOWN_DATE)) {
		add_head(out, number, 0);
	} else if (ao_date_known(day)) {
		if (!ao_date_valid(day))
			AO_BUG("value %u is no day", number);
		add_head(out, number, DAY_BYTES);
		add_number(out,
			   (uint32_t)(ao_date_to_days(day) -
				      ao_date_to_days(first_day)),
			   DAY_BYTES);
	}
}

static uint32_t bits_of(unsigned flags)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < AO_FLAG_COUNT; i++)
		if (flags & 1u << i)
			bits |= (uint32_t)1 << flag_bit[i];
	return bits;
}

static void add_edition(struct ao_buf *out, enum ao_edition edition)
{
	enum ao_language language = ao_edition_language(edition);

	if (language != AO_LANGUAGE_JA)
		add_text(out, LANGUAGE, ao_language_name(language));
	if (ao_edition_large(edition))
		add_text(out, SIZE, large);
}

void ao_notice_pack(const struct ao_notice *notice, struct ao_buf *out)
{
	static const char version = VERSION;

	ao_buf_add(out, &version, 1);
	add_head(out, FLAGS, FLAG_BYTES);
	add_number(out, bits_of(notice->flags), FLAG_BYTES);
	for (size_t i = 0; i < AO_COUNT(kept); i++) {
		const struct kept *k = &kept[i];

		if (field_type[k->field] == AO_FIELD_TYPE_DATE)
			add_day(out, k->number, notice->date[k->field]);
		else
			add_text(out, k->number, notice->text[k->field]);
	}
	add_edition(out, notice->edition);
}

/* What is still to be read, and the value that was read last. */
struct reading {
	const unsigned char *at, *end;
	unsigned number; /* 0 before the first */
	const unsigned char *s;
	size_t n;
	struct ao_arena *arena;
};

/* The length in its shortest form, with as many bytes behind it. */
static bool take_length(struct reading *r)
{
	unsigned shift = 0;

	r->n = 0;
	for (; r->at < r->end && shift < LENGTH_BITS; shift += 7) {
		unsigned byte = *r->at++;

		r->n |= (size_t)(byte & 0x7F) << shift;
		if (byte & 0x80)
			continue;
		return (byte || shift == 0) && r->n <= (size_t)(r->end - r->at);
	}
	return false;
}

static bool take(struct reading *r)
{
	unsigned before = r->number;

	r->number = *r->at++;
	if (r->number <= before || !take_length(r))
		return false;
	r->s = r->at;
	r->at += r->n;
	return true;
}

static uint32_t number_of(const struct reading *r)
{
	uint32_t value = 0;

	for (size_t i = 0; i < r->n; i++)
		value = value << 8 | r->s[i];
	return value;
}

static bool put_day(const struct reading *r, struct ao_date *day)
{
	int32_t first = ao_date_to_days(first_day);
	uint32_t days;

	*day = AO_UNKNOWN_DATE;
	if (r->n == 0)
		return true;
	days = r->n == DAY_BYTES ? number_of(r) : UINT32_MAX;
	if (days > (uint32_t)(ao_date_to_days(last_day) - first))
		return false;
	*day = ao_date_from_days(first + (int32_t)days);
	return true;
}

static bool put_text(const struct reading *r, const char **text)
{
	if (r->n == 0 || memchr(r->s, 0, r->n))
		return false;
	*text = ao_arena_strndup(r->arena, (const char *)r->s, r->n);
	return ao_utf8_valid(*text, NULL, NULL);
}

/* An edition that is not known here cannot be laid out as it was. */
static bool put_edition(const struct reading *r, struct ao_notice *notice)
{
	enum ao_edition known;
	const char *name;

	if (!put_text(r, &name))
		return false;
	if (r->number == SIZE) {
		notice->edition = ao_edition_of(
			ao_edition_language(notice->edition), /*large*/ true);
		return strcmp(name, large) == 0;
	}
	for (int e = AO_EDITION_JA + 1; e < AO_EDITION_JA_LARGE; e++) {
		known = (enum ao_edition)e;
		notice->edition = known;
		if (strcmp(name, ao_edition_name(known)) == 0)
			return true;
	}
	return false;
}

static bool put(const struct reading *r, struct ao_notice *notice)
{
	if (r->number == LANGUAGE || r->number == SIZE)
		return put_edition(r, notice);
	for (size_t i = 0; i < AO_COUNT(kept); i++) {
		int field = kept[i].field;

		if (kept[i].number != r->number)
			continue;
		return field_type[field] == AO_FIELD_TYPE_DATE
			       ? put_day(r, &notice->date[field])
			       : put_text(r, &notice->text[field]);
	}
	return true; /* a later version's */
}

static bool put_flags(const struct reading *r, struct ao_notice *notice)
{
	uint32_t bits = number_of(r);

	if (r->number != FLAGS || r->n != FLAG_BYTES)
		return false;
	for (size_t i = 0; i < AO_FLAG_COUNT; i++)
		if (bits & (uint32_t)1 << flag_bit[i])
			notice->flags |= 1u << i;
	return true;
}

bool ao_notice_unpack(struct ao_notice *notice, const void *bytes, size_t n,
		      struct ao_arena *arena)
{
	const unsigned char *s = bytes;
	struct reading r = {.arena = arena};

	*notice = (struct ao_notice){0};
	for (size_t i = 0; i < AO_FIELD_COUNT; i++)
		notice->text[i] = "";
	if (n < 2 || s[0] != VERSION)
		return false;
	r.at = s + 1;
	r.end = s + n;
	if (!take(&r) || !put_flags(&r, notice))
		return false;
	while (r.at < r.end)
		if (!take(&r) || !put(&r, notice))
			return false;
	return true;
}
