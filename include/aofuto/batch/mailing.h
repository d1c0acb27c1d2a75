/* mailing.h - the order in which a run is mailed, its bundles (束) and volumes.
 *
 * Notices are ordered as the post sorts them: district (郵便区番号), postal
 * code, address number, kana, then the list's order; so that neighbours lie
 * together and the month has one order however often it is made. A bundle
 * holds notices of one district; a volume holds whole bundles. In the list's
 * order there are no bundles, and volumes are cut by their size alone.
 */
#ifndef AOFUTO_BATCH_MAILING_H
#define AOFUTO_BATCH_MAILING_H

#include "aofuto/batch/pile.h"
#include "aofuto/batch/volume.h"

struct ao_mailing_rules {
	bool list_order;
	unsigned bundle_notices; /* at most; a volume's, where that is less */
	unsigned volume_notices; /* at most */
	const struct ao_postage *postage; /* borrowed */
	const char *own_postal_code;      /* the sender's, or NULL: not known */
};

struct ao_bundle {
	char district[AO_DISTRICT_SIZE];
	unsigned of_district; /* the how many-th of its district, from 1 */
	unsigned volume;      /* of the mailing, from 0 */
	size_t first;         /* of its notices in the pile */
	size_t place;         /* of that in the volume, from 1 */
	size_t notices;
	unsigned long sheets;
};

struct ao_district {
	char code[AO_DISTRICT_SIZE];
	bool own; /* the sender's */
	unsigned bundles;
	unsigned long notices, sheets, barcodes;
};

struct ao_mailing { /* release with ao_mailing_release */
	struct ao_bundle *bundle;
	size_t bundles; /* 0 in the list's order */
	struct ao_district *district;
	size_t districts;         /* 0 in the list's order */
	struct ao_volume *volume; /* numbers from 1, first, notices */
	size_t volumes;
	unsigned long notices, sheets, barcodes;
};

/* By the settings, postage.yaml and city.yaml of a kit that is no stored form.
 */
struct ao_mailing_rules ao_mailing_rules(const struct ao_kit *);

/* The key that a notice is sorted by, for ao_pile_add: bytes to be compared as
 * they are. Appends. number: of the address ("2-1-10"), "" if it has none. */
void ao_mailing_key(const struct ao_mailing_rules *, const struct ao_resident *,
		    const char *number, struct ao_buf *out);

/* Of a pile that is sorted. */
void ao_mailing_make(struct ao_mailing *, const struct ao_mailing_rules *,
		     const struct ao_pile *);
void ao_mailing_release(struct ao_mailing *);

/* The pieces that a discount counts; 0 where the sender's district is not
 * known. */
unsigned long ao_mailing_pieces(const struct ao_mailing *,
				enum ao_discount_counts);
/* "from 1,000 pieces with a barcode" and "reached (3 %)", translated; whatever
 * the buffers held is gone. */
void ao_discount_tell(const struct ao_discount *, unsigned long pieces,
		      struct ao_buf *condition, struct ao_buf *result);

#endif
