/* line.c - a command line, taken apart by the command's table. */
#include "cli/cmd.h"

#include "aofuto/base/nearest.h"
#include "aofuto/base/text.h"

#include <string.h>

#define OPTIONS_MOST 40

/* n bytes of a word, since "--name=value" is not cut in place. */
static bool is_named(const struct cmd_option *o, const char *name, size_t n)
{
	return strlen(o->name) == n && strncmp(o->name, name, n) == 0;
}

static const struct cmd_option *find(const struct cmd_option *o,
				     const char *name, size_t n)
{
	for (; o->name; o++)
		if (is_named(o, name, n))
			return o;
	return NULL;
}

static size_t add_names(const struct cmd_option *o, const char **known,
			size_t n)
{
	for (; o->name && n < OPTIONS_MOST; o++)
		known[n++] = o->name;
	return n;
}

static bool unknown_option(const struct cmd_line *line, const char *word,
			   size_t n, struct ao_error *err)
{
	const char *known[OPTIONS_MOST], *near;
	struct ao_buf name = {0};
	size_t count = add_names(line->cmd->option, known, 0);

	count = add_names(cmd_common(), known, count);
	ao_buf_add(&name, word, n);
	near = ao_nearest(name.s, (struct ao_words){known, count});
	if (near)
		ao_fail(err, AO_USAGE, NULL,
			_("%s has no option --%s; did you mean --%s?"),
			line->cmd->name, name.s, near);
	else
		ao_fail(err, AO_USAGE, NULL, _("%s has no option --%s"),
			line->cmd->name, name.s);
	ao_buf_release(&name);
	return false;
}

/* argv[*at] is "--name", "--name=value"; *at moves over a value behind it. */
static bool take_option(struct cmd_line *line, int argc, char **argv, int *at,
			struct ao_error *err)
{
	const char *word = argv[*at] + 2;
	const char *equals = strchr(word, '=');
	size_t n = equals ? (size_t)(equals - word) : strlen(word);
	const struct cmd_option *o = find(line->cmd->option, word, n);
	const char *value = equals ? equals + 1 : NULL;

	if (!o)
		o = find(cmd_common(), word, n);
	if (!o)
		return unknown_option(line, word, n, err);
	if (line->value[o->id])
		return ao_fail(err, AO_USAGE, NULL,
			       _("the option --%s is given twice"), o->name);
	if (!o->value && value)
		return ao_fail(err, AO_USAGE, NULL,
			       _("the option --%s takes no value"), o->name);
	if (o->value && !value && *at + 1 < argc)
		value = argv[++*at];
	/* "--out --json": the value was forgotten. */
	if (o->value &&
	    (!value || !*value || (!equals && strncmp(value, "--", 2) == 0)))
		return ao_fail(err, AO_USAGE, NULL,
			       _("the option --%s needs a value: --%s %s"),
			       o->name, o->name, _(o->value));
	line->value[o->id] = value ? value : "";
	return true;
}

static bool take_operand(struct cmd_line *line, const char *word,
			 struct ao_error *err)
{
	if (line->operands == line->cmd->most)
		return ao_fail(err, AO_USAGE, NULL,
			       _("%s does not know what to do with '%s'"),
			       line->cmd->name, word);
	line->operand[line->operands++] = word;
	return true;
}

static bool check_complete(const struct cmd_line *line, struct ao_error *err)
{
	if (line->value[OPT_HELP])
		return true;
	if (line->operands < line->cmd->least)
		return ao_fail(err, AO_USAGE, NULL, _("%s needs %s"),
			       line->cmd->name, _(line->cmd->operands));
	for (const struct cmd_option *o = line->cmd->option; o->name; o++)
		if (o->required && !line->value[o->id])
			return ao_fail(err, AO_USAGE, NULL,
				       _("%s needs the option --%s %s"),
				       line->cmd->name, o->name, _(o->value));
	return true;
}

bool cmd_parse(struct cmd_line *line, int argc, char **argv,
	       struct ao_error *err)
{
	bool options = true;

	for (int i = 0; i < argc; i++) {
		const char *word = argv[i];
		bool ok;

		if (options && strcmp(word, "--") == 0) {
			options = false;
			continue;
		}
		if (options && strcmp(word, "-h") == 0)
			line->value[OPT_HELP] = "";
		else if (options && strncmp(word, "--", 2) == 0) {
			ok = take_option(line, argc, argv, &i, err);
			if (!ok)
				return false;
		} else if (options && word[0] == '-' && word[1]) {
			return ao_fail(err, AO_USAGE, NULL,
				       _("'%s' is no option: options are "
					 "written with two hyphens (--quiet); "
					 "a file of that name as ./%s"),
				       word, word);
		} else if (!take_operand(line, word, err)) {
			return false;
		}
	}
	return check_complete(line, err);
}

bool cmd_number(const struct cmd_line *line, enum option id,
		struct cmd_range range, long *out, struct ao_error *err)
{
	const char *value = line->value[id];
	const struct cmd_option *o = line->cmd->option;

	*out = range.usual;
	if (!value || ao_parse_long(value, range.least, range.most, out))
		return true;
	while (o->name && o->id != id)
		o++;
	for (o = o->name ? o : cmd_common(); o->id != id; o++)
		continue;
	return ao_fail(err, AO_USAGE, NULL,
		       _("--%s is a number from %ld to %ld, not '%s'"), o->name,
		       range.least, range.most, value);
}
