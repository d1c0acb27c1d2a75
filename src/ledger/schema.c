/* schema.c - the tables of a ledger, and what may ever change in them. */
#include "ledger/schema.h"

/* Days are days since 1970-01-01, digests 32 bytes, keyed hashes 16.
 *
 * run      its notices have the ids first_notice to first_notice + notices - 1,
 *          in mailing order; volume_notices is the most that a volume takes
 * planned_volume (since version 2) the notices of a volume have the ids
 *          first_notice to first_notice + notices - 1: the first is at
 *          position 1. Volumes end where a bundle ends, so that their sizes
 *          differ; in version 1 each but the last had volume_notices
 * edition  (since version 3) the templates of a run beside its ordinary one, by
 *          the names of ao_edition_name: all that were offered, whether a
 * notice of the run is of one or none is. In version 2 every notice was of the
 * run's own template notice   resident, application, sealed are NULL once it is
 * purged. run is no reference: the run's row comes after its notices, and
 * SQLite would look through all notices there are for those that waited for it
 * volume   is there when its file is; digests has AO_DIGEST bytes a notice
 * event    item is a volume's number, or the id of the row in reprint or
 *          returned; digest and chain are NULL for what is only noted */
static const char version_1[] =
	"CREATE TABLE fact("
	" name TEXT PRIMARY KEY,"
	" value BLOB NOT NULL) STRICT, WITHOUT ROWID;"

	"CREATE TABLE document("
	" sha256 BLOB PRIMARY KEY CHECK(length(sha256)=32),"
	" text BLOB NOT NULL) STRICT, WITHOUT ROWID;"

	"CREATE TABLE run("
	" id INTEGER PRIMARY KEY,"
	" month TEXT NOT NULL,"
	" as_of INTEGER NOT NULL,"
	" only_month INTEGER NOT NULL,"
	" supplement INTEGER NOT NULL,"
	" program TEXT NOT NULL,"
	" list_sha256 BLOB NOT NULL CHECK(length(list_sha256)=32),"
	" hold_sha256 BLOB CHECK(length(hold_sha256)=32),"
	" fonts_sha256 BLOB CHECK(length(fonts_sha256)=32),"
	" template BLOB NOT NULL REFERENCES document,"
	" city BLOB NOT NULL REFERENCES document,"
	" fonts BLOB NOT NULL REFERENCES document,"
	" gaiji BLOB REFERENCES document,"
	" settings BLOB REFERENCES document,"
	" sheet_name TEXT NOT NULL,"
	" fonts_folder TEXT NOT NULL,"
	" qr_address TEXT NOT NULL,"
	" folder TEXT NOT NULL,"
	" first_notice INTEGER NOT NULL,"
	" notices INTEGER NOT NULL,"
	" volume_notices INTEGER NOT NULL CHECK(volume_notices>0),"
	" first_volume INTEGER NOT NULL CHECK(first_volume>0),"
	" volumes INTEGER NOT NULL,"
	" plan_sha256 BLOB NOT NULL CHECK(length(plan_sha256)=32),"
	" figures TEXT NOT NULL,"
	" started_at TEXT NOT NULL,"
	" finished_at TEXT,"
	" cancelled_at TEXT) STRICT;"
	"CREATE INDEX run_month ON run(month);"

	"CREATE TABLE notice("
	" id INTEGER PRIMARY KEY,"
	" run INTEGER NOT NULL,"
	" page INTEGER NOT NULL,"
	" pages INTEGER NOT NULL,"
	" sheets INTEGER NOT NULL,"
	" row INTEGER NOT NULL,"
	" kind INTEGER NOT NULL,"
	" expiry INTEGER NOT NULL,"
	" resident BLOB CHECK(length(resident)=16),"
	" application BLOB CHECK(length(application)=16),"
	" sealed BLOB,"
	" cancelled INTEGER NOT NULL DEFAULT 0 CHECK(cancelled IN (0,1)),"
	" CHECK((resident IS NULL)=(sealed IS NULL))) STRICT;"
	"CREATE UNIQUE INDEX notice_once ON notice(resident,kind,expiry)"
	" WHERE cancelled=0 AND resident IS NOT NULL;"
	"CREATE INDEX notice_cancelled ON notice(resident)"
	" WHERE cancelled=1 AND resident IS NOT NULL;"
	"CREATE INDEX notice_application ON notice(application)"
	" WHERE application IS NOT NULL;"

	"CREATE TABLE volume("
	" run INTEGER NOT NULL REFERENCES run,"
	" number INTEGER NOT NULL CHECK(number>0),"
	" name TEXT NOT NULL UNIQUE,"
	" notices INTEGER NOT NULL,"
	" pages INTEGER NOT NULL,"
	" sheets INTEGER NOT NULL,"
	" bytes INTEGER NOT NULL,"
	" sha256 BLOB NOT NULL UNIQUE CHECK(length(sha256)=32),"
	" at TEXT NOT NULL,"
	" digests BLOB NOT NULL CHECK(length(digests)=32*notices),"
	" PRIMARY KEY(run,number)) STRICT;"

	"CREATE TABLE reprint("
	" id INTEGER PRIMARY KEY,"
	" notice INTEGER NOT NULL REFERENCES notice,"
	" copy INTEGER NOT NULL CHECK(copy>0),"
	" at TEXT NOT NULL,"
	" operator TEXT NOT NULL,"
	" reason TEXT NOT NULL CHECK(length(reason)>0),"
	" marked INTEGER NOT NULL,"
	" sha256 BLOB NOT NULL CHECK(length(sha256)=32),"
	" UNIQUE(notice,copy)) STRICT;"

	"CREATE TABLE returned("
	" id INTEGER PRIMARY KEY,"
	" notice INTEGER NOT NULL REFERENCES notice,"
	" on_day INTEGER NOT NULL,"
	" at TEXT NOT NULL,"
	" operator TEXT NOT NULL,"
	" reason TEXT NOT NULL) STRICT;"
	"CREATE INDEX returned_notice ON returned(notice);"

	"CREATE TABLE event("
	" id INTEGER PRIMARY KEY,"
	" type INTEGER NOT NULL,"
	" at TEXT NOT NULL,"
	" operator TEXT NOT NULL,"
	" run INTEGER REFERENCES run,"
	" item INTEGER,"
	" notice INTEGER REFERENCES notice,"
	" text TEXT NOT NULL,"
	" digest BLOB CHECK(length(digest)=32),"
	" chain BLOB UNIQUE CHECK(length(chain)=32),"
	" CHECK((digest IS NULL)=(chain IS NULL))) STRICT;";

#define NOTICE_GOES                                                            \
	"CREATE TRIGGER notice_goes BEFORE UPDATE ON notice"                   \
	" WHEN (NEW.sealed IS NOT OLD.sealed AND NEW.sealed IS NOT NULL)"      \
	" OR (NEW.resident IS NOT OLD.resident AND NEW.resident IS NOT NULL)"  \
	" OR (NEW.application IS NOT OLD.application"                          \
	"     AND NEW.application IS NOT NULL)"                                \
	" OR NEW.cancelled<OLD.cancelled"                                      \
	" BEGIN SELECT RAISE(ABORT,'values are purged, never changed'); END;"

#define NEVER(verb, table)                                                     \
	"CREATE TRIGGER " table "_no_" verb " BEFORE " verb " ON " table       \
	" BEGIN SELECT RAISE(ABORT,'" table " is append-only'); END;"

/* A mistake in a query must not change what was. Whoever means harm can take
 * the triggers away; for that there is the chain. */
static const char triggers_1[] = NEVER("update", "document") NEVER(
	"delete", "document") NEVER("delete", "fact") NEVER("delete", "run")
	NEVER("delete", "notice") NEVER("update", "volume") NEVER(
		"delete", "volume") NEVER("update", "reprint")
		NEVER("delete", "reprint") NEVER("update", "returned") NEVER(
			"delete", "returned") NEVER("update", "event")
			NEVER("delete",
			      "event") "CREATE TRIGGER run_fixed BEFORE "
				       "UPDATE OF id,month,as_of,only_month,"
				       "supplement,program,list_sha256,hold_"
				       "sha256,fonts_sha256,template,"
				       "city,fonts,gaiji,settings,sheet_name,"
				       "fonts_folder,qr_address,folder,"
				       "first_notice,notices,volume_notices,"
				       "first_volume,volumes,"
				       "plan_sha256,figures,started_at ON run"
				       " BEGIN SELECT RAISE(ABORT,'a run does "
				       "not change'); END;"
				       "CREATE TRIGGER run_ends_once BEFORE "
				       "UPDATE ON run"
				       " WHEN OLD.cancelled_at IS NOT NULL"
				       " OR (OLD.finished_at IS NOT NULL"
				       "     AND NEW.finished_at IS NOT "
				       "OLD.finished_at)"
				       " BEGIN SELECT RAISE(ABORT,'a run ends "
				       "once'); END;"
				       "CREATE TRIGGER notice_fixed BEFORE "
				       "UPDATE OF id,run,page,pages,sheets,"
				       "row,kind,expiry ON notice"
				       " BEGIN SELECT RAISE(ABORT,'a notice "
				       "does not change'); END;" NOTICE_GOES;

static const char version_2[] = "CREATE TABLE planned_volume("
				" first_notice INTEGER PRIMARY KEY,"
				" run INTEGER NOT NULL,"
				" number INTEGER NOT NULL CHECK(number>0),"
				" notices INTEGER NOT NULL CHECK(notices>0),"
				" UNIQUE(run,number)) STRICT;";

/* The bound on the ids keeps a tampered number from going on for ever. */
static const char fill_2[] =
	"INSERT INTO planned_volume(first_notice,run,number,notices)"
	" WITH RECURSIVE part(run,i) AS ("
	"SELECT id,0 FROM run WHERE notices>0"
	" UNION ALL SELECT part.run,i+1 FROM part JOIN run r ON r.id=part.run"
	" WHERE (i+1)*r.volume_notices<r.notices"
	" AND r.first_notice+(i+1)*r.volume_notices"
	"<=(SELECT max(id) FROM notice))"
	" SELECT r.first_notice+i*r.volume_notices,r.id,r.first_volume+i,"
	"min(r.volume_notices,r.notices-i*r.volume_notices)"
	" FROM part JOIN run r ON r.id=part.run;";

static const char triggers_2[] =
	NEVER("update", "planned_volume") NEVER("delete", "planned_volume");

static const char version_3[] =
	"CREATE TABLE edition("
	" run INTEGER NOT NULL REFERENCES run,"
	" edition TEXT NOT NULL,"
	" template BLOB NOT NULL REFERENCES document,"
	" PRIMARY KEY(run,edition)) STRICT, WITHOUT ROWID;";

static const char triggers_3[] =
	NEVER("update", "edition") NEVER("delete", "edition");
#undef NEVER

const char *ledger_schema_1(void)
{
	return version_1;
}

const char *ledger_triggers_1(void)
{
	return triggers_1;
}

const char *ledger_schema_2(void)
{
	return version_2;
}

const char *ledger_fill_2(void)
{
	return fill_2;
}

const char *ledger_triggers_2(void)
{
	return triggers_2;
}

const char *ledger_schema_3(void)
{
	return version_3;
}

const char *ledger_triggers_3(void)
{
	return triggers_3;
}

/* Changing the key rewrites what the trigger protects. */
const char *ledger_reseal_begin(void)
{
	return "DROP TRIGGER notice_goes;";
}

const char *ledger_reseal_end(void)
{
	return NOTICE_GOES;
}
