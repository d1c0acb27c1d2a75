/* bench_plain.c - the same N notices by a plain libharu program: public API,
 * its font loader and UTF-8 encoder, one content stream shared by all pages
 * for what is fixed, a QR code as merged rectangles in one path.
 *   bench_plain N FOLDER [FIRST]
 * With FIRST they begin there, and the CPU time of finding and reading our
 * form is not counted: a plain program has its places written into it.
 */
#include "letters.h"

#include "aofuto/notice/barcode.h"
#include "aofuto/pdf/qrcode.h"

#include <hpdf.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define POINTS(mm) ((HPDF_REAL)((mm)*72.0 / 25.4))
#define MOST       16 /* fonts; fixed pages */

static const struct {
	const char *name, *path;
} font_files[] = {
	{"BIZ UDPGothic",
	 "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"},
	{"BIZ UDPGothic Bold",
	 "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Bold.ttf"},
	{"BIZ UDGothic",
	 "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf"},
	{"IPAmj Mincho", "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"},
};

struct plain {
	HPDF_Doc doc;
	HPDF_Font font[MOST];
	HPDF_Dict fixed[MOST];
	struct letters letters;
	unsigned pages;
};

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *data)
{
	(void)data;
	fprintf(stderr, "bench_plain: libharu error 0x%04lX, %lu\n",
		(unsigned long)code, (unsigned long)detail);
	exit(EXIT_FAILURE);
}

static void load_fonts(struct plain *p)
{
	for (unsigned f = 0; f < AO_COUNT(font_files); f++) {
		const char *name;

		if (strcmp(ao_face_name(p->letters.faces, f),
			   font_files[f].name) != 0) {
			fprintf(stderr,
				"bench_plain: fonts.yaml has changed\n");
			exit(EXIT_FAILURE);
		}
		name = HPDF_LoadTTFontFromFile(p->doc, font_files[f].path,
					       HPDF_TRUE);
		p->font[f] = HPDF_GetFont(p->doc, name, "UTF-8");
	}
}

static void set_fill(HPDF_Page page, struct ao_color c)
{
	HPDF_Page_SetRGBFill(page, (HPDF_REAL)c.red / 255,
			     (HPDF_REAL)c.green / 255, (HPDF_REAL)c.blue / 255);
}

static void set_stroke(HPDF_Page page, struct ao_color c, double line)
{
	HPDF_Page_SetRGBStroke(page, (HPDF_REAL)c.red / 255,
			       (HPDF_REAL)c.green / 255,
			       (HPDF_REAL)c.blue / 255);
	HPDF_Page_SetLineWidth(page, POINTS(line));
}

static void text(struct plain *p, HPDF_Page page, const struct ao_mark *m,
		 HPDF_REAL top)
{
	set_fill(page, m->color);
	HPDF_Page_BeginText(page);
	HPDF_Page_SetFontAndSize(page, p->font[m->face], (HPDF_REAL)m->size);
	HPDF_Page_SetCharSpace(page, (HPDF_REAL)m->spacing);
	HPDF_Page_TextOut(page, POINTS(m->x), top - POINTS(m->y), m->s);
	HPDF_Page_EndText(page);
}

static void box(HPDF_Page page, const struct ao_mark *m, HPDF_REAL top)
{
	if (m->filled)
		set_fill(page, m->color);
	if (m->line > 0)
		set_stroke(page, m->line_color, m->line);
	HPDF_Page_Rectangle(page, POINTS(m->x), top - POINTS(m->y + m->h),
			    POINTS(m->w), POINTS(m->h));
	if (m->filled && m->line > 0)
		HPDF_Page_FillStroke(page);
	else if (m->filled)
		HPDF_Page_Fill(page);
	else
		HPDF_Page_Stroke(page);
}

static void code(HPDF_Page page, const struct ao_mark *m, HPDF_REAL top)
{
	struct ao_error err = {0};
	struct ao_qrcode qr;
	HPDF_REAL side, left, upper;

	letters_check(ao_qrcode_make(m->s, m->w, &qr, &err), &err);
	side = POINTS(m->w) / (HPDF_REAL)(qr.modules + 2 * AO_QR_QUIET_ZONE);
	left = POINTS(m->x) + AO_QR_QUIET_ZONE * side;
	upper = top - POINTS(m->y) - AO_QR_QUIET_ZONE * side;
	set_fill(page, m->color);
	for (int row = 0; row < qr.modules; row++) {
		const unsigned char *dark =
			qr.module + (ptrdiff_t)row * qr.modules;

		for (int i = 0, n; i < qr.modules; i += n) {
			n = 1;
			if (!dark[i])
				continue;
			while (i + n < qr.modules && dark[i + n])
				n++;
			HPDF_Page_Rectangle(page, left + (HPDF_REAL)i * side,
					    upper - (HPDF_REAL)(row + 1) * side,
					    (HPDF_REAL)n * side, side);
		}
	}
	HPDF_Page_Fill(page);
	ao_qrcode_release(&qr);
}

/* A rectangle a bar, in one path. */
static void bars(HPDF_Page page, const struct ao_mark *m, HPDF_REAL top)
{
	const double mm = m->size / 1000;
	const double left = m->x + (m->w - ao_bars_length(m->size)) / 2;
	const double low = m->y + (m->h + ao_bars_height(m->size)) / 2;
	const double end = (AO_BAR_LONG - AO_BAR_TIMING) / 2.0;

	HPDF_Page_SetRGBFill(page, 0, 0, 0);
	for (int i = 0; m->s[i]; i++) {
		double from = m->s[i] == '1' || m->s[i] == '3' ? 0 : end;
		double to = AO_BAR_LONG - (m->s[i] <= '2' ? 0 : end);

		HPDF_Page_Rectangle(page, POINTS(left + i * AO_BAR_PITCH * mm),
				    top - POINTS(low - from * mm),
				    POINTS(AO_BAR_WIDTH * mm),
				    POINTS((to - from) * mm));
	}
	HPDF_Page_Fill(page);
}

static void draw(struct plain *p, HPDF_Page page, const struct ao_page *marks)
{
	HPDF_REAL top = POINTS(marks->height);

	for (size_t i = 0; i < marks->n; i++) {
		const struct ao_mark *m = &marks->mark[i];

		if (m->type == AO_MARK_TEXT) {
			text(p, page, m, top);
		} else if (m->type == AO_MARK_FILL) {
			box(page, m, top);
		} else if (m->type == AO_MARK_QR) {
			code(page, m, top);
		} else if (m->type == AO_MARK_BARS) {
			bars(page, m, top);
		} else {
			set_stroke(page, m->color, m->line);
			HPDF_Page_MoveTo(page, POINTS(m->x),
					 top - POINTS(m->y));
			HPDF_Page_LineTo(page, POINTS(m->x + m->w),
					 top - POINTS(m->y + m->h));
			HPDF_Page_Stroke(page);
		}
	}
}

static void add_page(struct plain *p, const struct ao_letter *letter, size_t i)
{
	HPDF_Page page = HPDF_AddPage(p->doc);
	unsigned id = letter->fixed_id[i];

	HPDF_Page_SetWidth(page, POINTS(letter->variable[i].width));
	HPDF_Page_SetHeight(page, POINTS(letter->variable[i].height));
	/* A page numbers its fonts by first use, and the shared stream counts
	 * on these numbers. */
	for (unsigned f = 0; f < AO_COUNT(font_files); f++)
		HPDF_Page_SetFontAndSize(page, p->font[f], 10);
	if (id >= MOST)
		exit(EXIT_FAILURE);
	if (p->fixed[id]) {
		HPDF_Page_Insert_Shared_Content_Stream(page, p->fixed[id]);
	} else {
		HPDF_Page_New_Content_Stream(page, &p->fixed[id]);
		HPDF_Page_GSave(page);
		draw(p, page, letter->fixed[i]);
		HPDF_Page_GRestore(page);
		HPDF_Page_New_Content_Stream(page, NULL);
	}
	draw(p, page, &letter->variable[i]);
	p->pages++;
}

static unsigned long volume(struct plain *p, unsigned from, unsigned to,
			    const char *path)
{
	struct stat st;

	p->doc = HPDF_New(on_error, NULL);
	HPDF_SetCompressionMode(p->doc, HPDF_COMP_ALL);
	HPDF_UseUTFEncodings(p->doc);
	memset(p->fixed, 0, sizeof(p->fixed));
	load_fonts(p);
	for (unsigned i = from; i < to; i++) {
		const struct ao_letter *letter = letters_get(&p->letters, i);

		for (size_t k = 0; k < letter->pages; k++)
			add_page(p, letter, k);
	}
	HPDF_SaveToFile(p->doc, path);
	HPDF_Free(p->doc);
	return stat(path, &st) ? 0 : (unsigned long)st.st_size;
}

int main(int argc, char **argv)
{
	struct plain p = {0};
	unsigned n, first = 0;
	unsigned long bytes = 0;

	if (argc < 3 || argc > 4)
		return EXIT_FAILURE;
	first = argc == 4 ? letters_count(argv[3]) : 0;
	n = first + letters_count(argv[1]);
	letters_open(&p.letters);
	if (first)
		letters_begin(&p.letters);
	for (unsigned from = first; from < n; from += BENCH_VOLUME) {
		unsigned to = from + BENCH_VOLUME < n ? from + BENCH_VOLUME : n;
		char path[512];

		snprintf(path, sizeof(path), "%s/plain-%u.pdf", argv[2], from);
		bytes += volume(&p, from, to, path);
	}
	letters_report(&p.letters, p.pages, bytes);
	letters_close(&p.letters);
	return EXIT_SUCCESS;
}
