/* compact.c - see compact.h. Takes the file apart by its own table. */
#include "compact.h"

#include <stdlib.h>
#include <string.h>

#define TABLE   "xref\n0 "
#define TRAILER "trailer\n<<\n"
#define ENTRY   20 /* bytes of a line of the table */

struct compact {
	struct haru *haru;
	const struct ao_buf *pdf;
	struct ao_buf *out;
	const char *table, *entry, *trailer; /* in the file */
	size_t count;                        /* objects, 0 too */
	size_t start;                        /* of the file, in out */
	struct ao_buf places, bodies; /* of the object stream: what leads to
				       * each, and each */
	struct ao_buf lines;          /* of the new table */
	unsigned packed;
};

static bool find_parts(struct compact *c)
{
	const char *end = c->pdf->s + c->pdf->n, *from;

	c->table = memmem(c->pdf->s, c->pdf->n, "\n" TABLE, strlen(TABLE) + 1);
	while (c->table &&
	       (from = memmem(c->table + 1, (size_t)(end - c->table) - 1,
			      "\n" TABLE, strlen(TABLE) + 1)))
		c->table = from; /* a stream may hold the same bytes */
	if (!c->table++)
		return false;
	c->count = strtoul(c->table + strlen(TABLE), NULL, 10);
	c->entry = strchr(c->table + strlen(TABLE), '\n');
	if (!c->entry++)
		return false;
	c->trailer = memmem(c->table, (size_t)(end - c->table), TRAILER,
			    strlen(TRAILER));
	return c->count > 1 && c->trailer &&
	       c->trailer == c->entry + c->count * ENTRY;
}

/* Where object i stands, and the one after it. */
static size_t place_of(const struct compact *c, size_t i)
{
	if (i == c->count)
		return (size_t)(c->table - c->pdf->s);
	return strtoul(c->entry + i * ENTRY, NULL, 10);
}

/* Fields of 1, 3 and 2 bytes. */
static void add_line(struct compact *c, unsigned kind, size_t where,
		     unsigned index)
{
	const unsigned char line[] = {
		(unsigned char)kind,         (unsigned char)(where >> 16),
		(unsigned char)(where >> 8), (unsigned char)where,
		(unsigned char)(index >> 8), (unsigned char)index};

	ao_buf_add(&c->lines, (const char *)line, sizeof(line));
}

/* "7 0 obj\n<<...>>\nendobj\n", or with a stream between the last two. */
static bool take_object(struct compact *c, size_t i)
{
	static const char end[] = ">>\nendobj\n";
	size_t from = place_of(c, i), to = place_of(c, i + 1);
	const char *body = c->pdf->s + from;
	size_t n = to - from;
	struct ao_buf head = {0};
	bool ok;

	if (to > c->pdf->n || from >= to)
		return false;
	ao_buf_addf(&head, "%zu 0 obj\n", i);
	ok = n >= head.n + strlen(end) && memcmp(body, head.s, head.n) == 0 &&
	     memcmp(body + n - strlen("endobj\n"), "endobj\n", 7) == 0;
	if (ok && memcmp(body + n - strlen(end), end, strlen(end)) != 0) {
		add_line(c, 1, c->out->n - c->start, 0);
		ao_buf_add(c->out, body, n);
	} else if (ok) {
		add_line(c, 2, c->count, c->packed++);
		ao_buf_addf(&c->places, "%zu %zu ", i, c->bodies.n);
		ao_buf_add(&c->bodies, body + head.n,
			   n - head.n - strlen("endobj\n"));
	}
	ao_buf_release(&head);
	return ok;
}

static void add_stream(struct compact *c, size_t number, const char *dict,
		       const struct ao_buf *bytes)
{
	struct ao_buf small = {0};

	ao_haru_deflate(c->haru, bytes->s, bytes->n, &small);
	ao_buf_addf(c->out,
		    "%zu 0 obj\n<<%s/Filter/FlateDecode/Length %zu>>\n"
		    "stream\r\n",
		    number, dict, small.n);
	ao_buf_add(c->out, small.s, small.n);
	ao_buf_adds(c->out, "\nendstream\nendobj\n");
	ao_buf_release(&small);
}

static void add_objects(struct compact *c)
{
	struct ao_buf dict = {0};

	ao_buf_addf(&dict, "/Type/ObjStm/N %u/First %zu", c->packed,
		    c->places.n);
	ao_buf_add(&c->places, c->bodies.s, c->bodies.n);
	add_line(c, 1, c->out->n - c->start, 0);
	add_stream(c, c->count, dict.s, &c->places);
	ao_buf_release(&dict);
}

/* The keys of the trailer, but its size, are those of the new table. */
static bool add_table(struct compact *c)
{
	const char *keys = c->trailer + strlen(TRAILER);
	const char *size = strstr(keys, "/Size "), *end = strstr(keys, ">>\n");
	size_t at = c->out->n - c->start;
	struct ao_buf dict = {0};
	/* The /ID is hexadecimal, between < and >. */
	bool ok = size && end && size < end;

	if (ok) {
		add_line(c, 1, at, 0);
		ao_buf_add(&dict, keys, (size_t)(size - keys));
		ao_buf_addf(&dict, "/Type/XRef/Size %zu/W[1 3 2]",
			    c->count + 2);
		add_stream(c, c->count + 1, dict.s, &c->lines);
		ao_buf_addf(c->out, "startxref\n%zu\n%%%%EOF\n", at);
	}
	ao_buf_release(&dict);
	return ok;
}

static bool rebuild(struct compact *c)
{
	if (!find_parts(c) || c->pdf->n >= 1u << 24 ||
	    place_of(c, 1) > c->pdf->n)
		return false;
	ao_buf_add(c->out, c->pdf->s, place_of(c, 1)); /* %PDF-1.7 */
	add_line(c, 0, 0, 0xFFFF);
	for (size_t i = 1; i < c->count; i++)
		if (!take_object(c, i))
			return false;
	add_objects(c);
	return add_table(c);
}

bool ao_compact(struct haru *haru, const struct ao_buf *pdf, struct ao_buf *out)
{
	struct compact c = {
		.haru = haru, .pdf = pdf, .out = out, .start = out->n};
	bool ok = rebuild(&c);

	if (!ok)
		out->n = c.start;
	ao_buf_release(&c.places);
	ao_buf_release(&c.bodies);
	ao_buf_release(&c.lines);
	return ok;
}
