/* column.h - which column of a list is what.
 *
 * The header names the columns, in any order, by the contract's names, their
 * Japanese aliases or the city's own. Case, width, blanks, _ and - do not
 * count. A column that must not be in such a list (個人番号) stops everything
 * before anything else is looked at.
 */
#ifndef AOFUTO_INPUT_COLUMN_H
#define AOFUTO_INPUT_COLUMN_H

#include "aofuto/base/finding.h"
#include "aofuto/input/csv.h"

enum ao_column {
	AO_COLUMN_RESIDENT_ID,
	AO_COLUMN_NAME,
	AO_COLUMN_NAME_KANA,
	AO_COLUMN_BIRTH_DATE,
	AO_COLUMN_BIRTH_UNKNOWN,
	AO_COLUMN_POSTAL_CODE,
	AO_COLUMN_ADDRESS,
	AO_COLUMN_ADDRESS_PREFECTURE,
	AO_COLUMN_ADDRESS_CITY,
	AO_COLUMN_ADDRESS_TOWN,
	AO_COLUMN_ADDRESS_NUMBER,
	AO_COLUMN_BUILDING,
	AO_COLUMN_RESIDENCE_CLASS,
	AO_COLUMN_STAY_ENDS_ON,
	AO_COLUMN_STATUS,
	AO_COLUMN_SUPPORT_MEASURE,
	AO_COLUMN_SUPPORT_FROM,
	AO_COLUMN_SUPPORT_UNTIL,
	AO_COLUMN_GUARDIANSHIP,
	AO_COLUMN_CARD_APPLIED_ON,
	AO_COLUMN_CARD_ISSUED_ON,
	AO_COLUMN_CARD_EXPIRES_ON,
	AO_COLUMN_PREVIOUS_CARD_EXPIRES_ON,
	AO_COLUMN_AUTH_CERT_ISSUED_ON,
	AO_COLUMN_AUTH_CERT_EXPIRES_ON,
	AO_COLUMN_PREVIOUS_AUTH_CERT_EXPIRES_ON,
	AO_COLUMN_SIGN_CERT_ISSUED_ON,
	AO_COLUMN_SIGN_CERT_EXPIRES_ON,
	AO_COLUMN_PREVIOUS_SIGN_CERT_EXPIRES_ON,
	AO_COLUMN_APPLICATION_ID,
	AO_COLUMN_LANGUAGE,
	AO_COLUMN_LARGE_PRINT,
	AO_COLUMN_COUNT
};

/* The canonical name, and the built-in aliases as one text ("氏名, ..."). */
const char *ao_column_name(enum ao_column);
const char *ao_column_aliases(enum ao_column);

struct ao_column_alias { /* `columns:` of the settings */
	const char *canonical, *alias;
	const char *file; /* where it stands, for messages; NULL: nowhere */
	unsigned line;
};

struct ao_columns {
	int at[AO_COLUMN_COUNT]; /* field index in a row, or -1 */
	bool any_certificate;    /* the list has a column about certificates */
};

/* Matches a header. Unused columns go to the findings. */
AO_CHECKED bool ao_columns_match(struct ao_columns *,
				 const struct ao_csv_row *header,
				 const struct ao_column_alias *alias,
				 size_t aliases, struct ao_findings *,
				 struct ao_error *);

/* A name or word with case, width (kana too), blanks, _ and - taken out. Cut
 * at the size of out; returns out. */
#define AO_FOLDED_SIZE 128
char *ao_column_fold(const char *s, char out[AO_FOLDED_SIZE]);

#endif
