/* answer.h - what standard output holds with --json: one JSON document,
 * whatever happens.
 *
 * A command writes its report as ever. Its last brace is kept back until it is
 * known how the command ended: where it failed, the document has a member
 * "error" more, and what was cut short in the middle is closed first. Knows no
 * report.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "aofuto/base/text.h"

#include <stdio.h>

#define ANSWER_DEPTH 32
struct answer {
	FILE *real;          /* standard output as it was; NULL: not open */
	const char *command; /* or NULL: none was understood */
	char open[ANSWER_DEPTH];
	unsigned depth;
	struct ao_buf blanks;
	bool begun, ended, has_member, in_text, escaped;
	bool foreign; /* what is written is no JSON: a help */
};

/* From now on standard output goes through it, until answer_close. */
void answer_open(struct answer *, const char *command);
/* Says what failed, ends the document, and gives standard output back. Nothing
 * where it was never opened. */
void answer_close(struct answer *, const struct ao_error *);

#endif
