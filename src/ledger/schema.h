/* schema.h - the SQL that makes a ledger. Private to ledger/.
 *
 * A change of form is a new version: docs/hacking.md says how. */
#ifndef LEDGER_SCHEMA_H
#define LEDGER_SCHEMA_H

#define LEDGER_APPLICATION_ID 0x414F4654 /* "AOFT", PRAGMA application_id */
#define LEDGER_VERSION        3          /* PRAGMA user_version */

/* Of each version, what it adds: tables, then triggers; and, from the second
 * on, what fills its tables from those that were there. */
const char *ledger_schema_1(void);
const char *ledger_triggers_1(void);
const char *ledger_schema_2(void);
const char *ledger_fill_2(void);
const char *ledger_triggers_2(void);
const char *ledger_schema_3(void);
const char *ledger_triggers_3(void);
/* For a change of key, inside its transaction: takes the trigger away that
 * keeps values from changing. ledger_reseal_end brings it back. */
const char *ledger_reseal_begin(void);
const char *ledger_reseal_end(void);

#endif
