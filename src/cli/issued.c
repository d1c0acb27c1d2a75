/* issued.c - what the ledger has of one resident, for explain. */
#include "cli/issued.h"
#include "cli/entries.h"

#include <stdio.h>

struct issued {
	struct ao_ledger *ledger;
	struct ao_json *json; /* NULL: for people */
	size_t n;
	struct ao_error err;
};

static bool tell(const struct ao_entry *e, void *data)
{
	struct issued *i = data;

	i->n++;
	if (!i->json) {
		entry_tell(e);
		return entry_tell_past(i->ledger, e, &i->err);
	}
	ao_json_object(i->json, NULL);
	entry_json(i->json, e);
	if (!entry_json_past(i->ledger, i->json, e, &i->err))
		return false;
	ao_json_end(i->json);
	return true;
}

static bool ask(struct issued *i, const char *resident_id, struct ao_error *err)
{
	struct ao_entry_query query = {.resident_id = resident_id,
				       .cancelled_too = true};

	if (!ao_entries_each(i->ledger, &query, tell, i, err))
		return false;
	if (i->err.status == AO_OK)
		return true;
	*err = i->err;
	return false;
}

bool issued_tell(struct ao_ledger *ledger, const char *resident_id,
		 struct ao_error *err)
{
	struct issued i = {.ledger = ledger};

	puts(_("in the ledger:"));
	if (!ask(&i, resident_id, err))
		return false;
	if (!i.n)
		puts(_("  no notice of this resident: none was "
		       "printed, or its values are purged"));
	return true;
}

bool issued_json(struct ao_ledger *ledger, const char *resident_id,
		 struct ao_json *json, struct ao_error *err)
{
	struct issued i = {.ledger = ledger, .json = json};
	bool ok;

	if (!ledger) {
		ao_json_null(json, "issued");
		return true;
	}
	ao_json_array(json, "issued");
	ok = ask(&i, resident_id, err);
	ao_json_end(json);
	return ok;
}
