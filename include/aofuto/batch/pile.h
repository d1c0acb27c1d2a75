/* pile.h - the notices of a run, kept small until their volume is drawn.
 *
 * A notice is kept as the values that it prints and nothing else, and by the
 * key that tells its place in the mail (mailing.h).
 */
#ifndef AOFUTO_BATCH_PILE_H
#define AOFUTO_BATCH_PILE_H

#include "aofuto/batch/screen.h"
#include "aofuto/ledger/issue.h"

struct ao_piled { /* what the lists of a run say of a notice */
	unsigned long row;
	const char *resident_id; /* from ao_pile_get: borrowed from the pile */
	enum ao_kind kind;
	struct ao_date expiry;
	unsigned pages;          /* of the letter, blank backs included */
	unsigned sheets;         /* of paper */
	bool barcode;            /* it carries a customer barcode */
	enum ao_edition edition; /* from ao_pile_get: the notice's */
};

struct ao_pile;
struct ao_pile *ao_pile_new(void);
void ao_pile_free(struct ao_pile *);
size_t ao_pile_count(const struct ao_pile *);

/* What was screened must be printed. No two keys are equal. */
void ao_pile_add(struct ao_pile *, const struct ao_screened *,
		 struct ao_bytes key);
/* By the bytes of the keys. */
void ao_pile_sort(struct ao_pile *);
/* Borrowed from the pile; "" of what was put without one. */
const char *ao_pile_key(const struct ao_pile *, size_t i);

/* What the ledger holds: a place of a volume, and its notice. */
void ao_pile_put(struct ao_pile *, const struct ao_piled *,
		 const struct ao_notice *);

/* All of a volume that the ledger has, in its order; their salts are appended
 * (NULL: not wanted). */
AO_CHECKED bool ao_pile_load(struct ao_pile *, struct ao_ledger *, int64_t run,
			     unsigned volume, struct ao_buf *salts,
			     struct ao_error *);

/* The i-th from 0. The resident id is borrowed from the pile; the notice's
 * strings are borrowed until the next notice is asked for. notice may be
 * NULL: those of the last one then stay. */
void ao_pile_get(const struct ao_pile *, size_t i, struct ao_piled *,
		 struct ao_notice *);

#endif
