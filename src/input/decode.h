/* decode.h - strict decoders that can stop anywhere; inside input/ only. */
#ifndef AOFUTO_INPUT_DECODE_H
#define AOFUTO_INPUT_DECODE_H

#include "aofuto/base/text.h"
#include "aofuto/input/encoding.h"

/* What the characters of a text tell about its encoding. */
struct ao_census {
	uint64_t wide; /* characters beyond ASCII */
	uint64_t kanji;
	uint64_t mojibake; /* 縺 繧 繝: kana of UTF-8 read as CP932 */
};

/* CP932 as a table, made once from glibc's "CP932". 0xFFFF: no character.
 * Single bytes stand at 0x00xx, pairs at their two bytes. */
struct ao_cp932 {
	uint16_t to[0x10000];
};
AO_CHECKED bool ao_cp932_make(struct ao_cp932 *, struct ao_error *);

/* Each takes whole characters from `in` and returns the bytes taken, which is
 * less than n at a malformed byte (*bad) or an unfinished character. */
size_t ao_scan_utf8(const unsigned char *in, size_t n, struct ao_census *,
		    bool *bad);
/* The decoded text is added to out. */
size_t ao_decode_cp932(const struct ao_cp932 *, const unsigned char *in,
		       size_t n, struct ao_buf *out, bool *bad);
size_t ao_decode_utf16(enum ao_encoding, const unsigned char *in, size_t n,
		       struct ao_buf *out, bool *bad);

#endif
