/* readable.c - see readable.h. */
#include "support/readable.h"

#include "support/suite.h"

#include <stdio.h>
#include <string.h>

static char path[128];

const char *read_path(void)
{
	return path;
}

struct ao_reading_order read_order(unsigned raster_every)
{
	return (struct ao_reading_order){.program = AOFUTO_READER,
					 .path = path,
					 .raster_every = raster_every};
}

void read_file_named(const char *name)
{
	snprintf(path, sizeof(path), "%s/%s", paper_folder(), name);
}

void read_add_qr(struct ao_page *page, double x, double y, const char *s)
{
	const struct ao_mark m = {
		.type = AO_MARK_QR, .x = x, .y = y, .w = 26, .h = 26, .s = s};

	ao_page_add(page, m);
}

void read_draw(const struct ao_page *fixed, const struct ao_page *page,
	       size_t pages)
{
	const struct ao_document_info info = paper_info();
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	struct ao_error err = {0};
	struct ao_document *d;

	if (fixed)
		ao_typefaces_collect(typefaces, fixed);
	for (size_t i = 0; i < pages; i++)
		ao_typefaces_collect(typefaces, &page[i]);
	ck_assert_msg(ao_typefaces_build(typefaces, &err), "%s", err.text);
	d = ao_document_new(typefaces, &info, &err);
	ck_assert_msg(d != NULL, "%s", err.text);
	for (size_t i = 0; i < pages; i++) {
		char label[32];

		snprintf(label, sizeof(label), "001-%04zu 1/2", i + 1);
		ck_assert(ao_document_add_page(d, 1, fixed, &page[i], label,
					       &err));
	}
	paper_save(d, path);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
}

struct ao_reading *read_open(unsigned raster_every)
{
	const struct ao_reading_order o = read_order(raster_every);
	struct ao_error err = {0};
	struct ao_reading *r = ao_reading_open(&o, &err);

	ck_assert_msg(r != NULL, "%s: %s", err.where, err.text);
	return r;
}

void read_draw_codes(size_t pages)
{
	struct ao_page page[8];

	ck_assert_uint_le(pages, COUNT(page));
	for (size_t i = 0; i < pages; i++) {
		ao_page_init(&page[i], 210, 297);
		paper_text(&page[i], PAPER_BODY, "頁");
		read_add_qr(&page[i], 150, 230, i % 2 ? OTHER : ADDRESS);
		if (i == 0)
			read_add_qr(&page[i], 20, 100, OTHER);
	}
	read_draw(NULL, page, pages);
	for (size_t i = 0; i < pages; i++)
		ao_page_release(&page[i]);
}

/* Reads all of it; the message, or "" when it is whole. */
const char *read_failure(struct ao_reading_order o)
{
	static struct ao_error err;
	struct ao_read_page page;
	struct ao_reading *r;
	bool ok;

	err = (struct ao_error){0};
	r = ao_reading_open(&o, &err);
	ok = r != NULL;
	for (unsigned long i = ok ? ao_reading_pages(r) : 0; ok && i > 0; i--)
		ok = ao_reading_next(r, &page, &err);
	ao_reading_close(r);
	if (ok)
		return "";
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_str_eq(err.where, o.path);
	return err.text;
}

void read_fails(struct ao_reading_order o, const char *part)
{
	const char *text = read_failure(o);

	ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in: %s", part,
		      text);
}
