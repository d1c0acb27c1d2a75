/* which.c - which notices of the ledger a command line means. */
#include "cli/which.h"

#include <limits.h>
#include <string.h>

static const char *const kind_words[AO_KIND_COUNT] = {
	[AO_KIND_CARD_CERT] = "card-cert",
	[AO_KIND_CERT_ONLY] = "cert-only",
	[AO_KIND_CARD_ONLY] = "card-only",
};

static bool read_kind(const char *word, enum ao_kind *kind,
		      struct ao_error *err)
{
	*kind = AO_KIND_NONE;
	for (int i = AO_KIND_CARD_CERT; word && i < AO_KIND_COUNT; i++)
		if (strcmp(kind_words[i], word) == 0)
			*kind = (enum ao_kind)i;
	if (!word || *kind != AO_KIND_NONE)
		return true;
	return ao_fail(err, AO_USAGE, NULL,
		       _("--kind is card-cert, cert-only or card-only, not "
			 "'%s'"),
		       word);
}

/* As it stands on the notice: in groups, perhaps in full width. */
static bool read_id(const char *given, char digits[APPLICATION_ID_DIGITS + 1],
		    struct ao_error *err)
{
	const char *s = given;
	size_t n = 0;
	uint32_t cp;

	while (s && (cp = ao_narrow(ao_utf8_next(&s))) != 0) {
		if (cp == ' ' || cp == '-')
			continue;
		if (cp < '0' || cp > '9' || n == APPLICATION_ID_DIGITS) {
			n = 0;
			break;
		}
		digits[n++] = (char)cp;
	}
	digits[n] = '\0';
	return !given || n == APPLICATION_ID_DIGITS ||
	       ao_fail(err, AO_USAGE, NULL,
		       _("--application-id has %d digits, as they stand on the "
			 "notice"),
		       APPLICATION_ID_DIGITS);
}

bool which_number(const struct cmd_line *line, enum option id, int64_t *out,
		  struct ao_error *err)
{
	long value = 0;

	if (!cmd_number(line, id,
			(struct cmd_range){.least = 1, .most = LONG_MAX},
			&value, err))
		return false;
	*out = value;
	return true;
}

bool which_read(struct which *w, const struct session *s, struct ao_error *err)
{
	const struct cmd_line *line = s->line;
	const char *id = line->value[OPT_APPLICATION_ID];

	*w = (struct which){.query = {.resident_id = line->value[OPT_RESIDENT],
				      .month = s->month,
				      .returned = line->value[OPT_RETURNED],
				      .cancelled_too = true}};
	w->query.application_id = id ? w->application_id : NULL;
	return read_kind(line->value[OPT_KIND], &w->query.kind, err) &&
	       read_id(id, w->application_id, err) &&
	       which_number(line, OPT_RUN, &w->query.run, err) &&
	       which_number(line, OPT_NOTICE, &w->query.notice, err);
}

bool which_is_known(const struct which *w)
{
	return w->query.notice || w->query.application_id ||
	       w->query.resident_id;
}

bool which_is_none(const struct session *s, struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, session_ledger_path(s),
		       _("the ledger has no such notice"));
}
