/* audit_runs.c - stored texts, runs and their numbers, volumes, copies. */
#include "ledger/audit_inside.h"

#include <string.h>

static bool check_form(struct audit *a, const struct sql_query *q,
		       struct ao_error *err)
{
	struct ao_bytes text = sql_column_bytes(q, 1);
	char want[AO_SHA256_HEX], got[AO_SHA256_HEX];

	(void)err;
	ledger_column_hex(q, 0, want);
	ao_sha256(text.s, text.n, got);
	if (strcmp(want, got) != 0)
		audit_fault(a,
			    _("the stored text %.16s (a template or settings) "
			      "is not the one that was printed from: no "
			      "notice of its runs can be reprinted"),
			    want);
	return true;
}

static bool form_alone(struct audit *a, const struct sql_query *q,
		       struct ao_error *err)
{
	char hex[AO_SHA256_HEX];

	(void)err;
	ledger_column_hex(q, 0, hex);
	audit_fault(a, _("no run was made from the stored text %.16s"), hex);
	return true;
}

static bool fact_wrong(struct audit *a, const struct sql_query *q,
		       struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("what the ledger says of itself ('%s') is not as this "
		      "program writes it"),
		    sql_column_text(q, 0));
	return true;
}

bool audit_forms(struct audit *a, struct ao_error *err)
{
	return audit_rows(a,
			  "SELECT name FROM fact"
			  " WHERE name NOT IN ('key','id')"
			  " OR length(value)<>16"
			  " UNION ALL SELECT 'id' WHERE NOT EXISTS"
			  " (SELECT 1 FROM fact WHERE name='id')",
			  fact_wrong, err) &&
	       audit_rows(a, "SELECT sha256,text FROM document", check_form,
			  err) &&
	       audit_rows(a,
			  "SELECT sha256 FROM document"
			  " EXCEPT SELECT template FROM run"
			  " EXCEPT SELECT city FROM run"
			  " EXCEPT SELECT fonts FROM run"
			  " EXCEPT SELECT gaiji FROM run"
			  " EXCEPT SELECT settings FROM run"
			  " EXCEPT SELECT template FROM edition",
			  form_alone, err);
}

/* More than any ledger has; what a tampered row says stays below it. */
#define IDS_MOST ((int64_t)1 << 40)

/* Its notices follow on those of the run before it, its volumes on those of
 * its month. */
static bool check_run(struct audit *a, const struct sql_query *q,
		      struct ao_error *err)
{
	long long id = sql_column_number(q, 0);
	int64_t notices = sql_column_number(q, 2);
	int64_t first = sql_column_number(q, 1);
	bool sane = notices >= 0 && notices < IDS_MOST && first > 0 &&
		    first < IDS_MOST;

	(void)err;
	if (id != ++a->last_run)
		audit_fault(a,
			    _("before run %lld a run is not there: somebody "
			      "removed it"),
			    id);
	a->last_run = id;
	a->out->runs++;
	if (first != a->next_notice)
		audit_fault(a,
			    _("the notices of run %lld do not begin where "
			      "those of the run before it end"),
			    id);
	if (sane)
		a->next_notice = first + notices;
	if (!sane || sql_column_number(q, 4) != sql_column_number(q, 3) ||
	    sql_column_number(q, 7) != notices)
		audit_fault(a,
			    _("run %lld has %lld notices, and they do not "
			      "fill the %lld volumes that it was planned "
			      "with"),
			    id, (long long)notices,
			    (long long)sql_column_number(q, 4));
	if (sql_column_number(q, 5) != sql_column_number(q, 6))
		audit_fault(a,
			    _("the volumes of run %lld do not begin after "
			      "those of the runs before it in its month"),
			    id);
	return true;
}

bool audit_runs(struct audit *a, struct ao_error *err)
{
	a->next_notice = 1;
	return audit_rows(
		a,
		"SELECT id,run.first_notice,run.notices,count(p.run),volumes,"
		"first_volume,1+coalesce((SELECT max(b.first_volume+b.volumes)"
		"-1 FROM run b WHERE b.month=run.month AND b.id<run.id),0),"
		"coalesce(sum(p.notices),0)"
		" FROM run LEFT JOIN planned_volume p ON p.run=run.id"
		" GROUP BY id ORDER BY id",
		check_run, err);
}

static bool volumes_gap(struct audit *a, const struct sql_query *q,
			struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("run %lld has %lld volumes in the ledger, from %lld to "
		      "%lld; they are not its first ones without a gap, or "
		      "it is finished without all of them"),
		    (long long)sql_column_number(q, 0),
		    (long long)sql_column_number(q, 1),
		    (long long)sql_column_number(q, 2),
		    (long long)sql_column_number(q, 3));
	return true;
}

static bool planned_wrong(struct audit *a, const struct sql_query *q,
			  struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("volume %lld of run %lld is not planned where the one "
		      "before it ends"),
		    (long long)sql_column_number(q, 1),
		    (long long)sql_column_number(q, 0));
	return true;
}

static bool volume_size(struct audit *a, const struct sql_query *q,
			struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("volume %lld of run %lld is not for as many notices as "
		      "the run's plan gives it"),
		    (long long)sql_column_number(q, 1),
		    (long long)sql_column_number(q, 0));
	return true;
}

bool audit_volumes(struct audit *a, struct ao_error *err)
{
	int64_t volumes = 0;

	if (!audit_rows(a,
			"SELECT r.id,count(v.number),min(v.number),"
			"max(v.number) FROM run r"
			" LEFT JOIN volume v ON v.run=r.id GROUP BY r.id"
			" HAVING (count(v.number)>0"
			"  AND (min(v.number)<>r.first_volume"
			"   OR max(v.number)-min(v.number)+1<>count(v.number)"
			"   OR count(v.number)>r.volumes))"
			" OR (r.finished_at IS NOT NULL"
			"  AND count(v.number)<>r.volumes)",
			volumes_gap, err) ||
	    !audit_rows(a,
			"SELECT run,number FROM (SELECT p.run,p.number,"
			"p.number-r.first_volume+1-row_number() OVER w AS n,"
			"p.first_notice-r.first_notice+p.notices-sum(p.notices)"
			" OVER w AS i FROM planned_volume p"
			" LEFT JOIN run r ON r.id=p.run WINDOW w AS"
			" (PARTITION BY p.run ORDER BY p.first_notice))"
			" WHERE n IS NOT 0 OR i IS NOT 0",
			planned_wrong, err) ||
	    !audit_rows(a,
			"SELECT v.run,v.number FROM volume v"
			" LEFT JOIN planned_volume p"
			" ON p.run=v.run AND p.number=v.number"
			" WHERE v.notices IS NOT p.notices"
			" OR length(v.digests)<>32*v.notices",
			volume_size, err) ||
	    !sql_number(a->l->sql, "SELECT count(*) FROM volume", &volumes,
			err))
		return false;
	a->out->volumes = (uint64_t)volumes;
	return true;
}

static bool copies_gap(struct audit *a, const struct sql_query *q,
		       struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("the reprints of notice %lld are not numbered from 1 "
		      "without a gap"),
		    (long long)sql_column_number(q, 0));
	return true;
}

static bool copy_of_nothing(struct audit *a, const struct sql_query *q,
			    struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("notice %lld was reprinted or came back, and the ledger "
		      "says that it was never printed or was cancelled"),
		    (long long)sql_column_number(q, 0));
	return true;
}

bool audit_copies(struct audit *a, struct ao_error *err)
{
	int64_t reprints = 0;

	if (!audit_rows(a,
			"SELECT notice FROM reprint GROUP BY notice"
			" HAVING max(copy)<>count(*)",
			copies_gap, err) ||
	    !audit_rows(a,
			"SELECT n.id FROM (SELECT notice FROM reprint"
			" UNION SELECT notice FROM returned) c"
			" JOIN notice n ON n.id=c.notice"
			" LEFT JOIN planned_volume p ON p.first_notice="
			"(SELECT max(first_notice) FROM planned_volume"
			" WHERE first_notice<=n.id)"
			" LEFT JOIN volume v"
			" ON v.run=p.run AND v.number=p.number"
			" WHERE n.cancelled=1 OR v.number IS NULL",
			copy_of_nothing, err) ||
	    !sql_number(a->l->sql, "SELECT count(*) FROM reprint", &reprints,
			err))
		return false;
	a->out->reprints = (uint64_t)reprints;
	return true;
}
