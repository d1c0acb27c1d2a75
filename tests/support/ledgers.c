/* ledgers.c - a ledger in a folder of its own, and made-up runs in it. */
#include "support/ledgers.h"

#include "aofuto/base/file.h"
#include "support/people.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/aofuto-ledger-XXXXXX";

void ledgers_enter(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
}

void ledgers_leave(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

void ledgers_ok(bool ok, const struct ao_error *err)
{
	ck_assert_msg(ok, "%s: %s", err->where, err->text);
}

void ledgers_fails(bool done, struct ao_error *err, enum ao_status status,
		   const char *words)
{
	ck_assert_msg(!done, "done; should say: %s", words);
	ck_assert_msg(err->status == status && strstr(err->text, words),
		      "status %d, %s: %s", (int)err->status, err->where,
		      err->text);
	memset(err, 0, sizeof(*err));
}

struct ao_ledger_order ledgers_order(enum ao_ledger_mode mode)
{
	return (struct ao_ledger_order){
		.path = "l.db",
		.key = "l.key",
		.mode = mode,
		.operator= "tanaka",
		.now = "2026-12-01T09:30:00+09:00",
		.doing = "aofuto run",
	};
}

struct ao_ledger *ledgers_open(enum ao_ledger_mode mode)
{
	struct ao_ledger_order order = ledgers_order(mode);
	struct ao_error err = {0};
	struct ao_ledger *l = ao_ledger_open(&order, &err);

	ledgers_ok(l != NULL, &err);
	return l;
}

void ledgers_make(void)
{
	ao_ledger_close(ledgers_open(AO_LEDGER_CREATE));
}

void ledgers_refuse_order(const struct ao_ledger_order *order,
			  enum ao_status status, const char *words)
{
	struct ao_error err = {0};
	struct ao_ledger *l = ao_ledger_open(order, &err);

	ledgers_fails(l != NULL, &err, status, words);
}

void ledgers_refuse(enum ao_ledger_mode mode, enum ao_status status,
		    const char *words)
{
	struct ao_ledger_order order = ledgers_order(mode);

	ledgers_refuse_order(&order, status, words);
}

bool ledgers_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

void ledgers_put(const char *path, const void *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
}

struct ao_buf ledgers_get(const char *path)
{
	struct ao_error err = {0};
	struct ao_buf b = {0};

	ledgers_ok(ao_file_read(path, (size_t)1 << 30, &b, &err), &err);
	return b;
}

void ledgers_copy(const char *from, const char *to)
{
	struct ao_buf b = ledgers_get(from);

	ledgers_put(to, b.s, b.n);
	ao_buf_release(&b);
}

void ledgers_person(unsigned i, struct ledgers_person *p,
		    struct ao_arena *arena)
{
	struct ao_date day = ao_date_of(2027, 1, 10);
	bool usual;

	memset(p, 0, sizeof(*p));
	people_make(i, &p->notice, &usual, arena);
	for (size_t f = 0; f < AO_FIELD_COUNT; f++) {
		if (!p->notice.text[f])
			p->notice.text[f] = "";
	}
	p->notice.text[AO_FIELD_APPLICATION_ID] =
		i % 4 ? ao_arena_printf(arena, "5%022u", i) : "";
	p->planned = (struct ao_planned){
		.resident_id = ao_arena_printf(arena, "RESIDENT-%07u", i),
		.kind = (enum ao_kind)(1 + i % 3),
		.expiry = ao_date_add_days(day, (int)(i % 31)),
		.row = i + 1,
		.pages = 2 + 2 * (i % 3 == 2),
		.sheets = 1 + (i % 3 == 2),
		.notice = &p->notice,
	};
}

struct ledgers_run ledgers_december(unsigned first, unsigned notices)
{
	return (struct ledgers_run){.month = LEDGERS_DECEMBER,
				    .first = first,
				    .notices = notices,
				    .volume_notices = 10};
}

static const char *const forms[AO_FORM_TEXTS] = {
	"sheets: a template\n", "office: \345\270\202\n",
	"faces: fonts\n",       NULL,
	"volume_notices: 10\n", [AO_FORM_EN] = "sheets: in English\n"};

void ledgers_made(const struct ledgers_run *run, struct ao_run_made *made,
		  struct ao_plan_end *end)
{
	static char form[AO_FORM_TEXTS][AO_SHA256_HEX], list[AO_SHA256_HEX];

	*end = (struct ao_plan_end){
		.made = made, .folder = "out", .figures = "{}"};
	*made = (struct ao_run_made){
		.month = run->month,
		.as_of = run->month,
		.supplement = run->supplement,
		.program = "aofuto test",
		.list_sha256 = list,
		.hold_sha256 = "",
		.fonts_sha256 = "",
		.sheet_name = "notice",
		.fonts_folder = "fonts",
		.qr_address = "https://example.invalid/",
		.volume_notices = run->volume_notices,
	};
	ao_sha256("list", 4, list);
	for (size_t i = 0; i < AO_FORM_TEXTS; i++) {
		bool is = forms[i] && (i != AO_FORM_EN || run->english);
		size_t n = is ? strlen(forms[i]) : 0;

		form[i][0] = '\0';
		if (is)
			ao_sha256(forms[i], n, form[i]);
		made->form_sha256[i] = form[i];
		end->form[i] = (struct ao_bytes){forms[i], n};
	}
}

int64_t ledgers_plan(struct ao_ledger *l, const struct ledgers_run *run)
{
	struct ao_arena *arena = ao_arena_new();
	struct ledgers_person person;
	struct ao_run_made made;
	struct ao_plan_end end;
	struct ao_error err = {0};
	struct ao_plan *plan = ao_plan_begin(l, run->month, &err);
	int64_t id;

	ledgers_ok(plan != NULL, &err);
	for (unsigned i = 0; i < run->notices; i++) {
		ao_arena_reset(arena);
		ledgers_person(run->first + i, &person, arena);
		ledgers_ok(ao_plan_add(plan, &person.planned,
				       1 + i / run->volume_notices, &err),
			   &err);
	}
	ao_arena_free(arena);
	ledgers_made(run, &made, &end);
	ledgers_ok(ao_plan_commit(plan, &end, &id, &err), &err);
	return id;
}

struct count {
	unsigned long notices, pages, sheets;
};

static bool count(const struct ao_planned *p,
		  const struct ao_planned_place *place, void *data)
{
	struct count *c = data;

	ck_assert_uint_eq(place->page, c->pages + 1);
	c->notices++;
	c->pages += p->pages;
	c->sheets += p->sheets;
	return true;
}

void ledgers_volume(struct ao_ledger *l, int64_t run)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_run_row row;
	struct ao_error err = {0};
	struct count c = {0};
	struct ao_volume_row v = {0};
	char name[64];
	unsigned char *digest;

	ledgers_ok(ao_run_find(l, run, arena, &row, &err), &err);
	v.number = row.first_volume + row.volumes_done;
	ledgers_ok(ao_volume_issues(l, run, v.number, count, &c, &err), &err);
	snprintf(name, sizeof(name), "aofuto-%04d-%02d-%03u.pdf",
		 row.made.month.year, row.made.month.month, v.number);
	v.name = name;
	v.notices = c.notices;
	v.pages = c.pages;
	v.sheets = c.sheets;
	v.bytes = 1000 * c.pages;
	ao_sha256(name, strlen(name), v.sha256);
	digest = ao_calloc(c.notices, AO_DIGEST);
	for (unsigned long i = 0; i < c.notices; i++)
		digest[i * AO_DIGEST] = (unsigned char)i;
	v.digest = digest;
	ledgers_ok(ao_volume_commit(l, run, &v, &err), &err);
	free(digest);
	ao_arena_free(arena);
}

void ledgers_finish(struct ao_ledger *l, int64_t run)
{
	struct ao_arena *arena = ao_arena_new();
	char hex[AO_SHA256_HEX];
	struct ao_run_row row;
	struct ao_error err = {0};

	ledgers_ok(ao_run_find(l, run, arena, &row, &err), &err);
	for (unsigned i = row.volumes_done; i < row.volumes; i++)
		ledgers_volume(l, run);
	ao_sha256("run.json", 8, hex);
	ledgers_ok(ao_run_finish(l, run, hex, &err), &err);
	ao_arena_free(arena);
}
