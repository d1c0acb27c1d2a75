/* selftest.c - a small document, read back byte by byte.
 *
 * libharu's insides are reached by their layout in memory. If another build of
 * it had moved them, the marks below would be wrong before a name is.
 */
#include "document_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool keep(void *to, const void *bytes, size_t n)
{
	ao_buf_add(to, bytes, n);
	return true;
}

/* The texts that libharu's own road would lose, each in the first face that
 * has it: it is libharu that is tested, not the faces. */
static void make_page(struct ao_faces *faces, struct ao_page *page)
{
	static const struct {
		struct ao_cluster cluster;
		const char *s;
	} hard[] = {
		{{0x20BB7, 0}, "𠮷"},
		{{0x845B, 0xE0100}, "葛\xF3\xA0\x84\x80"},
		{{0x845B, 0xE0102}, "葛\xF3\xA0\x84\x82"},
		{{'A', 0}, "A"},
	};
	struct ao_mark m = {.type = AO_MARK_TEXT, .size = 10, .x = 10};

	for (size_t i = 0; i < AO_COUNT(hard); i++) {
		m.face = 0;
		while (m.face < ao_faces_count(faces) &&
		       !ao_face_has(faces, m.face, hard[i].cluster))
			m.face++;
		if (m.face == ao_faces_count(faces))
			continue;
		m.s = hard[i].s;
		m.y += 5;
		ao_page_add(page, m);
	}
}

/* The place of `what` after `from`, or NULL. */
static const char *find(const struct ao_buf *pdf, const char *from,
			const char *what)
{
	return memmem(from, (size_t)(pdf->s + pdf->n - from), what,
		      strlen(what));
}

/* Every entry of the table leads to its object, each stream is as long as it
 * says. */
static bool entries_lead_to_objects(const struct ao_buf *pdf, const char *table)
{
	unsigned long count = strtoul(table + strlen("xref\n0 "), NULL, 10);
	const char *entry = strchr(table + strlen("xref\n"), '\n') + 1;

	for (unsigned long i = 1; i < count; i++) {
		unsigned long at = strtoul(entry + i * 20, NULL, 10);
		char head[40];

		snprintf(head, sizeof(head), "%lu 0 obj\n<<", i);
		if (at >= pdf->n ||
		    strncmp(pdf->s + at, head, strlen(head)) != 0)
			return false;
	}
	return count > 1;
}

static bool streams_are_as_long_as_they_say(const struct ao_buf *pdf)
{
	const char *p = pdf->s, *begin;
	size_t streams = 0;

	while ((p = find(pdf, p, "/Length ")) != NULL) {
		unsigned long n = strtoul(p + strlen("/Length "), NULL, 10);

		begin = find(pdf, p, ">>\nstream\r\n");
		if (!begin)
			return false;
		begin += strlen(">>\nstream\r\n");
		if ((size_t)(pdf->s + pdf->n - begin) < n + 10 ||
		    memcmp(begin + n, "\nendstream", 10) != 0)
			return false;
		p = begin + n;
		streams++;
	}
	return streams > 0;
}

static bool shows(const struct ao_buf *pdf, const struct ao_typefaces *faces,
		  const struct ao_page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		const struct ao_mark *m = &page->mark[i];
		const char *s = m->s;
		struct ao_cluster c;
		char text[16];

		if (!ao_cluster_next(&s, &c) || *s)
			return false;
		snprintf(text, sizeof(text), "<%04X>Tj",
			 (unsigned)ao_typeface_code(&faces->face[m->face], c));
		if (!find(pdf, pdf->s, text))
			return false;
	}
	return true;
}

/* What zlib puts at a stream's end (RFC 1950) is the sum of what went in. */
static bool deflates(struct haru *h)
{
	static const char text[] = "<0001>Tj <0001>Tj <0002>Tj";
	struct ao_buf out = {0};
	unsigned long a = 1, b = 0, sum = 0;
	bool ok;

	for (size_t i = 0; i < strlen(text); i++) {
		a = (a + (unsigned char)text[i]) % 65521;
		b = (b + a) % 65521;
	}
	ao_haru_deflate(h, text, strlen(text), &out);
	for (size_t i = 4; i > 0 && out.n > 6; i--)
		sum = sum << 8 | (unsigned char)out.s[out.n - i];
	ok = out.n > 6 && out.s[0] == 0x78 && sum == (b << 16 | a);
	ao_buf_release(&out);
	return ok;
}

static bool is_sound(const struct ao_buf *pdf)
{
	const char *end, *table;

	if (!pdf->n || strncmp(pdf->s, "%PDF-1.7\n", 9) != 0)
		return false;
	end = find(pdf, pdf->s, "startxref\n");
	table = find(pdf, pdf->s, "xref\n0 ");
	if (!end || !table || !find(pdf, end, "%%EOF\n") ||
	    strtoul(end + strlen("startxref\n"), NULL, 10) !=
		    (unsigned long)(table - pdf->s))
		return false;
	return entries_lead_to_objects(pdf, table) &&
	       streams_are_as_long_as_they_say(pdf);
}

static bool draw(struct ao_typefaces *faces, const struct ao_page *page,
		 struct ao_buf *pdf, struct ao_error *err)
{
	const struct ao_document_info info = {
		.title = "𠮷", .created_on = {2026, 1, 1}, .identity = "test"};
	struct ao_document *d;
	bool ok;

	ao_typefaces_collect(faces, page);
	if (!ao_typefaces_build(faces, err))
		return false;
	d = ao_document_new_plain(faces, &info, err);
	ok = d && ao_document_add_page(d, 0, page, page, "1", err) &&
	     ao_document_write(d, keep, pdf, err);
	ao_document_free(d);
	return ok;
}

bool ao_document_self_test(struct ao_faces *faces, struct ao_error *err)
{
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	struct haru *h = ao_haru_open(err);
	struct ao_buf pdf = {0};
	struct ao_page page;
	bool drawn, ok;

	ao_page_init(&page, 210, 297);
	make_page(faces, &page);
	drawn = h && draw(typefaces, &page, &pdf, err);
	ok = drawn && is_sound(&pdf) && shows(&pdf, typefaces, &page) &&
	     find(&pdf, pdf.s, "<FEFFD842DFB7>") && deflates(h);
	if (drawn && !ok)
		ao_fail(err, AO_HOST, NULL,
			_("%s draws something else than it was told; install "
			  "the version of Debian 12, or build this program "
			  "again"),
			ao_haru_version());
	ao_haru_close(h);
	ao_typefaces_free(typefaces);
	ao_page_release(&page);
	ao_buf_release(&pdf);
	return ok;
}
