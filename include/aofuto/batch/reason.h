/* reason.h - a reason that staff type, fit to be kept for years.
 *
 * It goes into the ledger and is read by auditors: it must say something, and
 * must not say who it is about.
 */
#ifndef AOFUTO_BATCH_REASON_H
#define AOFUTO_BATCH_REASON_H

#include "aofuto/ledger/entry.h"

#define AO_REASON_TEXT_MOST 200 /* characters */

/* AO_USAGE: nothing is said, it is too long, it holds a control character or a
 * number as long as a person's (12 digits and more). AO_INPUT: it holds the
 * name, kana or address of the notice, or the resident's id; the message does
 * not repeat it. values NULL: whose it is is not known (cancel). */
AO_CHECKED bool ao_reason_check(const char *reason,
				const struct ao_entry_values *values,
				struct ao_error *);

#endif
