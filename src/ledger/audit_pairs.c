/* audit_pairs.c - each row has the event that made it, and each event one row.
 *
 * A link says that an event is what it was; here nothing stands in the ledger
 * that no event tells of. */
#include "ledger/audit_inside.h"

static bool run_alone(struct audit *a, const struct sql_query *q,
		      struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("run %lld stands in the ledger, but no event says that "
		      "it was planned then"),
		    (long long)sql_column_number(q, 0));
	return true;
}

static bool end_alone(struct audit *a, const struct sql_query *q,
		      struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("run %lld says when it was finished or cancelled, and "
		      "its events do not say the same"),
		    (long long)sql_column_number(q, 0));
	return true;
}

static bool volume_alone(struct audit *a, const struct sql_query *q,
			 struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("volume %lld of run %lld stands in the ledger, but no "
		      "event says that it was written then"),
		    (long long)sql_column_number(q, 1),
		    (long long)sql_column_number(q, 0));
	return true;
}

static bool copy_alone(struct audit *a, const struct sql_query *q,
		       struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("a reprint or a return of notice %lld stands in the "
		      "ledger, but no event says so"),
		    (long long)sql_column_number(q, 0));
	return true;
}

static bool twice(struct audit *a, const struct sql_query *q,
		  struct ao_error *err)
{
	enum ao_event_type type = (enum ao_event_type)sql_column_number(q, 0);

	(void)err;
	audit_fault(a,
		    _("%lld events say the same (%s, run %lld, number %lld)"),
		    (long long)sql_column_number(q, 3), _(ao_event_text(type)),
		    (long long)sql_column_number(q, 1),
		    (long long)sql_column_number(q, 2));
	return true;
}

static bool unknown_type(struct audit *a, const struct sql_query *q,
			 struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("event %lld is of a kind that this program does not "
		      "write"),
		    (long long)sql_column_number(q, 0));
	return true;
}

static bool accept_alone(struct audit *a, const struct sql_query *q,
			 struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("event %lld (a check of run %lld accepted) is not of the "
		      "hour and the operator that planned the run"),
		    (long long)sql_column_number(q, 0),
		    (long long)sql_column_number(q, 1));
	return true;
}

static const struct pair {
	const char *query;
	bool (*tell)(struct audit *, const struct sql_query *,
		     struct ao_error *);
} pairs[] = {
	{"SELECT id,started_at FROM run"
	 " EXCEPT SELECT run,at FROM event WHERE type=1",
	 run_alone},
	{"SELECT id,finished_at FROM run WHERE finished_at IS NOT NULL"
	 " EXCEPT SELECT run,at FROM event WHERE type=3",
	 end_alone},
	{"SELECT run,at FROM event WHERE type=3"
	 " EXCEPT SELECT id,finished_at FROM run",
	 end_alone},
	{"SELECT id,cancelled_at FROM run WHERE cancelled_at IS NOT NULL"
	 " EXCEPT SELECT run,at FROM event WHERE type=4",
	 end_alone},
	{"SELECT run,at FROM event WHERE type=4"
	 " EXCEPT SELECT id,cancelled_at FROM run",
	 end_alone},
	{"SELECT run,number,at FROM volume"
	 " EXCEPT SELECT run,item,at FROM event WHERE type=2",
	 volume_alone},
	{"SELECT notice,id,at,operator FROM reprint"
	 " EXCEPT SELECT notice,item,at,operator FROM event WHERE type=5",
	 copy_alone},
	{"SELECT notice,id,at,operator FROM returned"
	 " EXCEPT SELECT notice,item,at,operator FROM event WHERE type=6",
	 copy_alone},
	{"SELECT id,run FROM event AS e WHERE type=9 AND NOT EXISTS"
	 " (SELECT 1 FROM event WHERE type=1 AND run=e.run AND at=e.at"
	 " AND operator=e.operator)",
	 accept_alone},
	{"SELECT type,run,item,count(*) FROM event WHERE type IN (1,2,3,4)"
	 " GROUP BY type,run,item HAVING count(*)>1",
	 twice},
	{"SELECT type,0,item,count(*) FROM event WHERE type IN (5,6)"
	 " GROUP BY type,item HAVING count(*)>1",
	 twice},
	{"SELECT id FROM event WHERE type NOT IN "
	 "(1,2,3,4,5,6,7,8,9,20,21,22,23,24)",
	 unknown_type},
};

bool audit_pairs(struct audit *a, struct ao_error *err)
{
	for (size_t i = 0; i < AO_COUNT(pairs); i++)
		if (!audit_rows(a, pairs[i].query, pairs[i].tell, err))
			return false;
	return true;
}
