/* audit_schema.c - SQLite's own checks; tables, indexes and triggers as this
 * program made them. */
#include "ledger/audit_inside.h"
#include "ledger/schema.h"

#include <string.h>

static bool damaged(struct audit *a, const struct sql_query *q,
		    struct ao_error *err)
{
	const char *text = sql_column_text(q, 0);

	(void)err;
	if (strcmp(text, "ok") != 0)
		audit_fault(a,
			    _("the file is damaged (%s): restore the last "
			      "backup, and have the disk looked at"),
			    text);
	return true;
}

static bool dangling(struct audit *a, const struct sql_query *q,
		     struct ao_error *err)
{
	(void)err;
	audit_fault(a,
		    _("row %lld of the table %s belongs to a row of the table "
		      "%s that is not there"),
		    (long long)sql_column_number(q, 1), sql_column_text(q, 0),
		    sql_column_text(q, 2));
	return true;
}

bool audit_file(struct audit *a, struct ao_error *err)
{
	return audit_rows(a, "PRAGMA integrity_check(20)", damaged, err) &&
	       audit_rows(a, "PRAGMA foreign_key_check", dangling, err);
}

/* One CREATE of the schema: "CREATE TABLE run(...)". */
struct part {
	const char *s;
	size_t n;
	const char *name;
	size_t name_n;
	bool found;
};
#define PARTS_MOST 64
struct parts {
	struct part item[PARTS_MOST];
	size_t n;
};

/* A trigger has semicolons inside and ends with END. */
static const char *end_of(const char *s)
{
	bool trigger = strncmp(s, "CREATE TRIGGER ", 15) == 0;
	const char *end = strstr(s, trigger ? " END;" : ";");

	return !end ? s + strlen(s) : trigger ? end + 4 : end;
}

static void name_of(struct part *p)
{
	static const char *const head[] = {"CREATE TABLE ", "CREATE INDEX ",
					   "CREATE UNIQUE INDEX ",
					   "CREATE TRIGGER "};

	for (size_t i = 0; i < AO_COUNT(head); i++)
		if (strncmp(p->s, head[i], strlen(head[i])) == 0) {
			p->name = p->s + strlen(head[i]);
			p->name_n = strcspn(p->name, " (");
			return;
		}
	AO_BUG("the schema creates neither table, index nor trigger");
}

static void take(struct parts *parts, const char *text)
{
	while (*text) {
		struct part *p = &parts->item[parts->n++];
		const char *end = end_of(text);

		if (parts->n == PARTS_MOST)
			AO_BUG("the schema has more than %d parts",
			       PARTS_MOST - 1);
		*p = (struct part){.s = text, .n = (size_t)(end - text)};
		name_of(p);
		text = *end ? end + 1 : end;
	}
}

static struct part *find(struct parts *parts, const char *name)
{
	for (size_t i = 0; i < parts->n; i++)
		if (strlen(name) == parts->item[i].name_n &&
		    memcmp(name, parts->item[i].name, strlen(name)) == 0)
			return &parts->item[i];
	return NULL;
}

static void compare(struct audit *a, struct parts *parts,
		    const struct sql_query *q)
{
	const char *kind = sql_column_text(q, 0);
	const char *name = sql_column_text(q, 1);
	const char *made = sql_column_text(q, 2);
	struct part *p = find(parts, name);

	if (!p) {
		audit_fault(a,
			    _("the %s %s has no place in a ledger: somebody "
			      "put it there"),
			    kind, name);
		return;
	}
	p->found = true;
	if (strlen(made) != p->n || memcmp(made, p->s, p->n) != 0)
		audit_fault(a,
			    _("the %s %s is not the one that this program "
			      "made: somebody changed it"),
			    kind, name);
}

bool audit_schema(struct audit *a, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(a->l->sql,
			  "SELECT type,name,sql FROM sqlite_schema"
			  " WHERE sql IS NOT NULL ORDER BY type,name",
			  err);
	struct parts parts = {0};
	enum ao_step step = AO_STEP_FAIL;

	take(&parts, ledger_schema_1());
	take(&parts, ledger_triggers_1());
	take(&parts, ledger_schema_2());
	take(&parts, ledger_triggers_2());
	take(&parts, ledger_schema_3());
	take(&parts, ledger_triggers_3());
	while (q && (step = sql_step(q, err)) == AO_STEP_ITEM)
		compare(a, &parts, q);
	sql_end(q);
	if (step != AO_STEP_END)
		return false;
	for (size_t i = 0; i < parts.n; i++)
		if (!parts.item[i].found)
			audit_fault(a,
				    _("'%.*s' is not there any more: what it "
				      "guarded can have been changed; restore "
				      "the last backup that verifies"),
				    (int)parts.item[i].name_n,
				    parts.item[i].name);
	return true;
}
