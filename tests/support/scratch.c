/* scratch.c - mkstemp, and files that were written or the test fails. */
#include "scratch.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/aofuto-scratch-XXXXXX";

const char *scratch_new(void)
{
	int fd;

	strcpy(path + sizeof(path) - 7, "XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	return path;
}

void scratch_remove(void)
{
	unlink(path);
}

void scratch_write_bytes(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
}

void scratch_write(const char *text)
{
	scratch_write_bytes(text, strlen(text));
}
