/* reprint.h - one lost notice printed again, from nothing but the ledger.
 *
 * The values that were printed, on the form of their run, at the place they
 * had: the pages must be the same, mark for mark, or nothing is printed. Who,
 * when and why is in the ledger before the file has its name. What has changed
 * since (another name or address, a date that has passed) asks for a new form,
 * and is refused here.
 */
#ifndef AOFUTO_BATCH_REPRINT_H
#define AOFUTO_BATCH_REPRINT_H

#include "aofuto/base/settings.h"
#include "aofuto/expiry/decision.h"
#include "aofuto/input/list.h"
#include "aofuto/ledger/entry.h"

struct ao_reprint_order {
	struct ao_ledger *ledger; /* to show, one that is only read will do */
	const struct ao_settings *settings;
	struct ao_entry_query which;
	const char *list; /* today's list, to compare; or NULL */
	const struct ao_list_options *list_options;
	const char *hold; /* today's hold list, or NULL */
	struct ao_run_day day;
	const char *at, *operator, * reason;
	bool mark;
	const char *path; /* of the PDF; NULL: only look and tell */
};

struct ao_reprint_found {
	struct ao_entry entry;
	char sequence[32];
};

struct ao_reprinted {                   /* release with ao_reprinted_release */
	struct ao_reprint_found *found; /* all that match */
	size_t n;
	const struct ao_reprint_found *one; /* the notice; NULL: not clear */
	const char *volume;                 /* its file's name */
	struct ao_reprint *past;
	size_t pasts;
	struct ao_error refusal; /* only looked: why it is not printed now */
	unsigned copy;           /* of this time, from 1; 0: none was made */
	bool resumed; /* the last time was cut short after it was written down;
		       * its file has its name now, and no row was added */
	unsigned sheets;
	char sha256[AO_SHA256_HEX];
	struct ao_arena *arena;
};

/* No such notice, more than one (they are in `found`), or one that must not be
 * printed again: AO_INPUT says why. A file that is there already: AO_HOST,
 * before anything else. When only looking the reasons against printing are in
 * `refusal`, but for what makes it unclear which notice is meant. */
AO_CHECKED bool ao_reprint(const struct ao_reprint_order *,
			   struct ao_reprinted *, struct ao_error *);
void ao_reprinted_release(struct ao_reprinted *);

#endif
