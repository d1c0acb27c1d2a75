/* pile.c - notices packed as bytes, one record each in an arena. */
#include "aofuto/batch/pile.h"

#include "aofuto/batch/volume.h"
#include "aofuto/notice/pack.h"

#include <stdlib.h>
#include <string.h>

struct ao_pile {
	struct ao_arena *arena;
	const char **record;
	size_t n, cap;
	struct ao_buf scratch;
	struct ao_arena *unpacked; /* the notice that was asked for last */
};

/* A record: the head, the resident id with its NUL, the notice packed. */
struct head {
	uint32_t row, packed; /* packed: bytes */
	struct ao_date expiry;
	uint8_t kind, pages, sheets;
};

struct ao_pile *ao_pile_new(void)
{
	struct ao_pile *p = ao_calloc(1, sizeof(*p));

	p->arena = ao_arena_new();
	p->unpacked = ao_arena_new();
	return p;
}

void ao_pile_free(struct ao_pile *p)
{
	if (!p)
		return;
	ao_buf_release(&p->scratch);
	ao_arena_free(p->unpacked);
	ao_arena_free(p->arena);
	free(p->record);
	free(p);
}

size_t ao_pile_count(const struct ao_pile *p)
{
	return p->n;
}

void ao_pile_put(struct ao_pile *p, const struct ao_piled *piled,
		 const struct ao_notice *notice)
{
	struct ao_buf *b = &p->scratch;
	struct head head = {
		.row = (uint32_t)piled->row,
		.expiry = piled->expiry,
		.kind = (uint8_t)piled->kind,
		.pages = (uint8_t)piled->pages,
		.sheets = (uint8_t)piled->sheets,
	};
	size_t at = sizeof(head) + strlen(piled->resident_id) + 1;

	ao_buf_clear(b);
	ao_buf_add(b, (const char *)&head, sizeof(head));
	ao_buf_add(b, piled->resident_id, at - sizeof(head));
	ao_notice_pack(notice, b);
	head.packed = (uint32_t)(b->n - at);
	memcpy(b->s, &head, sizeof(head));
	if (p->n == p->cap) {
		p->cap = p->cap * 2 + 64;
		p->record = ao_realloc(p->record, p->cap * sizeof(*p->record));
	}
	p->record[p->n++] = ao_arena_strndup(p->arena, b->s, b->n);
}

void ao_pile_add(struct ao_pile *p, const struct ao_screened *one)
{
	struct ao_piled piled = {
		.row = one->resident.row,
		.resident_id = one->resident.resident_id,
		.kind = one->decision.kind,
		.expiry = one->decision.next_expiry,
		.pages = ao_letter_pages(one->letter),
		.sheets = ao_letter_sheets(one->letter),
	};

	ao_pile_put(p, &piled, one->notice);
}

void ao_pile_get(const struct ao_pile *p, size_t i, struct ao_piled *piled,
		 struct ao_notice *notice)
{
	struct head head;
	const char *id;

	if (i >= p->n)
		AO_BUG("notice %zu of a pile of %zu", i, p->n);
	memcpy(&head, p->record[i], sizeof(head));
	id = p->record[i] + sizeof(head);
	*piled = (struct ao_piled){.row = head.row,
				   .resident_id = id,
				   .kind = (enum ao_kind)head.kind,
				   .expiry = head.expiry,
				   .pages = head.pages,
				   .sheets = head.sheets};
	if (!notice)
		return;
	ao_arena_reset(p->unpacked);
	if (!ao_notice_unpack(notice, id + strlen(id) + 1, head.packed,
			      p->unpacked))
		AO_BUG("notice %zu of the pile does not unpack", i);
}
