/* verify_run.c - the folder of a run: its files, then each page. */
#include "aofuto/batch/verify_run.h"

#include "verify_inside.h"

#include <stdlib.h>
#include <string.h>

struct job {
	const struct ao_verify_run_order *order;
	struct ao_verify_report *report;
	struct gather gather; /* of the list again */
	struct in_ledger ledger;
	struct ao_kit *kit;   /* the run's, where there is a pile */
	struct ao_pile *pile; /* its notices; NULL: neither list nor ledger */
	struct ao_manifest manifest;
	struct form form[AO_EDITION_COUNT];
	struct ao_volume *expected; /* of the pile, by volume */
	size_t *first; /* of each volume, its place in the manifest */
	size_t *task;  /* volumes that can be read */
	size_t tasks;
	unsigned long with_id;
};

static void add_fault(struct ao_verify_report *r, const char *file,
		      const char *text)
{
	if (r->faults == r->cap) {
		r->cap = r->cap * 2 + 8;
		r->fault = ao_realloc(r->fault, r->cap * sizeof(*r->fault));
	}
	r->fault[r->faults++] =
		(struct ao_verify_fault){ao_arena_strdup(r->arena, file),
					 ao_arena_strdup(r->arena, text)};
}

static void tell_fault(void *data, const char *name, const char *text)
{
	add_fault(data, name, text);
}

static bool is_faulty(const struct ao_verify_report *r, const char *file)
{
	for (size_t i = 0; i < r->faults; i++)
		if (strcmp(r->fault[i].file, file) == 0)
			return true;
	return false;
}

static bool work(void *data, size_t task, void *result, struct ao_ticks *ticks,
		 struct ao_error *err)
{
	struct job *job = data;
	const struct ao_verify_run_order *order = job->order;
	size_t v = job->task[task];
	const struct ao_record_file *file = &order->record->volume[v].file;
	struct counted *counted = result;

	if (!job->pile)
		return verify_against_manifest(
			&(struct against_manifest){.record = order->record,
						   .manifest = &job->manifest,
						   .form = job->form,
						   .reader = order->reader,
						   .raster_every =
							   order->raster_every},
			v, job->first[v], ticks, counted, err);
	return ao_verify_volume(
		&(struct ao_verify_order){.kit = job->kit,
					  .pile = job->pile,
					  .reader = order->reader,
					  .raster_every = order->raster_every},
		&job->expected[v],
		&(struct ao_verify_file){
			.path = ao_record_path(order->record, file->name),
			.name = file->name},
		ticks, &counted->verified, err);
}

/* Whatever is wrong with one volume, the others are read too. */
static bool end(void *data, size_t task, const void *result,
		const struct ao_error *failed, struct ao_error *err)
{
	struct job *job = data;
	struct ao_verify_report *r = job->report;
	struct ao_verify_volume *v = &r->volume[job->task[task]];
	const struct counted *counted = result;

	(void)err;
	if (failed) {
		add_fault(r, v->volume->file.name, failed->text);
		return true;
	}
	v->ok = true;
	v->verified = counted->verified;
	job->with_id += counted->with_id;
	r->sum.pages += v->verified.pages;
	r->sum.codes += v->verified.codes;
	r->sum.rastered += v->verified.rastered;
	return true;
}

/* A file that is missing is told already. */
static void choose_tasks(struct job *job)
{
	const struct ao_record *record = job->order->record;
	size_t at = 0;

	job->first = ao_calloc(record->volumes + 1, sizeof(*job->first));
	job->task = ao_calloc(record->volumes + 1, sizeof(*job->task));
	for (size_t i = 0; i < record->volumes; i++) {
		job->first[i] = at;
		at += record->volume[i].notices;
		if (!is_faulty(job->report, record->volume[i].file.name))
			job->task[job->tasks++] = i;
	}
}

static bool read_volumes(struct job *job, struct ao_error *err)
{
	const struct ao_verify_run_order *order = job->order;
	struct ao_verify_report *r = job->report;
	struct ao_workers_order workers = {
		.result_size = sizeof(struct counted),
		.jobs = order->jobs,
		.progress = order->progress,
		.what = N_("reading the pages back"),
		.data = job,
		.work = work,
		.end = end,
	};

	choose_tasks(job);
	workers.tasks = job->tasks;
	for (size_t i = 0; i < job->tasks; i++)
		workers.total += order->record->volume[job->task[i]].notices;
	if (!ao_workers_run(&workers, err))
		return false;
	if (!job->pile && !r->faults && job->with_id != order->record->with_id)
		add_fault(r, AO_RECORD_NAME,
			  _("the volumes hold another number of notices with "
			    "an application ID than run.json says"));
	return true;
}

/* What the list gives, or what the ledger has. */
static size_t expect_volumes(struct job *job)
{
	const struct ao_mailing *m = &job->gather.mailing;
	const struct in_ledger *l = &job->ledger;
	size_t n = job->order->list ? m->volumes : l->volumes, first = 0;

	job->expected = ao_calloc(n + 1, sizeof(*job->expected));
	for (size_t i = 0; i < n; i++) {
		struct ao_volume *v = &job->expected[i];

		v->notices = job->order->list ? m->volume[i].notices
					      : l->volume[i].notices;
		v->first = first;
		first += v->notices;
	}
	return n;
}

/* As many volumes, each of as many notices, pages and sheets. */
static bool same_volumes(struct job *job)
{
	const struct ao_record *record = job->order->record;
	size_t volumes = expect_volumes(job);

	for (size_t i = 0; i < volumes && i < record->volumes; i++) {
		struct ao_volume *v = &job->expected[i];

		v->number = record->first_volume + (unsigned)i;
		for (size_t k = 0; k < v->notices; k++) {
			struct ao_piled piled;

			ao_pile_get(job->pile, v->first + k, &piled, NULL);
			v->pages += piled.pages;
			v->sheets += piled.sheets;
		}
		memcpy(v->sha256, record->volume[i].file.sha256, AO_SHA256_HEX);
		if (v->notices != record->volume[i].notices ||
		    v->pages != record->volume[i].pages ||
		    v->sheets != record->volume[i].sheets)
			volumes = SIZE_MAX;
	}
	return volumes == record->volumes;
}

/* False: what the pages must be is not known of every volume. */
static bool check_volumes(struct job *job, bool *known, struct ao_error *err)
{
	const struct ao_record *record = job->order->record;

	*known = !job->pile || same_volumes(job);
	if (*known)
		return true;
	if (job->order->list)
		return ao_fail(err, AO_HOST, record->path,
			       _("the volumes that run.json names are not "
				 "those that this program makes of the list: "
				 "run.json was changed, or another version has "
				 "made it (%s)"),
			       record->program);
	add_fault(job->report, AO_RECORD_NAME,
		  _("run.json was changed since: its volumes have not the "
		    "notices and pages that the ledger says"));
	return true;
}

static bool choose_pile(struct job *job, struct ao_error *err)
{
	const struct ao_verify_run_order *order = job->order;

	if (order->list) {
		gather_init(&job->gather, order->kit);
		job->pile = job->gather.pile;
		return verify_relist(order, &job->gather, err);
	}
	if (job->ledger.pile) {
		job->pile = job->ledger.pile;
		job->report->sealed = true;
		if (job->ledger.kit_open)
			job->kit = &job->ledger.kit;
	}
	return true;
}

/* The manifest's fault is one of the folder's; without it no page is read. */
static bool read_expectation(struct job *job, bool *readable,
			     struct ao_error *err)
{
	const struct ao_verify_run_order *order = job->order;
	struct ao_error why = {0};
	bool known;

	*readable = false;
	if (!choose_pile(job, err) || !check_volumes(job, &known, err))
		return false;
	if (!known)
		return true;
	if (!forms_make(job->form, order->kit, job->report->formed, err))
		return false;
	if (is_faulty(job->report, AO_MANIFEST_NAME))
		return true;
	*readable = ao_manifest_read(order->record, job->pile, &job->manifest,
				     &why);
	if (!*readable)
		add_fault(job->report, AO_MANIFEST_NAME, why.text);
	return true;
}

static void start_report(struct ao_verify_report *r,
			 const struct ao_verify_run_order *order)
{
	const struct ao_record *record = order->record;
	struct ao_kit *kit = order->kit;
	const char *other = ao_kit_as_then(kit, record->edition_sha256);

	*r = (struct ao_verify_report){
		.arena = ao_arena_new(),
		.volumes = record->volumes,
		.listed = order->list != NULL,
		.formed = !strcmp(kit->settings->digest,
				  record->settings_sha256) &&
			  !other &&
			  !strcmp(ao_city_digest(kit->city),
				  record->city_sha256) &&
			  !strcmp(ao_kit_omr(kit), record->omr_sha256)};
	r->volume = ao_calloc(record->volumes + 1, sizeof(*r->volume));
	for (size_t i = 0; i < record->volumes; i++)
		r->volume[i].volume = &record->volume[i];
}

bool ao_verify_run(const struct ao_verify_run_order *order,
		   struct ao_verify_report *report, struct ao_error *err)
{
	struct job job = {.order = order, .report = report, .kit = order->kit};
	const struct ao_fault_teller teller = {tell_fault, report};
	bool readable, ok;

	start_report(report, order);
	if (!ao_verify_reader(order->reader, report->sum.reader, err))
		return false;
	ao_record_check(order->record, &teller);
	ok = in_ledger_open(&job.ledger, order, report->formed, &teller, err);
	report->run = job.ledger.row.id;
	ok = ok && read_expectation(&job, &readable, err) &&
	     (!readable || read_volumes(&job, err));
	in_ledger_close(&job.ledger);
	gather_release(&job.gather);
	ao_manifest_release(&job.manifest);
	forms_release(job.form);
	free(job.expected);
	free(job.first);
	free(job.task);
	return ok;
}

void ao_verify_report_release(struct ao_verify_report *r)
{
	ao_arena_free(r->arena);
	free(r->volume);
	free(r->fault);
	*r = (struct ao_verify_report){0};
}
