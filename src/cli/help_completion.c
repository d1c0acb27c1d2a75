/* help_completion.c - a completion for bash, from the same tables. */
#include "cli/cmd.h"

#include <stdio.h>

static void names(const struct cmd_option *o)
{
	for (; o->name; o++)
		printf(" --%s", o->name);
}

void help_completion(void)
{
	size_t n;
	const struct cmd *const *all = cmd_all(&n);

	puts("# made by `aofuto help --completion`\n_aofuto()\n{");
	puts("\tlocal word=${COMP_WORDS[COMP_CWORD]} words=");
	puts("\tif [ \"$COMP_CWORD\" = 1 ]; then");
	fputs("\t\twords=\"", stdout);
	for (size_t i = 0; i < n; i++)
		printf("%s ", all[i]->name);
	puts("--version --help\"");
	puts("\telif [ \"${word#-}\" != \"$word\" ]; then");
	puts("\t\tcase ${COMP_WORDS[1]} in");
	for (size_t i = 0; i < n; i++) {
		printf("\t\t%s) words=\"", all[i]->name);
		names(all[i]->option);
		names(cmd_common());
		puts("\" ;;");
	}
	puts("\t\tesac\n\tfi");
	puts("\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")");
	puts("}\ncomplete -o default -F _aofuto aofuto");
}
