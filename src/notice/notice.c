/* notice.c - a resident and a decision become the values of a letter. */
#include "aofuto/notice/notice.h"

#include "aofuto/notice/barcode.h"
#include "aofuto/notice/gaiji.h"
#include "notice/compose.h"

#include <string.h>

/* 3590042 -> 359-0042; whatever else stays as it is. */
static const char *postal_code(const char *s, struct ao_arena *arena)
{
	if (!s || strlen(s) != 7 || strspn(s, "0123456789") != 7)
		return ao_arena_strdup(arena, s ? s : "");
	return ao_arena_printf(arena, "%.3s-%s", s, s + 3);
}

static unsigned flags_of(enum ao_kind kind, unsigned expiring)
{
	unsigned flags = 0;

	if (kind == AO_KIND_CARD_CERT)
		flags |= AO_FLAG(CARD_CERT);
	if (kind == AO_KIND_CERT_ONLY)
		flags |= AO_FLAG(CERT_ONLY);
	if (kind == AO_KIND_CARD_ONLY)
		flags |= AO_FLAG(CARD_ONLY);
	if (expiring & AO_ITEM_BIT(AO_ITEM_CARD))
		flags |= AO_FLAG(CARD);
	if (expiring & AO_ITEM_BIT(AO_ITEM_AUTH))
		flags |= AO_FLAG(AUTH) | AO_FLAG(CERT);
	if (expiring & AO_ITEM_BIT(AO_ITEM_SIGN))
		flags |= AO_FLAG(SIGN) | AO_FLAG(CERT);
	return flags;
}

static void start(struct ao_notice *n, enum ao_kind kind, unsigned expiring,
		  const struct ao_notice_options *o, struct ao_arena *arena)
{
	*n = (struct ao_notice){.flags = flags_of(kind, expiring)};
	if (o->specimen)
		n->flags |= AO_FLAG(SPECIMEN);
	for (size_t i = 0; i < AO_FIELD_COUNT; i++)
		n->text[i] = "";
	n->date[AO_FIELD_DATED_ON] = o->dated_on;
	n->text[AO_FIELD_MONTH] = ao_arena_printf(
		arena, "%04d-%02d", o->month.year, o->month.month);
	n->text[AO_FIELD_KIND] = ao_kind_name(kind);
}

/* Only a card is applied for; a letter about certificates alone carries the
 * ID where the city wants it on every letter. */
static bool prints_id(enum ao_kind kind, const struct ao_notice_options *o)
{
	return o->print_id == AO_PRINT_ID_ALWAYS || kind != AO_KIND_CERT_ONLY;
}

/* Flags of fields that may be blank. */
static void finish(struct ao_notice *n)
{
	if (*n->text[AO_FIELD_APPLICATION_ID])
		n->flags |= AO_FLAG(APPLICATION_ID);
	if (*n->text[AO_FIELD_BUILDING])
		n->flags |= AO_FLAG(BUILDING);
	if (*n->text[AO_FIELD_NAME_KANA])
		n->flags |= AO_FLAG(NAME_KANA);
	if (*n->text[AO_FIELD_CUSTOMER_BARCODE])
		n->flags |= AO_FLAG(CUSTOMER_BARCODE);
}

void ao_notice_drop_barcode(struct ao_notice *n)
{
	n->text[AO_FIELD_CUSTOMER_BARCODE] = "";
	n->flags &= ~AO_FLAG(CUSTOMER_BARCODE);
}

static const char *barcode(const struct ao_resident *r,
			   const struct ao_towns *towns, struct ao_arena *arena)
{
	struct ao_buf value = {0};
	const char *s;

	ao_barcode_value(r, towns, &value);
	s = ao_arena_strndup(arena, value.s ? value.s : "", value.n);
	ao_buf_release(&value);
	return s;
}

static const char *printed(const char *s, const struct ao_notice_options *o,
			   struct ao_arena *arena)
{
	return ao_gaiji_replaced(o->gaiji, ao_text_for_print(s, arena), arena);
}

enum ao_kind ao_notice_kind(const struct ao_notice *n)
{
	if (n->flags & AO_FLAG(CARD_CERT))
		return AO_KIND_CARD_CERT;
	if (n->flags & AO_FLAG(CERT_ONLY))
		return AO_KIND_CERT_ONLY;
	if (n->flags & AO_FLAG(CARD_ONLY))
		return AO_KIND_CARD_ONLY;
	return AO_KIND_NONE;
}

const char *ao_field_name(enum ao_field field)
{
	static const char *const name[] = {
#define X(id, text, type) text,
		AO_FIELD_TABLE(X)
#undef X
	};

	return name[field];
}

const char *ao_notice_listed(const struct ao_resident *r, enum ao_field field)
{
	switch (field) {
	case AO_FIELD_NAME:
		return r->name;
	case AO_FIELD_NAME_KANA:
		return r->name_kana;
	case AO_FIELD_ADDRESS:
		return r->address;
	case AO_FIELD_BUILDING:
		return r->building;
	default:
		return NULL;
	}
}

unsigned ao_notice_position(const char *listed, size_t at,
			    const struct ao_notice_options *o,
			    struct ao_arena *arena)
{
	const char *p = listed;
	struct ao_cluster c = {0};
	unsigned position = 0;

	/* What stands before the character prints no further than it begins. */
	do {
		const char *before =
			ao_arena_strndup(arena, listed, (size_t)(p - listed));

		if (strlen(printed(before, o, arena)) > at)
			break;
		/* A second accent is no character more to who counts. */
		position += !(c.base >= 0x0300 && c.base <= 0x036F);
	} while (ao_cluster_next(&p, &c));
	return position;
}

void ao_notice_make(struct ao_notice *n, const struct ao_resident *r,
		    const struct ao_terms *terms, const struct ao_decision *d,
		    const struct ao_notice_options *o, struct ao_arena *arena)
{
	static const enum ao_field field_of[AO_ITEM_COUNT] = {
		[AO_ITEM_CARD] = AO_FIELD_CARD_EXPIRES_ON,
		[AO_ITEM_AUTH] = AO_FIELD_AUTH_EXPIRES_ON,
		[AO_ITEM_SIGN] = AO_FIELD_SIGN_EXPIRES_ON,
	};

	start(n, d->kind, d->expiring, o, arena);
	n->text[AO_FIELD_NAME] = printed(r->name, o, arena);
	n->text[AO_FIELD_NAME_KANA] = printed(r->name_kana, o, arena);
	n->text[AO_FIELD_POSTAL_CODE] = postal_code(r->postal_code, arena);
	n->text[AO_FIELD_ADDRESS] = printed(r->address, o, arena);
	n->text[AO_FIELD_BUILDING] = printed(r->building, o, arena);
	n->text[AO_FIELD_CUSTOMER_BARCODE] = barcode(r, o->towns, arena);
	if (r->application_id && prints_id(d->kind, o))
		n->text[AO_FIELD_APPLICATION_ID] =
			ao_arena_strdup(arena, r->application_id);
	n->date[AO_FIELD_BIRTH_DATE] = r->birth_date;
	for (size_t i = 0; i < AO_ITEM_COUNT; i++)
		if (terms->item[i].exists)
			n->date[field_of[i]] = terms->item[i].last_day;
	n->date[AO_FIELD_EXPIRES_ON] = d->next_expiry;
	n->date[AO_FIELD_OPENS_ON] = d->renewal_opens_on;
	finish(n);
}

void ao_notice_specimen(struct ao_notice *n, enum ao_kind kind,
			unsigned expiring, const struct ao_notice_options *o,
			struct ao_arena *arena)
{
	struct ao_date month = ao_date_add_months(o->month, 3);
	struct ao_date ends = ao_date_of(month.year, month.month, 20);

	start(n, kind, expiring, o, arena);
	n->text[AO_FIELD_NAME] = "見本　花子";
	n->text[AO_FIELD_NAME_KANA] = "ミホン　ハナコ";
	n->text[AO_FIELD_POSTAL_CODE] = "999-9999";
	n->text[AO_FIELD_ADDRESS] = "見本県見本市見本町一丁目2番地の3";
	n->text[AO_FIELD_BUILDING] = "見本マンション1203号";
	n->text[AO_FIELD_CUSTOMER_BARCODE] = "99999991-2-3-1203";
	if (prints_id(kind, o))
		n->text[AO_FIELD_APPLICATION_ID] = "12345678901234567890123";
	n->date[AO_FIELD_BIRTH_DATE] = ao_date_of(1985, month.month, 20);
	if (expiring & AO_ITEM_BIT(AO_ITEM_CARD))
		n->date[AO_FIELD_CARD_EXPIRES_ON] = ends;
	if (expiring & AO_ITEM_BIT(AO_ITEM_AUTH))
		n->date[AO_FIELD_AUTH_EXPIRES_ON] = ends;
	if (expiring & AO_ITEM_BIT(AO_ITEM_SIGN))
		n->date[AO_FIELD_SIGN_EXPIRES_ON] = ends;
	n->date[AO_FIELD_EXPIRES_ON] = ends;
	n->date[AO_FIELD_OPENS_ON] = ao_renewal_opens_on(ends);
	n->text[AO_FIELD_SEQUENCE] = "000-0000";
	finish(n);
}

#define CERT_KINDS(flags)                                                      \
	(flags) | AO_FLAG(CERT) | AO_FLAG(AUTH),                               \
		(flags) | AO_FLAG(CERT) | AO_FLAG(SIGN),                       \
		(flags) | AO_FLAG(CERT) | AO_FLAG(AUTH) | AO_FLAG(SIGN)
static const unsigned kinds[] = {
	CERT_KINDS(AO_FLAG(CARD_CERT) | AO_FLAG(CARD)),
	CERT_KINDS(AO_FLAG(CERT_ONLY)),
	AO_FLAG(CARD_ONLY) | AO_FLAG(CARD),
};
static const unsigned presence[] = {
	AO_FLAG(APPLICATION_ID),
	AO_FLAG(BUILDING) | AO_FLAG(NAME_KANA),
	AO_FLAG(SPECIMEN),
	AO_FLAG(CUSTOMER_BARCODE),
};
_Static_assert(AO_FLAG_SETS == AO_COUNT(kinds) << AO_COUNT(presence),
	       "as many sets as kinds and what may be present make");

unsigned ao_flag_set(size_t i)
{
	unsigned flags;

	if (i >= AO_FLAG_SETS)
		AO_BUG("no set of flags %zu", i);
	flags = kinds[i >> AO_COUNT(presence)];
	for (size_t p = 0; p < AO_COUNT(presence); p++)
		if (i & ((size_t)1 << p))
			flags |= presence[p];
	return flags;
}
