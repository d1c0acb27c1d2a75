/* verify_manifest.c - pages held against the manifest and against themselves,
 * where no list says what names and addresses they were meant to bear. */
#include "verify_inside.h"

#include "aofuto/batch/enclosure.h"
#include "aofuto/batch/required.h"
#include "aofuto/proof/compare.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ID_DIGITS   23 /* 申請書ID */
#define PLACEHOLDER "{application_id}"
#define SIZE_OFF    0.1 /* mm */

/* The notice whose pages are being read. */
struct letter {
	const struct ao_manifest_line *line;
	char sequence[AO_SEQUENCE_SIZE];
	unsigned long page; /* in the volume, from 1 */
	unsigned of_letter; /* from 1 */
	struct ao_omr_place place;
	char id[ID_DIGITS + 1]; /* what its codes say; "" before the first */
};

struct check {
	const struct against_manifest *against;
	const struct ao_record_volume *volume;
	struct ao_reading *reading;
	struct ao_read_page page;
	struct text_order order;
	struct ao_buf text;   /* of the page, no blanks */
	struct ao_buf window; /* of what always shows in the window */
	struct ao_buf ever;   /* of what may show in it */
	struct ao_buf beside; /* of what never does: the sender's column */
	double width, height; /* of the volume's first page */
	struct letter letter;
	struct counted *counted;
	struct ao_error *err;
};

static bool fail(const struct check *c, const char *text)
{
	return ao_fail(c->err, AO_HOST, c->volume->file.name,
		       _("notice %s (page %lu): %s"), c->letter.sequence,
		       c->letter.page, text);
}

static bool shows(const struct ao_box *box, const struct ao_read_sign *s)
{
	double x = (double)s->x + (double)s->width / 2;
	double y = (double)s->y + (double)s->height / 2;

	return x >= box->x && x <= box->x + box->width && y >= box->y &&
	       y <= box->y + box->height;
}

static void gather(struct check *c)
{
	const struct ao_window *window = c->against->form->window;
	struct ao_box always = ao_window_always(window);
	struct ao_box ever = ao_window_ever(window);

	ao_buf_clear(&c->text);
	ao_buf_clear(&c->window);
	ao_buf_clear(&c->ever);
	ao_buf_clear(&c->beside);
	text_order(&c->order, &c->page);
	for (size_t i = 0; i < c->order.n; i++) {
		const struct ao_read_sign *s = &c->order.sign[i];

		if (ao_compare_blank(s->code_point))
			continue;
		ao_buf_add_utf8(&c->text, s->code_point);
		if (shows(&always, s))
			ao_buf_add_utf8(&c->window, s->code_point);
		ao_buf_add_utf8(shows(&ever, s) ? &c->ever : &c->beside,
				s->code_point);
	}
	/* Also of a page with nothing on it they are strings. */
	ao_buf_adds(&c->text, "");
	ao_buf_adds(&c->window, "");
	ao_buf_adds(&c->ever, "");
	ao_buf_adds(&c->beside, "");
}

static bool has(const struct ao_buf *text, const char *wanted)
{
	return strstr(text->s, wanted) != NULL;
}

/* 〒 and seven digits, at the start of s. */
static bool is_post(const char *s)
{
	static const char form[] = "ddd-dddd";

	s += strlen("〒");
	for (size_t i = 0; form[i]; i++)
		if (form[i] == 'd' ? !isdigit((unsigned char)s[i])
				   : s[i] != form[i])
			return false;
	return true;
}

/* Postal codes in what may show, but for the sender's own. */
static unsigned posts(const char *s, const char *own)
{
	unsigned n = 0;

	while ((s = strstr(s, "〒"))) {
		const char *code = s + strlen("〒");

		n += is_post(s) &&
		     (!*own || strncmp(code, own, strlen(own)) != 0);
		s = code;
	}
	return n;
}

/* 様 is the last of it; the sequence number may stand behind it. */
static bool is_addressed(const char *window, const char *sequence)
{
	const char *own = strstr(window, sequence);
	size_t n = strlen(window);

	if (own && own + strlen(sequence) == window + n)
		n -= strlen(sequence);
	return n >= strlen("様") &&
	       !strncmp(window + n - strlen("様"), "様", strlen("様"));
}

static bool is_one_address(const struct check *c, const struct form *form)
{
	const char *post = strstr(c->window.s, "〒");

	return post && is_post(post) &&
	       is_addressed(c->window.s, c->letter.sequence) &&
	       posts(c->ever.s, form->post.s) == 1;
}

static bool has_date(const struct check *c, struct ao_date date)
{
	char wareki[AO_DATE_TEXT_SIZE], western[AO_DATE_TEXT_SIZE];
	char iso[AO_DATE_ISO_SIZE], english[AO_DATE_TEXT_SIZE];
	struct ao_buf bare = {0}; /* without blanks, as the text is */
	bool found;

	ao_required_add(&bare, ao_date_english(date, english));
	found = has(&c->text, ao_date_wareki(date, wareki)) ||
		has(&c->text, ao_date_western(date, western)) ||
		has(&c->text, ao_date_iso(date, iso)) || has(&c->text, bare.s);
	ao_buf_release(&bare);
	return found;
}

/* A fact that is set over lines has the address between them, row by row. */
static bool names(const struct check *c, const char *fact)
{
	return has(&c->text, fact) || has(&c->beside, fact);
}

static bool check_first(struct check *c)
{
	const struct ao_manifest_line *line = c->letter.line;
	const struct form *form = &c->against->form[line->edition];

	if (!has_date(c, line->expiry))
		return fail(c, _("the manifest's expiry date is not printed "
				 "on it"));
	if (!form->known)
		return true;
	if (form->sequence && !has(&c->text, c->letter.sequence))
		return fail(c, _("its sequence number is not printed on it"));
	if (!form_is_kind(form, c->text.s, (enum ao_kind)line->kind))
		return fail(c, _("it is a notice of another kind than the "
				 "manifest says"));
	if (!names(c, form->office.s) || !names(c, form->phone.s))
		return fail(c, _("the city's office or its telephone is "
				 "missing"));
	if (!is_one_address(c, form))
		return fail(c, _("what shows in the envelope's window is not "
				 "one resident's address (〒, seven digits, "
				 "..., 様)"));
	return true;
}

/* The 23 digits in what a code says, by the address of the run. */
static bool id_of(const struct check *c, const char *said,
		  char out[ID_DIGITS + 1])
{
	const char *address = c->against->record->qr_address;
	const char *hole = strstr(address, PLACEHOLDER);
	size_t before = hole ? (size_t)(hole - address) : 0;

	if (!hole || strlen(said) < before + ID_DIGITS ||
	    strncmp(said, address, before) != 0 ||
	    strcmp(said + before + ID_DIGITS, hole + strlen(PLACEHOLDER)) != 0)
		return false;
	memcpy(out, said + before, ID_DIGITS);
	out[ID_DIGITS] = '\0';
	return strspn(out, "0123456789") == ID_DIGITS;
}

static bool check_code(struct check *c, const struct ao_read_code *code)
{
	char id[ID_DIGITS + 1];

	if (!code->bitmap)
		return fail(c, _("its QR code cannot be read"));
	if (code->rastered &&
	    (!code->raster || strcmp(code->raster, code->bitmap) != 0))
		return fail(c, _("its QR code cannot be read as it is printed "
				 "(300 dpi), or says something else then"));
	if (!id_of(c, code->bitmap, id))
		return fail(c, _("its QR code does not lead to the address of "
				 "the run"));
	if (!has(&c->text, id))
		return fail(c, _("its QR code has another application ID than "
				 "the page"));
	if (*c->letter.id && strcmp(c->letter.id, id) != 0)
		return fail(c, _("its QR codes have two application IDs"));
	c->counted->with_id += !*c->letter.id;
	memcpy(c->letter.id, id, sizeof(id));
	c->counted->verified.codes++;
	c->counted->verified.rastered += code->rastered;
	return true;
}

static bool check_size(struct check *c)
{
	if (c->letter.page == 1) {
		c->width = c->page.width;
		c->height = c->page.height;
	}
	return (fabs(c->page.width - c->width) < SIZE_OFF &&
		fabs(c->page.height - c->height) < SIZE_OFF) ||
	       fail(c, _("the page has another size than the first one"));
}

/* The marks of the inserter on a front; nothing on a back. */
static bool check_marks(struct check *c)
{
	const struct ao_omr *omr = c->against->form->omr;
	struct ao_omr_place *place = &c->letter.place;
	struct ao_difference difference;
	struct ao_buf text = {0};
	struct ao_page page;
	bool ok;

	if (!omr)
		return true;
	ao_page_init(&page, c->page.width, c->page.height);
	place->sheet = ao_side_paper(c->letter.of_letter);
	if (c->letter.of_letter % 2 == 1)
		ao_omr_put(omr, place, &page);
	else
		place->paper++;
	ok = ao_compare_strip(&page, &c->page.strip, &difference);
	if (!ok) {
		ao_difference_tell(&difference, &text);
		fail(c, text.s);
		ao_buf_release(&text);
	}
	ao_page_release(&page);
	return ok;
}

static bool check_page(struct check *c)
{
	char label[AO_SEQUENCE_SIZE + 32];
	struct ao_error why = {0};

	c->letter.page++;
	c->letter.of_letter++;
	if (!ao_reading_next(c->reading, &c->page, &why))
		return ao_fail(c->err, why.status, why.where,
			       _("notice %s: %s"), c->letter.sequence,
			       why.text);
	gather(c);
	snprintf(label, sizeof(label), "%s %u/%u", c->letter.sequence,
		 (c->letter.of_letter + 1) / 2, c->letter.line->sheets);
	if (strcmp(c->page.label, label) != 0)
		return fail(c, _("the page bears another label"));
	if (!check_size(c) || !check_marks(c) ||
	    (c->letter.of_letter == 1 && !check_first(c)))
		return false;
	for (size_t i = 0; i < c->page.codes; i++)
		if (!check_code(c, &c->page.code[i]))
			return false;
	c->counted->verified.pages++;
	return true;
}

static bool check_letter(struct check *c, size_t volume, size_t i,
			 const struct ao_manifest_line *line)
{
	c->letter.line = line;
	c->letter.of_letter = 0;
	c->letter.id[0] = '\0';
	c->letter.place.sheets = line->sheets;
	c->letter.place.letter = i;
	c->letter.place.feeds = ao_enclosure_feeds(c->against->form->settings,
						   (enum ao_kind)line->kind);
	ao_sequence(c->against->record->first_volume + (unsigned)volume, i + 1,
		    c->letter.sequence);
	for (unsigned p = 0; p < 2u * line->sheets; p++)
		if (!check_page(c))
			return false;
	return true;
}

static bool check_letters(struct check *c, size_t first, struct ao_ticks *ticks)
{
	for (size_t i = 0; i < c->volume->notices; i++) {
		if (!check_letter(
			    c, (size_t)(c->volume - c->against->record->volume),
			    i, &c->against->manifest->line[first + i]))
			return false;
		ao_tick(ticks, 1);
	}
	return true;
}

bool verify_against_manifest(const struct against_manifest *against,
			     size_t volume, size_t first,
			     struct ao_ticks *ticks, struct counted *counted,
			     struct ao_error *err)
{
	struct check c = {.against = against,
			  .volume = &against->record->volume[volume],
			  .counted = counted,
			  .err = err};
	struct ao_reading_order how = {
		.program = against->reader,
		.path = ao_record_path(against->record, c.volume->file.name),
		.raster_every = against->raster_every,
		.strip = verify_strip(against->form->omr)};
	bool ok;

	c.reading = ao_reading_open(&how, err);
	ok = c.reading &&
	     verify_pages(c.reading, c.volume->pages, c.volume->file.name,
			  err) &&
	     check_letters(&c, first, ticks);
	if (c.reading)
		ok = verify_bytes(c.reading, c.volume->file.sha256,
				  c.volume->file.name, ok, err);
	if (ok)
		snprintf(counted->verified.reader,
			 sizeof(counted->verified.reader), "%s",
			 ao_reading_library(c.reading));
	ao_reading_close(c.reading);
	text_order_release(&c.order);
	ao_buf_release(&c.text);
	ao_buf_release(&c.window);
	ao_buf_release(&c.ever);
	ao_buf_release(&c.beside);
	return ok;
}
