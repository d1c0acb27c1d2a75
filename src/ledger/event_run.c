/* event_run.c - where in the chain a run stands. */
#include "ledger/ledger_inside.h"

bool ao_chain_of_run(struct ao_ledger *l, int64_t run, char hex[AO_SHA256_HEX],
		     struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql,
		"SELECT chain FROM event WHERE run=? AND type IN (?,?)"
		" ORDER BY id DESC LIMIT 1",
		err);
	enum ao_step step;

	hex[0] = '\0';
	if (!q)
		return false;
	sql_bind_number(q, run);
	sql_bind_number(q, AO_EVENT_PLAN);
	sql_bind_number(q, AO_EVENT_VOLUME);
	step = sql_step(q, err);
	if (step == AO_STEP_ITEM)
		ledger_column_hex(q, 0, hex);
	sql_end(q);
	if (step == AO_STEP_END)
		ao_fail(err, AO_INPUT, l->path,
			_("the ledger has been changed: the plan of run %lld "
			  "is not in its events; restore the last backup"),
			(long long)run);
	return step == AO_STEP_ITEM;
}
