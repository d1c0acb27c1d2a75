/* pile.c - notices packed as bytes, one record each in an arena. */
#include "aofuto/batch/pile.h"

#include "aofuto/batch/volume.h"

#include <stdlib.h>
#include <string.h>

struct ao_pile {
	struct ao_arena *arena;
	const char **record;
	size_t n, cap;
	struct ao_buf scratch;
};

/* A record: the head, the dates of the DATE fields in the table's order, the
 * resident id and the other fields, each NUL-ended. */
struct head {
	uint32_t row, flags;
	struct ao_date expiry;
	uint8_t kind, pages, sheets;
};

static const enum ao_field_type field_type[AO_FIELD_COUNT] = {
#define X(name, text, type) [AO_FIELD_##name] = AO_FIELD_TYPE_##type,
	AO_FIELD_TABLE(X)
#undef X
};

/* Volume and layout give these, so they are not kept. */
static bool is_kept(int field)
{
	return field != AO_FIELD_SEQUENCE && field != AO_FIELD_SHEET &&
	       field != AO_FIELD_SHEETS;
}

struct ao_pile *ao_pile_new(void)
{
	struct ao_pile *p = ao_calloc(1, sizeof(*p));

	p->arena = ao_arena_new();
	return p;
}

void ao_pile_free(struct ao_pile *p)
{
	if (!p)
		return;
	ao_buf_release(&p->scratch);
	ao_arena_free(p->arena);
	free(p->record);
	free(p);
}

size_t ao_pile_count(const struct ao_pile *p)
{
	return p->n;
}

static void add_string(struct ao_buf *b, const char *s)
{
	ao_buf_add(b, s, strlen(s) + 1);
}

void ao_pile_add(struct ao_pile *p, const struct ao_screened *one)
{
	const struct ao_notice *notice = one->notice;
	struct ao_buf *b = &p->scratch;
	struct head head = {
		.row = (uint32_t)one->resident.row,
		.flags = notice->flags,
		.expiry = one->decision.next_expiry,
		.kind = (uint8_t)one->decision.kind,
		.pages = (uint8_t)ao_letter_pages(one->letter),
		.sheets = (uint8_t)ao_letter_sheets(one->letter),
	};

	ao_buf_clear(b);
	ao_buf_add(b, (const char *)&head, sizeof(head));
	for (int f = 0; f < AO_FIELD_COUNT; f++)
		if (field_type[f] == AO_FIELD_TYPE_DATE)
			ao_buf_add(b, (const char *)&notice->date[f],
				   sizeof(notice->date[f]));
	add_string(b, one->resident.resident_id);
	for (int f = 0; f < AO_FIELD_COUNT; f++)
		if (field_type[f] != AO_FIELD_TYPE_DATE && is_kept(f))
			add_string(b, notice->text[f] ? notice->text[f] : "");
	if (p->n == p->cap) {
		p->cap = p->cap * 2 + 64;
		p->record = ao_realloc(p->record, p->cap * sizeof(*p->record));
	}
	p->record[p->n++] = ao_arena_strndup(p->arena, b->s, b->n);
}

static const char *after(const char *s)
{
	return s + strlen(s) + 1;
}

/* dates and strings point into the record, behind its head. */
static void unpack(struct ao_notice *notice, unsigned flags, const char *dates,
		   const char *strings)
{
	*notice = (struct ao_notice){.flags = flags};
	for (int f = 0; f < AO_FIELD_COUNT; f++) {
		notice->text[f] = "";
		if (field_type[f] == AO_FIELD_TYPE_DATE) {
			memcpy(&notice->date[f], dates,
			       sizeof(notice->date[f]));
			dates += sizeof(notice->date[f]);
		} else if (is_kept(f)) {
			notice->text[f] = strings;
			strings = after(strings);
		}
	}
}

static size_t date_bytes(void)
{
	size_t n = 0;

	for (int f = 0; f < AO_FIELD_COUNT; f++)
		if (field_type[f] == AO_FIELD_TYPE_DATE)
			n += sizeof(struct ao_date);
	return n;
}

void ao_pile_get(const struct ao_pile *p, size_t i, struct ao_piled *piled,
		 struct ao_notice *notice)
{
	const char *dates, *id;
	struct head head;

	if (i >= p->n)
		AO_BUG("notice %zu of a pile of %zu", i, p->n);
	memcpy(&head, p->record[i], sizeof(head));
	dates = p->record[i] + sizeof(head);
	id = dates + date_bytes();
	*piled = (struct ao_piled){.row = head.row,
				   .resident_id = id,
				   .kind = (enum ao_kind)head.kind,
				   .expiry = head.expiry,
				   .pages = head.pages,
				   .sheets = head.sheets};
	if (notice)
		unpack(notice, head.flags, dates, after(id));
}
