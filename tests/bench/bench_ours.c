/* bench_ours.c - N notices as this program prints them.
 *   bench_ours N FOLDER
 */
#include "letters.h"

#include "aofuto/pdf/document.h"

#include <stdio.h>
#include <stdlib.h>

static struct ao_typefaces *collect(struct letters *l, unsigned n)
{
	struct ao_typefaces *faces = ao_typefaces_new(l->faces);
	struct ao_error err = {0};

	l->sequence = "012-3456";
	for (unsigned i = 0; i < n; i++) {
		const struct ao_letter *letter;

		/* The digits that no sequence number of ours has. */
		if (i == n - 1)
			l->sequence = "789-0000";
		letter = letters_get(l, i);
		for (size_t p = 0; p < letter->pages; p++) {
			ao_typefaces_collect(faces, letter->fixed[p]);
			ao_typefaces_collect(faces, &letter->variable[p]);
		}
	}
	l->sequence = NULL;
	letters_check(ao_typefaces_build(faces, &err), &err);
	return faces;
}

/* Adds its pages to *pages; its bytes. */
static unsigned long volume(struct letters *l, const struct ao_typefaces *faces,
			    const unsigned range[2], const char *path,
			    unsigned *pages)
{
	const struct ao_document_info info = {.title = "bench",
					      .created_on = {2026, 3, 9},
					      .identity = path,
					      .duplex = true};
	struct ao_error err = {0};
	struct ao_document *d = ao_document_new(faces, &info, &err);
	struct ao_out *out;
	unsigned long bytes;

	letters_check(d, &err);
	for (unsigned i = range[0]; i < range[1]; i++) {
		const struct ao_letter *letter = letters_get(l, i);

		for (size_t p = 0; p < letter->pages; p++)
			letters_check(ao_document_add_page(d,
							   letter->fixed_id[p],
							   letter->fixed[p],
							   &letter->variable[p],
							   "001-0001", &err),
				      &err);
		*pages += (unsigned)letter->pages;
	}
	out = ao_out_open(path, &err);
	letters_check(out && ao_document_save(d, out, &err), &err);
	bytes = (unsigned long)ao_out_bytes(out);
	letters_check(ao_out_commit(out, /*replace*/ true, &err), &err);
	ao_document_free(d);
	return bytes;
}

int main(int argc, char **argv)
{
	struct ao_typefaces *faces;
	struct letters l;
	unsigned n, pages = 0;
	unsigned long bytes = 0;

	if (argc != 3)
		return EXIT_FAILURE;
	n = letters_count(argv[1]);
	letters_open(&l);
	faces = collect(&l, n);
	for (unsigned from = 0; from < n; from += BENCH_VOLUME) {
		unsigned to = from + BENCH_VOLUME < n ? from + BENCH_VOLUME : n;
		char path[512];

		snprintf(path, sizeof(path), "%s/ours-%u.pdf", argv[2], from);
		bytes += volume(&l, faces, (const unsigned[]){from, to}, path,
				&pages);
	}
	ao_typefaces_free(faces);
	letters_report(&l, pages, bytes);
	letters_close(&l);
	return EXIT_SUCCESS;
}
