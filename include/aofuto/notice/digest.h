/* digest.h - one number that says what stands on the pages of a letter.
 *
 * SHA-256 over a salt and the text of each page (page.h: ao_page_dump), fixed
 * layer and variable layer. Two letters have the same digest when every mark
 * is the same: text, place, size, face, colour, code. The salt keeps whoever
 * has only the digest from trying names until one fits.
 */
#ifndef AOFUTO_NOTICE_DIGEST_H
#define AOFUTO_NOTICE_DIGEST_H

#include "aofuto/base/file.h"
#include "aofuto/notice/layout.h"

#define AO_DIGEST      32
#define AO_DIGEST_SALT 16

/* Remembers the text of fixed pages; one for each layout. */
struct ao_digester;
struct ao_digester *ao_digester_new(const struct ao_faces *);
void ao_digester_free(struct ao_digester *); /* NULL is fine */
void ao_letter_digest(struct ao_digester *, const struct ao_letter *,
		      const unsigned char salt[AO_DIGEST_SALT],
		      unsigned char out[AO_DIGEST]);

#endif
