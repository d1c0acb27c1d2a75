/* reader_page.c - pages, their text and their bitmaps, by poppler. */
#include "proof/reader_paper.h"

#include <math.h>
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM_PER_POINT (25.4 / 72)
#define RASTER       (300.0 / 72) /* pixels a point */
#define QUIET        4            /* modules of white around a code */
#define ENLARGED     4            /* pixels a module */
#define FINE         2            /* pixels a millimetre, at a glance */

struct reader_file {
	PopplerDocument *document;
	struct reader_scanner *scanner;
	unsigned pages, page; /* the page at hand, from 1; 0: none */
	struct reader_order order;
	unsigned codes, barcodes; /* seen so far */
	unsigned last; /* the last page with a bitmap, from 1; 0: none */
	bool complained;
	struct reader_fault complaint; /* the first, of the first such page */
};

static bool fail(struct reader_fault *fault, enum reader_fault_type type,
		 unsigned page)
{
	*fault = (struct reader_fault){.type = type, .page = page};
	return false;
}

static void complain(const gchar *domain, GLogLevelFlags level,
		     const gchar *words, gpointer data)
{
	struct reader_file *file = data;

	(void)domain;
	if ((file->complained && file->complaint.page <= file->page) ||
	    (level & G_LOG_LEVEL_MASK) >= G_LOG_LEVEL_DEBUG)
		return;
	file->complained = true;
	file->complaint.type = READER_FAULT_COMPLAINT;
	file->complaint.page = file->page;
	reader_clean_words(words ? words : "", file->complaint.words,
			   sizeof(file->complaint.words));
}

/* What was complained of before its page is at hand is told with that page, so
 * that the listener knows whose letter it is. */
static bool content(const struct reader_file *file, struct reader_fault *fault)
{
	if (!file->complained || file->complaint.page > file->page)
		return true;
	*fault = file->complaint;
	return false;
}

static bool usable(const PopplerRectangle *r)
{
	return isfinite(r->x1) && isfinite(r->y1) && isfinite(r->x2) &&
	       isfinite(r->y2) && r->x2 > r->x1 && r->y2 > r->y1;
}

/* The image's own pixels: what was drawn, before any scale or rounding. */
static char *read_bitmap(struct reader_file *file, PopplerPage *page, int id)
{
	cairo_surface_t *surface = poppler_page_get_image(page, id);
	char *words = NULL;

	if (reader_is_picture(surface)) {
		struct reader_gray own, large;

		cairo_surface_flush(surface);
		own = reader_gray_of(surface);
		large = reader_enlarge(&own, ENLARGED, QUIET);
		words = reader_scan(file->scanner, &large);
		free(own.shade);
		free(large.shade);
	}
	if (surface)
		cairo_surface_destroy(surface);
	return words;
}

static void white(cairo_surface_t *surface)
{
	cairo_t *cairo = cairo_create(surface);

	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_destroy(cairo);
}

/* What stands on paper in the box, whatever drew it. NULL: too large. */
static cairo_surface_t *draw_part(PopplerPage *page,
				  const PopplerRectangle *box)
{
	const double width = ceil((box->x2 - box->x1) * RASTER);
	const double height = ceil((box->y2 - box->y1) * RASTER);
	cairo_surface_t *surface;
	cairo_t *cairo;

	if (!reader_fits(width, height))
		return NULL;
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width,
					     (int)height);
	white(surface);
	cairo = cairo_create(surface);
	cairo_scale(cairo, RASTER, RASTER);
	cairo_translate(cairo, -box->x1, -box->y1);
	poppler_page_render(page, cairo);
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	return surface;
}

/* With some of its surroundings: a code without its quiet zone is not read. */
static char *read_raster(struct reader_file *file, PopplerPage *page,
			 const PopplerRectangle *box)
{
	const double around = (box->x2 - box->x1) / 8;
	const PopplerRectangle part = {box->x1 - around, box->y1 - around,
				       box->x2 + around, box->y2 + around};
	cairo_surface_t *surface = draw_part(page, &part);
	struct reader_gray gray;
	char *words;

	if (!surface)
		return NULL;
	gray = reader_gray_of(surface);
	words = reader_scan(file->scanner, &gray);
	free(gray.shade);
	cairo_surface_destroy(surface);
	return words;
}

/* What is to be seen is kept here until all of the page is known. */
struct sight {
	struct ao_buf codes, words;
	uint32_t n;
	cairo_surface_t *paper; /* the page; NULL: too large to be drawn */
};

static uint32_t add_words(struct sight *sight, char *words)
{
	if (!words)
		return READER_NOTHING;
	ao_buf_add(&sight->words, words, strlen(words) + 1);
	free(words);
	return READER_SAID;
}

static bool is_rastered(const struct reader_file *file, bool last)
{
	const unsigned every = file->order.raster_every;

	return every > 0 && (file->codes % every == 0 || last);
}

/* Draws the page small, which opens every font of it, keeps its text, shows
 * what can be seen of it and whether it has a bitmap: most have none, and to
 * ask for the list of them would be to go through the whole page again. */
static bool glance(PopplerPage *page, struct sight *sight)
{
	const double scale = FINE * MM_PER_POINT;
	double width, height;
	cairo_surface_t *observer;
	cairo_t *cairo;
	bool plain;

	poppler_page_get_size(page, &width, &height);
	width = ceil(width * scale);
	height = ceil(height * scale);
	if (!reader_fits(width, height))
		return false;
	sight->paper = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
						  (int)width, (int)height);
	white(sight->paper);
	observer = cairo_surface_create_observer(sight->paper,
						 CAIRO_SURFACE_OBSERVER_NORMAL);
	cairo = cairo_create(observer);
	cairo_scale(cairo, scale, scale);
	poppler_page_render(page, cairo);
	cairo_destroy(cairo);
	plain = reader_is_plain(observer);
	cairo_surface_destroy(observer);
	cairo_surface_flush(sight->paper);
	return plain;
}

static void read_codes(struct reader_file *file, PopplerPage *page,
		       struct sight *sight)
{
	GList *list = glance(page, sight)
			      ? NULL
			      : poppler_page_get_image_mapping(page);

	for (GList *at = list; at; at = at->next) {
		const PopplerImageMapping *image = at->data;
		const PopplerRectangle *r = &image->area;
		struct reader_code code = {
			.x = (float)(r->x1 * MM_PER_POINT),
			.y = (float)(r->y1 * MM_PER_POINT),
			.width = (float)((r->x2 - r->x1) * MM_PER_POINT),
			.height = (float)((r->y2 - r->y1) * MM_PER_POINT),
		};

		if (!usable(r))
			continue;
		code.bitmap = add_words(
			sight, read_bitmap(file, page, image->image_id));
		if (is_rastered(file, file->page == file->last && !at->next))
			code.raster =
				add_words(sight, read_raster(file, page, r));
		ao_buf_add(&sight->codes, (const char *)&code, sizeof(code));
		sight->n++;
		file->codes++;
	}
	poppler_page_free_image_mapping(list);
}

/* As it is printed. */
static void raster_bars(PopplerPage *page, const struct reader_place *p,
			struct reader_bars *bars)
{
	const struct reader_box box = reader_bars_box(p);
	const PopplerRectangle part = {
		box.left / MM_PER_POINT, box.top / MM_PER_POINT,
		box.right / MM_PER_POINT, box.bottom / MM_PER_POINT};
	cairo_surface_t *surface = draw_part(page, &part);
	struct reader_gray gray;

	bars->rastered = 1;
	if (!surface)
		return;
	gray = reader_gray_of(surface);
	(void)reader_read_bars(&gray, RASTER / MM_PER_POINT,
			       &(struct reader_place){p->x - box.left,
						      p->y - box.top, p->size},
			       bars->raster);
	free(gray.shade);
	cairo_surface_destroy(surface);
}

static void read_barcodes(struct reader_file *file, PopplerPage *page,
			  const struct sight *sight, struct ao_buf *out)
{
	const unsigned every = file->order.raster_every;

	for (size_t i = 0; i < file->order.places; i++) {
		const struct reader_place *p = &file->order.place[i];
		struct reader_bars bars = {0};

		if (sight->paper)
			reader_glance_bars(sight->paper, FINE, p, bars.glance);
		if (bars.glance[0] && every > 0 &&
		    file->barcodes++ % every == 0)
			raster_bars(page, p, &bars);
		ao_buf_add(out, (const char *)&bars, sizeof(bars));
	}
}

static bool is_blank(uint32_t code_point)
{
	switch (code_point) {
	case '\t':
	case '\n':
	case '\f':
	case '\r':
	case ' ':
	case 0xA0:
	case 0x3000:
		return true;
	default:
		return false;
	}
}

static struct ao_read_sign sign_at(uint32_t code_point,
				   const PopplerRectangle *r)
{
	return (struct ao_read_sign){
		.code_point = code_point,
		.x = (float)(r->x1 * MM_PER_POINT),
		.y = (float)(r->y1 * MM_PER_POINT),
		.width = (float)((r->x2 - r->x1) * MM_PER_POINT),
		.height = (float)((r->y2 - r->y1) * MM_PER_POINT),
	};
}

/* One rectangle a character, blanks and line ends among them. False: the
 * text and the rectangles are not of one length. */
static bool add_signs(PopplerPage *page, struct ao_buf *out, uint32_t *signs)
{
	char *text = poppler_page_get_text(page);
	const char *s = text ? text : "";
	PopplerRectangle *box = NULL;
	guint boxes = 0, i;
	bool ok;

	if (!poppler_page_get_text_layout(page, &box, &boxes))
		boxes = 0;
	for (i = 0; *s && i < boxes; i++) {
		const uint32_t code_point = ao_utf8_next(&s);
		struct ao_read_sign sign = sign_at(code_point, &box[i]);

		if (is_blank(code_point))
			continue;
		ao_buf_add(out, (const char *)&sign, sizeof(sign));
		++*signs;
	}
	ok = !*s && i == boxes;
	g_free(box);
	g_free(text);
	return ok;
}

/* Text that a reader of files finds and a reader of paper does not. The first
 * one is a fault of the page. */
static void look_for_ink(struct reader_file *file, const struct sight *sight,
			 const struct ao_buf *payload, uint32_t signs)
{
	const struct ao_read_sign *sign =
		(const void *)(payload->s + sizeof(struct reader_page));
	size_t n;

	for (uint32_t i = 0; sight->paper && i < signs; i += (uint32_t)n) {
		for (n = 1; i + n < signs; n++)
			if (!reader_is_inkless(sign[i + n].code_point))
				break;
		if (file->complained || reader_is_inkless(sign[i].code_point) ||
		    reader_sees(sight->paper, FINE, &sign[i], n))
			continue;
		file->complained = true;
		file->complaint.type = READER_FAULT_UNSEEN;
		file->complaint.page = file->page;
		snprintf(file->complaint.words, sizeof(file->complaint.words),
			 "%.1f/%.1f", (double)sign[i].x,
			 (double)sign[i].y + (double)sign[i].height / 2);
	}
}

/* What lies at one edge of a front lies at the other of its back. */
static struct ao_read_area strip_of(const struct reader_file *file,
				    const struct reader_page *page)
{
	struct ao_read_area area = file->order.strip;

	if (file->page % 2 == 0)
		area.x = page->width - area.x - area.width;
	return area;
}

static void add_label(PopplerPage *page, struct ao_buf *out)
{
	char *label = poppler_page_get_label(page);

	ao_buf_add(out, label ? label : "", label ? strlen(label) + 1 : 1);
	g_free(label);
}

static bool add_page(struct reader_file *file, PopplerPage *page,
		     struct ao_buf *out)
{
	struct reader_page head = {0};
	struct sight sight = {0};
	bool ok;

	poppler_page_get_size(page, &head.width, &head.height);
	head.width *= MM_PER_POINT;
	head.height *= MM_PER_POINT;
	ao_buf_clear(out);
	ao_buf_add(out, (const char *)&head, sizeof(head));
	read_codes(file, page, &sight); /* first: it finds the text, too */
	ok = add_signs(page, out, &head.signs);
	look_for_ink(file, &sight, out, head.signs);
	head.codes = sight.n;
	ao_buf_add(out, sight.codes.s, sight.codes.n);
	read_barcodes(file, page, &sight, out);
	add_label(page, out);
	ao_buf_add(out, sight.words.s, sight.words.n);
	if (sight.paper && file->order.strip.width > 0)
		reader_add_strip(sight.paper, FINE, strip_of(file, &head),
				 &head, out);
	memcpy(out->s, &head, sizeof(head));
	if (sight.paper)
		cairo_surface_destroy(sight.paper);
	ao_buf_release(&sight.codes);
	ao_buf_release(&sight.words);
	return ok;
}

bool reader_file_page(struct reader_file *file, unsigned number,
		      struct ao_buf *payload, struct reader_fault *fault)
{
	PopplerPage *page =
		poppler_document_get_page(file->document, (int)number);
	bool ok;

	file->page = number + 1;
	if (!page)
		return content(file, fault) &&
		       fail(fault, READER_FAULT_PAGE, number + 1);
	ok = add_page(file, page, payload);
	g_object_unref(page);
	if (!content(file, fault))
		return false;
	return ok || fail(fault, READER_FAULT_TEXT, number + 1);
}

/* The last page with a bitmap: from the end, as it is mostly near there. */
static unsigned last_page(struct reader_file *file)
{
	bool found = false;
	unsigned last;

	file->page = file->pages + 1;
	while (!found && --file->page > 0) {
		PopplerPage *page = poppler_document_get_page(
			file->document, (int)file->page - 1);
		GList *list =
			page ? poppler_page_get_image_mapping(page) : NULL;

		found = list != NULL;
		poppler_page_free_image_mapping(list);
		g_clear_object(&page);
	}
	last = file->page;
	file->page = 0;
	return last;
}

static bool open_document(struct reader_file *file, const char *bytes, size_t n,
			  struct reader_fault *fault)
{
	GBytes *borrowed = g_bytes_new_static(bytes, n);
	GError *why = NULL;
	bool locked;
	int pages;

	file->document = poppler_document_new_from_bytes(borrowed, NULL, &why);
	g_bytes_unref(borrowed);
	if (!file->document) {
		locked = g_error_matches(why, POPPLER_ERROR,
					 POPPLER_ERROR_ENCRYPTED);
		g_clear_error(&why);
		return fail(fault,
			    locked ? READER_FAULT_ENCRYPTED
				   : READER_FAULT_DAMAGED,
			    0);
	}
	pages = poppler_document_get_n_pages(file->document);
	file->pages = pages > 0 ? (unsigned)pages : 0;
	if (!content(file, fault))
		return false;
	if (file->pages > READER_MOST_PAGES)
		return fail(fault, READER_FAULT_DAMAGED, 0);
	return file->pages > 0 || fail(fault, READER_FAULT_NO_PAGES, 0);
}

struct reader_file *reader_file_open(const char *bytes, size_t n,
				     const struct reader_order *order,
				     struct reader_fault *fault)
{
	struct reader_file *file = ao_calloc(1, sizeof(*file));

	file->order = *order;
	g_log_set_default_handler(complain, file);
	file->scanner = reader_scanner_new();
	if (!open_document(file, bytes, n, fault)) {
		reader_file_close(file);
		return NULL;
	}
	if (order->raster_every > 1)
		file->last = last_page(file);
	return file;
}

void reader_file_close(struct reader_file *file)
{
	if (!file)
		return;
	if (file->document)
		g_object_unref(file->document);
	reader_scanner_free(file->scanner);
	free(file);
}

const char *reader_file_version(void)
{
	return poppler_get_version();
}

unsigned reader_file_pages(const struct reader_file *file)
{
	return file->pages;
}
