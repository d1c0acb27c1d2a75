/* issued.c - what the ledger has of one resident, for explain. */
#include "cli/issued.h"
#include "cli/entries.h"

#include <stdio.h>

static bool ask(struct ao_ledger *ledger, const char *resident_id,
		struct ao_json *json, unsigned long *n, struct ao_error *err)
{
	struct ao_entry_query query = {.resident_id = resident_id,
				       .cancelled_too = true};

	return entries_tell(&(struct entries_order){.ledger = ledger,
						    .which = &query,
						    .json = json},
			    n, err);
}

bool issued_tell(struct ao_ledger *ledger, const char *resident_id,
		 struct ao_error *err)
{
	unsigned long n;

	puts(_("in the ledger:"));
	if (!ask(ledger, resident_id, NULL, &n, err))
		return false;
	if (!n)
		puts(_("  no notice of this resident: none was "
		       "printed, or its values are purged"));
	return true;
}

bool issued_json(struct ao_ledger *ledger, const char *resident_id,
		 struct ao_json *json, struct ao_error *err)
{
	unsigned long n;
	bool ok;

	if (!ledger) {
		ao_json_null(json, "issued");
		return true;
	}
	ao_json_array(json, "issued");
	ok = ask(ledger, resident_id, json, &n, err);
	ao_json_end(json);
	return ok;
}
