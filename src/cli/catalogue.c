/* catalogue.c - is a file of translated messages fit to be used?
 * GNU gettext manual, "The Format of GNU MO Files". */
#include "cli/catalogue.h"

#include <stdint.h>
#include <string.h>

#define MAGIC       0x950412deu
#define VALUES_MOST 32

enum value { NONE, INTEGER, FLOATING, STRING, POINTER, UNKNOWN };

struct values {
	struct {
		enum value value;
		char length[3];
	} of[VALUES_MOST];
	size_t n;
	bool bad;
};

static enum value value_of(char conversion)
{
	if (strchr("diuxXoc", conversion))
		return INTEGER;
	if (strchr("feEgG", conversion))
		return FLOATING;
	return conversion == 's'   ? STRING
	       : conversion == 'p' ? POINTER
				   : UNKNOWN;
}

static void set(struct values *v, size_t at, enum value value,
		const char *length, size_t n)
{
	if (at >= VALUES_MOST || n > 2) {
		v->bad = true;
		return;
	}
	v->of[at].value = value;
	memcpy(v->of[at].length, length, n);
	v->n = at + 1 > v->n ? at + 1 : v->n;
}

/* Behind "%": one directive. What is none (a percent sign before a blank or a
 * bracket) takes no value, and printf prints it or it is no format at all. */
static const char *directive(struct values *v, const char *s, size_t *next)
{
	const char *digits = s + strspn(s, "0123456789"), *length;
	size_t at = *next, n;

	if (*s == '%')
		return s + 1;
	if (digits > s && *digits == '$') {
		at = 0;
		for (; s < digits && at < 1000; s++)
			at = at * 10 + (size_t)(*s - '0');
		at -= at > 0;
		s = digits + 1;
	}
	s += strspn(s, "-+#0");
	s += strspn(s, "0123456789");
	if (*s == '*') {
		set(v, at++, INTEGER, "", 0);
		s++;
	}
	if (*s == '.' && s[1] == '*') {
		set(v, at++, INTEGER, "", 0);
		s += 2;
	} else if (*s == '.') {
		s++;
		s += strspn(s, "0123456789");
	}
	length = s;
	n = strspn(s, "hlqjzt");
	if (!s[n] || value_of(s[n]) == UNKNOWN) {
		v->bad = v->bad || (s[n] == 'n');
		return s;
	}
	set(v, at, value_of(s[n]), length, n);
	*next = at + 1;
	return s + n + 1;
}

static struct values values_of(const char *s)
{
	struct values v = {.n = 0};
	size_t next = 0;

	while ((s = strchr(s, '%')))
		s = directive(&v, s + 1, &next);
	return v;
}

bool catalogue_same_values(const char *id, const char *translated)
{
	struct values has = values_of(id), wants = values_of(translated);

	if (wants.bad || wants.n > has.n)
		return false;
	for (size_t i = 0; i < wants.n; i++)
		if (wants.of[i].value != NONE &&
		    (wants.of[i].value != has.of[i].value ||
		     memcmp(wants.of[i].length, has.of[i].length,
			    sizeof(wants.of[i].length)) != 0))
			return false;
	return true;
}

struct file {
	const char *bytes;
	size_t n;
};

static uint32_t number(const struct file *f, size_t at)
{
	uint32_t value;

	memcpy(&value, f->bytes + at, sizeof(value));
	return value;
}

static bool holds(const struct file *f, uint64_t at, uint64_t n)
{
	return at <= f->n && n <= f->n - at;
}

/* The i-th string of the table; NULL: it is not in the file, or has no end. */
static const char *string(const struct file *f, uint32_t table, uint32_t i)
{
	size_t entry = (size_t)table + (size_t)i * 8;
	uint32_t length = number(f, entry), at = number(f, entry + 4);

	if (!holds(f, at, (uint64_t)length + 1) ||
	    memchr(f->bytes + at, '\0', (size_t)length + 1) !=
		    f->bytes + at + length)
		return NULL;
	return f->bytes + at;
}

/* The header: magic 0, revision 4, count 8, ids 12, translations 16, size of
 * the hash table 20, its place 24. */
static bool tables_hold(const struct file *f, uint32_t count)
{
	uint32_t hash = number(f, 20);

	/* gettext divides by the size, and by the size less two. */
	return count > 0 && (hash == 0 || hash > 2) &&
	       holds(f, number(f, 12), (uint64_t)count * 8) &&
	       holds(f, number(f, 16), (uint64_t)count * 8) &&
	       holds(f, number(f, 24), (uint64_t)hash * 4);
}

/* The blank id comes first; its translation is the head of the file. */
static bool pair_is_sound(const struct file *f, uint32_t i, const char **before)
{
	const char *id = string(f, number(f, 12), i);
	const char *text = string(f, number(f, 16), i);

	if (!id || !text || (i > 0 && strcmp(*before, id) >= 0))
		return false;
	*before = id;
	if (i == 0)
		return !*id && strstr(text, "charset=UTF-8");
	return *text && catalogue_same_values(id, text);
}

bool catalogue_is_sound(const char *bytes, size_t n)
{
	struct file f = {bytes, n};
	const char *before = "";

	if (n < 28 || number(&f, 0) != MAGIC || number(&f, 4) != 0 ||
	    !tables_hold(&f, number(&f, 8)))
		return false;
	for (uint32_t i = 0; i < number(&f, 8); i++)
		if (!pair_is_sound(&f, i, &before))
			return false;
	return true;
}
