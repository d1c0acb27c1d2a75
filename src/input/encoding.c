/* encoding.c - which encoding a list is in, by strict decoding. */
#include "aofuto/input/encoding.h"

#include "input/decode.h"
#include "input/source.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SNIFF ((size_t)4096) /* enough to know a picture by */
static const struct spelling {
	const char *spelt; /* lower case, without - _ and blanks */
	enum ao_encoding encoding;
} spellings[] = {
	{"auto", AO_ENCODING_AUTO},        {"utf8", AO_ENCODING_UTF8},
	{"utf8bom", AO_ENCODING_UTF8},     {"utf8n", AO_ENCODING_UTF8},
	{"utf8sig", AO_ENCODING_UTF8},     {"utf16", AO_ENCODING_UTF16LE},
	{"unicode", AO_ENCODING_UTF16LE},  {"utf16le", AO_ENCODING_UTF16LE},
	{"utf16be", AO_ENCODING_UTF16BE},  {"cp932", AO_ENCODING_CP932},
	{"ms932", AO_ENCODING_CP932},      {"windows31j", AO_ENCODING_CP932},
	{"shiftjis", AO_ENCODING_CP932},   {"sjis", AO_ENCODING_CP932},
	{"xsjis", AO_ENCODING_CP932},      {"mskanji", AO_ENCODING_CP932},
	{"windows932", AO_ENCODING_CP932},
};

static char lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + 0x20);
	return c;
}

bool ao_encoding_parse(const char *name, enum ao_encoding *out,
		       struct ao_error *err)
{
	char plain[32];
	size_t n = 0;

	for (const char *s = name; *s; s++) {
		if (strchr("-_ ", *s))
			continue;
		if (n + 1 == sizeof(plain))
			break;
		plain[n++] = lower(*s);
	}
	plain[n] = '\0';
	for (size_t i = 0; i < AO_COUNT(spellings); i++) {
		if (strcmp(plain, spellings[i].spelt) == 0) {
			*out = spellings[i].encoding;
			return true;
		}
	}
	return ao_fail(err, AO_USAGE, NULL,
		       _("there is no encoding '%.40s'; choose auto, UTF-8, "
			 "UTF-16 or CP932"),
		       name);
}

static bool is_utf16(enum ao_encoding e)
{
	return e == AO_ENCODING_UTF16LE || e == AO_ENCODING_UTF16BE;
}

const char *ao_encoding_label(enum ao_encoding e, bool bom)
{
	switch (e) {
	case AO_ENCODING_UTF8:
		return bom ? "UTF-8 (BOM)" : "UTF-8";
	case AO_ENCODING_UTF16LE:
		return "UTF-16LE (BOM)";
	case AO_ENCODING_UTF16BE:
		return "UTF-16BE (BOM)";
	default:
		return "CP932";
	}
}

static bool need_cp932(struct ao_source *src, struct ao_error *err)
{
	if (src->cp932)
		return true;
	src->cp932 = ao_alloc(sizeof(*src->cp932));
	return ao_cp932_make(src->cp932, err);
}

/* What one reading of the whole file as one encoding shows. */
struct survey {
	enum ao_encoding as;
	struct ao_census census;
	uint64_t at; /* bytes that were good */
	bool bad;
};

static size_t survey_block(struct ao_source *src, struct survey *s, size_t n)
{
	bool bad_text;
	size_t used;

	if (s->as == AO_ENCODING_UTF8)
		return ao_scan_utf8(src->raw, n, &s->census, &s->bad);
	ao_buf_clear(&src->text);
	if (is_utf16(s->as))
		used = ao_decode_utf16(s->as, src->raw, n, &src->text, &s->bad);
	else
		used = ao_decode_cp932(src->cp932, src->raw, n, &src->text,
				       &s->bad);
	if (src->text.n > 0)
		ao_scan_utf8((const unsigned char *)src->text.s, src->text.n,
			     &s->census, &bad_text);
	return used;
}

/* The first survey also weighs the file. */
static bool survey(struct ao_source *src, struct survey *s,
		   struct ao_error *err)
{
	struct ao_sha256 sha;
	uint64_t size = 0;
	bool digest = !src->surveyed && !src->skip_digest;
	size_t n, used, held = 0;

	if (s->as == AO_ENCODING_CP932 && !need_cp932(src, err))
		return false;
	if (lseek(src->fd, 0, SEEK_SET) < 0)
		return ao_fail_errno(err, src->name, _("cannot read the list"));
	ao_sha256_init(&sha);
	do {
		if (!ao_source_block(src, src->raw + held, &n, err))
			return false;
		if (digest)
			ao_sha256_add(&sha, src->raw + held, n);
		size += n;
		if (s->bad)
			continue;
		used = survey_block(src, s, held + n);
		s->at += used;
		held = s->bad ? 0 : held + n - used;
		memmove(src->raw, src->raw + used, held);
	} while (n > 0);
	s->bad = s->bad || held > 0;
	if (!src->surveyed) {
		src->size = size;
		if (digest)
			ao_sha256_hex(&sha, src->digest);
	}
	src->surveyed = true;
	return true;
}

/* The physical line of a byte, for a message; 0 when it cannot be read. */
static unsigned long line_at(struct ao_source *src, uint64_t byte,
			     enum ao_encoding as)
{
	size_t step = is_utf16(as) ? 2 : 1, n, have = 0;
	size_t low = as == AO_ENCODING_UTF16BE ? 1 : 0;
	unsigned long line = 1;
	unsigned char last = 0, c;
	struct ao_error ignored = {0};

	if (lseek(src->fd, 0, SEEK_SET) < 0)
		return 0;
	for (uint64_t at = 0; at + step <= byte;) {
		if (!ao_source_block(src, src->raw + have, &n, &ignored) || !n)
			return 0;
		have += n;
		n = 0;
		for (; n + step <= have && at + step <= byte; n += step) {
			c = src->raw[n + low];
			if (step == 2 && src->raw[n + 1 - low])
				c = 0;
			line += c == '\r' || (c == '\n' && last != '\r');
			last = c;
			at += step;
		}
		have -= n;
		memmove(src->raw, src->raw + n, have);
	}
	return line;
}

static bool fail_malformed(struct ao_source *src, const struct survey *s,
			   struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, src->name,
		       _("the list is not valid %s: byte %llu"
			 " (line %lu) cannot be; say --encoding if it is "
			 "another encoding"),
		       ao_encoding_label(s->as, false),
		       (unsigned long long)s->at + 1,
		       line_at(src, s->at, s->as));
}

static bool guess(struct ao_source *src, struct survey *s, struct ao_error *err)
{
	struct survey cp932 = {.as = AO_ENCODING_CP932};

	s->as = AO_ENCODING_UTF8;
	if (!survey(src, s, err))
		return false;
	if (!s->bad && (s->census.wide == 0 || s->census.kanji > 0))
		return true;
	if (!survey(src, &cp932, err))
		return false;
	if (!s->bad && !cp932.bad)
		return ao_fail(err, AO_INPUT, src->name,
			       _("the list could be UTF-8 or CP932, as it "
				 "holds no kanji; say which with --encoding "
				 "UTF-8 or --encoding CP932"));
	if (!s->bad)
		return true;
	if (cp932.bad)
		return ao_fail(
			err, AO_INPUT, src->name,
			_("the list is neither UTF-8 (byte %llu"
			  ", line %lu cannot be) nor CP932 (byte %llu"
			  ", line %lu cannot be); export it again as UTF-8"),
			(unsigned long long)s->at + 1,
			line_at(src, s->at, s->as),
			(unsigned long long)cp932.at + 1,
			line_at(src, cp932.at, cp932.as));
	*s = cp932;
	return true;
}

/* UTF-8 kana read as CP932 begin with 縺 繧 繝: a fifth of such a text, and
 * next to none of a true one. */
static bool guard_mojibake(struct ao_source *src, const struct survey *s,
			   struct ao_error *err)
{
	if (s->census.mojibake * 200 <= s->census.wide)
		return true;
	if (s->as == AO_ENCODING_CP932)
		return ao_fail(err, AO_INPUT, src->name,
			       _("the list looks like UTF-8 read as CP932 (縺 "
				 "繧 繝 in it); say --encoding UTF-8, or "
				 "export it again in one encoding"));
	return ao_fail(err, AO_INPUT, src->name,
		       _("the list was garbled before it came here: it holds "
			 "縺 繧 繝, which is UTF-8 once read as CP932; export "
			 "it again from the source system"));
}

static bool settle(struct ao_source *src, enum ao_encoding wanted,
		   enum ao_encoding marked, struct ao_error *err)
{
	struct survey s = {.as = marked ? marked : wanted};

	if (wanted && marked && wanted != marked &&
	    !(is_utf16(wanted) && is_utf16(marked)))
		return ao_fail(err, AO_INPUT, src->name,
			       _("the list begins with the byte order mark of "
				 "%s, but --encoding says %s"),
			       is_utf16(marked) ? "UTF-16" : "UTF-8",
			       is_utf16(wanted)
				       ? "UTF-16"
				       : ao_encoding_label(wanted, false));
	if (is_utf16(wanted) && !marked)
		return ao_fail(err, AO_INPUT, src->name,
			       _("a list in UTF-16 must begin with its byte "
				 "order mark; export it with one, or as "
				 "UTF-8"));
	if (!s.as ? !guess(src, &s, err) : !survey(src, &s, err))
		return false;
	if (s.bad)
		return fail_malformed(src, &s, err);
	src->encoding = s.as;
	return guard_mojibake(src, &s, err);
}

static const char *known_binary(const unsigned char *s, size_t n)
{
	static const struct {
		const char *magic;
		size_t n;
		const char *what;
	} table[] = {
		{"\x89PNG", 4, N_("a PNG picture")},
		{"\xFF\xD8\xFF", 3, N_("a JPEG picture")},
		{"GIF8", 4, N_("a GIF picture")},
		{"%PDF-", 5, N_("a PDF file")},
		{"PK\x03\x04", 4, N_("a spreadsheet or a ZIP file")},
		{"\xD0\xCF\x11\xE0", 4, N_("an old Excel or Word file")},
		{"\x1F\x8B", 2, N_("a gzip file")},
	};

	for (size_t i = 0; i < AO_COUNT(table); i++)
		if (n >= table[i].n &&
		    memcmp(s, table[i].magic, table[i].n) == 0)
			return table[i].what;
	return NULL;
}

static bool refuse_binary(struct ao_source *src, const unsigned char *s,
			  size_t n, struct ao_error *err)
{
	const char *what = known_binary(s, n);
	size_t nul = 0, control = 0;

	if (what)
		return ao_fail(err, AO_INPUT, src->name,
			       _("the list does not look like a text file: it "
				 "is %s; export it as CSV"),
			       _(what));
	for (size_t i = 0; i < n; i++) {
		nul += s[i] == 0;
		control += s[i] < 0x09 ||
			   (s[i] > 0x0D && s[i] < 0x20 && s[i] != 0x1A);
	}
	if (nul * 4 > n)
		return ao_fail(err, AO_INPUT, src->name,
			       _("the list does not look like a text file; if "
				 "it is UTF-16, it must begin with its byte "
				 "order mark: export it as UTF-8"));
	if (control >= 8 && control * 100 > n)
		return ao_fail(err, AO_INPUT, src->name,
			       _("the list does not look like a text file; "
				 "export it as CSV"));
	return true;
}

static enum ao_encoding byte_order_mark(const unsigned char *s, size_t n)
{
	if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		return AO_ENCODING_UTF8;
	if (n >= 2 && memcmp(s, "\xFF\xFE", 2) == 0)
		return AO_ENCODING_UTF16LE;
	if (n >= 2 && memcmp(s, "\xFE\xFF", 2) == 0)
		return AO_ENCODING_UTF16BE;
	return AO_ENCODING_AUTO;
}

bool ao_source_detect(struct ao_source *src, enum ao_encoding wanted,
		      struct ao_error *err)
{
	unsigned char head[SNIFF];
	ssize_t n = pread(src->fd, head, sizeof(head), 0);
	enum ao_encoding marked;

	if (n < 0)
		return ao_fail_errno(err, src->name, _("cannot read the list"));
	if (n == 0)
		return ao_fail(err, AO_INPUT, src->name,
			       _("the list is empty; it needs a header line "
				 "and residents"));
	marked = byte_order_mark(head, (size_t)n);
	src->has_bom = marked != AO_ENCODING_AUTO;
	src->mark_left = src->has_bom ? 3 : 0;
	if (!is_utf16(marked) && !refuse_binary(src, head, (size_t)n, err))
		return false;
	return settle(src, wanted, marked, err);
}
