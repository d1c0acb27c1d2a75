/* postage.h - the post's rules that a mailing has to know (postage.yaml):
 * which digits of a postal code are its district (郵便区番号), and from how
 * many pieces on there is which discount.
 *
 * Facts with their source and the day somebody looked; no price is computed.
 */
#ifndef AOFUTO_BATCH_POSTAGE_H
#define AOFUTO_BATCH_POSTAGE_H

#include "aofuto/base/date.h"
#include "aofuto/base/text.h"

enum ao_discount_counts { /* which pieces a discount asks for */
			  AO_COUNTS_ALL,
			  AO_COUNTS_BARCODE,      /* with a customer barcode */
			  AO_COUNTS_OWN_DISTRICT, /* to the sender's own
						     district */
			  AO_COUNTS_COUNT
};

struct ao_discount_step {
	unsigned from;  /* pieces */
	double percent; /* 0: no rate of its own */
};
struct ao_discount { /* strings as in the file; note may be "" */
	const char *name, *note, *source;
	enum ao_discount_counts counts;
	const struct ao_discount_step *step; /* ascending */
	size_t steps;
	struct ao_date checked_on;
};

struct ao_postage {
	const char *path, *digest; /* SHA-256 of the file */
	const char *name, *source; /* of the basic rate */
	unsigned yen;
	struct ao_date since;
	const struct ao_discount *discount;
	size_t discounts;
	const char *const *five_digits; /* districts with five digits */
	size_t five_digits_n;
	struct ao_arena *arena;
};

/* Errors say file, line, column. Release with ao_postage_close. */
AO_CHECKED struct ao_postage *ao_postage_open(const char *path,
					      struct ao_error *);
void ao_postage_close(struct ao_postage *);

/* The district of a postal code, 〒359-0042 or 3590042: "359", or five digits
 * where the file names them; "" of what is not a postal code. */
#define AO_DISTRICT_SIZE 6
char *ao_postage_district(const struct ao_postage *, const char *postal_code,
			  char out[AO_DISTRICT_SIZE]);

/* The highest step that so many pieces reach; NULL: none. */
const struct ao_discount_step *ao_discount_reached(const struct ao_discount *,
						   unsigned long pieces);

#endif
