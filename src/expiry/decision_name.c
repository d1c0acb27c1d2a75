/* decision_name.c - the contract's words for a decision, and people's. */
#include "aofuto/expiry/decision.h"

struct word {
	const char *name, *text;
};

static const struct word verdicts[AO_VERDICT_COUNT] = {
	[AO_PRINT] = {"print", N_("printed")},
	[AO_NOT_DUE] = {"not_due", N_("not due yet")},
	[AO_ALREADY_ISSUED] = {"already_issued", N_("already issued")},
	[AO_HELD] = {"held", N_("held for a person to handle")},
	[AO_EXCLUDED] = {"excluded", N_("gets no notice")},
	[AO_SET_ASIDE] = {"review", N_("set aside until somebody decides")},
	[AO_REJECTED] = {"rejected", N_("the row cannot be believed")},
};

static const struct word reasons[AO_REASON_COUNT] = {
	[AO_REASON_NONE] = {"", ""},
	[AO_REASON_DV_SUPPORT] = {"DV_SUPPORT",
				  N_("support measures are in force")},
	[AO_REASON_SUSPENDED] = {"SUSPENDED", N_("the card is suspended")},
	[AO_REASON_HOLD_LIST] = {"HOLD_LIST", N_("on the hold list")},
	[AO_REASON_DEAD] = {"DEAD", N_("has died")},
	[AO_REASON_MOVED_OUT] = {"MOVED_OUT", N_("moved to another city")},
	[AO_REASON_MOVED_ABROAD] = {"MOVED_ABROAD", N_("moved abroad")},
	[AO_REASON_CARD_RETURNED] = {"CARD_RETURNED",
				     N_("the card was handed back")},
	[AO_REASON_NOT_DELIVERED] = {"NOT_DELIVERED",
				     N_("the card was never collected")},
	[AO_REASON_FIXED_TERM_STAY] = {"FIXED_TERM_STAY",
				       N_("the stay has a fixed term")},
	[AO_REASON_CARD_EXPIRED] = {"CARD_EXPIRED",
				    N_("the card has already expired")},
	[AO_REASON_NOTHING_EXPIRES] =
		{"NOTHING_EXPIRES",
		 N_("the list has neither a card nor a certificate")},
	[AO_REASON_REGIME_AMBIGUOUS] =
		{"REGIME_AMBIGUOUS",
		 N_("the age line of 2022-04-01 cannot be decided without the "
		    "reception date or the recorded expiry")},
	[AO_REASON_BIRTH_UNKNOWN] =
		{"BIRTH_UNKNOWN",
		 N_("the birth date is unknown and no expiry is recorded")},
	[AO_REASON_PRINTED_MISMATCH] =
		{"PRINTED_MISMATCH",
		 N_("the recorded expiry is not the one the law gives")},
	[AO_REASON_DATES_MISSING] =
		{"DATES_MISSING",
		 N_("neither the issue date nor the expiry is known")},
	[AO_REASON_DATES_IMPOSSIBLE] = {"DATES_IMPOSSIBLE",
					N_("the law gives no such date")},
	[AO_REASON_INPUT_DOUBTFUL] =
		{"INPUT_DOUBTFUL",
		 N_("a field of the row is doubtful: see the findings")},
	[AO_REASON_GLYPH_MISSING] =
		{"GLYPH_MISSING", N_("a character has no glyph in any font")},
	[AO_REASON_ADDRESS_DOES_NOT_FIT] =
		{"ADDRESS_DOES_NOT_FIT",
		 N_("the name or address does not fit its box")},
	[AO_REASON_APPLICATION_ID_MISSING] = {"APPLICATION_ID_MISSING",
					      N_("there is no application id")},
	[AO_REASON_INVALID_INPUT] =
		{"INVALID_INPUT",
		 N_("the row contradicts itself or cannot be read: see the "
		    "findings")},
	[AO_REASON_OPENED_EARLIER] = {"OPENED_EARLIER",
				      N_("renewal opened before the month")},
};

static const struct word kinds[AO_KIND_COUNT] = {
	[AO_KIND_NONE] = {"NONE", N_("no notice")},
	[AO_KIND_CARD_CERT] = {"CARD_CERT", N_("card and certificates")},
	[AO_KIND_CERT_ONLY] = {"CERT_ONLY", N_("certificates only")},
	[AO_KIND_CARD_ONLY] = {"CARD_ONLY", N_("card only")},
};

static const struct word *word(const struct word *table, unsigned count,
			       unsigned value)
{
	if (value >= count)
		AO_BUG("no such word: %u of %u", value, count);
	return &table[value];
}

const char *ao_verdict_name(enum ao_verdict v)
{
	return word(verdicts, AO_VERDICT_COUNT, v)->name;
}

const char *ao_verdict_text(enum ao_verdict v)
{
	return word(verdicts, AO_VERDICT_COUNT, v)->text;
}

const char *ao_reason_name(enum ao_reason r)
{
	return word(reasons, AO_REASON_COUNT, r)->name;
}

const char *ao_reason_text(enum ao_reason r)
{
	return word(reasons, AO_REASON_COUNT, r)->text;
}

const char *ao_kind_name(enum ao_kind k)
{
	return word(kinds, AO_KIND_COUNT, k)->name;
}

const char *ao_kind_text(enum ao_kind k)
{
	return word(kinds, AO_KIND_COUNT, k)->text;
}

const char *ao_window_name(enum ao_renewal_window w)
{
	static const char *const names[] = {
		[AO_WINDOW_NONE] = "",
		[AO_WINDOW_NOT_YET] = "NOT_YET",
		[AO_WINDOW_OPEN] = "OPEN",
		[AO_WINDOW_EXPIRED] = "EXPIRED",
	};

	if ((unsigned)w > AO_WINDOW_EXPIRED)
		AO_BUG("no such window: %d", (int)w);
	return names[w];
}

/* The bits are CARD 1, AUTH 2, SIGN 4. */
const char *ao_expiring_name(unsigned expiring)
{
	static const char *const names[] = {
		"",     "CARD",      "AUTH",      "CARD+AUTH",
		"SIGN", "CARD+SIGN", "AUTH+SIGN", "CARD+AUTH+SIGN",
	};

	if (expiring >= sizeof(names) / sizeof(*names))
		AO_BUG("no such items: %u", expiring);
	return names[expiring];
}
