/* run_way.c - which run a command is. */
#include "aofuto/batch/run_way.h"

#include "aofuto/notice/gaiji.h"

#include <stdlib.h>
#include <string.h>

/* The template's digest is over its file and city.yaml. */
static bool is_sheets(const struct ao_kit *kit, enum ao_edition e,
		      const char *hex)
{
	char both[2 * (AO_SHA256_HEX - 1)], sum[AO_SHA256_HEX];

	memcpy(both, hex, AO_SHA256_HEX - 1);
	memcpy(both + AO_SHA256_HEX - 1, ao_city_digest(kit->city),
	       AO_SHA256_HEX - 1);
	ao_sha256(both, sizeof(both), sum);
	return strcmp(sum, kit->edition[e].sheet->digest) == 0;
}

/* The digest that the kit knows. */
static bool is_kits(const struct ao_kit *kit, enum ao_form_text form,
		    const char *hex)
{
	const struct ao_gaiji *gaiji = ao_faces_gaiji(kit->faces);

	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if (ao_form_of((enum ao_edition)e) == form)
			return is_sheets(kit, (enum ao_edition)e, hex);
	switch (form) {
	case AO_FORM_CITY:
		return strcmp(hex, ao_city_digest(kit->city)) == 0;
	case AO_FORM_FONTS:
		return strcmp(hex, kit->fonts_sha256) == 0;
	case AO_FORM_GAIJI:
		return strcmp(hex, ao_gaiji_digest(gaiji)) == 0;
	case AO_FORM_SETTINGS:
		return strcmp(hex, kit->settings->digest) == 0;
	default:
		AO_BUG("there is no text %d of a form", (int)form);
	}
}

static bool read_text(struct ao_run_inputs *in, const struct ao_kit *kit,
		      enum ao_form_text form, const char *path,
		      struct ao_error *err)
{
	in->made.form_sha256[form] = "";
	if (!path || !*path)
		return true;
	if (!ao_file_read(path, AO_FORM_MOST, &in->text[form], err))
		return false;
	ao_sha256(in->text[form].s, in->text[form].n, in->sha256[form]);
	in->made.form_sha256[form] = in->sha256[form];
	return is_kits(kit, form, in->sha256[form]) ||
	       ao_fail(err, AO_INPUT, path,
		       _("the file was changed while the run was starting; "
			 "start it again"));
}

/* A reprint looks for fonts from another folder. */
static char *folder_of(const char *path)
{
	char *whole = realpath(path, NULL);
	char *slash = whole ? strrchr(whole, '/') : NULL;

	if (slash)
		slash[slash == whole] = '\0';
	return whole;
}

bool ao_run_inputs_read(struct ao_run_inputs *in, const struct ao_kit *kit,
			struct ao_error *err)
{
	const struct ao_gaiji *gaiji = ao_faces_gaiji(kit->faces);
	const char *path[AO_FORM_TEXTS] = {
		[AO_FORM_CITY] = kit->city_path,
		[AO_FORM_FONTS] = kit->fonts_path,
		[AO_FORM_GAIJI] = gaiji ? ao_gaiji_path(gaiji) : NULL,
		[AO_FORM_SETTINGS] = kit->settings->path,
	};

	*in = (struct ao_run_inputs){
		.made = {.hold_sha256 = "",
			 .fonts_sha256 = "",
			 .sheet_name = kit->sheet->name,
			 .qr_address = kit->qr_address,
			 .volume_notices = kit->settings->volume_notices}};
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if (kit->edition[e].sheet)
			path[ao_form_of((enum ao_edition)e)] =
				kit->edition[e].sheet->path;
	for (int i = 0; i < AO_FORM_TEXTS; i++)
		if (!read_text(in, kit, (enum ao_form_text)i, path[i], err))
			return false;
	in->fonts_folder = folder_of(kit->fonts_path);
	if (!in->fonts_folder)
		return ao_fail_errno(err, kit->fonts_path,
				     _("cannot open the file"));
	in->made.fonts_folder = in->fonts_folder;
	return true;
}

void ao_run_inputs_release(struct ao_run_inputs *in)
{
	for (int i = 0; i < AO_FORM_TEXTS; i++)
		ao_buf_release(&in->text[i]);
	free(in->fonts_folder);
	*in = (struct ao_run_inputs){0};
}

/* The first thing that the two were not both made from, in words; NULL: none.
 * The fonts are held against each other when the list is read. */
static const char *difference(const struct ao_run_made *now,
			      const struct ao_run_made *then)
{
	static const char *const form[AO_FORM_TEXTS] = {
		[AO_FORM_TEMPLATE] = N_("the template"),
		[AO_FORM_CITY] = N_("city.yaml"),
		[AO_FORM_FONTS] = N_("fonts.yaml"),
		[AO_FORM_GAIJI] = N_("gaiji.csv"),
		[AO_FORM_SETTINGS] = N_("the settings (--config)"),
		[AO_FORM_JA_EASY] = N_("the template notice-ja-easy"),
		[AO_FORM_EN] = N_("the template notice-en"),
		[AO_FORM_JA_LARGE] = N_("the template notice-large"),
		[AO_FORM_JA_EASY_LARGE] =
			N_("the template notice-ja-easy-large"),
		[AO_FORM_EN_LARGE] = N_("the template notice-en-large")};

	if (strcmp(now->list_sha256, then->list_sha256) != 0)
		return _("the list");
	if (strcmp(now->hold_sha256, then->hold_sha256) != 0)
		return _("the hold list (--hold)");
	if (!ao_date_equal(now->as_of, then->as_of))
		return _("the day (--as-of)");
	if (now->only_month != then->only_month)
		return "--only-month";
	if (now->volume_notices != then->volume_notices)
		return _("the settings (--config)");
	for (int i = 0; i < AO_FORM_TEXTS; i++)
		if (strcmp(now->form_sha256[i], then->form_sha256[i]) != 0)
			return _(form[i]);
	if (strcmp(now->sheet_name, then->sheet_name) != 0)
		return _("the template");
	if (strcmp(now->qr_address, then->qr_address) != 0)
		return _("the address of the QR code");
	return NULL;
}

static bool same_omr(const char *omr, const char *figures)
{
	static const char key[] = "\"" AO_RUN_OMR "\": \"";
	const char *then = strstr(figures, key);

	if (!then)
		return !*omr;
	then += sizeof(key) - 1;
	return strcspn(then, "\"") == strlen(omr) &&
	       strncmp(then, omr, strlen(omr)) == 0;
}

static const char *difference_to(const struct ao_run_ask *ask,
				 const struct ao_run_row *row)
{
	struct ao_run_made now = *ask->made;
	const char *what;

	if (!ask->as_of_given)
		now.as_of = row->made.as_of;
	what = difference(&now, &row->made);
	if (!what && !same_omr(ask->omr, row->figures))
		return _("the row of inserter marks (omr, omr_file)");
	return what;
}

/* Nobody finishes a run with what it was not begun with: half of it would be
 * another run. */
static bool go_on(const struct ao_run_ask *ask, const struct ao_run_row *row,
		  struct ao_error *err)
{
	const struct ao_run_made *made = &row->made;
	const char *what = difference_to(ask, row);

	if (!ao_date_equal(ask->made->month, made->month))
		return ao_fail(err, AO_INPUT, NULL,
			       _("run %lld, for %04d-%02d, is not finished: "
				 "give the command again that began it (--out "
				 "%s), or cancel it (aofuto cancel --run "
				 "%lld)"),
			       (long long)row->id, made->month.year,
			       made->month.month, row->folder,
			       (long long)row->id);
	if (!what && ask->made->supplement != made->supplement)
		what = "--supplement";
	if (!what && strcmp(ask->made->program, made->program) != 0)
		what = _("the version of the program");
	if (!what)
		return true;
	return ao_fail(err, AO_INPUT, NULL,
		       _("run %lld is not finished, and %s is not what it was "
			 "when it was begun: bring back what it had and give "
			 "the same command, or cancel the run (aofuto cancel "
			 "--run %lld)"),
		       (long long)row->id, what, (long long)row->id);
}

static bool refuse_second(const struct ao_run_ask *ask,
			  const struct ao_run_row *row, struct ao_error *err)
{
	const struct ao_date month = row->made.month;
	const char *what = difference_to(ask, row);

	if (!what)
		return ao_fail(err, AO_INPUT, NULL,
			       _("%04d-%02d was run already (run %lld), and a "
				 "run was cancelled since: to print those who "
				 "have no notice now, give --supplement"),
			       month.year, month.month, (long long)row->id);
	return ao_fail(err, AO_INPUT, NULL,
		       _("%04d-%02d was run already (run %lld), and %s is not "
			 "what it was then: to print those who have no notice "
			 "yet, give --supplement"),
		       month.year, month.month, (long long)row->id, what);
}

struct finished { /* of the month, newest first */
	const struct ao_run_row *newest, *same;
	const struct ao_run_row *overtaken; /* the same but for that */
};

/* What a run that was cancelled later had printed is nobody's notice now, and
 * the one that was finished before does not know it. */
static bool is_overtaken(const struct ao_run_row *row,
			 const struct ao_run_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].cancelled_after >= row->id)
			return true;
	return false;
}

static struct finished look_at_finished(const struct ao_run_ask *ask,
					const struct ao_run_row *rows, size_t n)
{
	struct finished f = {0};

	for (size_t i = n; i-- > 0;) {
		const struct ao_run_row *row = &rows[i];

		if (row->state != AO_RUN_FINISHED ||
		    !ao_date_equal(row->made.month, ask->made->month))
			continue;
		if (!f.newest)
			f.newest = row;
		if (difference_to(ask, row) ||
		    (ask->made->supplement && !row->made.supplement))
			continue;
		if (!ask->remake && is_overtaken(row, rows, n))
			f.overtaken = f.overtaken ? f.overtaken : row;
		else if (!f.same)
			f.same = row;
	}
	return f;
}

static bool choose(const struct ao_run_ask *ask, const struct ao_run_row *rows,
		   size_t n, struct ao_run_found *found, struct ao_error *err)
{
	struct finished f = look_at_finished(ask, rows, n);

	for (size_t i = 0; i < n; i++) {
		if (rows[i].state != AO_RUN_PLANNED)
			continue;
		*found = (struct ao_run_found){AO_RUN_GO_ON, rows[i]};
		return go_on(ask, &rows[i], err);
	}
	*found = (struct ao_run_found){.way = AO_RUN_NEW};
	if (f.same)
		*found = (struct ao_run_found){AO_RUN_DONE, *f.same};
	else if (f.newest && !ask->made->supplement)
		return refuse_second(ask, f.overtaken ? f.overtaken : f.newest,
				     err);
	else if (!f.newest && ask->made->supplement)
		return ao_fail(err, AO_INPUT, NULL,
			       _("there is no finished run for %04d-%02d that "
				 "could be supplemented; leave out "
				 "--supplement"),
			       ask->made->month.year, ask->made->month.month);
	return true;
}

bool ao_run_find_way(struct ao_ledger *ledger, const struct ao_run_ask *ask,
		     struct ao_arena *arena, struct ao_run_found *found,
		     struct ao_error *err)
{
	struct ao_run_row *rows;
	size_t n;

	return ao_runs(ledger, AO_NO_DATE, arena, &rows, &n, err) &&
	       choose(ask, rows, n, found, err);
}

bool ao_run_waiting(struct ao_ledger *ledger, struct ao_date month,
		    struct ao_arena *arena, struct ao_run_row *row,
		    struct ao_error *err)
{
	struct ao_run_row *rows;
	size_t n;

	*row = (struct ao_run_row){0};
	if (!ao_runs(ledger, month, arena, &rows, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (rows[i].state == AO_RUN_PLANNED)
			*row = rows[i];
	return true;
}
