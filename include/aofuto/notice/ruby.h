/* ruby.h - readings (ふりがな) over the words of a text.
 *
 * They are written as 青空文庫 writes them: 有効期限《ゆうこうきげん》 puts the
 * reading over the kanji (or the letters and digits) before it,
 * ｜20日《はつか》 over all from the bar on. Where a reading stands on the
 * paper is layout's matter. Knows neither templates nor residents.
 */
#ifndef AOFUTO_NOTICE_RUBY_H
#define AOFUTO_NOTICE_RUBY_H

#include "aofuto/base/date.h"
#include "aofuto/base/text.h"

/* A reading is set in half the size of its base ... */
#define AO_RUBY_SHARE 0.5
/* ... never smaller than this, pt ... */
#define AO_RUBY_LEAST 5.0
/* ... between lines that are this many sizes apart. */
#define AO_RUBY_LEADING 1.6

struct ao_ruby_piece {
	const char *s; /* n bytes */
	size_t n;
	const char *reading; /* reading_n bytes; NULL: these words have none */
	size_t reading_n;
};
enum ao_ruby {
	AO_RUBY_PIECE,
	AO_RUBY_END,
	AO_RUBY_NO_BASE,  /* nothing to stand over */
	AO_RUBY_NO_BAR,   /* the bar has no reading behind it */
	AO_RUBY_NOT_OPEN, /* 》 without 《 */
	AO_RUBY_NOT_CLOSED,
	AO_RUBY_EMPTY
};
/* The next piece of *s, which moves past it; of a mistake, to the mark that is
 * wrong. Pieces point into it. */
enum ao_ruby ao_ruby_next(const char **s, struct ao_ruby_piece *);

/* The words without their readings; nothing where there is a mistake. */
void ao_ruby_plain(const char *, struct ao_buf *out);

/* The day with its readings, in this notation: the western one, or (wareki)
 * the Japanese one. The day is known. */
char *ao_ruby_date(struct ao_date, bool wareki, struct ao_arena *);

#endif
