/* reader_protocol.h - what aofuto-reader tells, record by record.
 *
 * One HEAD, a PAGE for each page, an END; a FAULT in the place of any of them
 * is the last record. Both sides come of one build and run on one machine:
 * records are structs as they stand in memory. The listener believes no
 * length.
 */
#ifndef PROOF_READER_PROTOCOL_H
#define PROOF_READER_PROTOCOL_H

#include "aofuto/base/file.h"
#include "aofuto/proof/reading.h"

#define READER_MAGIC   0x72646561u /* "aedr" on this machine's bytes */
#define READER_VERSION 5u

/* A page of print has some 3,000 signs; this is a hundred thousand and their
 * place in a record. */
#define READER_MOST_BYTES (UINT64_C(16) << 20)
#define READER_MOST_PAGES 1000000u

enum reader_record_type {
	READER_HEAD = 1,
	READER_PAGE,
	READER_END,
	READER_FAULT,
};

struct reader_record { /* before each; `bytes` follow it */
	uint32_t magic, type;
	uint64_t bytes;
};

struct reader_head {
	uint32_t version, pages;
	char sha256[AO_SHA256_HEX];
	char library[AO_READER_LIBRARY]; /* "poppler 22.12.0, zbar 0.23.92" */
};

/* Then so many struct ao_read_sign and struct reader_code, a struct reader_bars
 * for each place, the label with its NUL, of each code bitmap and raster with
 * their NUL, and the strip's shades. */
struct reader_page {
	double width, height; /* mm */
	uint32_t signs, codes;
	double strip_x, strip_y, strip_pixels; /* as in reading.h */
	uint32_t strip_width, strip_height;
};

enum reader_text { /* of a code */
		   READER_UNTRIED,
		   READER_NOTHING,
		   READER_SAID, /* its words follow */
};

struct reader_code {
	float x, y, width, height; /* mm */
	uint32_t bitmap, raster;   /* enum reader_text */
};

/* Where the reader is told to look for the bars of a customer barcode, by an
 * argument for each: --bars=X,Y,SIZE */
#define READER_BARS_OPTION "--bars="
#define READER_PLACES_MOST 16
#define READER_BARS        67
struct reader_place {
	double x, y; /* mm, the upper left corner of the first bar */
	double size; /* pt */
};
struct reader_bars { /* "" where nothing could be read, NUL-ended */
	char glance[READER_BARS + 1], raster[READER_BARS + 1];
	uint32_t rastered;
};

/* The strip whose shades it hands over: --strip=X,Y,WIDTH,HEIGHT in mm */
#define READER_STRIP_OPTION "--strip="

enum reader_fault_type {
	READER_FAULT_INPUT,     /* standard input cannot be read */
	READER_FAULT_LARGE,     /* more bytes than a volume can have */
	READER_FAULT_ENCRYPTED, /* a password is needed */
	READER_FAULT_DAMAGED,   /* not a PDF, or not enough of one */
	READER_FAULT_NO_PAGES,
	READER_FAULT_PAGE,      /* this page cannot be opened */
	READER_FAULT_TEXT,      /* its text and its boxes do not agree */
	READER_FAULT_UNSEEN,    /* a sign without ink, at `words` */
	READER_FAULT_COMPLAINT, /* opened, but with `words` */
	READER_FAULT_TYPES,     /* how many there are */
};

struct reader_fault {
	uint32_t type, page; /* page from 1; 0: of the file */
	char words[120];     /* the library's, nothing of the page in them; of
			      * UNSEEN its place: "22.0/36.5" in mm */
};

#endif
