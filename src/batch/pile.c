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

/* A record: the head, the key and a NUL, the resident id with its NUL, the
 * notice packed. */
struct head {
	uint32_t row, packed; /* packed: bytes */
	struct ao_date expiry;
	uint16_t key; /* bytes */
	uint8_t kind, pages, sheets, barcode, edition;
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

static void put(struct ao_pile *p, const struct ao_piled *piled,
		const struct ao_notice *notice, struct ao_bytes key)
{
	struct ao_buf *b = &p->scratch;
	struct head head = {
		.row = (uint32_t)piled->row,
		.expiry = piled->expiry,
		.kind = (uint8_t)piled->kind,
		.pages = (uint8_t)piled->pages,
		.sheets = (uint8_t)piled->sheets,
		.barcode = piled->barcode,
		.key = (uint16_t)key.n,
		.edition = (uint8_t)notice->edition,
	};
	size_t at;

	ao_buf_clear(b);
	ao_buf_add(b, (const char *)&head, sizeof(head));
	ao_buf_add(b, key.s, key.n);
	ao_buf_add(b, "", 1);
	ao_buf_add(b, piled->resident_id, strlen(piled->resident_id) + 1);
	at = b->n;
	ao_notice_pack(notice, b);
	head.packed = (uint32_t)(b->n - at);
	memcpy(b->s, &head, sizeof(head));
	if (p->n == p->cap) {
		p->cap = p->cap * 2 + 64;
		p->record = ao_realloc(p->record, p->cap * sizeof(*p->record));
	}
	p->record[p->n++] = ao_arena_strndup(p->arena, b->s, b->n);
}

void ao_pile_put(struct ao_pile *p, const struct ao_piled *piled,
		 const struct ao_notice *notice)
{
	put(p, piled, notice, (struct ao_bytes){"", 0});
}

/* A template may print none, whatever the notice has. */
static bool has_barcode(const struct ao_letter *letter)
{
	for (size_t i = 0; i < letter->pages; i++)
		for (size_t k = 0; k < letter->variable[i].n; k++)
			if (letter->variable[i].mark[k].type == AO_MARK_BARS)
				return true;
	return false;
}

void ao_pile_add(struct ao_pile *p, const struct ao_screened *one,
		 struct ao_bytes key)
{
	struct ao_piled piled = {
		.row = one->resident.row,
		.resident_id = one->resident.resident_id,
		.kind = one->decision.kind,
		.expiry = one->decision.next_expiry,
		.pages = ao_letter_pages(one->letter),
		.sheets = ao_letter_sheets(one->letter),
		.barcode = has_barcode(one->letter),
	};

	if (key.n > UINT16_MAX)
		AO_BUG("a key of %zu bytes", key.n);
	put(p, &piled, one->notice, key);
}

static const char *key_of(const char *record, size_t *n)
{
	struct head head;

	memcpy(&head, record, sizeof(head));
	*n = head.key;
	return record + sizeof(head);
}

static int by_key(const void *a, const void *b)
{
	size_t n, m;
	const char *x = key_of(*(const char *const *)a, &n);
	const char *y = key_of(*(const char *const *)b, &m);
	int way = memcmp(x, y, n < m ? n : m);

	return way ? way : (n > m) - (n < m);
}

void ao_pile_sort(struct ao_pile *p)
{
	if (p->n)
		qsort(p->record, p->n, sizeof(*p->record), by_key);
}

const char *ao_pile_key(const struct ao_pile *p, size_t i)
{
	size_t n;

	return key_of(p->record[i], &n);
}

void ao_pile_get(const struct ao_pile *p, size_t i, struct ao_piled *piled,
		 struct ao_notice *notice)
{
	struct head head;
	const char *id;

	if (i >= p->n)
		AO_BUG("notice %zu of a pile of %zu", i, p->n);
	memcpy(&head, p->record[i], sizeof(head));
	id = p->record[i] + sizeof(head) + head.key + 1;
	*piled = (struct ao_piled){.row = head.row,
				   .resident_id = id,
				   .kind = (enum ao_kind)head.kind,
				   .expiry = head.expiry,
				   .pages = head.pages,
				   .sheets = head.sheets,
				   .barcode = head.barcode,
				   .edition = (enum ao_edition)head.edition};
	if (!notice)
		return;
	ao_arena_reset(p->unpacked);
	if (!ao_notice_unpack(notice, id + strlen(id) + 1, head.packed,
			      p->unpacked))
		AO_BUG("notice %zu of the pile does not unpack", i);
}

struct load {
	struct ao_pile *pile;
	struct ao_buf *salts;
};

static bool load_one(const struct ao_planned *planned,
		     const struct ao_planned_place *place, void *data)
{
	struct load *l = data;
	struct ao_piled piled = {.row = planned->row,
				 .resident_id = planned->resident_id,
				 .kind = planned->kind,
				 .expiry = planned->expiry,
				 .pages = planned->pages,
				 .sheets = planned->sheets};

	ao_pile_put(l->pile, &piled, planned->notice);
	if (l->salts)
		ao_buf_add(l->salts, (const char *)place->salt,
			   sizeof(place->salt));
	return true;
}

bool ao_pile_load(struct ao_pile *pile, struct ao_ledger *ledger, int64_t run,
		  unsigned volume, struct ao_buf *salts, struct ao_error *err)
{
	struct load load = {pile, salts};

	return ao_volume_issues(ledger, run, volume, load_one, &load, err);
}
