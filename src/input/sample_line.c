/* sample_line.c - an invented resident as a line of CSV. */
#include "input/sample_inside.h"

#include "aofuto/base/file.h"
#include "aofuto/input/column.h"

#include <string.h>

/* Nobody invented is born before 1926. */
static const struct era {
	struct ao_date first;
	const char *name, *letter, *kanji, *square;
} eras[] = {
	{{2019, 5, 1}, "令和", "R", "令", "㋿"},
	{{1989, 1, 8}, "平成", "H", "平", "㍻"},
	{{1926, 12, 25}, "昭和", "S", "昭", "㍼"},
};

static const struct era *era_of(struct ao_date d)
{
	size_t i = 0;

	while (i + 1 < AO_COUNT(eras) && ao_date_before(d, eras[i].first))
		i++;
	return &eras[i];
}

/* Most dates of a list; printf would be half of the time it takes. */
static void put_digits(struct ao_buf *out, const char *between,
		       struct ao_date d)
{
	char s[8] = {
		(char)('0' + d.year / 1000),    (char)('0' + d.year / 100 % 10),
		(char)('0' + d.year / 10 % 10), (char)('0' + d.year % 10),
		(char)('0' + d.month / 10),     (char)('0' + d.month % 10),
		(char)('0' + d.day / 10),       (char)('0' + d.day % 10)};

	ao_buf_add(out, s, 4);
	ao_buf_adds(out, between);
	ao_buf_add(out, s + 4, 2);
	ao_buf_adds(out, between);
	ao_buf_add(out, s + 6, 2);
}

static void put_wide(struct ao_buf *out, const char *s)
{
	for (; *s; s++)
		if (*s >= '0' && *s <= '9')
			ao_buf_add_utf8(out, (uint32_t)(*s - '0') + 0xFF10);
		else
			ao_buf_add(out, s, 1);
}

static void put_era(struct ao_buf *out, enum ao_sample_form form,
		    struct ao_date d)
{
	const struct era *e = era_of(d);
	int year = d.year - e->first.year + 1;
	char text[AO_DATE_TEXT_SIZE];

	if (form == AO_FORM_WIDE)
		put_wide(out, ao_date_wareki(d, text));
	else if (form == AO_FORM_WAREKI)
		ao_buf_adds(out, ao_date_wareki(d, text));
	else if (form == AO_FORM_PADDED)
		ao_buf_addf(out, "%s%2d年%2d月%2d日", e->name, year, d.month,
			    d.day);
	else if (form == AO_FORM_SQUARE)
		ao_buf_addf(out, "%s%d年%d月%d日", e->square, year, d.month,
			    d.day);
	else
		ao_buf_addf(out, "%s%d.%d.%d",
			    form == AO_FORM_LETTER ? e->letter : e->kanji, year,
			    d.month, d.day);
}

static void put_date(struct ao_buf *out, enum ao_sample_form form,
		     struct ao_date d)
{
	char text[AO_DATE_TEXT_SIZE];

	if (!ao_date_known(d))
		return;
	if (form == AO_FORM_ISO)
		put_digits(out, "-", d);
	else if (form == AO_FORM_SLASH)
		put_digits(out, "/", d);
	else if (form == AO_FORM_COMPACT)
		put_digits(out, "", d);
	else if (form == AO_FORM_WESTERN)
		ao_buf_adds(out, ao_date_western(d, text));
	else
		put_era(out, form, d);
}

static const char prefecture[] = "埼玉県";
static const char city[] = "所沢市";

static const char *text(const struct ao_buf *b)
{
	return b->s ? b->s : "";
}

static void put_person(const struct ao_sample_row *r, enum ao_column c,
		       struct ao_buf *out)
{
	switch (c) {
	case AO_COLUMN_RESIDENT_ID:
		/* A prime multiplier scatters the numbers and keeps each one
		 * its own, below ten digits of rows. */
		ao_buf_addf(out, "%010llu",
			    (unsigned long long)r->number * 7368787ULL %
				    10000000000ULL);
		break;
	case AO_COLUMN_NAME:
		ao_csv_field(out, text(&r->name));
		break;
	case AO_COLUMN_NAME_KANA:
		ao_csv_field(out, text(&r->kana));
		break;
	case AO_COLUMN_BIRTH_DATE:
		if (r->birth_text)
			ao_buf_adds(out, r->birth_text);
		else
			put_date(out, r->form, r->birth);
		break;
	case AO_COLUMN_BIRTH_UNKNOWN:
		ao_buf_adds(out, r->birth_unknown ? "1" : "0");
		break;
	case AO_COLUMN_GUARDIANSHIP:
		ao_buf_adds(out, r->guardianship ? "1" : "0");
		break;
	case AO_COLUMN_RESIDENCE_CLASS:
		ao_buf_adds(out, ao_residence_name(r->residence));
		break;
	case AO_COLUMN_STATUS:
		ao_buf_adds(out, ao_card_status_name(r->status));
		break;
	case AO_COLUMN_LARGE_PRINT:
		ao_buf_adds(out, r->large_print ? "1" : "0");
		break;
	case AO_COLUMN_LANGUAGE:
		ao_buf_adds(out, ao_language_name(r->language));
		break;
	default:
		AO_BUG("column %d is not about the person", (int)c);
	}
}

static void put_place(const struct ao_sample_row *r, enum ao_column c,
		      struct ao_buf *out)
{
	if (c == AO_COLUMN_POSTAL_CODE)
		ao_buf_adds(out, r->postal_code);
	if (c == AO_COLUMN_ADDRESS || c == AO_COLUMN_ADDRESS_PREFECTURE)
		ao_buf_adds(out, prefecture);
	if (c == AO_COLUMN_ADDRESS || c == AO_COLUMN_ADDRESS_CITY)
		ao_buf_adds(out, city);
	if (c == AO_COLUMN_ADDRESS || c == AO_COLUMN_ADDRESS_TOWN)
		ao_buf_adds(out, text(&r->town));
	if (c == AO_COLUMN_ADDRESS || c == AO_COLUMN_ADDRESS_NUMBER)
		ao_buf_adds(out, text(&r->house));
	if (c == AO_COLUMN_BUILDING)
		ao_csv_field(out, text(&r->building));
}

static const struct ao_date *day_of(const struct ao_sample_row *r,
				    enum ao_column c)
{
	switch (c) {
	case AO_COLUMN_STAY_ENDS_ON:
		return &r->stay_ends_on;
	case AO_COLUMN_SUPPORT_FROM:
		return &r->support_from;
	case AO_COLUMN_SUPPORT_UNTIL:
		return &r->support_until;
	case AO_COLUMN_CARD_APPLIED_ON:
		return &r->applied_on;
	case AO_COLUMN_CARD_ISSUED_ON:
		return &r->card.issued_on;
	case AO_COLUMN_CARD_EXPIRES_ON:
		return &r->card.expires_on;
	case AO_COLUMN_PREVIOUS_CARD_EXPIRES_ON:
		return &r->card.previous_expires_on;
	case AO_COLUMN_AUTH_CERT_ISSUED_ON:
		return &r->auth.issued_on;
	case AO_COLUMN_AUTH_CERT_EXPIRES_ON:
		return &r->auth.expires_on;
	case AO_COLUMN_PREVIOUS_AUTH_CERT_EXPIRES_ON:
		return &r->auth.previous_expires_on;
	case AO_COLUMN_SIGN_CERT_ISSUED_ON:
		return &r->sign.issued_on;
	case AO_COLUMN_SIGN_CERT_EXPIRES_ON:
		return &r->sign.expires_on;
	case AO_COLUMN_PREVIOUS_SIGN_CERT_EXPIRES_ON:
		return &r->sign.previous_expires_on;
	default:
		return NULL;
	}
}

static void put_column(const struct ao_sample_row *r, enum ao_column c,
		       struct ao_buf *out)
{
	const struct ao_date *day = day_of(r, c);

	if (day) /* 9999-12-31 among those of support has no era */
		put_date(out,
			 c < AO_COLUMN_CARD_APPLIED_ON ? AO_FORM_ISO : r->form,
			 *day);
	else if (c >= AO_COLUMN_POSTAL_CODE && c <= AO_COLUMN_BUILDING)
		put_place(r, c, out);
	else if (c == AO_COLUMN_SUPPORT_MEASURE)
		ao_buf_adds(out, r->support_measure ? "1" : "");
	else if (c == AO_COLUMN_APPLICATION_ID)
		ao_buf_adds(out, r->application_id);
	else
		put_person(r, c, out);
}

void ao_sample_line(const struct ao_sample_row *r, struct ao_buf *out)
{
	for (int c = 0; c < AO_COLUMN_COUNT; c++) {
		if (c > 0)
			ao_buf_add(out, ",", 1);
		put_column(r, (enum ao_column)c, out);
	}
	ao_buf_add(out, "\n", 1);
}

void ao_sample_header(struct ao_buf *out)
{
	for (int c = 0; c < AO_COLUMN_COUNT; c++) {
		if (c > 0)
			ao_buf_add(out, ",", 1);
		ao_buf_adds(out, ao_column_name((enum ao_column)c));
	}
	ao_buf_add(out, "\n", 1);
}
