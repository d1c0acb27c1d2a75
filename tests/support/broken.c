/* broken.c - see broken.h. */
#include "broken.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void put(unsigned char *to, unsigned long value, unsigned bytes)
{
	while (bytes-- > 0) {
		to[bytes] = (unsigned char)value;
		value >>= 8;
	}
}

static unsigned long get(const unsigned char *from, unsigned bytes)
{
	unsigned long value = 0;

	while (bytes-- > 0)
		value = value << 8 | *from++;
	return value;
}

void broken_read(struct broken *b, const char *path)
{
	FILE *f = fopen(path, "rb");
	long n;

	ck_assert_msg(f != NULL, "%s", path);
	ck_assert_int_eq(fseek(f, 0, SEEK_END), 0);
	n = ftell(f);
	rewind(f);
	ck_assert_int_gt(n, 0);
	b->n = (size_t)n;
	b->bytes = malloc(b->n);
	ck_assert_ptr_nonnull(b->bytes);
	ck_assert_uint_eq(fread(b->bytes, 1, b->n, f), b->n);
	fclose(f);
}

const char *broken_write(struct broken *b, char path[64])
{
	int fd;

	strcpy(path, "/tmp/aofuto-broken.XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, b->bytes, b->n), (ssize_t)b->n);
	close(fd);
	free(b->bytes);
	*b = (struct broken){0};
	return path;
}

static unsigned char *entry_of(const struct broken *b, const char *tag)
{
	unsigned long tables = get(b->bytes + 4, 2);

	for (unsigned long i = 0; i < tables; i++)
		if (!memcmp(b->bytes + 12 + 16 * i, tag, 4))
			return b->bytes + 12 + 16 * i;
	ck_abort_msg("no table %s", tag);
	return NULL;
}

size_t broken_table(const struct broken *b, const char *tag, size_t *length)
{
	const unsigned char *entry = entry_of(b, tag);

	if (length)
		*length = get(entry + 12, 4);
	return get(entry + 8, 4);
}

/* One encoding (Windows, full Unicode), one subtable of format 12, behind all
 * the rest. */
void broken_map(struct broken *b, const struct broken_pair *pair, size_t pairs)
{
	size_t at = (b->n + 3) / 4 * 4, length = 12 + 16 + 12 * pairs;
	unsigned char *p, *entry;

	b->bytes = realloc(b->bytes, at + length);
	ck_assert_ptr_nonnull(b->bytes);
	p = b->bytes + at;
	memset(p, 0, length);
	put(p + 2, 1, 2);
	put(p + 4, 3, 2);
	put(p + 6, 10, 2);
	put(p + 8, 12, 4);
	put(p + 12, 12, 2);
	put(p + 16, 16 + 12 * pairs, 4);
	put(p + 24, pairs, 4);
	for (size_t i = 0; i < pairs; i++) {
		put(p + 28 + 12 * i, pair[i].cp, 4);
		put(p + 32 + 12 * i, pair[i].cp, 4);
		put(p + 36 + 12 * i, pair[i].glyph, 4);
	}
	b->n = at + length;
	entry = entry_of(b, "cmap");
	put(entry + 8, at, 4);
	put(entry + 12, length, 4);
}

void broken_box(struct broken *b, unsigned glyph)
{
	size_t head = broken_table(b, "head", NULL);
	unsigned size = get(b->bytes + head + 50, 2) ? 4 : 2;
	unsigned char *loca = b->bytes + broken_table(b, "loca", NULL);
	unsigned char *hmtx = b->bytes + broken_table(b, "hmtx", NULL);

	memcpy(loca + (size_t)size * glyph, loca, 2 * (size_t)size);
	memcpy(hmtx + 4 * (size_t)glyph, hmtx, 4);
}

struct ao_faces *broken_open(const char *path, bool gaiji, struct ao_error *err)
{
	const struct ao_face_file file = {
		.name = "x", .path = path, .gaiji = gaiji};
	const unsigned zero = 0;
	const struct ao_face_role role = {"name", &zero, 1};

	return ao_faces_open(&file, 1, &role, 1, err);
}
