/* run_volumes.c - the volumes of a run: each is drawn, finished and read back
 * by one and the same child; the ledger has them in the order of their numbers.
 */
#include "batch/run_inside.h"

#include "aofuto/batch/workers.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* What a child gives back. */
struct made {
	struct ao_volume volume;
	struct ao_verified verified;
};

struct task {
	size_t volume;      /* of the report */
	struct ao_out *out; /* once it is begun; the folder's */
	/* Of each notice, from the child: memory that both see. NULL: a
	 * specimen. */
	unsigned char *digests;
	bool done;
};

struct making {
	struct run *run;
	struct ao_volume_order draw;
	struct ao_verify_order verify;
	struct task *task;
	size_t tasks;
	size_t next; /* the first task that is not committed */
	/* Over the ledger: of the volume that was begun last. */
	struct ao_pile *pile;
	struct ao_buf salts;
};

static struct ao_volume *volume_of(const struct making *m, size_t task)
{
	return &m->run->report->volume[m->task[task].volume];
}

static char *name_of(const struct making *m, size_t task,
		     char out[AO_VOLUME_NAME_SIZE])
{
	return ao_volume_name(m->run->day.month, volume_of(m, task)->number,
			      out);
}

static size_t digest_bytes(const struct making *m, size_t task)
{
	return volume_of(m, task)->notices * AO_DIGEST;
}

bool run_load(const struct run *run, unsigned volume, struct ao_pile *pile,
	      struct ao_buf *salts, struct ao_error *err)
{
	return ao_pile_load(pile, run->order->ledger, run->ledger.found.row.id,
			    volume, salts, err);
}

/* The child gets its volume's notices, and nobody else's. */
static bool load_volume(struct making *m, size_t task, struct ao_error *err)
{
	const struct ao_volume *v = volume_of(m, task);
	struct task *t = &m->task[task];

	ao_pile_free(m->pile);
	m->pile = ao_pile_new();
	ao_buf_clear(&m->salts);
	if (!run_load(m->run, v->number, m->pile, &m->salts, err))
		return false;
	if (ao_pile_count(m->pile) != v->notices)
		AO_BUG("volume %u has %zu notices, planned were %zu", v->number,
		       ao_pile_count(m->pile), v->notices);
	t->digests = mmap(NULL, digest_bytes(m, task), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (t->digests == MAP_FAILED) {
		t->digests = NULL;
		return ao_fail_errno(err, NULL, _("cannot start a worker"));
	}
	m->draw.pile = m->verify.pile = m->pile;
	m->draw.digests = (struct ao_volume_digests){
		(const unsigned char *)m->salts.s, t->digests};
	return true;
}

static bool begin(void *data, size_t task, struct ao_error *err)
{
	struct making *m = data;
	char name[AO_VOLUME_NAME_SIZE];

	if (m->run->order->ledger && !load_volume(m, task, err))
		return false;
	m->task[task].out =
		ao_folder_add(m->run->folder, name_of(m, task, name), err);
	return m->task[task].out != NULL;
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
		.path = ao_out_temporary(m->task[task].out),
		.name = name_of(m, task, name),
	};

	if (ao_verify_volume(&m->verify, volume, &file, ticks, verified, &why))
		return true;
	return ao_fail(err, AO_HOST, why.where,
		       _("%s. The volume could not be read back as it was "
			 "meant, so it was not released; run again, and if it "
			 "happens again keep the list and the settings and "
			 "have the program looked at"),
		       why.text);
}

static bool work(void *data, size_t task, void *result, struct ao_ticks *ticks,
		 struct ao_error *err)
{
	struct making *m = data;
	struct made *made = result;
	struct ao_out *out = m->task[task].out;

	/* The locks are the parent's, and end with it. */
	ao_folder_forget(m->run->folder);
	if (m->run->order->ledger)
		ao_ledger_forget(m->run->order->ledger);
	made->volume = *volume_of(m, task);
	if (!ao_volume_draw(&m->draw, &made->volume, out, err) ||
	    !ao_out_finish(out, err))
		return false;
	if (m->run->order->reader)
		return read_back(m, task, &made->volume, &made->verified, ticks,
				 err);
	ao_tick(ticks, (unsigned)made->volume.notices);
	return true;
}

/* One that was made again must be the one that the ledger has. */
static bool enter(const struct making *m, size_t task, const char *name,
		  struct ao_error *err)
{
	const struct run *run = m->run;
	const struct run_ledger *l = &run->ledger;
	const struct ao_volume *v = volume_of(m, task);
	struct ao_volume_row row = {.number = v->number,
				    .name = name,
				    .notices = v->notices,
				    .pages = v->pages,
				    .sheets = v->sheets,
				    .bytes = v->bytes,
				    .digest = m->task[task].digests};
	size_t i = m->task[task].volume;

	memcpy(row.sha256, v->sha256, AO_SHA256_HEX);
	if (i >= l->n)
		return ao_volume_commit(run->order->ledger, l->found.row.id,
					&row, err);
	if (strcmp(row.sha256, l->committed[i].sha256) == 0)
		return true;
	return ao_fail(err, AO_HOST, name,
		       _("the volume cannot be made again: its bytes are not "
			 "those of run %lld; another version of the program or "
			 "of one of its libraries made it (%s)"),
		       (long long)l->found.row.id, l->found.row.made.program);
}

/* What makes a volume exactly-once is this order: wherever the program is cut
 * off, the next run knows by the ledger and the two names where that was. */
static bool commit(struct making *m, size_t task, struct ao_error *err)
{
	struct ao_folder *folder = m->run->folder;
	char name[AO_VOLUME_NAME_SIZE];

	name_of(m, task, name);
	return ao_folder_keep(folder, name, err) && enter(m, task, name, err) &&
	       ao_folder_name(folder, name, err);
}

/* Who was quick waits for those before him. */
static bool commit_in_order(struct making *m, struct ao_error *err)
{
	for (; m->next < m->tasks && m->task[m->next].done; m->next++) {
		struct task *t = &m->task[m->next];

		if (!t->digests)
			continue;
		if (!commit(m, m->next, err))
			return false;
		munmap(t->digests, digest_bytes(m, m->next));
		t->digests = NULL;
	}
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
	if (!ao_out_finish(m->task[task].out, err))
		return false;
	m->task[task].done = true;
	return commit_in_order(m, err);
}

/* Over the ledger: of what is committed what it says. */
static void take_planned(struct run *run)
{
	const struct run_ledger *l = &run->ledger;
	struct ao_run_report *report = run->report;

	for (size_t i = 0; i < report->volumes; i++) {
		struct ao_volume *v = &report->volume[i];

		v->number = l->found.row.first_volume + (unsigned)i;
		v->first = 0; /* each has a pile of its own */
		if (i >= l->n)
			continue;
		v->pages = l->committed[i].pages;
		v->sheets = l->committed[i].sheets;
		v->bytes = l->committed[i].bytes;
		memcpy(v->sha256, l->committed[i].sha256, AO_SHA256_HEX);
	}
}

static void choose_tasks(struct making *m)
{
	struct run *run = m->run;
	const struct run_ledger *l = &run->ledger;
	struct ao_run_report *report = run->report;

	report->volumes = run->gather.mailing.volumes;
	report->volume =
		ao_calloc(report->volumes + 1, sizeof(*report->volume));
	for (size_t i = 0; i < report->volumes; i++)
		report->volume[i] = run->gather.mailing.volume[i];
	if (run->order->ledger)
		take_planned(run);
	m->task = ao_calloc(report->volumes + 1, sizeof(*m->task));
	for (size_t i = 0; i < report->volumes; i++)
		if (i >= l->n || l->missing[i])
			m->task[m->tasks++].volume = i;
	report->made = m->tasks;
}

static void release(struct making *m)
{
	for (size_t i = 0; i < m->tasks; i++)
		if (m->task[i].digests)
			munmap(m->task[i].digests, digest_bytes(m, i));
	ao_buf_release(&m->salts);
	ao_pile_free(m->pile);
	free(m->task);
}

static bool make(struct making *m, struct ao_error *err)
{
	const struct ao_run_order *order = m->run->order;
	struct ao_workers_order workers = {
		.tasks = m->tasks,
		.result_size = sizeof(struct made),
		.jobs = order->jobs,
		.progress = order->progress,
		.what = order->reader ? N_("drawing the notices and reading "
					   "them back")
				      : N_("drawing the notices"),
		.data = m,
		.begin = begin,
		.work = work,
		.end = end,
	};

	for (size_t i = 0; i < m->tasks; i++)
		workers.total += volume_of(m, i)->notices;
	return ao_typefaces_build(m->run->gather.typefaces, err) &&
	       ao_workers_run(&workers, err);
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
	bool ok;

	choose_tasks(&m);
	ok = m.tasks == 0 || make(&m, err);
	release(&m);
	return ok;
}
