/* again.c - the command line that goes on with a run, ready to be given. */
#include "cli/again.h"

#include <string.h>

static bool is_plain(const char *word)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789_-./:,+@%";

	return *word && !word[strspn(word, letters)];
}

void again_word(struct ao_buf *b, const char *word)
{
	if (is_plain(word)) {
		ao_buf_adds(b, word);
		return;
	}
	ao_buf_adds(b, "'");
	for (const char *s = word; *s; s++)
		if (*s == '\'')
			ao_buf_adds(b, "'\\''");
		else
			ao_buf_add(b, s, 1);
	ao_buf_adds(b, "'");
}

static void add_value(struct ao_buf *b, const char *name, const char *value)
{
	/* "--reason=--x": a value of two hyphens behind a blank is refused. */
	ao_buf_addf(b, " --%s%s", name,
		    strncmp(value, "--", 2) == 0 ? "=" : " ");
	again_word(b, value);
}

static void add_given(const struct cmd_line *line, const struct cmd_option *o,
		      struct ao_buf *b)
{
	for (; o->name; o++) {
		const char *value = line->value[o->id];

		if (!value || o->id == OPT_NEW_LEDGER || o->id == OPT_DRY_RUN)
			continue;
		if (o->value)
			add_value(b, o->name, value);
		else
			ao_buf_addf(b, " --%s", o->name);
	}
}

static void begin(const struct cmd_line *line, const char *command,
		  struct ao_buf *b)
{
	again_word(b, line->program);
	ao_buf_addf(b, " %s", command);
}

/* A file whose name begins with a hyphen is no option. */
static void add_operand(struct ao_buf *b, const char *word)
{
	ao_buf_adds(b, word[0] == '-' && word[1] ? " ./" : " ");
	again_word(b, word);
}

void again_same(const struct cmd_line *line, struct ao_buf *b)
{
	begin(line, line->cmd->name, b);
	for (size_t i = 0; i < line->operands; i++)
		add_operand(b, line->operand[i]);
	add_given(line, line->cmd->option, b);
	add_given(line, cmd_common(), b);
	if (line->operands && strcmp(line->operand[0], "-") == 0)
		ao_buf_addf(b, " < %s", _("LIST"));
}

void again_command(const struct cmd_line *line, const char *command,
		   struct ao_buf *b)
{
	begin(line, command, b);
	if (line->value[OPT_CONFIG])
		add_value(b, "config", line->value[OPT_CONFIG]);
	if (line->value[OPT_LEDGER])
		add_value(b, "ledger", line->value[OPT_LEDGER]);
}

/* Settings that the run had, where this command has the same. */
static void add_settings(const struct session *s, const struct ao_kit *kit,
			 const struct ao_run_made *made, struct ao_buf *b)
{
	const char *digest = made->form_sha256[AO_FORM_SETTINGS];
	const char *given = s->line->value[OPT_CONFIG];

	if (given && strcmp(digest, s->settings.digest) == 0)
		add_value(b, "config", given);
	else if (*digest)
		ao_buf_addf(b, " --config %s", _("SETTINGS"));
	if (s->line->value[OPT_LEDGER])
		add_value(b, "ledger", s->line->value[OPT_LEDGER]);
	if (strcmp(made->qr_address, kit->qr_address) != 0 ||
	    s->line->value[OPT_QR_ADDRESS])
		add_value(b, "qr-address", made->qr_address);
}

/* "key": value, and nothing behind the value. */
static bool has_figure(const char *figures, const char *figure)
{
	const char *at = strstr(figures, figure);

	return at && strchr(",} \n", at[strlen(figure)]);
}

/* How its pages are read back is kept among the run's figures. */
static void add_reading(const char *figures, struct ao_buf *b)
{
	if (has_figure(figures, "\"read_back\": false"))
		ao_buf_adds(b, " --no-read-back");
	else if (has_figure(figures, "\"raster_every\": 1"))
		ao_buf_adds(b, " --raster all");
	else if (has_figure(figures, "\"raster_every\": 0"))
		ao_buf_adds(b, " --raster none");
}

void again_run(const struct session *s, const struct ao_kit *kit,
	       const struct ao_run_row *row, struct ao_buf *b)
{
	const struct ao_run_made *made = &row->made;
	char as_of[AO_DATE_ISO_SIZE];

	begin(s->line, "run", b);
	ao_buf_addf(b, " %s --month %04d-%02d", _("LIST"), made->month.year,
		    made->month.month);
	add_value(b, "out", row->folder);
	ao_buf_addf(b, " --as-of %s", ao_date_iso(made->as_of, as_of));
	if (made->only_month)
		ao_buf_adds(b, " --only-month");
	if (made->supplement)
		ao_buf_adds(b, " --supplement");
	if (*made->hold_sha256)
		ao_buf_addf(b, " --hold %s", _("HOLD-LIST"));
	add_reading(row->figures, b);
	add_settings(s, kit, made, b);
	ao_buf_addf(b,
		    _("\n(%s is the list that run was begun with, SHA-256 "
		      "%.12s...; the same goes for other words in capitals)"),
		    _("LIST"), made->list_sha256);
}

static void unfinished(const struct ao_run_row *row, struct ao_buf *b)
{
	ao_buf_addf(b,
		    _("run %lld for %04d-%02d is not finished, and nothing of "
		      "it is lost; to go on with it:\n    "),
		    (long long)row->id, row->made.month.year,
		    row->made.month.month);
}

void again_waiting(const struct session *s, const struct ao_kit *kit,
		   const struct ao_run_row *row, struct ao_buf *b)
{
	unfinished(row, b);
	again_run(s, kit, row, b);
	ao_buf_adds(b, "\n");
}

void again_after(const struct session *s, const struct again_failure *f)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_run_row row = {.id = 0};
	struct ao_error ignored = {0};

	if (f->ledger &&
	    ao_run_waiting(f->ledger, AO_NO_DATE, arena, &row, &ignored) &&
	    row.id) {
		if (row.id == f->run) {
			unfinished(&row, s->line->afterwards);
			again_same(s->line, s->line->afterwards);
			ao_buf_adds(s->line->afterwards, "\n");
		} else {
			again_waiting(s, f->kit, &row, s->line->afterwards);
		}
	} else if (f->stopped) {
		ao_buf_adds(s->line->afterwards,
			    _("nobody is recorded as printed; to begin "
			      "again:\n    "));
		again_same(s->line, s->line->afterwards);
		ao_buf_adds(s->line->afterwards, "\n");
	}
	ao_arena_free(arena);
}
