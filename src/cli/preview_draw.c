/* preview_draw.c - the envelope, its window and the sheet that moves in it. */
#include "cli/preview.h"

#include "aofuto/notice/ink.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MM_PER_PT (25.4 / 72)
#define SMALL     6.5 /* pt */
#define LINE      2.9 /* mm from one small line to the next */
#define EDGE      31  /* mm around the envelope on its page */
#define HEAD      40  /* mm above it */

static const struct ao_ink window_ink = {{0xC0, 0x20, 0x20}, 0.5, 1, 0};
static const struct ao_ink always_ink = {{0x1A, 0x3F, 0x9A}, 0.3, 4, 1.2};
static const struct ao_ink ever_ink = {{0xB0, 0x58, 0x00}, 0.3, 1, 1};
static const struct ao_ink envelope_ink = {{0x30, 0x30, 0x30}, 0.35, 1, 0};
static const struct ao_ink inside_ink = {{0x70, 0x70, 0x70}, 0.2, 0.4, 0.8};
static const struct ao_ink omr_ink = {{0x70, 0x30, 0x90}, 0.3, 2, 0.8};
static const struct ao_ink sheet_ink = {{0x20, 0x80, 0x60}, 0.2, 1, 0};

static void put_frame(struct ao_page *page, const struct ao_ink *ink,
		      struct ao_box b)
{
	ao_ink_frame(page, ink, b, "window");
}

/* --- small type ---------------------------------------------------------- */

struct pen {
	struct ao_faces *faces;
	struct ao_page *page;
	double x, y;
	double size; /* pt */
	struct ao_color color;
	enum ao_align align;
};

/* Words that no font can write are left out: they may be an envelope's name,
 * and stand in the report, too. */
static void put_words(const struct pen *pen, const char *words)
{
	int role = ao_faces_role(pen->faces, "body");
	struct ao_mark m = {.type = AO_MARK_TEXT,
			    .y = pen->y,
			    .size = pen->size,
			    .color = pen->color,
			    .s = words,
			    .name = "window"};
	struct ao_missing missing;

	if (role < 0 ||
	    !ao_faces_pick(pen->faces, role, words, &m.face, &missing))
		return;
	m.w = (double)ao_face_width(pen->faces, m.face, words) / 1000 *
	      pen->size * MM_PER_PT;
	m.x = pen->x;
	if (pen->align == AO_ALIGN_RIGHT)
		m.x -= m.w;
	if (pen->align == AO_ALIGN_CENTER)
		m.x -= m.w / 2;
	ao_page_add(pen->page, m);
}

static struct pen pen_of(const struct ao_kit *kit, struct ao_page *page)
{
	return (struct pen){.faces = kit->faces, .page = page, .size = SMALL};
}

/* --- what shows of the sheet --------------------------------------------- */

static double half(double play)
{
	return play / 2;
}

/* The window on a sheet that lies in the middle. */
static struct ao_box window_box(const struct ao_window *w)
{
	return (struct ao_box){w->box.x - w->rest_x - half(w->play_x),
			       w->box.y - w->rest_y - half(w->play_y),
			       w->box.width, w->box.height};
}

static struct ao_box moved(struct ao_box b, double dx, double dy)
{
	b.x += dx;
	b.y += dy;
	return b;
}

/* One line of small type at the left of a frame, `up` lines above its lower
 * edge; but below the line before it, so that none covers another. */
static void put_label(struct pen *pen, struct ao_box frame, double up,
		      const char *words)
{
	double y = frame.y + frame.height - 0.9 - up * LINE;

	pen->x = frame.x + 1;
	pen->y = fmax(y, pen->y + LINE);
	put_words(pen, words);
}

static void put_labels(struct pen *pen, struct ao_box always,
		       struct ao_box window, struct ao_box ever)
{
	char words[200];

	snprintf(words, sizeof(words),
		 "青の破線：いつも見える範囲 %g×%g mm（宛名はこの中に）",
		 always.width, always.height);
	pen->color = always_ink.color;
	put_label(pen, (struct ao_box){.x = always.x - 1}, 0, words);
	snprintf(words, sizeof(words),
		 "赤の実線：窓 %g×%g mm（紙が封筒の中央にあるとき）",
		 window.width, window.height);
	pen->color = window_ink.color;
	put_label(pen, window, 0, words);
	snprintf(words, sizeof(words),
		 "橙の点線：紙がずれると見える範囲 %g×%g mm（宛名のほかの個人"
		 "情報はこの外に）",
		 ever.width, ever.height);
	pen->color = ever_ink.color;
	put_label(pen, ever, 1, words);
}

/* The frames and their labels; dx, dy is where the sheet lies on the page.
 * Returns the pen below the labels. */
static struct pen put_shown(const struct ao_kit *kit, struct ao_page *page,
			    double dx, double dy)
{
	const struct ao_window *w = kit->window;
	struct ao_box always = moved(ao_window_always(w), dx, dy);
	struct ao_box ever = moved(ao_window_ever(w), dx, dy);
	struct ao_box window = moved(window_box(w), dx, dy);
	struct pen pen = pen_of(kit, page);

	put_frame(page, &ever_ink, ever);
	put_frame(page, &always_ink, always);
	put_frame(page, &window_ink, window);
	/* Between the frames, or, where they lie close, below them all. */
	pen.y = half(w->play_y) < 2 * LINE + 0.6 ? ever.y + ever.height
						 : always.y + always.height;
	put_labels(&pen, always, window, ever);
	return pen;
}

void preview_window(const struct ao_kit *kit, struct ao_page *out)
{
	const struct ao_template *t = kit->sheet;
	struct pen pen = put_shown(kit, out, 0, 0);
	char words[60];

	put_label(&pen, ao_window_ever(kit->window), 0,
		  "折って封筒に入れ、四隅に寄せて確かめてください。封筒の全体は"
		  "最後のページにあります。");
	pen.color = sheet_ink.color;
	pen.align = AO_ALIGN_RIGHT;
	pen.x = t->width - 2;
	for (size_t i = 0; i < t->folds; i++) {
		pen.y = t->fold[i] - 0.9;
		snprintf(words, sizeof(words), "折り目 %g mm", t->fold[i]);
		put_words(&pen, words);
	}
}

/* --- the marks of an inserter --------------------------------------------- */

/* The places of marks that this sheet has not. */
static void put_places(const struct ao_omr *o, struct ao_page *page)
{
	struct ao_mark m = {.type = AO_MARK_FILL,
			    .x = o->x,
			    .w = o->length,
			    .h = o->thickness,
			    .line = 0.1,
			    .line_color = omr_ink.color,
			    .name = "omr"};

	for (size_t i = 0; i < o->marks; i++) {
		m.y = o->y + (double)i * o->step - o->thickness / 2;
		ao_page_add(page, m);
	}
}

void preview_omr(const struct ao_kit *kit, bool back, struct ao_page *out)
{
	const char *const front_words[] = {"読み取り", "マーク",
					   kit->omr->name};
	const char *const back_words[] = {"マークの裏", "（空白）",
					  kit->omr->name};
	struct ao_box zone = ao_omr_zone(kit->omr, back);
	struct pen pen = pen_of(kit, out);

	put_frame(out, &omr_ink, zone);
	if (!back)
		put_places(kit->omr, out);
	pen.color = omr_ink.color;
	pen.x = zone.x + 0.8;
	for (int i = 0; i < 3; i++) {
		pen.y = zone.y + (i + 1) * LINE;
		put_words(&pen, back ? back_words[i] : front_words[i]);
	}
}

/* --- the envelope -------------------------------------------------------- */

static struct ao_color paler(struct ao_color c)
{
	return (struct ao_color){(unsigned char)(255 - (255 - c.red) / 5),
				 (unsigned char)(255 - (255 - c.green) / 5),
				 (unsigned char)(255 - (255 - c.blue) / 5)};
}

/* The panel of the sheet: what can come into the window as it is, the rest
 * pale. What goes beyond the panel is left out, and the marks of a specimen,
 * which the title stands for. */
static void put_panel(const struct ao_window *w, const struct ao_page *from,
		      struct ao_page *page, double dx, double dy)
{
	for (size_t i = 0; i < from->n; i++) {
		struct ao_mark m = from->mark[i];
		struct ao_box b = ao_mark_box(&m);

		if (m.type == AO_MARK_QR || b.y + b.height > w->fold ||
		    (m.name && strcmp(m.name, "specimen") == 0))
			continue;
		if (!ao_window_reaches(w, b)) {
			m.color = paler(m.color);
			m.line_color = paler(m.line_color);
		}
		m.x += dx;
		m.y += dy;
		ao_page_add(page, m);
	}
}

/* A measure between two points of one axis: a line with a tick at each end,
 * the length in its middle. */
static void put_measure(struct pen *pen, bool across, double from, double to)
{
	struct ao_mark m = {.type = AO_MARK_RULE,
			    .x = across ? from : pen->x,
			    .y = across ? pen->y : from,
			    .w = across ? to - from : 0,
			    .h = across ? 0 : to - from,
			    .line = 0.15,
			    .color = pen->color,
			    .name = "window"};
	struct pen text = *pen;
	char words[40];

	if (to - from < 0.05)
		return;
	ao_page_add(pen->page, m);
	for (int end = 0; end < 2; end++) {
		double at = end ? to : from;

		m.x = across ? at : pen->x - 1;
		m.y = across ? pen->y - 1 : at;
		m.w = across ? 0 : 2;
		m.h = across ? 2 : 0;
		ao_page_add(pen->page, m);
	}
	snprintf(words, sizeof(words), "%g", round((to - from) * 100) / 100);
	text.x = across ? (from + to) / 2 : pen->x - 1.5;
	text.y = across ? pen->y - 1 : (from + to) / 2 + 0.8;
	text.align = across ? AO_ALIGN_CENTER : AO_ALIGN_RIGHT;
	put_words(&text, words);
}

static void put_measures(struct pen pen, struct ao_box face,
			 struct ao_box window)
{
	double across[] = {face.x, window.x, window.x + window.width,
			   face.x + face.width};
	double down[] = {face.y, window.y, window.y + window.height,
			 face.y + face.height};

	pen.color = window_ink.color;
	for (int i = 0; i < 3; i++) {
		pen.y = face.y - 4;
		put_measure(&pen, true, across[i], across[i + 1]);
		pen.x = face.x - 4;
		put_measure(&pen, false, down[i], down[i + 1]);
	}
	pen.color = envelope_ink.color;
	pen.y = face.y - 9;
	put_measure(&pen, true, face.x, face.x + face.width);
	pen.x = face.x - 13;
	put_measure(&pen, false, face.y, face.y + face.height);
}

static void put_head(const struct preview *p, struct pen pen)
{
	const struct ao_window *w = p->kit.window;
	char words[400];

	pen.color = envelope_ink.color;
	pen.x = EDGE;
	pen.y = 14;
	pen.size = 13;
	snprintf(words, sizeof(words), "封筒と窓（見本）　%s　窓 %s",
		 w->envelope, w->name);
	put_words(&pen, words);
	pen.size = 8.5;
	pen.y = 20;
	put_words(&pen,
		  "実際のサイズ（100%）で印刷し、封筒をこの外形に重ねて、"
		  "窓の位置が合うことを確かめてください。数字は mm です。");
	pen.y = 24.5;
	if (!p->refusal.text[0]) {
		put_words(&pen, "濃い文字は、紙がずれたときに窓から見えることの"
				"ある内容です。");
		return;
	}
	pen.color = window_ink.color;
	put_words(&pen,
		  "このひな形は、この窓では印刷できません。理由は画面の表示を"
		  "見てください。");
}

/* One line of the legend: the line itself and what it is. */
static void put_key(struct pen *pen, const struct ao_ink *ink,
		    const char *words)
{
	struct pen text = *pen;

	ao_ink_line(pen->page, ink, (struct ao_box){pen->x, pen->y - 0.9, 9, 0},
		    "window");
	text.x += 11;
	put_words(&text, words);
	pen->y += 4;
}

static void put_keys(struct pen pen, const struct ao_window *w,
		     struct ao_box face)
{
	char words[300];

	pen.size = 8;
	pen.color = envelope_ink.color;
	pen.x = face.x;
	pen.y = face.y + face.height + 8;
	snprintf(words, sizeof(words), "封筒の表　%g×%g", w->width, w->height);
	put_key(&pen, &envelope_ink, words);
	snprintf(words, sizeof(words), "封筒の中　%g×%g", w->inside.width,
		 w->inside.height);
	put_key(&pen, &inside_ink, words);
	snprintf(words, sizeof(words),
		 "折った紙　%g×%g（中央に置いたところ。左右に %g、上下に %g "
		 "動く）",
		 w->paper_width, w->fold, w->play_x, w->play_y);
	put_key(&pen, &sheet_ink, words);
	pen.x = face.x + face.width / 2 + 12;
	pen.y = face.y + face.height + 8;
	snprintf(words, sizeof(words), "窓　%g×%g", w->box.width,
		 w->box.height);
	put_key(&pen, &window_ink, words);
	put_key(&pen, &always_ink, "紙がどこにあっても見える範囲");
	put_key(&pen, &ever_ink, "紙がずれると見えることのある範囲");
}

void preview_envelope(const struct preview *p, const struct ao_letter *letter,
		      struct ao_page *out)
{
	const struct ao_window *w = p->kit.window;
	struct ao_box face = {EDGE, HEAD, w->width, w->height};
	double dx = face.x + w->rest_x + half(w->play_x);
	double dy = face.y + w->rest_y + half(w->play_y);
	struct ao_box panel = {dx, dy, w->paper_width, w->fold};
	struct pen pen;

	/* A4 on its side; larger for an envelope that does not fit. */
	ao_page_init(out, fmax(297, w->width + 2 * EDGE),
		     fmax(210, w->height + 2 * HEAD));
	pen = pen_of(&p->kit, out);
	put_panel(w, letter->fixed[0], out, dx, dy);
	put_panel(w, &letter->variable[0], out, dx, dy);
	put_frame(out, &sheet_ink, panel);
	put_frame(out, &inside_ink, moved(w->inside, face.x, face.y));
	put_frame(out, &envelope_ink, face);
	put_shown(&p->kit, out, dx, dy);
	put_measures(pen, face, moved(w->box, face.x, face.y));
	put_head(p, pen);
	put_keys(pen, w, face);
}
