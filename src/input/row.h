/* row.h - one row of the list becomes a resident; inside input/ only. */
#ifndef AOFUTO_INPUT_ROW_H
#define AOFUTO_INPUT_ROW_H

#include "aofuto/base/wareki.h"
#include "aofuto/input/column.h"
#include "aofuto/input/resident.h"

struct ao_row_reader {
	struct ao_columns columns;
	enum ao_era_codes era_codes;
	struct ao_findings *findings;
	struct ao_buf joined; /* an address made of its parts */
	char nothing[1];      /* the value of a column that is not there */
};

/* Strings of the resident point into the row, which is changed in place. */
void ao_row_read(struct ao_row_reader *, const struct ao_csv_row *,
		 struct ao_resident *);

/* What is wrong with a text that will be printed, by kind. */
enum ao_text_fault {
	AO_TEXT_CONTROL,   /* line breaks, C0, C1 */
	AO_TEXT_INVISIBLE, /* bidi controls, a stray BOM or variation selector
			    */
	AO_TEXT_LOST,      /* U+FFFD */
	AO_TEXT_GETA,      /* 〓 or ? */
	AO_TEXT_RIGHT_TO_LEFT,
	AO_TEXT_EMOJI,
	AO_TEXT_UNUSUAL,   /* Hangul, Cyrillic, ... */
	AO_TEXT_KANA_MARK, /* ゛ or ゜ that joins nothing */
	AO_TEXT_FAULTS
};

struct ao_text_faults {
	unsigned found;                 /* bit 1 << fault */
	const char *at[AO_TEXT_FAULTS]; /* the first of each */
	uint32_t cp[AO_TEXT_FAULTS];
};
void ao_text_check(const char *s, struct ao_text_faults *);
/* The address names no town, or says that nobody knows it. */
bool ao_address_vague(const char *s);

size_t ao_digit_run(const char *s); /* ASCII digits at its start */
/* 1.23E+22: what a spreadsheet makes of a long number. */
bool ao_spreadsheet_number(const char *s);
/* Digits of any width become ASCII digits in place; hyphens and blanks go.
 * The number of digits, or -1 at anything else. */
int ao_keep_digits(char *s);

/* The contract's words and the obvious Japanese ones. False: not known. */
AO_CHECKED bool ao_word_residence(const char *s, enum ao_residence *);
AO_CHECKED bool ao_word_status(const char *s, enum ao_card_status *);
AO_CHECKED bool ao_word_language(const char *s, enum ao_language *);
AO_CHECKED bool ao_word_flag(const char *s, bool *);

#endif
