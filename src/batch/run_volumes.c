/* run_volumes.c - the volumes of a run: each is drawn, finished and read back
 * by one and the same child. */
#include "batch/run_inside.h"

#include "aofuto/batch/workers.h"

#include <stdlib.h>
#include <string.h>

/* What a child gives back. */
struct made {
	struct ao_volume volume;
	struct ao_verified verified;
};

struct making {
	struct run *run;
	struct ao_volume_order draw;
	struct ao_verify_order verify;
	struct ao_out **out; /* of each volume, once it is begun */
};

static struct ao_volume *volume_of(const struct making *m, size_t task)
{
	return &m->run->report->volume[task];
}

static char *name_of(const struct making *m, size_t task,
		     char out[AO_VOLUME_NAME_SIZE])
{
	return ao_volume_name(m->run->order->day.month,
			      volume_of(m, task)->number, out);
}

static bool begin(void *data, size_t task, struct ao_error *err)
{
	struct making *m = data;
	char name[AO_VOLUME_NAME_SIZE];

	m->out[task] =
		ao_folder_add(m->run->folder, name_of(m, task, name), err);
	return m->out[task] != NULL;
}

/* Whatever was read, nobody shall print it. */
static bool read_back(const struct making *m, size_t task,
		      const struct ao_volume *volume,
		      struct ao_verified *verified, struct ao_ticks *ticks,
		      struct ao_error *err)
{
	struct ao_error why = {0};
	char name[AO_VOLUME_NAME_SIZE];
	struct ao_verify_file file = {
		.path = ao_out_temporary(m->out[task]),
		.name = name_of(m, task, name),
	};

	if (ao_verify_volume(&m->verify, volume, &file, ticks, verified, &why))
		return true;
	return ao_fail(err, AO_HOST, why.where,
		       _("%s. The volume could not be read back as it was "
			 "meant, so nothing was released; run again, and if it "
			 "happens again keep the list and the settings and "
			 "have the program looked at"),
		       why.text);
}

static bool work(void *data, size_t task, void *result, struct ao_ticks *ticks,
		 struct ao_error *err)
{
	struct making *m = data;
	struct made *made = result;

	made->volume = *volume_of(m, task);
	if (!ao_volume_draw(&m->draw, &made->volume, m->out[task], err) ||
	    !ao_out_finish(m->out[task], err))
		return false;
	if (m->run->order->reader)
		return read_back(m, task, &made->volume, &made->verified, ticks,
				 err);
	ao_tick(ticks, (unsigned)made->volume.notices);
	return true;
}

static bool end(void *data, size_t task, const void *result,
		const struct ao_error *failed, struct ao_error *err)
{
	struct making *m = data;
	const struct made *made = result;
	struct ao_verified *sum = &m->run->report->verified;

	if (failed)
		return ao_fail(err, failed->status, failed->where, "%s",
			       failed->text);
	*volume_of(m, task) = made->volume;
	sum->pages += made->verified.pages;
	sum->codes += made->verified.codes;
	sum->rastered += made->verified.rastered;
	memcpy(sum->reader, made->verified.reader, sizeof(sum->reader));
	return ao_out_finish(m->out[task], err);
}

static void cut_into_volumes(struct run *run)
{
	struct ao_run_report *report = run->report;
	size_t most = run->order->kit->settings->volume_notices;

	report->volume = ao_volumes_cut(ao_pile_count(run->gather.pile), most,
					&report->volumes);
}

bool run_volumes(struct run *run, const char *identity, struct ao_error *err)
{
	const struct ao_run_order *order = run->order;
	struct making m = {
		.run = run,
		.draw = {.kit = order->kit,
			 .typefaces = run->gather.typefaces,
			 .pile = run->gather.pile,
			 .identity = identity},
		.verify = {.kit = order->kit,
			   .pile = run->gather.pile,
			   .reader = order->reader,
			   .raster_every = order->raster_every},
	};
	struct ao_workers_order workers = {
		.result_size = sizeof(struct made),
		.jobs = order->jobs,
		.progress = order->progress,
		.what = order->reader ? N_("drawing the notices and reading "
					   "them back")
				      : N_("drawing the notices"),
		.total = ao_pile_count(run->gather.pile),
		.data = &m,
		.begin = begin,
		.work = work,
		.end = end,
	};
	bool ok;

	cut_into_volumes(run);
	workers.tasks = run->report->volumes;
	if (!workers.tasks)
		return true;
	if (!ao_typefaces_build(run->gather.typefaces, err))
		return false;
	m.out = ao_calloc(workers.tasks, sizeof(struct ao_out *));
	ok = ao_workers_run(&workers, err);
	free(m.out);
	return ok;
}
