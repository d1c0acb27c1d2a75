/* volume.h - a part of the pile as one PDF file for the print room.
 *
 * Every letter starts on an odd page: a sheet that has no back is followed by
 * a blank page, so that duplex printing never puts two letters on one sheet.
 * A volume is a pure function of kit, typefaces and notices.
 */
#ifndef AOFUTO_BATCH_VOLUME_H
#define AOFUTO_BATCH_VOLUME_H

#include "aofuto/batch/pile.h"
#include "aofuto/notice/digest.h"
#include "aofuto/pdf/document.h"

struct ao_volume {
	unsigned number;       /* from 1 */
	size_t first, notices; /* of the pile */
	unsigned long pages, sheets;
	uint64_t bytes;
	char sha256[AO_SHA256_HEX];
};

/* For the ledger: of each notice a salt goes in, the digest of its pages comes
 * out. */
struct ao_volume_digests {
	const unsigned char *salt; /* AO_DIGEST_SALT bytes each; NULL: none */
	unsigned char *out;        /* AO_DIGEST bytes each */
};

struct ao_volume_order {
	struct ao_kit *kit;
	const struct ao_typefaces *typefaces;
	const struct ao_pile *pile;
	const char *identity; /* names the run: its digests */
	struct ao_volume_digests digests;
};

/* "001-0127": volume and position in it, from 1. */
#define AO_SEQUENCE_SIZE 32
char *ao_sequence(unsigned volume, size_t position, char out[AO_SEQUENCE_SIZE]);

/* "aofuto-2026-12-001.pdf" */
#define AO_VOLUME_NAME_SIZE 48
char *ao_volume_name(struct ao_date month, unsigned number,
		     char out[AO_VOLUME_NAME_SIZE]);

/* Pages that a letter takes, and the sheets of paper. */
unsigned ao_letter_pages(const struct ao_letter *);
unsigned ao_letter_sheets(const struct ao_letter *);

/* The texts that volumes add to a notice: every sign of every sequence number
 * is collected, so that one subset of each face serves all volumes. */
AO_CHECKED bool ao_volume_collect(struct ao_kit *, const struct ao_notice *,
				  const char *qr, struct ao_typefaces *,
				  struct ao_error *);

/* Draws the volume into out and fills in pages, sheets, bytes and digest. The
 * caller finishes out. */
AO_CHECKED bool ao_volume_draw(const struct ao_volume_order *,
			       struct ao_volume *, struct ao_out *,
			       struct ao_error *);

#endif
