/* doctor_space.c - the room on the disks, and what a run like the last one
 * takes of it.
 *
 * Measured on invented lists: a notice's row of the ledger with its index and
 * journal, twice what it grows by; the temporary files hold the list once more
 * and what was found in it, less than a notice's pages.
 */
#include "aofuto/batch/doctor.h"

#include "aofuto/input/csv.h"
#include "aofuto/ledger/glance.h"
#include "aofuto/notice/break.h"
#include "aofuto/notice/face.h"
#include "aofuto/pdf/qrcode.h"

#include <errno.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define MB ((uint64_t)1 << 20)
/* Below it a run of any size may fail. */
#define LEAST (64 * MB)
/* A notice: where no run has shown it. */
#define NOTICE_BYTES  ((uint64_t)16 << 10)
#define LEDGER_BYTES  ((uint64_t)4 << 10)
#define SPOOLED_BYTES ((uint64_t)4 << 10)

struct place {
	const char *what; /* translated */
	const char *path;
	uint64_t needs;
};

static uint64_t least(uint64_t bytes)
{
	return bytes < LEAST ? LEAST : bytes;
}

/* True where it was found good, which several of them are told in one line. */
static bool look_at_place(struct ao_doctor *d, const struct place *p,
			  unsigned long long *free_mb)
{
	const struct ao_doctor_wrong wrong = {
		AO_DOCTOR_SPACE, AO_HOST,
		_("make room there, or name another folder")};
	const struct ao_doctor_wrong closed = {
		AO_DOCTOR_SPACE, AO_HOST,
		_("give the folder to whoever runs aofuto (chown), with mode "
		  "0700")};
	const struct ao_doctor_wrong absent = {
		AO_DOCTOR_SPACE, AO_HOST,
		_("make the folder, or name another (TMPDIR)")};
	unsigned long long needs_mb = p->needs / MB;
	struct statvfs fs;

	if (statvfs(p->path, &fs) != 0 && errno == ENOENT) {
		ao_doctor_problem(d, absent,
				  _("%s (%s): there is no such folder"),
				  p->what, p->path);
		return false;
	}
	if (statvfs(p->path, &fs) != 0 || access(p->path, W_OK | X_OK) != 0) {
		ao_doctor_problem(d, closed,
				  _("%s (%s): this user may not write here"),
				  p->what, p->path);
		return false;
	}
	*free_mb = (uint64_t)fs.f_bavail * fs.f_frsize / MB;
	if (*free_mb >= 3 * needs_mb)
		return true;
	if (*free_mb < needs_mb)
		ao_doctor_problem(d, wrong,
				  _("%s (%s): %llu MB are free, a run may need "
				    "%llu MB"),
				  p->what, p->path, *free_mb, needs_mb);
	else
		ao_doctor_note(d, AO_DOCTOR_SPACE, wrong.remedy,
			       _("%s (%s): %llu MB are free, a run may need "
				 "%llu MB"),
			       p->what, p->path, *free_mb, needs_mb);
	return false;
}

void ao_doctor_space(struct ao_doctor *d, const struct ao_doctor_places *places)
{
	uint64_t n = d->last_notices;
	uint64_t row = d->ledger_notices ? d->ledger_bytes / d->ledger_notices
					 : LEDGER_BYTES;
	uint64_t page = n ? d->last_bytes / n : NOTICE_BYTES;
	const struct place place[] = {
		{_("ledger"), places->ledger, least(2 * n * row)},
		{_("output"), places->out, least(2 * n * page)},
		{_("temporary"), places->temporary, least(n * SPOOLED_BYTES)},
	};
	struct ao_buf good = {0};

	for (size_t i = 0; i < AO_COUNT(place); i++) {
		const struct place *p = &place[i];
		unsigned long long free_mb;

		if (p->path && look_at_place(d, p, &free_mb))
			ao_buf_addf(&good, "%s%s %llu/%llu", good.n ? ", " : "",
				    p->what, free_mb,
				    (unsigned long long)(p->needs / MB));
	}
	if (good.n)
		ao_doctor_ok(d, AO_DOCTOR_SPACE, _("MB free/needed: %s"),
			     good.s);
	ao_buf_release(&good);
}

void ao_doctor_libraries(struct ao_doctor *d)
{
	struct ao_buf text = {0};
	void (*const library[])(struct ao_buf *) = {
		ao_csv_library,   ao_settings_library, ao_face_library,
		ao_break_library, ao_qrcode_library,   ao_ledger_library,
		ao_key_library,
	};

	for (size_t i = 0; i < AO_COUNT(library); i++) {
		ao_buf_adds(&text, i ? ", " : "");
		library[i](&text);
	}
	ao_doctor_ok(d, AO_DOCTOR_LIBRARIES, "%s", text.s);
	ao_buf_release(&text);
}
