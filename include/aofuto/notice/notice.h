/* notice.h - what one letter has to say, before it has a shape.
 *
 * A notice is values for the fields that a template may name, and the flags
 * that its conditions ask for. Made from a resident and the decision; knows no
 * template and no font.
 */
#ifndef AOFUTO_NOTICE_NOTICE_H
#define AOFUTO_NOTICE_NOTICE_H

#include "aofuto/expiry/decision.h"
#include "aofuto/notice/edition.h"

/* X(NAME, "name in a template", type) */
#define AO_FIELD_TABLE(X)                                                      \
	X(NAME, "name", TEXT)                                                  \
	X(NAME_KANA, "name_kana", TEXT)                                        \
	X(POSTAL_CODE, "postal_code", TEXT)                                    \
	X(ADDRESS, "address", TEXT)                                            \
	X(BUILDING, "building", TEXT)                                          \
	X(CUSTOMER_BARCODE, "customer_barcode", TEXT)                          \
	X(APPLICATION_ID, "application_id", ID)                                \
	X(BIRTH_DATE, "birth_date", DATE)                                      \
	X(CARD_EXPIRES_ON, "card_expires_on", DATE)                            \
	X(AUTH_EXPIRES_ON, "auth_cert_expires_on", DATE)                       \
	X(SIGN_EXPIRES_ON, "sign_cert_expires_on", DATE)                       \
	X(EXPIRES_ON, "expires_on", DATE)                                      \
	X(OPENS_ON, "renewal_opens_on", DATE)                                  \
	X(DATED_ON, "dated_on", DATE)                                          \
	X(MONTH, "month", TEXT)                                                \
	X(KIND, "kind", TEXT)                                                  \
	X(SEQUENCE, "sequence", TEXT)                                          \
	X(SHEET, "sheet", TEXT)                                                \
	X(SHEETS, "sheets", TEXT)

enum ao_field {
#define X(name, text, type) AO_FIELD_##name,
	AO_FIELD_TABLE(X)
#undef X
		AO_FIELD_COUNT
};
#define AO_FIELD_BIT(name) (1u << AO_FIELD_##name)
/* Whoever holds the envelope sees what stands in its window: never these. */
#define AO_FIELDS_PRIVATE                                                      \
	(AO_FIELD_BIT(APPLICATION_ID) | AO_FIELD_BIT(BIRTH_DATE) |             \
	 AO_FIELD_BIT(CARD_EXPIRES_ON) | AO_FIELD_BIT(AUTH_EXPIRES_ON) |       \
	 AO_FIELD_BIT(SIGN_EXPIRES_ON) | AO_FIELD_BIT(EXPIRES_ON) |            \
	 AO_FIELD_BIT(OPENS_ON) | AO_FIELD_BIT(KIND))
/* Who gets the letter: always in the window, whole; a building and a barcode
 * where there is one. */
#define AO_FIELDS_ADDRESS                                                      \
	(AO_FIELD_BIT(NAME) | AO_FIELD_BIT(POSTAL_CODE) |                      \
	 AO_FIELD_BIT(ADDRESS) | AO_FIELD_BIT(BUILDING) |                      \
	 AO_FIELD_BIT(CUSTOMER_BARCODE))
enum ao_field_type { AO_FIELD_TYPE_TEXT, AO_FIELD_TYPE_DATE, AO_FIELD_TYPE_ID };

/* What a condition (`when:`) may ask. X(NAME, "word in a template") */
#define AO_FLAG_TABLE(X)                                                       \
	X(CARD_CERT, "CARD_CERT")                                              \
	X(CERT_ONLY, "CERT_ONLY")                                              \
	X(CARD_ONLY, "CARD_ONLY")                                              \
	X(CARD, "CARD")                                                        \
	X(AUTH, "AUTH")                                                        \
	X(SIGN, "SIGN")                                                        \
	X(CERT, "CERT")                                                        \
	X(APPLICATION_ID, "application_id")                                    \
	X(BUILDING, "building")                                                \
	X(NAME_KANA, "name_kana")                                              \
	X(SPECIMEN, "specimen")                                                \
	X(CUSTOMER_BARCODE, "customer_barcode")

enum ao_flag_index {
#define X(name, text) AO_FLAG_INDEX_##name,
	AO_FLAG_TABLE(X)
#undef X
		AO_FLAG_COUNT
};
#define AO_FLAG(name) (1u << AO_FLAG_INDEX_##name)

/* Of the pages of a report sheet; a notice has none of them. */
#define AO_FLAG_FIRST_PAGE (1u << AO_FLAG_COUNT)
#define AO_FLAG_LAST_PAGE  (2u << AO_FLAG_COUNT)
#define AO_FLAG_NEVER      (4u << AO_FLAG_COUNT) /* nor a page either */

/* The sets of flags that a notice can have, one by one. */
#define AO_FLAG_SETS 112u
unsigned ao_flag_set(size_t i); /* i < AO_FLAG_SETS */

struct ao_notice {
	enum ao_edition edition;
	unsigned flags;                      /* AO_FLAG(...) set */
	const char *text[AO_FIELD_COUNT];    /* TEXT and ID fields; "" = none */
	struct ao_date date[AO_FIELD_COUNT]; /* DATE fields */
};

/* Setting print_application_id: always | card-kinds. */
enum ao_print_id { AO_PRINT_ID_CARD_KINDS, AO_PRINT_ID_ALWAYS };

struct ao_gaiji;
struct ao_towns;
struct ao_notice_options {
	struct ao_date dated_on; /* the date in the letter's head */
	struct ao_date month;
	enum ao_print_id print_id;
	bool specimen;
	const struct ao_gaiji *gaiji; /* what it replaces, or NULL */
	const struct ao_towns *towns; /* where towns end, or NULL */
};

/* Fills the notice of a resident who is printed. Postal code as "359-0042";
 * half-width kana (and a blank between two of them) is widened, kana and Latin
 * letters with combining marks are composed, in names and addresses alike, and
 * the gaiji table's replacements are made; nothing else is ever changed in
 * them. Strings live in the arena. SEQUENCE, SHEET, SHEETS stay "" (the volume
 * gives them); the edition is the ordinary one until somebody sets it. */
void ao_notice_make(struct ao_notice *, const struct ao_resident *,
		    const struct ao_terms *, const struct ao_decision *,
		    const struct ao_notice_options *, struct ao_arena *);

/* The notice goes without its barcode. */
void ao_notice_drop_barcode(struct ao_notice *);

enum ao_kind ao_notice_kind(const struct ao_notice *);
const char *ao_field_name(enum ao_field); /* as a template names it */
/* The list's own text of a name or an address field; NULL for others. */
const char *ao_notice_listed(const struct ao_resident *, enum ao_field);
/* Which character of the list's text, from 1, is printed at byte `at`. */
unsigned ao_notice_position(const char *listed, size_t at,
			    const struct ao_notice_options *,
			    struct ao_arena *);

/* A made-up notice of that kind for `preview`, with every field filled. */
void ao_notice_specimen(struct ao_notice *, enum ao_kind, unsigned expiring,
			const struct ao_notice_options *, struct ao_arena *);

#endif
