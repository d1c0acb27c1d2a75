/* compare_tell.c - a difference as a sentence. */
#include "aofuto/proof/compare.h"

static void tell_sign(const struct ao_difference *d, struct ao_buf *out)
{
	const char *what = d->what ? d->what : _("a text");

	ao_buf_addf(out, _("%s, character %u: "), what, d->position);
	if (d->type == AO_DIFFERS_SIGN)
		ao_buf_addf(out,
			    _("U+%04X was read where U+%04X belongs, at "
			      "%.1f/%.1f mm"),
			    (unsigned)d->got, (unsigned)d->meant, d->x, d->y);
	else if (d->type == AO_DIFFERS_PLACE)
		ao_buf_addf(out,
			    _("U+%04X stands %.1f mm from its place at "
			      "%.1f/%.1f mm, or is of another size"),
			    (unsigned)d->meant, d->off, d->x, d->y);
	else
		ao_buf_addf(out, _("U+%04X was not read, at %.1f/%.1f mm"),
			    (unsigned)d->meant, d->x, d->y);
}

static void tell_code(const struct ao_difference *d, struct ao_buf *out)
{
	ao_buf_addf(out, _("the QR code at %.1f/%.1f mm "), d->x, d->y);
	switch (d->type) {
	case AO_DIFFERS_CODE_PLACE:
		ao_buf_addf(out,
			    _("stands %.1f mm from its place, or is of another "
			      "size"),
			    d->off);
		return;
	case AO_DIFFERS_CODE_UNREAD:
		ao_buf_adds(out, _("cannot be read"));
		return;
	case AO_DIFFERS_CODE_TEXT:
		ao_buf_addf(out,
			    _("says something else from its character %u on"),
			    d->position);
		return;
	case AO_DIFFERS_RASTER_UNREAD:
		ao_buf_adds(out,
			    _("cannot be read as it is printed (300 dpi)"));
		return;
	default:
		ao_buf_addf(out,
			    _("says something else as it is printed (300 dpi), "
			      "from its character %u on"),
			    d->position);
		return;
	}
}

static void tell_bars(const struct ao_difference *d, struct ao_buf *out)
{
	ao_buf_addf(out, _("the barcode at %.1f/%.1f mm "), d->x, d->y);
	switch (d->type) {
	case AO_DIFFERS_BARS_UNREAD:
		ao_buf_adds(out, _("cannot be read, or what is around it is "
				   "not blank"));
		return;
	case AO_DIFFERS_BARS_TEXT:
		ao_buf_addf(out, _("has another bar %u"), d->position);
		return;
	case AO_DIFFERS_BARS_RASTER_UNREAD:
		ao_buf_adds(out,
			    _("cannot be read as it is printed (300 dpi)"));
		return;
	case AO_DIFFERS_BARS_RASTER_TEXT:
		ao_buf_addf(out,
			    _("has another bar %u as it is printed (300 dpi)"),
			    d->position);
		return;
	default:
		ao_buf_adds(out, _("belongs to another letter: this one has "
				   "none"));
		return;
	}
}

void ao_difference_tell(const struct ao_difference *d, struct ao_buf *out)
{
	switch (d->type) {
	case AO_DIFFERS_SIZE:
		ao_buf_addf(out,
			    _("the page is %.1f x %.1f mm, which is not the "
			      "sheet's size"),
			    d->x, d->y);
		return;
	case AO_DIFFERS_LABEL:
		ao_buf_adds(out, _("the page bears another label"));
		return;
	case AO_DIFFERS_EXTRA:
		ao_buf_addf(out,
			    _("U+%04X was read at %.1f/%.1f mm, where no such "
			      "character belongs"),
			    (unsigned)d->got, d->x, d->y);
		return;
	case AO_DIFFERS_AREA:
		ao_buf_addf(out,
			    _("%s: the mark is not there, or not as it was "
			      "meant, at %.1f/%.1f mm"),
			    d->what ? d->what : _("a mark of the inserter"),
			    d->x, d->y);
		return;
	case AO_DIFFERS_STRAY:
		ao_buf_addf(out,
			    _("something stands at %.1f/%.1f mm, where the "
			      "inserter reads its marks and none belongs"),
			    d->x, d->y);
		return;
	case AO_DIFFERS_CODES:
		ao_buf_addf(out, _("QR codes on the page: %u, not %u"),
			    (unsigned)d->got, (unsigned)d->meant);
		return;
	case AO_DIFFERS_SIGN:
	case AO_DIFFERS_PLACE:
	case AO_DIFFERS_MISSING:
		tell_sign(d, out);
		return;
	case AO_DIFFERS_BARS_UNREAD:
	case AO_DIFFERS_BARS_TEXT:
	case AO_DIFFERS_BARS_RASTER_UNREAD:
	case AO_DIFFERS_BARS_RASTER_TEXT:
	case AO_DIFFERS_BARS_EXTRA:
		tell_bars(d, out);
		return;
	default:
		tell_code(d, out);
		return;
	}
}
