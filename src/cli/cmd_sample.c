/* cmd_sample.c - aofuto sample: residents who do not exist. */
#include "cli/cmd.h"
#include "cli/session.h"

#include "aofuto/input/sample.h"

#include <stdio.h>

static const struct cmd_option options[] = {
	{OPT_ROWS, "rows", N_("N"),
	 N_("so many residents, 1 to 100000000; default 1000"), false},
	{OPT_SEED, "seed", N_("S"),
	 N_("another seed invents other residents; default 1"), false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static bool take(const char *bytes, size_t n, void *data)
{
	return fwrite(bytes, 1, n, data) == n;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct ao_sample sample;
	struct session s;
	long rows, seed;

	if (!session_open(&s, line, err))
		return err->status;
	sample.as_of = s.as_of;
	session_close(&s);
	if (s.json) {
		ao_fail(err, AO_USAGE, NULL,
			_("sample writes a list (CSV) and no report: leave "
			  "--json away"));
		return err->status;
	}
	if (!cmd_number(line, OPT_ROWS, (struct cmd_range){1, 100000000, 1000},
			&rows, err) ||
	    !cmd_number(line, OPT_SEED, (struct cmd_range){0, 2147483647, 1},
			&seed, err))
		return err->status;
	sample.rows = (unsigned long)rows;
	sample.seed = (uint64_t)seed;
	/* What standard output could not take, main reports. */
	if (!ao_sample_write(&sample, (struct ao_sample_sink){take, stdout}))
		return AO_HOST;
	return AO_OK;
}

const struct cmd cmd_sample = {
	.name = "sample",
	.operands = "",
	.summary = N_("invents residents, every odd case among them, as a list "
		      "on standard output"),
	.text = N_("The people of the list do not exist. The same seed and day "
		   "give the same list."),
	.no_report = true,
	.option = options,
	.run = run,
};
