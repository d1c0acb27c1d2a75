/* drawing.c - marks as content. Numbers are integers of small units, so that
 * they come out short and the same in every locale. */
#include "drawing.h"

#include "aofuto/notice/barcode.h"
#include "typeface_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define POINTS_OF_MM (72.0 / 25.4)
/* Bezier handles that make a quarter circle: 4/3 (sqrt 2 - 1). */
#define ARC 0.5522847498

struct pen { /* what the content has set so far */
	struct ao_buf *out;
	double height; /* of the page, mm */
	bool in_text;
	long x, y; /* start of the text line, 1/100 pt */
	bool turned;
	long fill, stroke;        /* 0xRRGGBB */
	long size, spacing, line; /* 1/100 pt; size and line -1: not set */
	unsigned face;
};

static void put(struct ao_buf *out, const char *s)
{
	ao_buf_add(out, s, strlen(s));
}

/* value / 10^decimals without needless digits, and a blank. */
static void put_number(struct ao_buf *out, long value, int decimals)
{
	char text[32], *p = text + sizeof(text);
	unsigned long left =
		value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;

	*--p = ' ';
	while (decimals > 0 && left % 10 == 0) {
		left /= 10;
		decimals--;
	}
	for (int i = 0; i < decimals; i++, left /= 10)
		*--p = (char)('0' + left % 10);
	if (decimals > 0)
		*--p = '.';
	while (left > 0 || *p == ' ') {
		*--p = (char)('0' + left % 10);
		left /= 10;
	}
	if (value < 0)
		*--p = '-';
	ao_buf_add(out, p, (size_t)(text + sizeof(text) - p));
}

static long hundredths(double points)
{
	if (!(fabs(points) < 1e6))
		AO_BUG("a mark lies %g pt away", points);
	return lround(points * 100);
}

static long across(double mm)
{
	return hundredths(mm * POINTS_OF_MM);
}

static long up(const struct pen *pen, double mm)
{
	return hundredths((pen->height - mm) * POINTS_OF_MM);
}

void ao_drawing_points(struct ao_buf *out, double mm)
{
	put_number(out, across(mm), 2);
}

static void put_pair(struct pen *pen, double x, double y)
{
	put_number(pen->out, across(x), 2);
	put_number(pen->out, up(pen, y), 2);
}

/* `set` is the last colour of that use, gray and rgb its operators. */
static void put_color(struct pen *pen, struct ao_color c, long *set,
		      const char *gray, const char *rgb)
{
	const unsigned char part[] = {c.red, c.green, c.blue};
	long color = (long)c.red << 16 | c.green << 8 | c.blue;
	bool is_gray = c.red == c.green && c.green == c.blue;

	if (color == *set)
		return;
	*set = color;
	for (int i = 0; i < (is_gray ? 1 : 3); i++)
		put_number(pen->out, (part[i] * 1000 + 127) / 255, 3);
	put(pen->out, is_gray ? gray : rgb);
}

static void fill_color(struct pen *pen, struct ao_color c)
{
	put_color(pen, c, &pen->fill, "g\n", "rg\n");
}

static void stroke(struct pen *pen, struct ao_color c, double width)
{
	long line = across(width);

	put_color(pen, c, &pen->stroke, "G\n", "RG\n");
	if (line == pen->line)
		return;
	pen->line = line;
	put_number(pen->out, line, 2);
	put(pen->out, "w\n");
}

static void end_text(struct pen *pen)
{
	if (pen->in_text)
		put(pen->out, "ET\n");
	pen->in_text = false;
}

static void begin_text(struct pen *pen)
{
	if (pen->in_text)
		return;
	put(pen->out, "BT\n");
	pen->in_text = true;
	pen->turned = false;
	pen->x = pen->y = 0;
}

static void choose_font(struct pen *pen, const struct ao_mark *m)
{
	long size = hundredths(m->size), spacing = hundredths(m->spacing);

	if (m->face != pen->face || size != pen->size) {
		put(pen->out, "/F");
		put_number(pen->out, (long)m->face, 0);
		put_number(pen->out, size, 2);
		put(pen->out, "Tf ");
	}
	if (spacing != pen->spacing) {
		put_number(pen->out, spacing, 2);
		put(pen->out, "Tc ");
	}
	pen->face = m->face;
	pen->size = size;
	pen->spacing = spacing;
}

static void place_text(struct pen *pen, const struct ao_mark *m)
{
	long x = across(m->x), y = up(pen, m->y);
	double turn = m->angle * acos(-1.0) / 180;
	bool turned = m->angle < 0 || m->angle > 0;

	if (turned || pen->turned) {
		long c = lround(cos(turn) * 10000);
		long s = lround(sin(turn) * 10000);

		put_number(pen->out, c, 4);
		put_number(pen->out, s, 4);
		put_number(pen->out, -s, 4);
		put_number(pen->out, c, 4);
		put_number(pen->out, x, 2);
		put_number(pen->out, y, 2);
		put(pen->out, "Tm ");
	} else {
		put_number(pen->out, x - pen->x, 2);
		put_number(pen->out, y - pen->y, 2);
		put(pen->out, "Td ");
	}
	pen->turned = turned;
	pen->x = x;
	pen->y = y;
}

static void put_cids(struct pen *pen, const struct typeface *face,
		     const char *s)
{
	static const char digit[] = "0123456789ABCDEF";
	struct ao_cluster c;

	put(pen->out, "<");
	while (ao_cluster_next(&s, &c)) {
		unsigned cid = ao_typeface_code(face, c);

		if (!cid)
			AO_BUG("a page shows U+%04X, which was not collected",
			       (unsigned)c.base);
		ao_buf_add(pen->out,
			   (char[]){digit[cid >> 12], digit[cid >> 8 & 15],
				    digit[cid >> 4 & 15], digit[cid & 15]},
			   4);
	}
	put(pen->out, ">Tj\n");
}

static void draw_text(struct drawing *d, struct pen *pen,
		      const struct ao_mark *m)
{
	if (m->face >= d->faces->n)
		AO_BUG("a mark has font %u of %zu", m->face, d->faces->n);
	if (!*m->s)
		return;
	d->used[m->face] = true;
	fill_color(pen, m->color);
	begin_text(pen);
	choose_font(pen, m);
	place_text(pen, m);
	put_cids(pen, &d->faces->face[m->face], m->s);
}

static void draw_rule(struct pen *pen, const struct ao_mark *m)
{
	stroke(pen, m->color, m->line);
	put_pair(pen, m->x, m->y);
	put(pen->out, "m ");
	put_pair(pen, m->x + m->w, m->y + m->h);
	put(pen->out, "l S\n");
}

/* One side and the corner after it: from the current point on to the corner
 * at x, y, coming along (dx, dy) and leaving along (ex, ey). */
static void side(struct pen *pen, double x, double y, const double turn[4],
		 double r)
{
	double near = r * (1 - ARC);

	put_pair(pen, x - turn[0] * r, y - turn[1] * r);
	put(pen->out, "l ");
	put_pair(pen, x - turn[0] * near, y - turn[1] * near);
	put_pair(pen, x + turn[2] * near, y + turn[3] * near);
	put_pair(pen, x + turn[2] * r, y + turn[3] * r);
	put(pen->out, "c ");
}

static void put_box(struct pen *pen, const struct ao_mark *m)
{
	double least = fmin(m->w, m->h) / 2;
	double r = fmin(m->radius, least);
	double right = m->x + m->w, low = m->y + m->h;

	if (!(r > 0)) {
		put_pair(pen, m->x, low);
		put_number(pen->out, across(m->w), 2);
		put_number(pen->out, across(m->h), 2);
		put(pen->out, "re ");
		return;
	}
	put_pair(pen, m->x + r, m->y);
	put(pen->out, "m ");
	side(pen, right, m->y, (const double[]){1, 0, 0, 1}, r);
	side(pen, right, low, (const double[]){0, 1, -1, 0}, r);
	side(pen, m->x, low, (const double[]){-1, 0, 0, -1}, r);
	side(pen, m->x, m->y, (const double[]){0, -1, 1, 0}, r);
	put(pen->out, "h ");
}

static void draw_fill(struct pen *pen, const struct ao_mark *m)
{
	bool framed = m->line > 0;

	if (!m->filled && !framed)
		return;
	if (m->filled)
		fill_color(pen, m->color);
	if (framed)
		stroke(pen, m->line_color, m->line);
	put_box(pen, m);
	put(pen->out, m->filled ? framed ? "B\n" : "f\n" : "S\n");
}

/* Rows of bits for an image mask, where a 0 is painted (8.9.6.2). */
static void put_modules(struct ao_buf *out, const struct ao_qrcode *qr)
{
	static const char digit[] = "0123456789ABCDEF";

	for (int row = 0; row < qr->modules; row++) {
		const unsigned char *m =
			qr->module + (ptrdiff_t)row * qr->modules;

		for (int left = 0; left < (qr->modules + 7) / 8 * 8;
		     left += 4) {
			unsigned bits = 0;

			for (int i = left; i < left + 4; i++)
				bits = bits << 1 | !(i < qr->modules && m[i]);
			ao_buf_add(out, &digit[bits], 1);
		}
	}
	put(out, ">\n");
}

/* One code is kept, as the same one may stand on two pages of a letter. */
static bool make_qr(struct drawing *d, const struct ao_mark *m, double size,
		    struct ao_error *err)
{
	struct ao_qrcode qr;

	if (d->qr_text && !strcmp(d->qr_text, m->s) &&
	    !(d->qr_size < size || d->qr_size > size))
		return true;
	if (!ao_qrcode_make(m->s, size, &qr, err))
		return false;
	ao_qrcode_release(&d->qr);
	free(d->qr_text);
	d->qr = qr;
	d->qr_size = size;
	d->qr_text = ao_alloc(strlen(m->s) + 1);
	memcpy(d->qr_text, m->s, strlen(m->s) + 1);
	return true;
}

/* An inline mask in ASCIIHex: binary data could hold its own end, "EI". */
static bool draw_qr(struct drawing *d, struct pen *pen, const struct ao_mark *m,
		    struct ao_error *err)
{
	double size = fmin(m->w, m->h), module, inner;

	if (!make_qr(d, m, size, err))
		return false;
	module = size / (d->qr.modules + 2 * AO_QR_QUIET_ZONE);
	inner = module * d->qr.modules;
	fill_color(pen, m->color);
	put(pen->out, "q ");
	put_number(pen->out, across(inner), 2);
	put(pen->out, "0 0 ");
	put_number(pen->out, across(inner), 2);
	put_pair(pen, m->x + (m->w - inner) / 2, m->y + (m->h + inner) / 2);
	put(pen->out, "cm BI/IM true/BPC 1/F/AHx/W ");
	put_number(pen->out, d->qr.modules, 0);
	put(pen->out, "/H ");
	put_number(pen->out, d->qr.modules, 0);
	put(pen->out, "ID\n");
	put_modules(pen->out, &d->qr);
	put(pen->out, "EI Q\n");
	return true;
}

static void put_bar(struct pen *pen, long place, char bar)
{
	static const struct {
		unsigned char low, high;
	} reach[] = {{0, 58}, {19, 58}, {0, 39}, {19, 39}};
	int i = bar - '1';

	if (i < 0 || i > 3)
		AO_BUG("a bar of kind %d", bar);
	put_number(pen->out, 2 * place, 0);
	put_number(pen->out, reach[i].low, 0);
	put(pen->out, "1 ");
	put_number(pen->out, reach[i].high - reach[i].low, 0);
	put(pen->out, "re\n");
}

/* One path, in the code's own units: across the width of a bar, which is half
 * its pitch, upwards 1/58 of a long one, of which a timing bar has 20. */
static void draw_bars(struct pen *pen, const struct ao_mark *m)
{
	double length = ao_bars_length(m->size), high = ao_bars_height(m->size);
	double unit = POINTS_OF_MM * m->size / 1000;

	if (strlen(m->s) != AO_BARS)
		AO_BUG("a barcode of %zu bars", strlen(m->s));
	fill_color(pen, m->color);
	put(pen->out, "q ");
	put_number(pen->out, lround(AO_BAR_WIDTH * unit * 10000), 4);
	put(pen->out, "0 0 ");
	put_number(pen->out, lround(AO_BAR_LONG * unit * 10000 / 58), 4);
	put_pair(pen, m->x + (m->w - length) / 2, m->y + (m->h + high) / 2);
	put(pen->out, "cm\n");
	for (long i = 0; i < AO_BARS; i++)
		put_bar(pen, i, m->s[i]);
	put(pen->out, "f Q\n");
}
_Static_assert(AO_BAR_LONG * 20 == AO_BAR_TIMING * 58 &&
		       AO_BAR_WIDTH * 2 == AO_BAR_PITCH,
	       "the units of a barcode");

void ao_drawing_init(struct drawing *d, const struct ao_typefaces *faces)
{
	*d = (struct drawing){
		.faces = faces,
		.used = ao_calloc(faces->n, sizeof(*d->used)),
	};
}

void ao_drawing_release(struct drawing *d)
{
	free(d->used);
	free(d->qr_text);
	ao_qrcode_release(&d->qr);
}

bool ao_drawing_add(struct drawing *d, const struct ao_page *page,
		    struct ao_buf *out, struct ao_error *err)
{
	/* A content stream begins with black ink (8.4.1). */
	struct pen pen = {
		.out = out, .height = page->height, .size = -1, .line = -1};

	memset(d->used, 0, d->faces->n * sizeof(*d->used));
	for (size_t i = 0; i < page->n; i++) {
		const struct ao_mark *m = &page->mark[i];

		if (m->type == AO_MARK_TEXT) {
			draw_text(d, &pen, m);
			continue;
		}
		end_text(&pen);
		if (m->type == AO_MARK_RULE)
			draw_rule(&pen, m);
		else if (m->type == AO_MARK_FILL)
			draw_fill(&pen, m);
		else if (m->type == AO_MARK_BARS)
			draw_bars(&pen, m);
		else if (!draw_qr(d, &pen, m, err))
			return false;
	}
	end_text(&pen);
	return true;
}
