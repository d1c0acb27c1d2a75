/* digest.c - a letter's pages as text, and the text as a number. */
#include "aofuto/notice/digest.h"

#include <stdlib.h>
#include <string.h>

struct ao_digester {
	const struct ao_faces *faces;
	char (*fixed)[AO_SHA256_HEX]; /* by fixed_id; "" is not made yet */
	size_t n;
	struct ao_buf text; /* scratch */
};

struct ao_digester *ao_digester_new(const struct ao_faces *faces)
{
	struct ao_digester *d = ao_calloc(1, sizeof(*d));

	d->faces = faces;
	return d;
}

void ao_digester_free(struct ao_digester *d)
{
	if (!d)
		return;
	free(d->fixed);
	ao_buf_release(&d->text);
	free(d);
}

static const char *face_name(unsigned face, const void *faces)
{
	return ao_face_name(faces, face);
}

static void page_digest(struct ao_digester *d, const struct ao_page *page,
			char hex[AO_SHA256_HEX])
{
	ao_buf_clear(&d->text);
	ao_page_dump(page, &d->text, face_name, d->faces);
	ao_sha256(d->text.s, d->text.n, hex);
}

/* The same number is the same page, for the life of a layout. */
static const char *fixed_digest(struct ao_digester *d, unsigned id,
				const struct ao_page *page)
{
	if (id >= d->n) {
		size_t n = (size_t)id * 2 + 8;

		d->fixed = ao_realloc(d->fixed, n * sizeof(*d->fixed));
		memset(d->fixed[d->n], 0, (n - d->n) * sizeof(*d->fixed));
		d->n = n;
	}
	if (!*d->fixed[id])
		page_digest(d, page, d->fixed[id]);
	return d->fixed[id];
}

/* Ledgers hold what comes of this: it never changes. */
static void add_page(struct ao_sha256 *sum, const struct ao_sheet *sheet,
		     const char *fixed, const char *variable)
{
	struct ao_buf line = {0};

	ao_buf_addf(&line, "%s %zu:%s fixed=%s variable=%s\n",
		    sheet->starts_sheet ? "sheet" : "back", strlen(sheet->name),
		    sheet->name, fixed, variable);
	ao_sha256_add(sum, line.s, line.n);
	ao_buf_release(&line);
}

void ao_letter_digest(struct ao_digester *d, const struct ao_letter *letter,
		      const unsigned char salt[AO_DIGEST_SALT],
		      unsigned char out[AO_DIGEST])
{
	char variable[AO_SHA256_HEX];
	struct ao_buf head = {0};
	struct ao_sha256 sum;

	ao_sha256_init(&sum);
	ao_sha256_add(&sum, salt, AO_DIGEST_SALT);
	ao_buf_addf(&head, "letter pages=%zu\n", letter->pages);
	ao_sha256_add(&sum, head.s, head.n);
	ao_buf_release(&head);
	for (size_t i = 0; i < letter->pages; i++) {
		page_digest(d, &letter->variable[i], variable);
		add_page(&sum, letter->sheet[i],
			 fixed_digest(d, letter->fixed_id[i], letter->fixed[i]),
			 variable);
	}
	ao_sha256_bytes(&sum, out);
}
