/* cff.c - the charset of a CFF table (Adobe Technical Note 5176). */
#include "notice/cff.h"

/* A reader that never leaves the table: past its end it reads zeros, and says
 * so in `short_of`. */
struct reader {
	const unsigned char *bytes;
	size_t n, at;
	bool short_of;
};

static unsigned take(struct reader *r, unsigned bytes)
{
	unsigned value = 0;

	if (r->at > r->n || bytes > r->n - r->at) {
		r->short_of = true;
		return 0;
	}
	while (bytes-- > 0)
		value = value << 8 | r->bytes[r->at++];
	return value;
}

struct index { /* INDEX data (section 5) */
	unsigned count;
	size_t first, first_end; /* of its first object */
};

/* Reads an INDEX and stands behind it. */
static struct index take_index(struct reader *r)
{
	struct index x = {.count = take(r, 2)};
	unsigned size, first, second, last;
	size_t data;

	if (!x.count)
		return x;
	size = take(r, 1);
	if (size < 1 || size > 4) {
		r->short_of = true;
		return x;
	}
	data = r->at + (size_t)size * (x.count + 1) - 1;
	first = take(r, size);
	second = take(r, size);
	r->at = data + 1 - size;
	last = take(r, size);
	/* Offsets count from the byte before the data. */
	if (first != 1 || second < first || last < second ||
	    last > r->n - (data < r->n ? data : r->n))
		r->short_of = true;
	x.first = data + first;
	x.first_end = data + second;
	r->at = data + last;
	return x;
}

struct top { /* what the Top DICT says (section 9) */
	bool keyed;
	unsigned charset, charstrings;
};

/* A real number ends with the nibble f (section 4). */
static void skip_real(struct reader *r)
{
	unsigned two = 0;

	while (!r->short_of && (two & 0x0F) != 0x0F && two >> 4 != 0x0F)
		two = take(r, 1);
}

/* An operand that begins with b0; offsets are never negative. */
static unsigned take_operand(struct reader *r, unsigned b0)
{
	if (b0 == 28)
		return take(r, 2);
	if (b0 == 29)
		return take(r, 4);
	if (b0 == 30)
		skip_real(r);
	if (b0 >= 32 && b0 <= 246)
		return b0 - 139;
	if (b0 >= 247 && b0 <= 250)
		return (b0 - 247) * 256 + take(r, 1) + 108;
	if (b0 >= 251 && b0 <= 254)
		(void)take(r, 1);
	return 0;
}

static struct top read_top(struct reader *r, size_t end)
{
	struct top top = {0};
	unsigned operand = 0;

	while (!r->short_of && r->at < end) {
		unsigned b = take(r, 1);

		if (b == 12 && take(r, 1) == 30)
			top.keyed = true; /* ROS */
		else if (b == 15)
			top.charset = operand;
		else if (b == 17)
			top.charstrings = operand;
		else if (b > 21)
			operand = take_operand(r, b);
	}
	return top;
}

/* Section 13; CID 0 is .notdef and is not written. */
static void read_charset(struct reader *r, uint16_t *cid, unsigned glyphs)
{
	unsigned format = take(r, 1), n = 1;

	if (format > 2)
		r->short_of = true;
	while (!r->short_of && n < glyphs) {
		unsigned first = take(r, 2);
		unsigned left = format ? take(r, format) : 0;

		for (unsigned i = 0; i <= left && n < glyphs; i++) {
			cid[n++] = (uint16_t)(first + i);
			r->short_of |= first + i > UINT16_MAX;
		}
	}
}

bool ao_cff_cids(const unsigned char *table, size_t n, uint16_t *cid,
		 unsigned glyphs)
{
	struct reader r = {.bytes = table, .n = n};
	struct index names, tops;
	struct top top;

	if (take(&r, 1) != 1) /* CFF2 is another format */
		return false;
	r.at = 2;
	r.at = take(&r, 1);
	names = take_index(&r);
	tops = take_index(&r);
	if (r.short_of || names.count != 1 || tops.count != 1)
		return false;
	r.at = tops.first;
	top = read_top(&r, tops.first_end);
	r.at = top.charstrings;
	if (r.short_of || !top.charstrings || take(&r, 2) != glyphs)
		return false;
	for (unsigned i = 0; i < glyphs; i++)
		cid[i] = (uint16_t)i;
	/* 0 to 2 name charsets of Latin faces; a CID-keyed one has its own. */
	if (!top.keyed || top.charset <= 2)
		return !r.short_of;
	r.at = top.charset;
	read_charset(&r, cid, glyphs);
	return !r.short_of;
}
