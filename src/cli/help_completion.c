/* help_completion.c - a completion for bash, from the same tables. */
#include "cli/cmd.h"

#include "aofuto/base/text.h"
#include "aofuto/batch/plausibility.h"

#include <stdio.h>
#include <string.h>

static void names(const struct cmd_option *o)
{
	for (; o->name; o++)
		printf(" --%s", o->name);
}

/* The first words, each once; or the second words of a group. */
static void commands(const char *group)
{
	size_t n;
	const struct cmd *const *all = cmd_all(&n);

	for (size_t i = 0; i < n; i++) {
		const char *name = all[i]->name;

		if (!group && cmd_is_first(i))
			printf("%.*s ", (int)strcspn(name, " "), name);
		else if (group && cmd_in_group(all[i], group))
			printf("%s ", strchr(name, ' ') + 1);
	}
}

static void groups(void)
{
	size_t n;
	const struct cmd *const *all = cmd_all(&n);

	for (size_t i = 0; i < n; i++) {
		char group[32];
		int length = (int)strcspn(all[i]->name, " ");

		snprintf(group, sizeof(group), "%.*s", length, all[i]->name);
		if (!cmd_is_group(group) || !cmd_is_first(i))
			continue;
		printf("\t%s)\n\t\tseconds=\"", group);
		commands(group);
		puts("\"\n\t\tname=\"$name ${COMP_WORDS[at+1]}\" ;;");
	}
}

static void options(void)
{
	size_t n;
	const struct cmd *const *all = cmd_all(&n);

	for (size_t i = 0; i < n; i++) {
		const char *quote = strchr(all[i]->name, ' ') ? "\"" : "";

		printf("\t\t%s%s%s) words=\"", quote, all[i]->name, quote);
		names(all[i]->option);
		names(cmd_common());
		puts("\" ;;");
	}
}

/* The words that an option knows; where a city can add some, those of what is
 * installed. The rest are files, days and names: bash offers files. */
static const struct {
	const char *name, *words;
} choices[] = {
	{"encoding", "auto UTF-8 UTF-16 CP932"},
	{"kind", "card-cert cert-only card-only"},
	{"raster", "all sample none"},
	{"window", "80x45 90x45 90x55"},
};

static void values(void)
{
	for (size_t i = 0; i < AO_COUNT(choices); i++)
		printf("\t--%s) words=\"%s\" ;;\n", choices[i].name,
		       choices[i].words);
	fputs("\t--accept) words=\"", stdout);
	for (int i = 0; i < AO_CHECK_COUNT; i++)
		printf("%s%s", i ? " " : "", ao_check_name((enum ao_check)i));
	puts("\" ;;");
}

/* bash makes words of "--kind=card": --kind, =, card. */
static void option_before(void)
{
	puts("\tlocal before=${COMP_WORDS[COMP_CWORD-1]}");
	puts("\tif [ \"$word\" = = ]; then");
	puts("\t\tword=");
	puts("\telif [ \"$before\" = = ]; then");
	puts("\t\tbefore=${COMP_WORDS[COMP_CWORD-2]}\n\tfi");
}

static void command_words(void)
{
	puts("\tif [ \"$COMP_CWORD\" = \"$at\" ]; then");
	fputs("\t\twords=\"", stdout);
	commands(NULL);
	puts("--version --help\"");
	puts("\telif [ \"$COMP_CWORD\" = $((at + 1)) ] && "
	     "[ -n \"$seconds\" ]; then");
	puts("\t\twords=\"$seconds --help\"");
	puts("\telif [ \"${word#-}\" != \"$word\" ]; then");
	puts("\t\tcase $name in");
	options();
	puts("\t\tesac\n\tfi");
}

void help_completion(void)
{
	puts("# made by `aofuto help --completion`\n_aofuto()\n{");
	puts("\tlocal word=${COMP_WORDS[COMP_CWORD]} words= seconds= at=1");
	puts("\t[ \"${COMP_WORDS[1]}\" != help ] || "
	     "[ \"$COMP_CWORD\" = 1 ] || at=2");
	puts("\tlocal name=${COMP_WORDS[at]}");
	puts("\tcase $name in");
	groups();
	puts("\tesac");
	option_before();
	puts("\tcase $before in");
	values();
	puts("\t*)");
	command_words();
	puts("\tesac");
	puts("\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")");
	puts("}\ncomplete -o default -F _aofuto aofuto");
}
