/* verify.c - a volume as it was meant against the volume as it is read. */
#include "aofuto/batch/verify.h"

#include "aofuto/batch/required.h"
#include "aofuto/notice/window.h"
#include "aofuto/proof/compare.h"
#include "verify_inside.h"
#include "volume_walk.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A volume being read. */
struct check {
	const struct ao_verify_order *order;
	const struct ao_verify_file *file;
	struct ao_reading *reading;
	struct ao_comparer *comparer;
	struct ao_ticks *ticks;
	struct ao_verified *verified;
};

bool ao_raster_parse(const char *word, unsigned *every, struct ao_error *err)
{
	if (!word || strcmp(word, "sample") == 0)
		*every = AO_RASTER_SAMPLE;
	else if (strcmp(word, "all") == 0)
		*every = 1;
	else if (strcmp(word, "none") == 0)
		*every = 0;
	else
		return ao_fail(err, AO_USAGE, NULL,
			       _("--raster is all, sample or none, not '%s'"),
			       word);
	return true;
}

bool ao_verify_reader(const char *reader, char library[AO_READER_LIBRARY],
		      struct ao_error *err)
{
	if (access(reader, X_OK) == 0)
		return ao_reading_libraries(reader, library, err);
	return ao_fail_errno(err, reader,
			     _("the program that reads finished pages back "
			       "cannot be started; install aofuto again, whole "
			       "(build: the target aofuto-reader)"));
}

static bool fail_page(const struct check *c, const struct volume_page *page,
		      const char *text, struct ao_error *err)
{
	return ao_fail(err, AO_HOST, c->file->name,
		       _("notice %s (page %lu): %s"), page->sequence,
		       page->number, text);
}

static bool fail_difference(const struct check *c,
			    const struct volume_page *page,
			    const struct ao_difference *difference,
			    struct ao_error *err)
{
	struct ao_buf text = {0};

	ao_difference_tell(difference, &text);
	fail_page(c, page, text.s, err);
	ao_buf_release(&text);
	return false;
}

/* What holds of the page meant holds of the page read: they are equal. */
static bool check_first(const struct check *c, const struct volume_page *page,
			struct ao_error *err)
{
	const struct ao_kit *kit = c->order->kit;
	struct ao_error why = {0};
	struct ao_breach breach;
	struct ao_buf text = {0};

	if (!ao_required_words(&(struct ao_required){kit->city, page->sheet},
			       page->fixed, page->variable, &why))
		return fail_page(c, page, why.text, err);
	if (!kit->window || !ao_window_breach(kit->window, page->fixed,
					      page->variable, &breach))
		return true;
	ao_buf_addf(&text,
		    breach.address
			    ? _("%s may leave the envelope's window, by %.1f "
				"mm")
			    : _("%s may come into the envelope's window, by "
				"%.1f mm"),
		    breach.name ? breach.name : _("a text"), breach.over);
	fail_page(c, page, text.s, err);
	ao_buf_release(&text);
	return false;
}

static bool check_page(void *data, const struct volume_page *page,
		       struct ao_error *err)
{
	struct check *c = data;
	struct ao_page_meant meant = {.fixed = page->fixed,
				      .fixed_id = page->fixed_id,
				      .variable = page->variable,
				      .label = page->label};
	struct ao_difference difference;
	struct ao_error why = {0};
	struct ao_read_page read;

	if (!ao_reading_next(c->reading, &read, &why))
		return ao_fail(err, why.status, why.where, _("notice %s: %s"),
			       page->sequence, why.text);
	if (!ao_compare_page(c->comparer, &meant, &read, &difference) ||
	    (c->order->kit->omr &&
	     !ao_compare_strip(page->variable, &read.strip, &difference)))
		return fail_difference(c, page, &difference, err);
	if (page->of_letter == 1 && !check_first(c, page, err))
		return false;
	c->verified->pages++;
	c->verified->codes += read.codes;
	for (size_t i = 0; i < read.codes; i++)
		c->verified->rastered += read.code[i].rastered;
	return true;
}

static bool end_letter(void *data, const struct ao_letter *letter,
		       struct ao_error *err)
{
	struct check *c = data;

	(void)letter;
	(void)err;
	ao_tick(c->ticks, 1);
	return true;
}

struct ao_read_area verify_strip(const struct ao_omr *omr)
{
	struct ao_box zone;

	if (!omr)
		return (struct ao_read_area){0};
	zone = ao_omr_zone(omr, /*behind*/ false);
	return (struct ao_read_area){zone.x, zone.y, zone.width, zone.height};
}

bool verify_pages(const struct ao_reading *reading, unsigned long pages,
		  const char *name, struct ao_error *err)
{
	if (ao_reading_pages(reading) == pages)
		return true;
	return ao_fail(err, AO_HOST, name, _("the file has %lu pages, not %lu"),
		       ao_reading_pages(reading), pages);
}

bool verify_bytes(const struct ao_reading *reading, const char *sha256,
		  const char *name, bool pages_good, struct ao_error *err)
{
	struct ao_error page = *err;

	if (strcmp(ao_reading_sha256(reading), sha256) == 0)
		return pages_good;
	*err = (struct ao_error){0};
	if (pages_good)
		return ao_fail(err, AO_HOST, name,
			       _("the file is not the one that was written: "
				 "its SHA-256 differs, though every page reads "
				 "as it must"));
	return ao_fail(err, AO_HOST, name,
		       _("the file is not the one that was written: its "
			 "SHA-256 differs; %s"),
		       page.text);
}

/* The reader knows the file by its path, which may be a temporary one. */
static bool rename_where(const struct ao_verify_file *file,
			 struct ao_error *err)
{
	if (strcmp(err->where, file->path) == 0)
		snprintf(err->where, sizeof(err->where), "%s", file->name);
	return false;
}

/* A volume holds letters of all editions. */
static size_t places_of(const struct ao_kit *kit,
			struct ao_read_place place[AO_READ_PLACES_MOST])
{
	size_t n = 0;

	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if (kit->edition[e].sheet)
			n = ao_read_places(kit->edition[e].sheet, place, n);
	return n;
}

bool ao_verify_volume(const struct ao_verify_order *order,
		      const struct ao_volume *volume,
		      const struct ao_verify_file *file, struct ao_ticks *ticks,
		      struct ao_verified *verified, struct ao_error *err)
{
	struct check c = {.order = order,
			  .file = file,
			  .ticks = ticks,
			  .verified = verified};
	struct volume_walker walker = {
		.page = check_page, .letter = end_letter, .data = &c};
	bool ok;

	struct ao_read_place place[AO_READ_PLACES_MOST];
	struct ao_reading_order how = {.program = order->reader,
				       .path = file->path,
				       .raster_every = order->raster_every,
				       .place = place,
				       .places = places_of(order->kit, place),
				       .strip = verify_strip(order->kit->omr)};

	*verified = (struct ao_verified){0};
	c.reading = ao_reading_open(&how, err);
	if (!c.reading)
		return rename_where(file, err);
	snprintf(verified->reader, sizeof(verified->reader), "%s",
		 ao_reading_library(c.reading));
	c.comparer = ao_comparer_new(order->kit->faces);
	ok = verify_pages(c.reading, volume->pages, file->name, err) &&
	     volume_walk(order->kit, order->pile, volume, &walker, err);
	ok = verify_bytes(c.reading, volume->sha256, file->name, ok, err);
	ao_comparer_free(c.comparer);
	ao_reading_close(c.reading);
	return ok || rename_where(file, err);
}
