/* sql.c - SQLite, as the files of this room use it. */
#include "ledger/sql.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct sql_query {
	struct sql *sql;
	sqlite3_stmt *statement;
	const char *text;
	int bound; /* values so far */
	int bad;   /* what a bind that failed said */
	bool busy;
	struct sql_query *next;
};

struct sql {
	sqlite3 *db;
	char *path; /* as it was given, for messages */
	struct sql_query *queries;
};

/* Whoever writes is alone by the lock of ledger.c and waits for readers only;
 * a reader waits for a writer's commit. */
#define WAIT_WRITER 60000
#define WAIT_READER 5000

static bool fail_host(const struct sql *sql, int code, struct ao_error *err)
{
	int reason = sql->db ? sqlite3_system_errno(sql->db) : 0;

	if (code == SQLITE_READONLY_ROLLBACK ||
	    code == SQLITE_READONLY_RECOVERY)
		return ao_fail(err, AO_HOST, sql->path,
			       _("a write to the ledger was cut short, and it "
				 "cannot be undone here without the right to "
				 "write; run the command once as the user who "
				 "writes the ledger"));
	if ((code & 0xff) == SQLITE_FULL)
		reason = ENOSPC;
	if ((code & 0xff) == SQLITE_READONLY && !reason)
		reason = EACCES;
	if (!reason)
		return ao_fail(err, AO_HOST, sql->path,
			       _("the ledger cannot be read or written; look "
				 "at the disk and at the permissions of its "
				 "folder"));
	errno = reason;
	return ao_fail_errno(err, sql->path,
			     _("the ledger cannot be read or written"));
}

/* Never the SQL, never a value: a message may be read by anybody. */
static bool fail(const struct sql *sql, int code, struct ao_error *err)
{
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		ao_out_of_memory();
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ao_fail(err, AO_BUSY, sql->path,
			       _("another command is using the ledger; try "
				 "again when it has ended"));
	case SQLITE_CONSTRAINT:
		return ao_fail(err, AO_INPUT, sql->path,
			       _("the ledger refuses a change that does not "
				 "agree with what it holds"));
	case SQLITE_MISUSE:
	case SQLITE_RANGE:
		AO_BUG("SQLite says %s", sqlite3_errstr(code));
	case SQLITE_IOERR:
		if (code == SQLITE_IOERR_NOMEM)
			ao_out_of_memory();
		return fail_host(sql, code, err);
	case SQLITE_FULL:
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_NOLFS:
		return fail_host(sql, code, err);
	default:
		/* A table that is not there is damage too. */
		return ao_fail(err, AO_INPUT, sql->path,
			       _("the ledger is damaged; restore the last "
				 "backup (aofuto ledger backup makes one)"));
	}
}

/* SQLite's NOFOLLOW refuses a link anywhere in the path, and a folder may well
 * be one: it is resolved here; the name itself is not, and is refused. To be
 * freed. */
static char *resolve(const char *path, struct ao_error *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct ao_buf b = {0};
	char *folder;

	ao_buf_add(&b, path, slash ? (size_t)(slash - path) + 1 : 0);
	if (!slash)
		ao_buf_adds(&b, ".");
	folder = realpath(b.s, NULL);
	ao_buf_clear(&b);
	if (!folder) {
		ao_buf_release(&b);
		ao_fail_errno(err, path, _("cannot open the ledger's folder"));
		return NULL;
	}
	ao_buf_addf(&b, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
	free(folder);
	return b.s;
}

/* SQLite makes files as the umask lets it; a ledger is its owner's alone. */
static bool make_file(const char *resolved, const char *path,
		      struct ao_error *err)
{
	int fd = open(resolved,
		      O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0;

	if (!ok)
		ao_fail_errno(err, path, _("cannot create the file"));
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool try_do(struct sql *sql, const char *text, int *code)
{
	*code = sqlite3_exec(sql->db, text, NULL, NULL, NULL);
	return *code == SQLITE_OK;
}

static bool configure(struct sql *sql, const struct sql_order *order, int *code)
{
	static const char common[] = "PRAGMA cache_size=-2000;"
				     "PRAGMA temp_store=MEMORY;"
				     "PRAGMA mmap_size=0;"
				     "PRAGMA foreign_keys=ON;"
				     "PRAGMA trusted_schema=OFF;"
				     "PRAGMA cell_size_check=ON;"
				     "PRAGMA secure_delete=ON;"
				     "PRAGMA synchronous=EXTRA;";

	sqlite3_extended_result_codes(sql->db, 1);
	sqlite3_busy_timeout(sql->db,
			     order->read_only ? WAIT_READER : WAIT_WRITER);
	sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	if (!try_do(sql, common, code))
		return false;
	/* A file that is still being made leaves no journal behind. */
	if (!order->read_only &&
	    !try_do(sql,
		    order->make ? "PRAGMA journal_mode=DELETE"
				: "PRAGMA journal_mode=TRUNCATE",
		    code))
		return false;
	if (order->read_only && !try_do(sql, "PRAGMA query_only=ON", code))
		return false;
	/* The first look at the file: an old journal is played back now. */
	return try_do(sql, "SELECT count(*) FROM sqlite_schema", code);
}

/* Where the file may not be written SQLite opens it to be read; a reader
 * elsewhere plays back what a crash left. */
static bool open_file(struct sql *sql, const char *resolved,
		      const struct sql_order *order, struct ao_error *err)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE;
	int code = sqlite3_open_v2(resolved, &sql->db, flags, NULL);

	return (code == SQLITE_OK && configure(sql, order, &code)) ||
	       fail(sql, code, err);
}

struct sql *sql_open(const struct sql_order *order, struct ao_error *err)
{
	char *resolved = resolve(order->path, err);
	struct sql *sql;
	bool ok;

	if (!resolved)
		return NULL;
	sql = ao_calloc(1, sizeof(*sql));
	sql->path = strdup(order->path);
	if (!sql->path)
		ao_out_of_memory();
	ok = !order->make || make_file(resolved, order->path, err);
	if (ok && !open_file(sql, resolved, order, err)) {
		if (order->make)
			unlink(resolved);
		ok = false;
	}
	free(resolved);
	if (ok)
		return sql;
	sql_close(sql);
	return NULL;
}

void sql_close(struct sql *sql)
{
	if (!sql)
		return;
	while (sql->queries) {
		struct sql_query *next = sql->queries->next;

		sqlite3_finalize(sql->queries->statement);
		free(sql->queries);
		sql->queries = next;
	}
	sqlite3_close(sql->db);
	free(sql->path);
	free(sql);
}

bool sql_do(struct sql *sql, const char *text, struct ao_error *err)
{
	int code;

	return try_do(sql, text, &code) || fail(sql, code, err);
}

bool sql_number(struct sql *sql, const char *text, int64_t *out,
		struct ao_error *err)
{
	struct sql_query *q = sql_begin(sql, text, err);
	enum ao_step step = q ? sql_step(q, err) : AO_STEP_FAIL;

	if (step == AO_STEP_END)
		fail(sql, SQLITE_CORRUPT, err);
	if (step == AO_STEP_ITEM)
		*out = sql_column_number(q, 0);
	sql_end(q);
	return step == AO_STEP_ITEM;
}

static struct sql_query *find(struct sql *sql, const char *text)
{
	for (struct sql_query *q = sql->queries; q; q = q->next) {
		if (q->text == text || strcmp(q->text, text) == 0)
			return q;
	}
	return NULL;
}

struct sql_query *sql_begin(struct sql *sql, const char *text,
			    struct ao_error *err)
{
	struct sql_query *q = find(sql, text);
	sqlite3_stmt *statement;
	int code;

	if (q && q->busy)
		AO_BUG("a query is begun twice: %.40s", text);
	if (!q) {
		code = sqlite3_prepare_v3(sql->db, text, -1,
					  SQLITE_PREPARE_PERSISTENT, &statement,
					  NULL);
		if (code != SQLITE_OK) {
			fail(sql, code, err);
			return NULL;
		}
		q = ao_calloc(1, sizeof(*q));
		q->sql = sql;
		q->statement = statement;
		q->text = text;
		q->next = sql->queries;
		sql->queries = q;
	}
	q->bound = 0;
	q->bad = SQLITE_OK;
	q->busy = true;
	return q;
}

static void keep(struct sql_query *q, int code)
{
	if (q->bad == SQLITE_OK)
		q->bad = code;
}

void sql_bind_number(struct sql_query *q, int64_t value)
{
	keep(q, sqlite3_bind_int64(q->statement, ++q->bound, value));
}

/* NOLINTBEGIN(performance-no-int-to-ptr): SQLITE_TRANSIENT is -1. */
void sql_bind_text(struct sql_query *q, const char *value)
{
	keep(q, sqlite3_bind_text(q->statement, ++q->bound, value, -1,
				  SQLITE_TRANSIENT));
}

void sql_bind_bytes(struct sql_query *q, struct ao_bytes value)
{
	keep(q, sqlite3_bind_blob64(q->statement, ++q->bound, value.s, value.n,
				    SQLITE_TRANSIENT));
}
/* NOLINTEND(performance-no-int-to-ptr) */

enum ao_step sql_step(struct sql_query *q, struct ao_error *err)
{
	int code = q->bad;

	if (q->bound != sqlite3_bind_parameter_count(q->statement))
		AO_BUG("a query lacks a value: %.40s", q->text);
	if (code == SQLITE_OK)
		code = sqlite3_step(q->statement);
	if (code == SQLITE_ROW)
		return AO_STEP_ITEM;
	if (code == SQLITE_DONE)
		return AO_STEP_END;
	fail(q->sql, code, err);
	return AO_STEP_FAIL;
}

int64_t sql_column_number(const struct sql_query *q, int column)
{
	return sqlite3_column_int64(q->statement, column);
}

const char *sql_column_text(const struct sql_query *q, int column)
{
	const void *s;

	if (sql_column_null(q, column))
		return "";
	s = sqlite3_column_text(q->statement, column);
	if (!s)
		ao_out_of_memory();
	return s;
}

struct ao_bytes sql_column_bytes(const struct sql_query *q, int column)
{
	struct ao_bytes b;

	b.s = sqlite3_column_blob(q->statement, column);
	b.n = (size_t)sqlite3_column_bytes(q->statement, column);
	return b;
}

bool sql_column_null(const struct sql_query *q, int column)
{
	return sqlite3_column_type(q->statement, column) == SQLITE_NULL;
}

void sql_end(struct sql_query *q)
{
	if (!q)
		return;
	/* Their codes repeat what the step said. */
	sqlite3_reset(q->statement);
	sqlite3_clear_bindings(q->statement);
	q->busy = false;
}

bool sql_run(struct sql_query *q, struct ao_error *err)
{
	enum ao_step step = sql_step(q, err);

	if (step == AO_STEP_ITEM)
		AO_BUG("a query that changes gives a row: %.40s", q->text);
	sql_end(q);
	return step == AO_STEP_END;
}

int64_t sql_changes(const struct sql *sql)
{
	return sqlite3_changes64(sql->db);
}

/* All pages at once: nobody writes meanwhile, the lock is ours or the read
 * transaction holds writers off. */
static bool copy_pages(struct sql *from, struct sql *to, struct ao_error *err)
{
	sqlite3_backup *b =
		sqlite3_backup_init(to->db, "main", from->db, "main");
	int code;

	if (!b)
		return fail(to, sqlite3_errcode(to->db), err);
	sqlite3_backup_step(b, -1);
	code = sqlite3_backup_finish(b);
	return code == SQLITE_OK || fail(to, code, err);
}

bool sql_copy(struct sql *sql, const char *path, struct ao_error *err)
{
	struct sql *to =
		sql_open(&(struct sql_order){.path = path, .make = true}, err);
	bool ok;

	if (!to)
		return false;
	ok = copy_pages(sql, to, err);
	sql_close(to);
	if (!ok)
		unlink(path);
	return ok;
}

const char *sql_library(void)
{
	return sqlite3_libversion();
}
