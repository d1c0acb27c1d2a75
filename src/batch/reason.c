/* reason.c - a reason that staff type, fit to be kept for years. */
#include "aofuto/batch/reason.h"

#include <string.h>

#define NUMBER_LEAST  12 /* digits: 個人番号 has 12, an application ID 23 */
#define PART_LEAST    2  /* characters of a name's part: 林 is also a wood */
#define ADDRESS_LEAST 8  /* characters in a row that give an address away */
#define ID_LEAST      5  /* of a resident's id: "1" is in many sentences */

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0x3000 || cp == 0xA0;
}

/* Without blanks and in half width: 山田　太郎 is 山田太郎. */
static void squeeze(const char *s, struct ao_buf *out)
{
	uint32_t cp;

	ao_buf_clear(out);
	ao_buf_adds(out, "");
	while ((cp = ao_utf8_next(&s)) != 0)
		if (!is_blank(cp))
			ao_buf_add_utf8(out, ao_narrow(cp));
}

static bool holds(const char *reason, const char *s, size_t least)
{
	return ao_utf8_length(s) >= least && strstr(reason, s);
}

/* The name as a whole, or one of its parts. */
static bool holds_name(const char *reason, const char *name)
{
	struct ao_buf part = {0};
	const char *s = name;
	uint32_t cp;
	bool held;

	squeeze(name, &part);
	held = holds(reason, part.s, PART_LEAST);
	while (!held && *s) {
		ao_buf_clear(&part);
		ao_buf_adds(&part, "");
		while ((cp = ao_utf8_next(&s)) != 0 && !is_blank(cp))
			ao_buf_add_utf8(&part, ao_narrow(cp));
		held = holds(reason, part.s, PART_LEAST);
	}
	ao_buf_release(&part);
	return held;
}

/* Some characters in a row of the address. */
static bool holds_part_of(const char *reason, const char *address)
{
	struct ao_buf whole = {0};
	const char *from, *end;
	bool held = false;

	squeeze(address, &whole);
	from = whole.s;
	while (!held && ao_utf8_length(from) >= ADDRESS_LEAST) {
		end = from;
		for (int i = 0; i < ADDRESS_LEAST; i++)
			(void)ao_utf8_next(&end);
		held = memmem(reason, strlen(reason), from,
			      (size_t)(end - from)) != NULL;
		(void)ao_utf8_next(&from);
	}
	ao_buf_release(&whole);
	return held;
}

static bool says_who(const char *reason, const struct ao_entry_values *v)
{
	static const enum ao_field names[] = {AO_FIELD_NAME,
					      AO_FIELD_NAME_KANA};
	static const enum ao_field homes[] = {AO_FIELD_ADDRESS,
					      AO_FIELD_BUILDING};

	for (size_t i = 0; i < AO_COUNT(names); i++)
		if (holds_name(reason, v->notice.text[names[i]]))
			return true;
	for (size_t i = 0; i < AO_COUNT(homes); i++)
		if (holds_part_of(reason, v->notice.text[homes[i]]))
			return true;
	return holds(reason, v->resident_id, ID_LEAST);
}

static bool check_form(const char *reason, struct ao_error *err)
{
	const char *s = reason;
	size_t blanks = 0, digits = 0;
	uint32_t cp;

	while ((cp = ao_utf8_next(&s)) != 0) {
		if (cp < 0x20 || cp == 0x7F || cp == AO_UTF8_BAD)
			return ao_fail(err, AO_USAGE, NULL,
				       _("--reason holds a control character, "
					 "or bytes that are no text"));
		blanks += is_blank(cp);
		cp = ao_narrow(cp);
		digits = cp >= '0' && cp <= '9' ? digits + 1 : 0;
		if (digits >= NUMBER_LEAST)
			return ao_fail(err, AO_USAGE, NULL,
				       _("--reason holds a long number; leave "
					 "the numbers of persons out of it"));
	}
	if (ao_utf8_length(reason) == blanks)
		return ao_fail(err, AO_USAGE, NULL,
			       _("--reason says nothing; write in a few words "
				 "why this is done"));
	if (ao_utf8_length(reason) > AO_REASON_TEXT_MOST)
		return ao_fail(err, AO_USAGE, NULL,
			       _("--reason is longer than %d characters"),
			       AO_REASON_TEXT_MOST);
	return true;
}

bool ao_reason_check(const char *reason, const struct ao_entry_values *values,
		     struct ao_error *err)
{
	struct ao_buf squeezed = {0};
	bool who;

	if (!check_form(reason, err))
		return false;
	squeeze(reason, &squeezed);
	who = values && says_who(squeezed.s, values);
	ao_buf_release(&squeezed);
	return !who ||
	       ao_fail(err, AO_INPUT, NULL,
		       _("the reason says who the resident is (a name, an "
			 "address, a number); the ledger finds the person by "
			 "itself, so write only what happened"));
}
