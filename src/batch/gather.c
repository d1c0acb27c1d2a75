/* gather.c - notices and their signs, kept for the volumes. */
#include "gather.h"

void gather_init(struct gather *g, struct ao_kit *kit)
{
	*g = (struct gather){.kit = kit,
			     .typefaces = ao_typefaces_new(kit->faces)};
}

void gather_keep(struct gather *g)
{
	g->pile = ao_pile_new();
}

void gather_release(struct gather *g)
{
	ao_typefaces_free(g->typefaces);
	ao_pile_free(g->pile);
}

/* The first notice of each set of conditions brings the signs of the sequence
 * numbers. */
bool gather_add(struct gather *g, const struct ao_screened *one,
		struct ao_error *err)
{
	unsigned flags;

	if (one->decision.verdict != AO_PRINT)
		return true;
	flags = one->notice->flags;
	if (g->pile)
		ao_pile_add(g->pile, one);
	for (size_t i = 0; i < one->letter->pages; i++)
		ao_typefaces_collect(g->typefaces, &one->letter->variable[i]);
	if (g->known[flags / 8] & 1u << flags % 8)
		return true;
	g->known[flags / 8] =
		(unsigned char)(g->known[flags / 8] | 1u << flags % 8);
	return ao_volume_collect(g->kit, one->notice, one->qr, g->typefaces,
				 err);
}
