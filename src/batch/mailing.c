/* mailing.c - order, bundles and volumes of a run. */
#include "aofuto/batch/mailing.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct ao_mailing_rules ao_mailing_rules(const struct ao_kit *kit)
{
	return (struct ao_mailing_rules){
		.list_order = kit->settings->list_order,
		.bundle_notices = kit->settings->bundle_notices,
		.volume_notices = kit->settings->volume_notices,
		.postage = kit->postage,
		.own_postal_code = ao_city_fact(kit->city, "postal_code"),
	};
}

/* Digits before letters, and a number before a longer one: 2-3 before 2-10. */
#define LETTER 0x7f

static void add_byte(struct ao_buf *out, unsigned byte)
{
	char c = (char)byte;

	ao_buf_add(out, &c, 1);
}

/* Parts one by one: how many digits, then the digits. Ends with a 0. */
static void add_number(struct ao_buf *out, const char *s)
{
	while (*s) {
		size_t n;

		if (!isdigit((unsigned char)*s)) {
			if (*s != '-') {
				add_byte(out, LETTER);
				add_byte(out, (unsigned char)*s);
			}
			s++;
			continue;
		}
		while (*s == '0' && isdigit((unsigned char)s[1]))
			s++;
		n = strspn(s, "0123456789");
		add_byte(out, (unsigned)(n < LETTER ? n : LETTER - 1));
		ao_buf_add(out, s, n);
		s += n;
	}
	add_byte(out, 0);
}

static void add_row(struct ao_buf *out, unsigned long row)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		add_byte(out, (unsigned)(row >> shift & 0xff));
}

void ao_mailing_key(const struct ao_mailing_rules *rules,
		    const struct ao_resident *resident, const char *number,
		    struct ao_buf *out)
{
	char district[AO_DISTRICT_SIZE] = "";

	if (!rules->list_order) {
		/* With its NULs: three digits come before five. */
		ao_postage_district(rules->postage, resident->postal_code,
				    district);
		ao_buf_add(out, district, sizeof(district));
		ao_buf_adds(out, resident->postal_code);
		add_byte(out, 0);
		add_number(out, number);
		ao_buf_adds(out, resident->name_kana);
		add_byte(out, 0);
	}
	add_row(out, resident->row);
}

struct making {
	struct ao_mailing *m;
	const struct ao_mailing_rules *rules;
	size_t bundles_cap, districts_cap;
};

static struct ao_district *district_of(struct making *k, const char *code)
{
	struct ao_mailing *m = k->m;
	char own[AO_DISTRICT_SIZE] = "";
	struct ao_district *d =
		m->districts ? &m->district[m->districts - 1] : NULL;

	if (d && strcmp(d->code, code) == 0)
		return d;
	if (m->districts == k->districts_cap) {
		k->districts_cap = 2 * k->districts_cap + 16;
		m->district =
			ao_realloc(m->district, k->districts_cap * sizeof(*d));
	}
	d = &m->district[m->districts++];
	*d = (struct ao_district){.bundles = 0};
	memcpy(d->code, code, AO_DISTRICT_SIZE);
	if (k->rules->own_postal_code)
		ao_postage_district(k->rules->postage,
				    k->rules->own_postal_code, own);
	d->own = *own && strcmp(own, code) == 0;
	return d;
}

static struct ao_bundle *add_bundle(struct making *k, struct ao_district *d,
				    size_t first)
{
	struct ao_mailing *m = k->m;
	struct ao_bundle *b;

	if (m->bundles == k->bundles_cap) {
		k->bundles_cap = 2 * k->bundles_cap + 64;
		m->bundle = ao_realloc(m->bundle,
				       k->bundles_cap * sizeof(*m->bundle));
	}
	b = &m->bundle[m->bundles++];
	*b = (struct ao_bundle){.of_district = ++d->bundles, .first = first};
	memcpy(b->district, d->code, sizeof(b->district));
	return b;
}

static void count(struct making *k, const struct ao_pile *pile, size_t i,
		  size_t most)
{
	struct ao_mailing *m = k->m;
	struct ao_bundle *b = m->bundles ? &m->bundle[m->bundles - 1] : NULL;
	const char *code = ao_pile_key(pile, i);
	struct ao_piled piled;
	struct ao_district *d;

	ao_pile_get(pile, i, &piled, NULL);
	m->sheets += piled.sheets;
	m->barcodes += piled.barcode;
	if (k->rules->list_order)
		return;
	d = district_of(k, code);
	d->notices++;
	d->sheets += piled.sheets;
	d->barcodes += piled.barcode;
	if (!b || b->notices == most || strcmp(b->district, code) != 0)
		b = add_bundle(k, d, i);
	b->notices++;
	b->sheets += piled.sheets;
}

static struct ao_volume *add_volume(struct ao_mailing *m, size_t first)
{
	struct ao_volume *v;

	m->volume =
		ao_realloc(m->volume, (m->volumes + 1) * sizeof(*m->volume));
	v = &m->volume[m->volumes++];
	*v = (struct ao_volume){.number = (unsigned)m->volumes, .first = first};
	return v;
}

/* Whole bundles, as many as there is room for. */
static void fill_volumes(struct ao_mailing *m, size_t most)
{
	struct ao_volume *v = NULL;

	for (size_t i = 0; i < m->bundles; i++) {
		struct ao_bundle *b = &m->bundle[i];

		if (!v || v->notices + b->notices > most)
			v = add_volume(m, b->first);
		b->volume = (unsigned)m->volumes - 1;
		b->place = b->first - v->first + 1;
		v->notices += b->notices;
	}
}

static void cut_volumes(struct ao_mailing *m, size_t most)
{
	for (size_t first = 0; first < m->notices; first += most) {
		struct ao_volume *v = add_volume(m, first);

		v->notices =
			m->notices - first < most ? m->notices - first : most;
	}
}

void ao_mailing_make(struct ao_mailing *m, const struct ao_mailing_rules *rules,
		     const struct ao_pile *pile)
{
	struct making k = {.m = m, .rules = rules};
	size_t most = rules->bundle_notices < rules->volume_notices
			      ? rules->bundle_notices
			      : rules->volume_notices;

	*m = (struct ao_mailing){.notices = ao_pile_count(pile)};
	for (size_t i = 0; i < m->notices; i++)
		count(&k, pile, i, most);
	if (rules->list_order)
		cut_volumes(m, rules->volume_notices);
	else
		fill_volumes(m, rules->volume_notices);
}

void ao_mailing_release(struct ao_mailing *m)
{
	free(m->bundle);
	free(m->district);
	free(m->volume);
	*m = (struct ao_mailing){0};
}

unsigned long ao_mailing_pieces(const struct ao_mailing *m,
				enum ao_discount_counts counts)
{
	if (counts == AO_COUNTS_ALL)
		return m->notices;
	if (counts == AO_COUNTS_BARCODE)
		return m->barcodes;
	for (size_t i = 0; i < m->districts; i++)
		if (m->district[i].own)
			return m->district[i].notices;
	return 0;
}
