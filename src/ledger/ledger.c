/* ledger.c - opening, closing, and one transaction at a time. */
#include "ledger/ledger_inside.h"
#include "ledger/ledger_open.h"
#include "ledger/schema.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *copy(const char *s)
{
	size_t n = s ? strlen(s) : 0;
	char *to = ao_alloc(n + 1);

	memcpy(to, s ? s : "", n);
	to[n] = '\0';
	return to;
}

/* One that was lost is not to be made, and one that is being made will be. */
static bool fail_absent(const struct ao_ledger_order *order,
			struct ao_error *err)
{
	return ledger_may_make(order, err) &&
	       ao_fail(err, AO_HOST, order->path,
		       _("there is no ledger here; aofuto run makes it, and "
			 "--ledger says where it is"));
}

/* There is one afterwards, and whoever writes has the lock. */
static bool find_or_make(struct ao_ledger *l,
			 const struct ao_ledger_order *order,
			 struct ao_error *err)
{
	bool there;

	if (!ledger_look(order->path, &there, err))
		return false;
	if (!there && order->mode != AO_LEDGER_CREATE)
		return fail_absent(order, err);
	if (order->mode == AO_LEDGER_READ)
		return true;
	/* Before the lock, which would leave its file. */
	if (!there && !ledger_may_make(order, err))
		return false;
	if (!ledger_lock(order, &l->lock, err) ||
	    !ledger_look(order->path, &there, err))
		return false;
	if (there)
		return true;
	if (order->mode != AO_LEDGER_CREATE)
		return fail_absent(order, err);
	l->is_new = ledger_make(order, err);
	return l->is_new;
}

/* A change of key was cut short after the ledger went over to the new one.
 * NULL in l->key: it did not. */
static bool try_new_key(struct ao_ledger *l,
			const struct ao_ledger_order *order,
			const struct ao_key *old, struct ao_error *err)
{
	char *path = ledger_key_beside(order->key, ".new");
	struct ao_key *key = NULL;
	bool fits = false, ok = true;

	if (access(path, F_OK) == 0) {
		key = ao_key_open(path, err);
		ok = key && ledger_fits(l->sql, key, &fits, err);
	}
	free(path);
	if (ok && fits && order->mode != AO_LEDGER_READ)
		ok = ledger_key_over(old, order->key, err);
	if (ok && fits)
		l->key = key;
	else
		ao_key_close(key);
	return ok;
}

static bool open_key(struct ao_ledger *l, const struct ao_ledger_order *order,
		     struct ao_error *err)
{
	struct ao_key *key = ao_key_open(order->key, err);
	bool fits, ok;

	if (!key)
		return false;
	ok = ledger_fits(l->sql, key, &fits, err);
	if (ok && fits) {
		l->key = key;
		return true;
	}
	ok = ok && (order->key_given || try_new_key(l, order, key, err));
	ao_key_close(key);
	if (ok && !l->key)
		ok = ao_fail(err, AO_INPUT, order->key,
			     _("is not the key of the ledger %s"), order->path);
	return ok;
}

static bool open_all(struct ao_ledger *l, const struct ao_ledger_order *order,
		     struct ao_error *err)
{
	if (!find_or_make(l, order, err))
		return false;
	l->sql = sql_open(&(struct sql_order){.path = order->path,
					      .read_only = l->read_only},
			  err);
	return l->sql && ledger_whole(l->sql, order->path, err) &&
	       ledger_version(l->sql, order, err) && open_key(l, order, err);
}

struct ao_ledger *ao_ledger_open(const struct ao_ledger_order *order,
				 struct ao_error *err)
{
	struct ao_ledger *l = ao_calloc(1, sizeof(*l));

	l->lock = -1;
	l->path = copy(order->path);
	l->key_path = copy(order->key);
	l->operator= copy(order->operator);
	l->now = copy(order->now);
	l->key_given = order->key_given;
	l->read_only = order->mode == AO_LEDGER_READ;
	if (open_all(l, order, err))
		return l;
	ao_ledger_close(l);
	return NULL;
}

int ao_ledger_form(void)
{
	return LEDGER_VERSION;
}

void ao_ledger_close(struct ao_ledger *l)
{
	if (!l)
		return;
	ao_ledger_rollback(l);
	sql_close(l->sql);
	ledger_unlock(l->lock);
	ao_key_close(l->key);
	free(l->path);
	free(l->key_path);
	free(l->operator);
	free(l->now);
	free(l);
}

bool ao_ledger_is_new(const struct ao_ledger *l)
{
	return l->is_new;
}

const char *ao_ledger_path(const struct ao_ledger *l)
{
	return l->path;
}

const char *ao_ledger_key_path(const struct ao_ledger *l)
{
	return l->key_path;
}

bool ao_ledger_newest(struct ao_ledger *l, struct ao_buf *out,
		      struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql, "SELECT at FROM event ORDER BY id DESC LIMIT 1", err);
	enum ao_step step = q ? sql_step(q, err) : AO_STEP_FAIL;

	ao_buf_adds(out, step == AO_STEP_ITEM ? sql_column_text(q, 0) : "");
	sql_end(q);
	return step != AO_STEP_FAIL;
}

void ao_ledger_forget(const struct ao_ledger *l)
{
	/* Closing a descriptor leaves the lock with the parent's, where
	 * LOCK_UN would not. */
	if (l->lock >= 0)
		close(l->lock);
}

bool ao_ledger_begin(struct ao_ledger *l, struct ao_error *err)
{
	if (l->begun)
		AO_BUG("a transaction is open already");
	l->begun =
		sql_do(l->sql, l->read_only ? "BEGIN" : "BEGIN IMMEDIATE", err);
	return l->begun;
}

bool ao_ledger_commit(struct ao_ledger *l, struct ao_error *err)
{
	if (!l->begun)
		AO_BUG("no transaction is open");
	if (!sql_do(l->sql, "COMMIT", err)) {
		ao_ledger_rollback(l);
		return false;
	}
	l->begun = false;
	return true;
}

void ao_ledger_rollback(struct ao_ledger *l)
{
	struct ao_error none = {0};
	bool undone;

	if (!l->begun)
		return;
	/* After a failed write SQLite may have done it by itself; where it
	 * cannot be done now, the journal stays and the next one does it. */
	undone = sql_do(l->sql, "ROLLBACK", &none);
	(void)undone;
	l->begun = false;
}

bool ledger_in_transaction(struct ao_ledger *l,
			   bool (*what)(struct ao_ledger *, void *data,
					struct ao_error *),
			   void *data, struct ao_error *err)
{
	if (l->begun)
		return what(l, data, err);
	if (!ao_ledger_begin(l, err))
		return false;
	if (what(l, data, err))
		return ao_ledger_commit(l, err);
	ao_ledger_rollback(l);
	return false;
}
