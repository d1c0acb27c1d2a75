/* fuzz_list.c - any bytes: residents or an error, the same for two chunk
 * sizes, and every row either believed or with a finding. */
#include "aofuto/input/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct outcome {
	struct ao_error err;
	unsigned long rows, rejected, set_aside, bytes;
};

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void add(struct outcome *o, const struct ao_resident *r)
{
	o->rows++;
	o->rejected += !r->believed;
	o->set_aside += r->set_aside != 0;
	o->bytes += strlen(r->resident_id) + strlen(r->name) +
		    strlen(r->address) + strlen(r->building);
	require(!*r->postal_code || strlen(r->postal_code) == 7);
	require(!*r->application_id || strlen(r->application_id) == 23);
	require(*r->resident_id || !r->believed);
}

static struct outcome run(const char *path, size_t chunk)
{
	struct ao_list_options options = {.skip_digest = true, .chunk = chunk};
	struct ao_findings *f = ao_findings_new();
	struct outcome o = {0};
	struct ao_resident r;
	struct ao_list *list = ao_list_open(path, &options, f, &o.err);
	enum ao_step step = AO_STEP_FAIL;

	while (list && (step = ao_list_next(list, &r, &o.err)) == AO_STEP_ITEM)
		add(&o, &r);
	require((step == AO_STEP_FAIL) == (o.err.status != AO_OK));
	require(ao_findings_total(f, AO_REJECT) >= o.rejected);
	require(ao_findings_total(f, AO_REVIEW) >= o.set_aside);
	ao_list_close(list);
	ao_findings_free(f);
	return o;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[32];
	struct outcome whole, pieces;
	int fd = memfd_create("list", 0);

	require(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, sizeof(path), "/dev/fd/%d", fd);
	whole = run(path, 0);
	pieces = run(path, 3);
	require(whole.err.status == pieces.err.status);
	require(strcmp(whole.err.text, pieces.err.text) == 0);
	require(whole.rows == pieces.rows && whole.bytes == pieces.bytes);
	require(whole.rejected == pieces.rejected &&
		whole.set_aside == pieces.set_aside);
	close(fd);
	return 0;
}
