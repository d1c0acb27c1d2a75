/* kit_name.c - the name of a template that somebody mistyped. */
#include "batch/kit_inside.h"

#include "base/yaml.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAMES_MOST 64

bool kit_is_path(const char *name)
{
	return strchr(name, '/') || strstr(name, ".yaml");
}

struct names {
	const char *word[NAMES_MOST];
	size_t n;
};

/* Files of the folder that no sheet is drawn by. */
static bool is_sheet(const char *name)
{
	static const char *const other[] = {"city", "windows", "omr",
					    "postage"};

	for (size_t i = 0; i < AO_COUNT(other); i++)
		if (strcmp(other[i], name) == 0)
			return false;
	return true;
}

static void take(struct names *names, char *name)
{
	if (names->n == NAMES_MOST || !is_sheet(name))
		return;
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->word[i], name) == 0)
			return;
	names->word[names->n++] = name;
}

static void read_folder(struct names *names, const char *folder,
			struct ao_arena *arena)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *dot = strrchr(entry->d_name, '.');

		if (dot && dot > entry->d_name && strcmp(dot, ".yaml") == 0)
			take(names,
			     ao_arena_strndup(arena, entry->d_name,
					      (size_t)(dot - entry->d_name)));
	}
	if (dir)
		closedir(dir);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool kit_name_known(const struct ao_kit *kit, const char *name,
		    struct ao_error *err)
{
	struct ao_arena *arena;
	struct names names = {0};
	struct ao_buf text = {0};

	if (!name || kit_is_path(name) ||
	    access(ao_kit_template(kit, name, kit->arena), F_OK) == 0)
		return true;
	arena = ao_arena_new();
	read_folder(&names, kit->templates, arena);
	read_folder(&names, kit->shipped, arena);
	/* A folder has no order of its own. */
	qsort(names.word, names.n, sizeof(*names.word), by_name);
	ao_unknown_word(&text, _("template"), name,
			(struct ao_words){.word = names.word, .n = names.n});
	ao_fail(err, AO_USAGE, "--template", "%s", text.s);
	ao_buf_release(&text);
	ao_arena_free(arena);
	return false;
}
