/* run_resume.c - a run that the ledger has: what of it is on disk? */
#include "aofuto/batch/record.h"
#include "batch/run_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder may have moved with all that is in it; two of them are not mixed. */
static bool choose_folder(struct run *run, struct ao_error *err)
{
	const struct ao_run_row *row = &run->ledger.found.row;
	const char *asked = run->order->folder;
	struct stat now, then;
	struct ao_buf *folder = &run->report->folder;
	bool moved = stat(row->folder, &then) != 0;
	bool same = !moved && stat(asked, &now) == 0 &&
		    now.st_dev == then.st_dev && now.st_ino == then.st_ino;

	ao_buf_clear(folder);
	if (moved || same) {
		ao_buf_adds(folder, asked);
		return true;
	}
	ao_buf_adds(folder, row->folder);
	if (run->ledger.found.way == AO_RUN_DONE && !run->order->remake)
		return true;
	return ao_fail(err, AO_INPUT, asked,
		       _("run %lld writes into another folder; give --out %s"),
		       (long long)row->id, row->folder);
}

static bool look_at_volume(struct run *run, size_t i, bool *all,
			   struct ao_error *err)
{
	struct run_ledger *l = &run->ledger;
	const char *folder = run->report->folder.s;
	enum ao_folder_found found;

	if (!ao_folder_find(folder, l->committed[i].name,
			    l->committed[i].sha256, &found, err))
		return false;
	*all = *all && found == AO_FOLDER_WHOLE;
	l->missing[i] = found == AO_FOLDER_MISSING;
	if (found == AO_FOLDER_CHANGED)
		return ao_fail(err, AO_HOST, l->committed[i].name,
			       _("the volume of run %lld in %s was changed "
				 "since it was made: do not print it; move it "
				 "away and give --remake to make the same "
				 "bytes again"),
			       (long long)l->found.row.id, folder);
	if (found == AO_FOLDER_MISSING && !run->order->remake)
		return ao_fail(err, AO_HOST, l->committed[i].name,
			       _("the volume of run %lld is not in %s: was it "
				 "moved to the print room? Put it back, or "
				 "give --remake to make the same bytes again"),
			       (long long)l->found.row.id, folder);
	return true;
}

static bool look_at_lists(struct run *run, bool *all, struct ao_error *err)
{
	const char *folder = run->report->folder.s;

	for (int i = 0; i <= RUN_LISTS; i++) {
		const char *name = i < RUN_LISTS
					   ? run_list_name((enum run_list)i)
					   : AO_RECORD_NAME;
		char *path = ao_arena_printf(run->arena, "%s/%s", folder, name);

		if (i < RUN_LISTS && !run_list_applies(run, (enum run_list)i))
			continue;
		if (access(path, F_OK) == 0)
			continue;
		*all = false;
		if (run->ledger.found.way == AO_RUN_DONE && !run->order->remake)
			return ao_fail(err, AO_HOST, path,
				       _("the file of run %lld is missing: put "
					 "it back, or give --remake to make "
					 "the same bytes again"),
				       (long long)run->ledger.found.row.id);
	}
	return true;
}

bool run_look(struct run *run, bool *all, struct ao_error *err)
{
	struct run_ledger *l = &run->ledger;

	*all = true;
	if (!choose_folder(run, err) ||
	    !ao_volumes_done(run->order->ledger, l->found.row.id, run->arena,
			     &l->committed, &l->n, err))
		return false;
	l->missing = ao_arena_alloc(run->arena, l->n + 1);
	for (size_t i = 0; i < l->n; i++)
		if (!look_at_volume(run, i, all, err))
			return false;
	return look_at_lists(run, all, err);
}

static bool is_known(const char *name, void *data)
{
	const struct run_ledger *l = data;

	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->committed[i].name, name) == 0)
			return true;
	return false;
}

/* Under a name that this run gives, but not by it. */
static bool refuse_strangers(struct run *run, struct ao_error *err)
{
	char *stranger = NULL;
	bool ok = ao_folder_stranger(run->folder, is_known, &run->ledger,
				     &stranger, err);

	if (stranger)
		ok = ao_fail(err, AO_INPUT, stranger,
			     _("run %lld has not made this volume: move it "
			       "away, and do not print it"),
			     (long long)run->ledger.found.row.id);
	free(stranger);
	return ok;
}

static bool name_the_committed(struct run *run, struct ao_error *err)
{
	struct run_ledger *l = &run->ledger;

	for (size_t i = 0; i < l->n; i++) {
		const struct ao_volume_row *v = &l->committed[i];
		enum ao_folder_found found;

		if (!ao_folder_find(run->report->folder.s, v->name, v->sha256,
				    &found, err))
			return false;
		if (found == AO_FOLDER_UNNAMED &&
		    !ao_folder_name(run->folder, v->name, err))
			return false;
	}
	return true;
}

bool run_recover(struct run *run, struct ao_error *err)
{
	const struct run_ledger *l = &run->ledger;
	bool done = l->found.way == AO_RUN_DONE;
	char text[80];

	run->folder = ao_folder_reopen(run->report->folder.s, err);
	if (!run->folder || !name_the_committed(run, err) ||
	    !refuse_strangers(run, err) || !ao_folder_sweep(run->folder, err))
		return false;
	snprintf(text, sizeof(text), "%zu/%u", l->n, l->found.row.volumes);
	return ao_event_note(run->order->ledger,
			     done ? AO_EVENT_REMAKE : AO_EVENT_RESUME,
			     l->found.row.id, text, err);
}
