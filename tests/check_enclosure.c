/* check_enclosure.c - how many pieces, and from which station. */
#include "aofuto/batch/enclosure.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <string.h>

static struct ao_settings s;
static struct ao_omrs *rows;
static struct ao_error err;
static const char *path;

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	path = scratch_new();
	rows = ao_omrs_open(PROJECT_DIR "/templates/omr.yaml", &err);
	ck_assert_msg(rows != NULL, "%s: %s", err.where, err.text);
	scratch_write("enclosures:\n"
		      "- {name: 封入用封筒, kinds: [CARD_CERT, CERT_ONLY],\n"
		      "   feed: 1}\n"
		      "- {name: 案内, kinds: [CARD_ONLY, CARD_CERT], feed: 3}\n"
		      "- {name: 青い紙, kinds: [CERT_ONLY]}\n");
	ck_assert_msg(ao_settings_read(path, &s, &err), "%s: %s", err.where,
		      err.text);
	ck_assert_uint_eq(s.enclosures, 3);
}

static void tear_down(void)
{
	ao_settings_release(&s);
	ao_omrs_close(rows);
	scratch_remove();
}

START_TEST(pieces)
{
	static const unsigned long want[] = {1011, 1100, 11};
	struct ao_tally t = {.kind = {[AO_KIND_CARD_CERT] = 1000,
				      [AO_KIND_CERT_ONLY] = 11,
				      [AO_KIND_CARD_ONLY] = 100}};

	for (size_t i = 0; i < COUNT(want); i++)
		ck_assert_uint_eq(ao_enclosure_pieces(&s.enclosure[i], &t),
				  want[i]);
	t = (struct ao_tally){0};
	for (size_t i = 0; i < COUNT(want); i++)
		ck_assert_uint_eq(ao_enclosure_pieces(&s.enclosure[i], &t), 0);
}
END_TEST

START_TEST(feeds)
{
	ck_assert_uint_eq(ao_enclosure_feeds(&s, AO_KIND_CARD_CERT), 1 | 4);
	ck_assert_uint_eq(ao_enclosure_feeds(&s, AO_KIND_CERT_ONLY), 1);
	ck_assert_uint_eq(ao_enclosure_feeds(&s, AO_KIND_CARD_ONLY), 4);
	ck_assert_uint_eq(ao_enclosure_feeds(&s, AO_KIND_NONE), 0);
}
END_TEST

START_TEST(a_station_without_a_mark)
{
	struct ao_omr row = *ao_omrs_get(rows, 0);

	ck_assert(ao_enclosures_check(&s, &row, &err));
	for (size_t i = 0; i < row.marks; i++)
		if (row.order[i] == AO_OMR_FEED_3)
			row.order[i] = AO_OMR_BLANK;
	ck_assert(!ao_enclosures_check(&s, &row, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert(!strncmp(err.where, path, strlen(path)));
	ck_assert_str_eq(err.where + strlen(path), ":4:3");
	ck_assert_ptr_nonnull(strstr(err.text, "案内 comes from station 3"));
	ck_assert_ptr_nonnull(strstr(err.text, "generic has no `feed_3`"));
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, pieces);
	tcase_add_test(tc, feeds);
	tcase_add_test(tc, a_station_without_a_mark);
}

SUITE_MAIN("enclosure", fill);
