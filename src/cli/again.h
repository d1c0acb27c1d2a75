/* again.h - the command line that goes on with a run, ready to be given.
 *
 * Words are quoted for a POSIX shell. What the ledger does not keep (the path
 * of a list) is a word in capitals, and is explained.
 */
#ifndef AGAIN_H
#define AGAIN_H

#include "aofuto/batch/run_way.h"
#include "cli/session.h"

/* One word, in quotes where it needs them. */
void again_word(struct ao_buf *, const char *word);
/* "aofuto ledger backup --ledger X --config Y": a command with those options
 * of this line that say which ledger it is. */
void again_command(const struct cmd_line *, const char *command,
		   struct ao_buf *);
/* This very command once more; --new-ledger and --dry-run only helped once. */
void again_same(const struct cmd_line *, struct ao_buf *);
/* The command that goes on with a run that somebody else began. */
void again_run(const struct session *, const struct ao_kit *,
	       const struct ao_run_row *, struct ao_buf *);

/* The sentence, and that command. */
void again_waiting(const struct session *, const struct ao_kit *,
		   const struct ao_run_row *, struct ao_buf *);

/* After a failure: if a run waits in the ledger, how to go on with it; else,
 * where a signal stopped this one, how to begin again. `run`: this command's
 * own, 0 for none. Ledger NULL: none. */
struct again_failure {
	struct ao_ledger *ledger;
	const struct ao_kit *kit;
	int64_t run;
	bool stopped;
};
void again_after(const struct session *, const struct again_failure *);

#endif
