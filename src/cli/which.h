/* which.h - which notices of the ledger a command line means. */
#ifndef WHICH_H
#define WHICH_H

#include "aofuto/ledger/entry.h"
#include "cli/session.h"

#define APPLICATION_ID_DIGITS 23

struct which {
	struct ao_entry_query query; /* borrows from the line and from here */
	char application_id[APPLICATION_ID_DIGITS + 1];
};

/* From --resident, --application-id, --notice, --run, --month, --kind and
 * --returned, as far as the command has them; cancelled ones too. */
AO_CHECKED bool which_read(struct which *, const struct session *,
			   struct ao_error *);
/* One of the three by which a notice is known was given. */
bool which_is_known(const struct which *);
/* AO_INPUT: the ledger has none of it. */
bool which_is_none(const struct session *, struct ao_error *);
/* The number of a run or a notice. */
AO_CHECKED bool which_number(const struct cmd_line *, enum option, int64_t *out,
			     struct ao_error *);

#endif
