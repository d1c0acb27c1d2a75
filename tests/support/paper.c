/* paper.c - see paper.h. */
#include "paper.h"
#include "suite.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#define FONTS "/usr/share/fonts/truetype/"

static char folder[64];

struct ao_faces *paper_faces(void)
{
	static const struct ao_face_file file[] = {
		{.name = "BIZ UDPGothic",
		 .path = FONTS "bizud-gothic/BIZUDPGothic-Regular.ttf"},
		{.name = "BIZ UDPGothic Bold",
		 .path = FONTS "bizud-gothic/BIZUDPGothic-Bold.ttf"},
		{.name = "IPAmjMincho", .path = FONTS "ipamj/ipamjm.ttf"},
		{.name = "BIZ UDPMincho",
		 .path = FONTS "bizud-mincho/BIZUDPMincho-Regular.ttf"},
	};
	static const unsigned body[] = {PAPER_BODY}, bold[] = {PAPER_BOLD};
	static const unsigned name[] = {PAPER_IPAMJ, PAPER_MINCHO};
	static const struct ao_face_role role[] = {
		{"body", body, COUNT(body)},
		{"bold", bold, COUNT(bold)},
		{"name", name, COUNT(name)},
	};
	struct ao_error err = {0};
	struct ao_faces *faces =
		ao_faces_open(file, COUNT(file), role, COUNT(role), &err);

	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	return faces;
}

void paper_text(struct ao_page *page, unsigned face, const char *s)
{
	struct ao_mark m = {.type = AO_MARK_TEXT,
			    .face = face,
			    .s = s,
			    .size = 16,
			    .x = 20};

	m.y = 20 + 9 * (double)page->n;
	ao_page_add(page, m);
}

struct ao_document_info paper_info(void)
{
	return (struct ao_document_info){
		.title = "有効期限通知書 𠮷田",
		.author = "所沢市",
		.subject = "001",
		.created_on = {2026, 3, 9},
		.identity = "run 2026-03, volume 1",
		.duplex = true,
	};
}

void paper_save(struct ao_document *document, const char *path)
{
	struct ao_error err = {0};
	struct ao_out *out = ao_out_open(path, &err);

	ck_assert_msg(out != NULL, "%s", err.text);
	ck_assert_msg(ao_document_save(document, out, &err), "%s", err.text);
	ck_assert_msg(ao_out_commit(out, /*replace*/ true, &err), "%s",
		      err.text);
	ao_document_free(document);
}

char *paper_run(const char *format, ...)
{
	char command[1024], both[1100];
	struct ao_buf said = {0};
	va_list ap;
	FILE *pipe;
	int c, status;

	va_start(ap, format);
	vsnprintf(command, sizeof(command), format, ap);
	va_end(ap);
	snprintf(both, sizeof(both), "{ %s ; } 2>&1", command);
	pipe = popen(both, "r");
	ck_assert_ptr_nonnull(pipe);
	ao_buf_adds(&said, "");
	while ((c = getc(pipe)) != EOF)
		ao_buf_add(&said, (char[]){(char)c}, 1);
	status = pclose(pipe);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0,
		      "%s: status %d: %s", command, status, said.s);
	if (!said.s)
		said.s = ao_calloc(1, 1);
	return said.s;
}

const char *paper_folder(void)
{
	snprintf(folder, sizeof(folder), "/tmp/aofuto-paper.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	return folder;
}

void paper_folder_remove(void)
{
	free(paper_run("rm -r %s", folder));
}

void paper_has(const char *said, const char *part)
{
	ck_assert_msg(strstr(said, part) != NULL, "no \"%s\" in:\n%.2000s",
		      part, said);
}

void paper_is_sound(const char *path)
{
	char *said = paper_run("qpdf --check %s", path);

	paper_has(said, "No syntax or stream encoding errors found");
	free(said);
	said = paper_run("pdffonts %s | awk 'NR > 2 && $(NF-4)$(NF-3)$(NF-2) "
			 "!= \"yesyesyes\"'",
			 path);
	ck_assert_str_eq(said, ""); /* embedded, subset, with Unicode */
	free(said);
	/* Poppler tells of a font or a map it does not like on stderr. */
	said = paper_run("pdftoppm -r 50 -png %s %s-page", path, path);
	ck_assert_str_eq(said, "");
	free(said);
}
