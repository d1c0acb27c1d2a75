/* gather.c - notices and their signs, kept for the volumes. */
#include "gather.h"

#include "aofuto/notice/barcode.h"

#include <malloc.h>

void gather_init(struct gather *g, struct ao_kit *kit)
{
	*g = (struct gather){.kit = kit,
			     .pile = ao_pile_new(),
			     .typefaces = ao_typefaces_new(kit->faces)};
}

void gather_drop(struct gather *g)
{
	if (!g->pile)
		return;
	ao_pile_free(g->pile);
	g->pile = NULL;
	/* What is left of the heap lies among it; the system gets the rest. */
	malloc_trim(0);
}

void gather_release(struct gather *g)
{
	ao_typefaces_free(g->typefaces);
	gather_drop(g);
	ao_mailing_release(&g->mailing);
	ao_buf_release(&g->key);
	ao_buf_release(&g->number);
}

static void keep(struct gather *g, const struct ao_screened *one)
{
	struct ao_mailing_rules rules = ao_mailing_rules(g->kit);

	ao_buf_clear(&g->key);
	ao_buf_clear(&g->number);
	/* Where the number is not sure the screening has told of it. */
	(void)ao_address_number(&one->resident, g->kit->towns, &g->number);
	ao_buf_adds(&g->number, "");
	ao_mailing_key(&rules, &one->resident, g->number.s, &g->key);
	ao_pile_add(g->pile, one, (struct ao_bytes){g->key.s, g->key.n});
}

void gather_end(struct gather *g)
{
	struct ao_mailing_rules rules = ao_mailing_rules(g->kit);

	ao_pile_sort(g->pile);
	ao_mailing_make(&g->mailing, &rules, g->pile);
}

/* The first notice of each set of conditions brings the signs of the sequence
 * numbers. */
bool gather_add(struct gather *g, const struct ao_screened *one,
		struct ao_error *err)
{
	unsigned char *known;
	unsigned flags;

	if (one->decision.verdict != AO_PRINT)
		return true;
	flags = one->notice->flags;
	keep(g, one);
	for (size_t i = 0; i < one->letter->pages; i++)
		ao_typefaces_collect(g->typefaces, &one->letter->variable[i]);
	known = &g->known[one->notice->edition][flags / 8];
	if (*known & 1u << flags % 8)
		return true;
	*known = (unsigned char)(*known | 1u << flags % 8);
	return ao_volume_collect(g->kit, one->notice, one->qr, g->typefaces,
				 err);
}
