/* sql.h - SQLite, as the files of this room use it: sql.c alone includes its
 * header. A query's ? are bound in their order; a bind that fails stays with
 * the query and is told by the next step, so that no row ever carries the
 * value of another. Messages name the ledger, never the SQL. */
#ifndef LEDGER_SQL_H
#define LEDGER_SQL_H

#include "aofuto/ledger/key.h"

#include "aofuto/input/csv.h" /* enum ao_step */

struct sql;
struct sql_order {
	const char *path;
	bool make;      /* a new file; else it must be there */
	bool read_only; /* nothing is written but an old journal's end */
};
/* NOFOLLOW, TRUNCATE, synchronous EXTRA, foreign keys on, trusted_schema off,
 * cell_size_check on, secure_delete on. AO_BUSY, AO_INPUT or AO_HOST by what
 * SQLite says. */
AO_CHECKED struct sql *sql_open(const struct sql_order *, struct ao_error *);
void sql_close(struct sql *); /* NULL is fine */

/* For SQL without values: schema, pragmas, BEGIN. */
AO_CHECKED bool sql_do(struct sql *, const char *text, struct ao_error *);
/* The one number that a query gives (a pragma, a count). */
AO_CHECKED bool sql_number(struct sql *, const char *text, int64_t *out,
			   struct ao_error *);

/* Prepared once for each text (a literal) and kept until the end. Begins
 * reset and unbound; NULL: see err. Only one at a time of the same text. */
struct sql_query;
AO_CHECKED struct sql_query *sql_begin(struct sql *, const char *text,
				       struct ao_error *);
void sql_bind_number(struct sql_query *, int64_t);
void sql_bind_text(struct sql_query *, const char *);     /* NULL: SQL NULL */
void sql_bind_bytes(struct sql_query *, struct ao_bytes); /* s NULL: NULL */
AO_CHECKED enum ao_step sql_step(struct sql_query *, struct ao_error *);
/* Columns from 0; borrowed until the next step. NULL is 0, "" and n 0. */
int64_t sql_column_number(const struct sql_query *, int column);
const char *sql_column_text(const struct sql_query *, int column);
struct ao_bytes sql_column_bytes(const struct sql_query *, int column);
bool sql_column_null(const struct sql_query *, int column);
void sql_end(struct sql_query *); /* NULL is fine */
/* Steps a query that gives no rows, and ends it. */
AO_CHECKED bool sql_run(struct sql_query *, struct ao_error *);
int64_t sql_changes(const struct sql *); /* rows, of the last statement */

/* "3.40.1". Borrowed. */
const char *sql_library(void);

/* A whole copy of the database into a new file. */
AO_CHECKED bool sql_copy(struct sql *, const char *path, struct ao_error *);

#endif
