/* language.c - in which language the program speaks. */
#include "cli/language.h"
#include "cli/catalogue.h"

#include "aofuto/base/file.h"
#include "aofuto/base/text.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CATALOGUE_MOST ((size_t)8 << 20)

const char *language_wanted(void)
{
	static const char *const name[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < AO_COUNT(name); i++) {
		const char *value = getenv(name[i]);

		if (value && *value)
			return value;
	}
	return "C";
}

/* ja_JP.UTF-8 on a machine where nobody has generated it: gettext asks for
 * any locale but C, and then LANGUAGE decides. */
static void stand_in(void)
{
	const char *language = getenv("LANGUAGE");

	setlocale(LC_MESSAGES, "C.UTF-8");
	if (!language || !*language)
		setenv("LANGUAGE", language_wanted(), /*overwrite*/ 1);
}

/* The Japanese messages, unless the file is damaged: then the program speaks
 * English, and says why. That it is not there is no fault. */
static bool is_usable(const char *folder)
{
	struct ao_buf path = {0}, bytes = {0};
	struct ao_error err = {0};
	bool usable = true;

	ao_buf_addf(&path, "%s/ja/LC_MESSAGES/aofuto.mo", folder);
	if (access(path.s, R_OK) == 0) {
		usable = ao_file_read(path.s, CATALOGUE_MOST, &bytes, &err) &&
			 catalogue_is_sound(bytes.s, bytes.n);
		if (!usable)
			fprintf(stderr,
				"aofuto: %s: the Japanese messages are "
				"damaged, so English is used; install aofuto "
				"again (日本語のメッセージのファイルが壊れて"
				"います。入れ直してください)\n",
				path.s);
	}
	ao_buf_release(&path);
	ao_buf_release(&bytes);
	return usable;
}

void language_start(const char *share)
{
	struct ao_buf folder = {0};

	ao_buf_addf(&folder, "%s/locale", share);
	if (!setlocale(LC_MESSAGES, ""))
		stand_in();
	/* LC_NUMERIC stays C: a decimal comma breaks a PDF. */
	if (!setlocale(LC_CTYPE, "") ||
	    strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	/* A folder that is none: nothing is found in it. */
	bindtextdomain("aofuto", is_usable(folder.s) ? folder.s : "/dev/null");
	bind_textdomain_codeset("aofuto", "UTF-8");
	textdomain("aofuto");
	ao_buf_release(&folder);
}

void language_of_files(bool begin)
{
	static char locale[128], language[128];
	const char *now = getenv("LANGUAGE");

	if (begin) {
		snprintf(locale, sizeof(locale), "%s",
			 setlocale(LC_MESSAGES, NULL));
		snprintf(language, sizeof(language), "%s", now ? now : "");
		language_use("ja");
		return;
	}
	setlocale(LC_MESSAGES, locale);
	setenv("LANGUAGE", language, /*overwrite*/ 1);
	textdomain("aofuto");
}

void language_use(const char *code)
{
	setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", code, /*overwrite*/ 1);
	textdomain("aofuto"); /* tells gettext that LANGUAGE has changed */
}
