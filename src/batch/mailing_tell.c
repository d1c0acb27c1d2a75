/* mailing_tell.c - what a mailing and its discounts are, in words. */
#include "aofuto/batch/mailing.h"

void ao_discount_tell(const struct ao_discount *d, unsigned long pieces,
		      struct ao_buf *condition, struct ao_buf *result)
{
	const struct ao_discount_step *step = ao_discount_reached(d, pieces);
	char from[AO_COUNT_TEXT_SIZE];

	ao_count_text(step ? step->from : d->step[0].from, from);
	ao_buf_clear(condition);
	ao_buf_clear(result);
	switch (d->counts) {
	case AO_COUNTS_BARCODE:
		ao_buf_addf(condition, _("from %s pieces with a barcode"),
			    from);
		break;
	case AO_COUNTS_OWN_DISTRICT:
		ao_buf_addf(condition,
			    _("from %s pieces to the city hall's district"),
			    from);
		break;
	case AO_COUNTS_ALL:
	case AO_COUNTS_COUNT:
		ao_buf_addf(condition, _("from %s pieces"), from);
	}
	if (!step)
		ao_buf_adds(result, _("not reached"));
	else if (step->percent > 0)
		ao_buf_addf(result, _("reached (%g %%)"), step->percent);
	else
		ao_buf_adds(result, _("reached"));
}
