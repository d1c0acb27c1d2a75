/* rekey.c - another key: every sealed value and keyed hash made anew. */
#include "aofuto/ledger/care.h"

#include "aofuto/base/file.h"
#include "ledger/schema.h"
#include "ledger/sealed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *ledger_key_beside(const char *key_path, const char *ending)
{
	struct ao_buf name = {0};

	ao_buf_addf(&name, "%s%s", key_path, ending);
	return name.s;
}

static bool same_key(const struct ao_key *a, const struct ao_key *b)
{
	unsigned char x[AO_KEY_CHECK], y[AO_KEY_CHECK];

	ao_key_check(a, x);
	ao_key_check(b, y);
	return memcmp(x, y, sizeof(x)) == 0;
}

/* An old key that was kept is never lost: backups of its time need it. */
static bool keep_old(const struct ao_key *old, const char *path,
		     struct ao_error *err)
{
	struct ao_key *kept;
	bool same;

	if (access(path, F_OK) != 0)
		return ao_key_write(old, path, err);
	kept = ao_key_open(path, err);
	if (!kept)
		return false;
	same = same_key(old, kept);
	ao_key_close(kept);
	return same || ao_fail(err, AO_INPUT, path,
			       _("an older key is kept here, and backups of "
				 "its time still need it: move it to where "
				 "those are, and try again"));
}

bool ledger_key_over(const struct ao_key *old, const char *key_path,
		     struct ao_error *err)
{
	char *new_path = ledger_key_beside(key_path, ".new");
	char *old_path = ledger_key_beside(key_path, ".old");
	bool ok = keep_old(old, old_path, err);

	if (ok && rename(new_path, key_path) != 0)
		ok = ao_fail_errno(err, new_path,
				   _("cannot give the new key its name"));
	ok = ok && ao_folder_sync(key_path, err);
	free(new_path);
	free(old_path);
	return ok;
}

struct rekey {
	const struct ao_key *key; /* the new one */
	struct ao_arena *arena;
	struct ao_buf plain, sealed; /* plain holds a name for a moment */
	uint64_t notices;
};

/* What is sealed stays byte for byte; only its row's hash is another. */
static bool seal_again(struct ao_ledger *l, struct rekey *r,
		       const struct sealed_row *row,
		       const unsigned char hash[AO_KEY_HASH])
{
	struct ledger_bound bound =
		ledger_bound(row->notice, row->run, row->kind, row->expiry_days,
			     row->resident.s);
	bool ok;

	ao_buf_clear(&r->sealed);
	ok = ao_unseal(l->key, row->sealed, (struct ao_bytes){bound.s, bound.n},
		       &r->plain);
	bound = ledger_bound(row->notice, row->run, row->kind, row->expiry_days,
			     hash);
	if (ok)
		ao_seal(r->key, (struct ao_bytes){r->plain.s, r->plain.n},
			(struct ao_bytes){bound.s, bound.n}, &r->sealed);
	if (r->plain.s)
		explicit_bzero(r->plain.s, r->plain.cap);
	ao_buf_clear(&r->plain);
	return ok;
}

static bool put(struct ao_ledger *l, const struct rekey *r, int64_t notice,
		struct ao_bytes resident, struct ao_bytes application,
		struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "UPDATE notice SET resident=?,application=?,sealed=?"
			  " WHERE id=?",
			  err);

	if (!q)
		return false;
	sql_bind_bytes(q, resident);
	sql_bind_bytes(q, application);
	sql_bind_bytes(q, (struct ao_bytes){r->sealed.s, r->sealed.n});
	sql_bind_number(q, notice);
	return sql_run(q, err);
}

static bool change_one(struct ao_ledger *l, struct rekey *r,
		       const struct sealed_row *row, struct ao_error *err)
{
	unsigned char resident[AO_KEY_HASH], application[AO_KEY_HASH];
	struct ao_bytes none = {NULL, 0};
	struct sealed_values values;
	const char *id;

	ao_arena_reset(r->arena);
	if (sealed_open(l->key, row, r->arena, &values) != SEALED_OPEN)
		return ao_fail(err, AO_INPUT, l->path,
			       _("the sealed values of notice %lld are not "
				 "those that were put there; the key was not "
				 "changed: see aofuto ledger verify"),
			       (long long)row->notice);
	id = values.notice.text[AO_FIELD_APPLICATION_ID];
	ao_key_hash(r->key, AO_HASH_RESIDENT, values.resident_id, resident);
	ao_key_hash(r->key, AO_HASH_APPLICATION, id, application);
	if (!seal_again(l, r, row, resident))
		AO_BUG("what has opened does not open again");
	r->notices++;
	return put(l, r, row->notice,
		   (struct ao_bytes){resident, sizeof(resident)},
		   *id ? (struct ao_bytes){application, sizeof(application)}
		       : none,
		   err);
}

/* The next one that has values, after that id; false at *found: no more. */
static bool change_next(struct ao_ledger *l, struct rekey *r, int64_t *id,
			bool *found, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "SELECT " SEALED_COLUMNS " FROM notice n"
			  " WHERE n.id>? AND n.sealed IS NOT NULL"
			  " ORDER BY n.id LIMIT 1",
			  err);
	struct sealed_row row;
	enum ao_step step;
	bool ok;

	if (!q)
		return false;
	sql_bind_number(q, *id);
	step = sql_step(q, err);
	*found = step == AO_STEP_ITEM;
	ok = step != AO_STEP_FAIL;
	if (*found) {
		row = sealed_row(q);
		*id = row.notice;
		ok = change_one(l, r, &row, err);
	}
	sql_end(q);
	return ok;
}

static bool change_all(struct ao_ledger *l, struct rekey *r,
		       struct ao_error *err)
{
	int64_t id = 0;
	bool found = true;

	while (found)
		if (!change_next(l, r, &id, &found, err))
			return false;
	return true;
}

static bool put_check(struct ao_ledger *l, const struct ao_key *key,
		      struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql, "UPDATE fact SET value=? WHERE name='key'", err);
	unsigned char check[AO_KEY_CHECK];

	if (!q)
		return false;
	ao_key_check(key, check);
	sql_bind_bytes(q, (struct ao_bytes){check, sizeof(check)});
	return sql_run(q, err);
}

static bool change(struct ao_ledger *l, void *data, struct ao_error *err)
{
	struct rekey *r = data;
	char text[32];

	if (!sql_do(l->sql, ledger_reseal_begin(), err) ||
	    !change_all(l, r, err) ||
	    !sql_do(l->sql, ledger_reseal_end(), err) ||
	    !put_check(l, r->key, err))
		return false;
	snprintf(text, sizeof(text), "%llu", (unsigned long long)r->notices);
	return ledger_add_event(
		l, &(struct ledger_event){.type = AO_EVENT_REKEY, .text = text},
		err);
}

/* A change that was cut short before the ledger went over left KEY.new. It is
 * never removed: another copy of the ledger may have gone over to it. */
static bool has_new(const struct ao_key *key, const char *path,
		    struct ao_error *err)
{
	struct ao_key *left = ao_key_open(path, err);
	bool same = left && same_key(left, key);

	if (left && !same)
		ao_fail(err, AO_INPUT, path,
			_("another new key lies here, of a change that was cut "
			  "short: leave out --key and go over to it, or move "
			  "it to where keys are kept"));
	ao_key_close(left);
	return same;
}

static bool write_new(const struct ao_ledger *l, const struct ao_key *key,
		      struct ao_error *err)
{
	char *path = ledger_key_beside(l->key_path, ".new");
	char *old = ledger_key_beside(l->key_path, ".old");
	bool ok = access(old, F_OK) != 0 || keep_old(l->key, old, err);

	if (ok)
		ok = access(path, F_OK) == 0 ? has_new(key, path, err)
					     : ao_key_write(key, path, err);
	free(path);
	free(old);
	return ok;
}

/* The one that was given, or that a change left which was cut short. */
static struct ao_key *next_key(const struct ao_ledger *l, const char *given,
			       struct ao_error *err)
{
	char *left = ledger_key_beside(l->key_path, ".new");
	const char *path = given ? given : left;
	bool made = !given && access(left, F_OK) != 0;
	struct ao_key *key = made ? ao_key_new(err) : ao_key_open(path, err);

	free(left);
	return key;
}

static bool go_over(struct ao_ledger *l, struct ao_key *key, uint64_t *notices,
		    struct ao_error *err)
{
	struct rekey r = {.key = key, .arena = ao_arena_new()};
	bool ok = (l->key_given || write_new(l, key, err)) &&
		  ledger_in_transaction(l, change, &r, err);

	*notices = r.notices;
	ao_arena_free(r.arena);
	ao_buf_release(&r.plain);
	ao_buf_release(&r.sealed);
	return ok &&
	       (l->key_given || ledger_key_over(l->key, l->key_path, err));
}

bool ao_ledger_rekey(struct ao_ledger *l, const char *new_key,
		     uint64_t *notices, struct ao_error *err)
{
	struct ao_key *key;
	bool ok;

	*notices = 0;
	if (l->key_given && !new_key)
		return ao_fail(err, AO_INPUT, l->key_path,
			       _("this key is handed over as a credential: "
				 "make the new one where it is kept, and give "
				 "it with --key"));
	key = next_key(l, new_key, err);
	if (!key)
		return false;
	if (same_key(key, l->key))
		ok = ao_fail(err, AO_INPUT, new_key,
			     _("is the key that the ledger has already"));
	else
		ok = go_over(l, key, notices, err);
	if (!ok) {
		ao_key_close(key);
		return false;
	}
	ao_key_close(l->key);
	l->key = key;
	return ledger_compact(l, err);
}
