/* ledger_files.c - the volumes on disk against their digests in the ledger. */
#include "cli/ledger_files.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void add_fault(struct ledger_files *f, const char *path,
		      const char *text)
{
	if (f->faults == f->fault_cap) {
		f->fault_cap = f->fault_cap ? 2 * f->fault_cap : 16;
		f->fault =
			ao_realloc(f->fault, f->fault_cap * sizeof(*f->fault));
	}
	f->fault[f->faults++] = (struct ledger_file_fault){path, text};
}

static void add_note(struct ledger_files *f, const char *text)
{
	if (f->notes == f->note_cap) {
		f->note_cap = f->note_cap ? 2 * f->note_cap : 16;
		f->note = ao_realloc(f->note, f->note_cap * sizeof(*f->note));
	}
	f->note[f->notes++] = text;
}

static void check_file(const struct ledger_files_order *order,
		       const char *folder, const struct ao_volume_row *volume,
		       struct ledger_files *f)
{
	const char *path =
		ao_arena_printf(order->arena, "%s/%s", folder, volume->name);
	struct ao_error err = {0};
	char hex[AO_SHA256_HEX];

	if (ao_file_digest(path, hex, &err)) {
		if (strcmp(hex, volume->sha256) == 0)
			f->same++;
		else
			add_fault(f, path,
				  _("is not the volume that was printed: its "
				    "SHA-256 is another"));
		return;
	}
	if (err.status != AO_OK) {
		add_fault(f, path, ao_arena_strdup(order->arena, err.text));
		return;
	}
	f->gone++;
	add_note(f, ao_arena_printf(order->arena,
				    _("%s is not there any more (handed to "
				      "the print room?); it was not looked "
				      "at"),
				    path));
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool check_run(struct ao_ledger *l,
		      const struct ledger_files_order *order,
		      const struct ao_run_row *run, struct ledger_files *f,
		      struct ao_error *err)
{
	const char *folder = order->folder ? order->folder : run->folder;
	struct ao_volume_row *volume;
	size_t n;

	if (!ao_volumes_done(l, run->id, order->arena, &volume, &n, err))
		return false;
	if (n && !is_folder(folder)) {
		f->gone += n;
		add_note(f, ao_arena_printf(order->arena,
					    _("run %lld: its folder %s is not "
					      "there any more (handed to the "
					      "print room?); %zu volumes were "
					      "not looked at"),
					    (long long)run->id, folder, n));
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		if (!ao_progress_step(order->progress, N_("volumes on disk"), i,
				      n, err))
			return false;
		check_file(order, folder, &volume[i], f);
	}
	return true;
}

bool ledger_files_check(struct ao_ledger *l,
			const struct ledger_files_order *order,
			struct ledger_files *f, struct ao_error *err)
{
	for (size_t i = 0; i < order->runs; i++) {
		const struct ao_run_row *run = &order->run[i];

		if (order->only ? run->id != order->only
				: run->state == AO_RUN_CANCELLED)
			continue;
		if (!check_run(l, order, run, f, err))
			return false;
	}
	return true;
}

void ledger_files_release(struct ledger_files *f)
{
	free(f->fault);
	free(f->note);
}
