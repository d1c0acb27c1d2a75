/* check_digest.c - whatever shows on a letter's pages changes its digest. */
#include "aofuto/notice/digest.h"
#include "support/sheets.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#define URL "https://example.invalid/?id=12345678901234567890123"

static struct sheets s;
static const unsigned char salt[AO_DIGEST_SALT] = "0123456789abcde";

static void set_up(void)
{
	sheets_init(&s);
}

static void tear_down(void)
{
	sheets_release(&s);
}

/* A letter put together by hand: two pages on one sheet of paper. */
static struct ao_sheet sheet[] = {
	{.name = "front", .starts_sheet = true},
	{.name = "back"},
};
static struct ao_page fixed[2];
static struct ao_letter letter;

/* One mark of each type, on every layer; what shows of each stands in it. */
static void add_marks(struct ao_page *p)
{
	ao_page_add(p, (struct ao_mark){.type = AO_MARK_TEXT,
					.x = 22,
					.y = 30,
					.w = 11,
					.face = 1,
					.size = 10.5,
					.spacing = 1,
					.angle = 35,
					.color = {1, 2, 3},
					.s = "所沢市",
					.name = "address"});
	ao_page_add(p, (struct ao_mark){.type = AO_MARK_RULE,
					.x = 1,
					.y = 99,
					.w = 4,
					.h = 5,
					.line = 0.2,
					.color = {1, 2, 3}});
	ao_page_add(p, (struct ao_mark){.type = AO_MARK_FILL,
					.x = 18,
					.y = 105.5,
					.w = 174,
					.h = 12,
					.filled = true,
					.color = {1, 2, 3},
					.line = 0.2,
					.line_color = {4, 5, 6},
					.radius = 1.5});
	ao_page_add(p, (struct ao_mark){.type = AO_MARK_QR,
					.x = 150,
					.y = 200,
					.w = 38,
					.h = 38,
					.s = URL});
}

static void letter_make(void)
{
	ao_letter_init(&letter);
	letter.pages = 2;
	for (unsigned i = 0; i < 2; i++) {
		ao_page_init(&fixed[i], 210, 297);
		ao_page_init(&letter.variable[i], 210, 297);
		add_marks(&fixed[i]);
		add_marks(&letter.variable[i]);
		letter.sheet[i] = &sheet[i];
		letter.fixed[i] = &fixed[i];
		letter.fixed_id[i] = i;
	}
}

static void letter_release(void)
{
	for (size_t i = 0; i < 2; i++)
		ao_page_release(&fixed[i]);
	ao_letter_release(&letter);
}

static void digest_of(unsigned char out[AO_DIGEST])
{
	struct ao_digester *d = ao_digester_new(s.faces);

	ao_letter_digest(d, &letter, salt, out);
	ao_digester_free(d);
}

/* One property of a mark: of the types that show it. */
struct property {
	const char *name;
	void (*change)(struct ao_mark *);
	bool text, rule, fill, qr;
};
#define CHANGE(name, does)                                                     \
	static void change_##name(struct ao_mark *m)                           \
	{                                                                      \
		does;                                                          \
	}                                                                      \
	struct property
CHANGE(x, m->x += 0.01);
CHANGE(y, m->y += 0.01);
CHANGE(w, m->w += 0.01);
CHANGE(h, m->h += 0.01);
CHANGE(red, m->color.red++);
CHANGE(green, m->color.green++);
CHANGE(blue, m->color.blue++);
CHANGE(line, m->line += 0.01);
CHANGE(no_line, m->line = 0);
CHANGE(line_red, m->line_color.red++);
CHANGE(line_blue, m->line_color.blue++);
CHANGE(filled, m->filled = false);
CHANGE(radius, m->radius += 0.1);
CHANGE(face, m->face = 2);
CHANGE(size, m->size += 0.1);
CHANGE(spacing, m->spacing += 0.1);
CHANGE(angle, m->angle += 1);
CHANGE(type, m->type = m->type == AO_MARK_RULE ? AO_MARK_FILL : AO_MARK_RULE);
/* The last character: a variation selector is one too. */
CHANGE(s, m->s = m->type == AO_MARK_QR ? URL "4" : "所沢市\U000E0100");

static const struct property properties[] = {
#define ALL true, true, true, true
	{"x", change_x, ALL},
	{"y", change_y, ALL},
	{"w", change_w, ALL},
	{"h", change_h, false, true, true, true},
	{"red", change_red, true, true, true, false},
	{"green", change_green, true, true, true, false},
	{"blue", change_blue, true, true, true, false},
	{"line", change_line, false, true, true, false},
	{"no line", change_no_line, false, true, true, false},
	{"red of the line", change_line_red, false, false, true, false},
	{"blue of the line", change_line_blue, false, false, true, false},
	{"filled", change_filled, false, false, true, false},
	{"radius", change_radius, false, false, true, false},
	{"face", change_face, true, false, false, false},
	{"size", change_size, true, false, false, false},
	{"spacing", change_spacing, true, false, false, false},
	{"angle", change_angle, true, false, false, false},
	{"type", change_type, ALL},
	{"s", change_s, true, false, false, true},
#undef ALL
};

static void changes(struct ao_page *page, const struct property *p,
		    const unsigned char before[AO_DIGEST])
{
	const bool shows[] = {p->text, p->rule, p->fill, p->qr};
	unsigned char after[AO_DIGEST];

	for (size_t i = 0; i < page->n; i++) {
		struct ao_mark kept = page->mark[i];

		if (!shows[kept.type])
			continue;
		p->change(&page->mark[i]);
		digest_of(after);
		ck_assert_msg(memcmp(after, before, AO_DIGEST) != 0,
			      "%s of mark %zu", p->name, i);
		page->mark[i] = kept;
	}
	digest_of(after);
	ck_assert_mem_eq(after, before, AO_DIGEST);
}

START_TEST(every_property_counts)
{
	unsigned char before[AO_DIGEST];

	letter_make();
	digest_of(before);
	for (size_t i = 0; i < 2; i++) {
		changes(&fixed[i], &properties[_i], before);
		changes(&letter.variable[i], &properties[_i], before);
	}
	letter_release();
}
END_TEST

/* Another digest than before; and before again when it is put back. */
#define COUNTS(change, back)                                                   \
	do {                                                                   \
		change;                                                        \
		digest_of(after);                                              \
		ck_assert_mem_ne(after, before, AO_DIGEST);                    \
		back;                                                          \
		digest_of(after);                                              \
		ck_assert_mem_eq(after, before, AO_DIGEST);                    \
	} while (0)

START_TEST(the_paper_counts)
{
	unsigned char before[AO_DIGEST], after[AO_DIGEST];
	struct ao_sheet other = {.name = "inquiry"}, apart = sheet[1];
	struct ao_page *v = letter.variable;
	struct ao_page swap;

	letter_make();
	apart.starts_sheet = true;
	digest_of(before);
	COUNTS(v[0].width = 148, v[0].width = 210);
	COUNTS(fixed[1].height = 210, fixed[1].height = 297);
	COUNTS(letter.pages = 1, letter.pages = 2);
	COUNTS(letter.sheet[1] = &other, letter.sheet[1] = &sheet[1]);
	COUNTS(letter.sheet[1] = &apart, letter.sheet[1] = &sheet[1]);
	/* a mark less; a mark on the other layer, on the other page */
	COUNTS(v[0].n--, v[0].n++);
	v[0].n--;
	fixed[1].n--;
	digest_of(before);
	COUNTS(swap = fixed[0]; fixed[0] = v[0]; v[0] = swap, swap = fixed[0];
	       fixed[0] = v[0]; v[0] = swap);
	COUNTS(swap = v[1]; v[1] = v[0]; v[0] = swap, swap = v[1]; v[1] = v[0];
	       v[0] = swap);
	letter_release();
}
END_TEST

START_TEST(the_salt_counts)
{
	struct ao_digester *d = ao_digester_new(s.faces);
	unsigned char other[AO_DIGEST_SALT], a[AO_DIGEST], b[AO_DIGEST];

	letter_make();
	ao_letter_digest(d, &letter, salt, a);
	for (size_t i = 0; i < AO_DIGEST_SALT; i++) {
		memcpy(other, salt, sizeof(salt));
		other[i] ^= 1;
		ao_letter_digest(d, &letter, other, b);
		ck_assert_mem_ne(a, b, AO_DIGEST);
	}
	ao_letter_digest(d, &letter, salt, b);
	ck_assert_mem_eq(a, b, AO_DIGEST);
	letter_release();
	ao_digester_free(d);
	ao_digester_free(NULL);
}
END_TEST

/* Ledgers hold such digests: what is dumped, and how it is summed up, must
 * not change unseen. Summed up by a Python program from the dump's text. */
START_TEST(a_digest_lasts)
{
	unsigned char out[AO_DIGEST];
	char hex[AO_SHA256_HEX];

	letter_make();
	digest_of(out);
	letter_release();
	for (size_t i = 0; i < AO_DIGEST; i++)
		snprintf(hex + 2 * i, 3, "%02x", out[i]);
	ck_assert_str_eq(hex, "edeac9dcf1d65b8c962c010461180fff"
			      "d89c0b76f7e88152f0f0f83adc594ca4");
}
END_TEST

static void add_items(void)
{
	s.sheet[0].name = "front";
	s.sheet[0].starts_sheet = true;
	s.sheet[1].name = "back";
	s.template.sheets = 2;
	sheets_one(&s, 0, (struct ao_box){20, 20, 100, 10}, SHEETS_BODY,
		   "有効期限のお知らせ");
	sheets_one(&s, 0, (struct ao_box){20, 40, 100, 10}, SHEETS_NAME,
		   "{name}　様");
	sheets_one(&s, 0, (struct ao_box){20, 60, 100, 10}, SHEETS_BODY,
		   "電子証明書")
		->when.need = AO_FLAG(CERT);
	sheets_one(&s, 1, (struct ao_box){20, 20, 100, 10}, SHEETS_DIGITS,
		   "裏面");
}

static void lay(struct ao_layout *l, const char *name, unsigned flags,
		struct ao_letter *out)
{
	struct ao_notice n = {.flags = flags};
	struct ao_error err = {0};
	struct ao_misfit misfit;

	for (size_t i = 0; i < AO_FIELD_COUNT; i++)
		n.text[i] = "";
	n.text[AO_FIELD_NAME] = name;
	ck_assert_msg(ao_layout_letter(l, &n, "", out, &misfit, &err), "%s: %s",
		      err.where, err.text);
	ck_assert_int_eq(misfit.type, AO_FITS);
}

/* Fixed pages get their numbers in the order in which they are met: two
 * layouts that meet them in another order number them otherwise. */
START_TEST(another_layout_gives_the_same)
{
	static const struct {
		const char *name;
		unsigned flags;
	} of[] = {
		{"髙橋　吉之助", AO_FLAG(CERT_ONLY) | AO_FLAG(CERT)},
		{"髙橋　吉之助", AO_FLAG(CARD_ONLY) | AO_FLAG(CARD)},
		{"高橋　吉之助", AO_FLAG(CARD_ONLY) | AO_FLAG(CARD)},
	};
	unsigned char got[2][COUNT(of)][AO_DIGEST];
	unsigned first[2];

	add_items();
	for (size_t round = 0; round < 2; round++) {
		struct ao_layout *l = sheets_layout(&s);
		struct ao_digester *d = ao_digester_new(s.faces);
		struct ao_letter one;

		ao_letter_init(&one);
		for (size_t k = 0; k < COUNT(of); k++) {
			size_t i = round ? COUNT(of) - 1 - k : k;

			lay(l, of[i].name, of[i].flags, &one);
			ao_letter_digest(d, &one, salt, got[round][i]);
			if (i == 0)
				first[round] = one.fixed_id[0];
		}
		ao_letter_release(&one);
		ao_digester_free(d);
		ao_layout_free(l);
	}
	ck_assert_uint_ne(first[0], first[1]);
	ck_assert_mem_eq(got[0], got[1], sizeof(got[0]));
	ck_assert_mem_ne(got[0][0], got[0][1], AO_DIGEST);
	ck_assert_mem_ne(got[0][1], got[0][2], AO_DIGEST);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, every_property_counts, 0,
			    (int)COUNT(properties));
	tcase_add_test(tc, the_paper_counts);
	tcase_add_test(tc, the_salt_counts);
	tcase_add_test(tc, a_digest_lasts);
	tcase_add_test(tc, another_layout_gives_the_same);
}

SUITE_MAIN("digest", fill);
