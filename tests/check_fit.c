/* check_fit.c - 100,000 invented residents on the notice that ships, and a part
 * of them on its other editions: nothing overlaps, nothing is cut, every line
 * ends where it may. All of it is found out here, in the plainest way, without
 * the program's own collision.c. */
#include "aofuto/notice/city.h"
#include "aofuto/notice/fonts.h"
#include "aofuto/notice/layout.h"
#include "support/people.h"
#include "support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#define PEOPLE 4000u
#else
#define PEOPLE 100000u
#endif
/* An assertion that holds costs check a write to its log: too much for some
 * millions of them. */
#define HOLDS(condition, ...)                                                  \
	do                                                                     \
		if (!(condition))                                              \
			ck_abort_msg(__VA_ARGS__);                             \
	while (false)
#define MM   (25.4 / 72)
#define HAIR 0.03 /* mm */

struct box {
	double x0, y0, x1, y1;
};

static struct ao_city *city;
static struct ao_template *notice;
static struct ao_faces *faces;
static struct ao_layout *layout;
static struct ao_error err;
static const struct ao_sheet_item *address_item;
/* Whether the fixed page's own marks have been looked at, by its number. */
static bool seen[1000];

static const struct edition {
	const char *template;
	unsigned people;
} editions[] = {
	{"notice", PEOPLE},
	{"notice-large", PEOPLE / 20},
	{"notice-en", PEOPLE / 20},
	{"notice-en-large", PEOPLE / 20},
	{"notice-ja-easy", PEOPLE / 20},
	{"notice-ja-easy-large", PEOPLE / 20},
};

static void open_edition(const struct edition *e)
{
	char path[sizeof(PROJECT_DIR) + 64];

	city = ao_city_open(PROJECT_DIR "/templates/city.yaml", &err);
	ck_assert_msg(city != NULL, "%s: %s", err.where, err.text);
	snprintf(path, sizeof(path), PROJECT_DIR "/templates/%s.yaml",
		 e->template);
	notice = ao_template_open(path, city, &err);
	ck_assert_msg(notice != NULL, "%s: %s", err.where, err.text);
	faces = ao_fonts_open(PROJECT_DIR "/fonts/fonts.yaml", &err);
	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	layout = ao_layout_new(notice, faces, &err);
	ck_assert_msg(layout != NULL, "%s: %s", err.where, err.text);
	memset(seen, 0, sizeof(seen));
	for (size_t i = 0; i < notice->sheet[0].items; i++)
		if (notice->sheet[0].item[i].name &&
		    !strcmp(notice->sheet[0].item[i].name, "address"))
			address_item = &notice->sheet[0].item[i];
	ck_assert_ptr_nonnull(address_item);
}

static void tear_down(void)
{
	ao_layout_free(layout);
	ao_faces_close(faces);
	ao_template_close(notice);
	ao_city_close(city);
}

static bool is_specimen(const struct ao_mark *m)
{
	return m->name && !strcmp(m->name, "specimen");
}

static struct box box_of(const struct ao_mark *m)
{
	double half = m->type == AO_MARK_RULE ? m->line / 2 : 0;

	if (m->type == AO_MARK_TEXT)
		return (struct box){m->x, m->y - 0.88 * m->size * MM,
				    m->x + m->w, m->y + 0.12 * m->size * MM};
	return (struct box){m->x - (m->w > 0 ? 0 : half),
			    m->y - (m->h > 0 ? 0 : half),
			    m->x + m->w + (m->w > 0 ? 0 : half),
			    m->y + m->h + (m->h > 0 ? 0 : half)};
}

static bool overlap(struct box a, struct box b)
{
	return a.x0 < b.x1 - HAIR && b.x0 < a.x1 - HAIR && a.y0 < b.y1 - HAIR &&
	       b.y0 < a.y1 - HAIR;
}

static bool inside(struct box a, struct box b)
{
	return a.x0 >= b.x0 - HAIR && a.x1 <= b.x1 + HAIR &&
	       a.y0 >= b.y0 - HAIR && a.y1 <= b.y1 + HAIR;
}

/* One of the two is a text or a QR code. */
static bool may_meet(const struct ao_mark *a, const struct ao_mark *b)
{
	struct box box_a = box_of(a), box_b = box_of(b);

	if (!overlap(box_a, box_b))
		return true;
	if (b->type == AO_MARK_FILL)
		return inside(box_a, box_b);
	return a->type == AO_MARK_FILL && inside(box_b, box_a);
}

static bool is_solid(const struct ao_mark *m)
{
	return m->type == AO_MARK_TEXT || m->type == AO_MARK_QR;
}

static void check_pair(unsigned person, const struct ao_mark *a,
		       const struct ao_mark *b)
{
	if ((!is_solid(a) && !is_solid(b)) || may_meet(a, b) ||
	    is_specimen(a) || is_specimen(b))
		return;
	ck_abort_msg("person %u: \"%s\" (%s) at %.2f, %.2f meets \"%s\" (%s) "
		     "at %.2f, %.2f",
		     person, a->s ? a->s : "", a->name ? a->name : "", a->x,
		     a->y, b->s ? b->s : "", b->name ? b->name : "", b->x,
		     b->y);
}

/* Every mark against every other; of a fixed page's own only once. */
static void check_apart(unsigned person, const struct ao_letter *l, size_t page)
{
	const struct ao_page *fixed = l->fixed[page];
	const struct ao_page *own = &l->variable[page];
	const struct box paper = {0, 0, 210, 297};

	for (size_t i = 0; i < own->n; i++) {
		if (!inside(box_of(&own->mark[i]), paper))
			ck_abort_msg("person %u: off the paper", person);
		for (size_t k = i + 1; k < own->n; k++)
			check_pair(person, &own->mark[i], &own->mark[k]);
		for (size_t k = 0; k < fixed->n; k++)
			check_pair(person, &own->mark[i], &fixed->mark[k]);
	}
	ck_assert_uint_lt(l->fixed_id[page], COUNT(seen));
	if (seen[l->fixed_id[page]])
		return;
	seen[l->fixed_id[page]] = true;
	for (size_t i = 0; i < fixed->n; i++) {
		ck_assert(is_specimen(&fixed->mark[i]) ||
			  inside(box_of(&fixed->mark[i]), paper));
		for (size_t k = i + 1; k < fixed->n; k++)
			check_pair(person, &fixed->mark[i], &fixed->mark[k]);
	}
}

static uint32_t first_of(const char *s)
{
	return ao_utf8_next(&s);
}

static uint32_t last_of(const char *s)
{
	uint32_t cp = 0;

	while (*s)
		cp = ao_utf8_next(&s);
	return cp;
}

static bool among(uint32_t cp, const char *list)
{
	while (*list)
		if (ao_utf8_next(&list) == cp)
			return true;
	return false;
}

static bool is_digit(uint32_t cp)
{
	return among(cp, "0123456789０１２３４５６７８９");
}

static bool is_letter(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* A line of a name or address that goes on on the next; `apart`: behind a
 * blank, or in a word that is longer than a line. */
static void check_line_end(unsigned person, const char *line, const char *next,
			   bool apart)
{
	uint32_t end = last_of(line), start = first_of(next);

	HOLDS(!among(start, "様-－‐–―−ー、。）」』・々ァィゥェォッャュョ"
			    "ヶ／〜～％　 ") &&
		      !among(end, "（「『"),
	      "person %u: \"%s\" | \"%s\"", person, line, next);
	if (apart)
		return;
	HOLDS(!(is_digit(end) &&
		(is_digit(start) || among(start, "丁番号階年月日"))) &&
		      !(is_letter(end) && is_letter(start)) &&
		      !(is_digit(end) && is_letter(start)) &&
		      !(is_letter(end) && is_digit(start)),
	      "person %u parts \"%s\" | \"%s\"", person, line, next);
}

static const char *skip_blanks(const char *s)
{
	for (;;) {
		if (*s == ' ')
			s++;
		else if (!strncmp(s, "　", 3))
			s += 3;
		else
			return s;
	}
}

/* The marks of one field say the whole value; none is smaller than its
 * style's floor. Returns the last one. */
static const struct ao_mark *check_field(unsigned person,
					 const struct ao_letter *l,
					 const struct ao_notice *n,
					 enum ao_field field, double floor)
{
	const struct ao_page *own = &l->variable[0];
	const char *rest = n->text[field];
	const struct ao_mark *last = NULL;

	for (size_t i = 0; i < own->n; i++) {
		const struct ao_mark *m = &own->mark[i];
		const struct ao_box *b = &address_item->box;
		const struct box box = {b->x, b->y, b->x + b->width,
					b->y + b->height};
		size_t length = m->s ? strlen(m->s) : 0;

		if (m->fields != 1u << field)
			continue;
		HOLDS(m->size >= floor - 1e-9, "person %u: %.2f pt", person,
		      m->size);
		HOLDS(inside(box_of(m), box), "person %u: out of the box",
		      person);
		if (last && m->y > last->y + HAIR) {
			const char *from = rest;

			rest = skip_blanks(rest);
			check_line_end(person, last->s, m->s,
				       rest > from || l->parted);
		}
		HOLDS(!strncmp(rest, m->s, length),
		      "person %u: \"%s\" of \"%s\"", person, m->s, rest);
		rest += length;
		last = m;
	}
	HOLDS(!*skip_blanks(rest), "person %u: \"%s\" is cut", person, rest);
	return last;
}

/* 様 behind the name on its line, which ends at one of two heights. */
static void check_name(unsigned person, const struct ao_letter *l,
		       const struct ao_mark *name)
{
	double low = box_of(name).y1, foot = address_item->foot;
	double bottom = address_item->box.y + address_item->box.height;
	bool follows = false;

	for (size_t i = 0; i < l->variable[0].n; i++) {
		const struct ao_mark *m = &l->variable[0].mark[i];

		follows |= m->item == name->item && !m->fields &&
			   fabs(m->y - name->y) < HAIR && m->x > name->x &&
			   last_of(m->s) == 0x69D8;
	}
	HOLDS(follows, "person %u: 様 is parted from the name", person);
	HOLDS((low > bottom - 0.7 && low < bottom + HAIR) ||
		      (low > bottom - foot - 0.7 && low < bottom - foot + HAIR),
	      "person %u: the name ends at %.2f mm", person, low);
}

static void check_letter(unsigned person, const struct ao_letter *l,
			 const struct ao_notice *n)
{
	const struct ao_mark *name, *address, *building;

	for (size_t page = 0; page < l->pages; page++)
		check_apart(person, l, page);
	name = check_field(person, l, n, AO_FIELD_NAME, 7.5);
	address = check_field(person, l, n, AO_FIELD_ADDRESS, 7.5);
	building = check_field(person, l, n, AO_FIELD_BUILDING, 7.5);
	ck_assert(name && address);
	if (building)
		ck_assert_double_gt(building->y, address->y + 2);
	ck_assert_double_gt(name->y, (building ? building : address)->y + 2);
	check_name(person, l, name);
}

/* What was said about a letter that is not printed. */
static void check_misfit(unsigned person, const struct ao_misfit *misfit,
			 const struct ao_notice *n, bool usual)
{
	static const enum ao_field field[] = {AO_FIELD_NAME, AO_FIELD_ADDRESS,
					      AO_FIELD_BUILDING};
	static const char *const word[] = {"name", "address", "building"};
	size_t blamed = 0;

	ck_assert_msg(!usual, "person %u is held: %s %s %s", person,
		      n->text[field[0]], n->text[field[1]], n->text[field[2]]);
	ck_assert_int_eq(misfit->type, AO_DOES_NOT_FIT);
	while (blamed < COUNT(word) && strcmp(word[blamed], misfit->field) != 0)
		blamed++;
	ck_assert_uint_lt(blamed, COUNT(word));
	/* Two lines at least: a field of one is not what is too long. */
	ck_assert_msg(ao_utf8_length(n->text[field[blamed]]) > 24,
		      "person %u: %s is blamed", person, misfit->field);
	ck_assert_double_gt(misfit->over, 0.009);
	ck_assert_double_lt(misfit->over, 400);
}

START_TEST(nobody_is_cut)
{
	unsigned people = editions[_i].people;
	struct ao_arena *arena = ao_arena_new();
	unsigned held = 0, usuals = 0, parted = 0;
	struct ao_letter letter;

	open_edition(&editions[_i]);
	ao_letter_init(&letter);
	for (unsigned person = 0; person < people; person++) {
		struct ao_misfit misfit;
		struct ao_notice n;
		bool usual;

		ao_arena_reset(arena);
		people_make(person, &n, &usual, arena);
		usuals += usual;
		ck_assert_msg(
			ao_layout_letter(layout, &n,
					 *n.text[AO_FIELD_APPLICATION_ID]
						 ? "https://example.invalid/"
						 : "",
					 &letter, &misfit, &err),
			"person %u: %s: %s", person, err.where, err.text);
		if (misfit.type != AO_FITS) {
			check_misfit(person, &misfit, &n, usual);
			held++;
			continue;
		}
		parted += letter.parted != NULL;
		check_letter(person, &letter, &n);
	}
	printf("%s: %u people, %u of them usual; %u held, %u with a word "
	       "parted\n",
	       editions[_i].template, people, usuals, held, parted);
	ck_assert_uint_gt(usuals, people / 5);
	ck_assert_uint_gt(held, people / 50);
	ck_assert_uint_lt(held, people / 2);
	ck_assert_uint_gt(parted, 0);
	ao_letter_release(&letter);
	ao_arena_free(arena);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, NULL, tear_down);
	tcase_add_loop_test(tc, nobody_is_cut, 0, (int)COUNT(editions));
}

SUITE_MAIN("fit", fill);
