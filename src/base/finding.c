/* finding.c - the table of findings, and their spool. */
#include "aofuto/base/finding.h"

#include "aofuto/base/date.h"
#include "aofuto/base/file.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct ao_finding_kind kinds[] = {
#define X(code, severity, name, sentence, remedy)                              \
	{AO_F_##name, severity, #name, sentence, remedy},
	AO_FINDING_TABLE(X)
#undef X
};

const struct ao_finding_kind *ao_finding_kinds(size_t *count)
{
	*count = AO_COUNT(kinds);
	return kinds;
}

static size_t index_of(enum ao_finding_code code)
{
	for (size_t i = 0; i < AO_COUNT(kinds); i++)
		if (kinds[i].code == code)
			return i;
	AO_BUG("no finding has the code %d", (int)code);
}

const struct ao_finding_kind *ao_finding_kind(enum ao_finding_code code)
{
	return &kinds[index_of(code)];
}

const char *ao_severity_name(enum ao_severity severity)
{
	static const char *const name[] = {"NOTE", "WARN", "REVIEW", "REJECT",
					   "STOP"};

	return name[severity];
}

/* Records wait in `fresh` and move to the unlinked file when that is full. A
 * record is the head and then field, subject and detail, each NUL-ended. */
#define FRESH_MOST ((size_t)64 * 1024)

struct ao_findings {
	unsigned long count[AO_COUNT(kinds)];
	struct ao_buf fresh;
	FILE *spool;
	bool failed;
};

struct head {
	enum ao_finding_code code;
	unsigned column;
	unsigned long row, line;
	size_t strings; /* bytes of the three strings */
};

struct ao_findings *ao_findings_new(void)
{
	return ao_calloc(1, sizeof(struct ao_findings));
}

void ao_findings_free(struct ao_findings *f)
{
	if (!f)
		return;
	if (f->spool)
		fclose(f->spool);
	ao_buf_release(&f->fresh);
	free(f);
}

/* What cannot be written is reported by ao_findings_each; the counts and the
 * decisions stay right without it. */
static void spill(struct ao_findings *f)
{
	if (!f->spool)
		f->spool = ao_temporary_file();
	if (!f->spool ||
	    fwrite(f->fresh.s, 1, f->fresh.n, f->spool) != f->fresh.n)
		f->failed = true;
	ao_buf_clear(&f->fresh);
}

static void add_string(struct ao_buf *b, const char *s)
{
	ao_buf_add(b, s ? s : "", s ? strlen(s) + 1 : 1);
}

void ao_findings_add(struct ao_findings *f, enum ao_finding_code code,
		     struct ao_place place, const char *detail_fmt, ...)
{
	char detail[512];
	struct head head = {.code = code,
			    .column = place.column,
			    .row = place.row,
			    .line = place.line};
	size_t at;
	va_list ap;

	f->count[index_of(code)]++;
	va_start(ap, detail_fmt);
	vsnprintf(detail, sizeof(detail), detail_fmt, ap);
	va_end(ap);
	if (f->failed)
		return;
	if (f->fresh.n > FRESH_MOST)
		spill(f);
	at = f->fresh.n;
	ao_buf_add(&f->fresh, (const char *)&head, sizeof(head));
	add_string(&f->fresh, place.field);
	add_string(&f->fresh, place.subject);
	add_string(&f->fresh, detail);
	head.strings = f->fresh.n - at - sizeof(head);
	memcpy(f->fresh.s + at, &head, sizeof(head));
}

unsigned long ao_findings_count(const struct ao_findings *f,
				enum ao_finding_code code)
{
	return f->count[index_of(code)];
}

unsigned long ao_findings_total(const struct ao_findings *f,
				enum ao_severity severity)
{
	unsigned long total = 0;

	for (size_t i = 0; i < AO_COUNT(kinds); i++)
		if (kinds[i].severity == severity)
			total += f->count[i];
	return total;
}

static const char *after(const char *s)
{
	return s + strlen(s) + 1;
}

static struct ao_finding finding_of(const struct head *head,
				    const char *strings)
{
	const char *subject = after(strings);

	return (struct ao_finding){
		.code = head->code,
		.place = {.row = head->row,
			  .line = head->line,
			  .column = head->column,
			  .field = *strings ? strings : NULL,
			  .subject = *subject ? subject : NULL},
		.detail = after(subject),
	};
}

/* 1: a record; 0: the end; -1: it cannot be read. */
static int next_record(FILE *spool, struct head *head, struct ao_buf *strings)
{
	size_t n = fread(head, 1, sizeof(*head), spool);

	if (n == 0 && !ferror(spool))
		return 0;
	if (n != sizeof(*head))
		return -1;
	ao_buf_clear(strings);
	while (strings->n < head->strings) {
		char some[512];
		size_t want = head->strings - strings->n;

		want = want < sizeof(some) ? want : sizeof(some);
		if (fread(some, 1, want, spool) != want)
			return -1;
		ao_buf_add(strings, some, want);
	}
	return 1;
}

bool ao_findings_each(struct ao_findings *f,
		      bool (*each)(const struct ao_finding *, void *data),
		      void *data, struct ao_error *err)
{
	struct ao_buf strings = {0};
	struct ao_finding finding;
	struct head head;
	int got = 0;

	if (f->spool && !f->failed && fflush(f->spool) == 0) {
		rewind(f->spool);
		while ((got = next_record(f->spool, &head, &strings)) == 1) {
			finding = finding_of(&head, strings.s);
			if (!each(&finding, data))
				break;
		}
		fseek(f->spool, 0, SEEK_END);
	}
	ao_buf_release(&strings);
	if (f->failed || got < 0)
		return ao_fail(err, AO_HOST, ao_temporary_folder(),
			       _("the findings cannot be kept: the folder for "
				 "temporary files is full or not writable"));
	if (got == 1)
		return true;
	for (size_t at = 0; at < f->fresh.n;) {
		memcpy(&head, f->fresh.s + at, sizeof(head));
		finding = finding_of(&head, f->fresh.s + at + sizeof(head));
		if (!each(&finding, data))
			break;
		at += sizeof(head) + head.strings;
	}
	return true;
}

/* What a bad date is made of; beside digits nobody can be told from it. */
static bool harmless(uint32_t cp)
{
	static const char *const signs = "年月日元不詳明頃大正昭和平成令西暦〓"
					 "㍾㍽㍼㍻㋿";

	cp = ao_narrow(cp);
	if (cp < 0x80)
		return cp >= 0x20 && cp < 0x7F &&
		       !((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z' &&
			 !strchr("mtshreMTSHRE", (int)cp));
	for (const char *s = signs; *s;)
		if (ao_utf8_next(&s) == cp)
			return true;
	return false;
}

char *ao_finding_excerpt(const char *value, char out[AO_EXCERPT_SIZE])
{
	enum { MOST = 40, LETTERS_MOST = 3 };
	size_t letters = 0, digits = 0, wide = 0;
	const char *s = value;
	bool shown = true;

	while (*s && shown) {
		uint32_t cp = ao_narrow(ao_utf8_next(&s));

		letters += (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
		digits += cp >= '0' && cp <= '9';
		wide += cp >= 0x80;
		shown = harmless(cp) && letters <= LETTERS_MOST;
	}
	/* 大和 is a family's name; 大和7年 is a slip of the pen. */
	if (!shown || (wide > 0 && digits == 0)) {
		snprintf(out, AO_EXCERPT_SIZE, "…(%zu)", ao_utf8_length(value));
		return out;
	}
	s = value;
	for (size_t i = 0; i < MOST && *s; i++)
		ao_utf8_next(&s);
	snprintf(out, AO_EXCERPT_SIZE, "%.*s%s", (int)(s - value), value,
		 *s ? "…" : "");
	return out;
}
