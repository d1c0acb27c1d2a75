/* qrcode.c - QR codes by libqrencode, with its own choice of mask. */
#include "aofuto/pdf/qrcode.h"

#include <qrencode.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SIZE_FOR_LEVEL_Q 23.0 /* mm a side, quiet zone included */

/* Modules that a box holds at the least size, the quiet zone taken off. */
static int modules_in(double size)
{
	return (int)(size / AO_QR_MODULE_LEAST + 1e-9) - 2 * AO_QR_QUIET_ZONE;
}

/* Bytes that fit at level M in a code of at most that many modules: the data
 * codewords of JIS X 0510 table 7 less mode and length. */
static int bytes_in(int modules)
{
	static const short words[] = {
		16,   28,   44,   64,   86,   108,  124,  154,  182,  216,
		254,  290,  334,  365,  415,  453,  507,  563,  627,  669,
		714,  782,  860,  914,  1000, 1062, 1128, 1193, 1267, 1373,
		1455, 1541, 1631, 1725, 1812, 1914, 1992, 2102, 2216, 2334};
	int version = (modules - 17) / 4;

	if (version < 1)
		return 0;
	if (version > (int)AO_COUNT(words))
		version = (int)AO_COUNT(words);
	return words[version - 1] - (version < 10 ? 2 : 3);
}

static bool encode(const char *text, QRecLevel level, int most,
		   struct ao_qrcode *out, struct ao_error *err)
{
	QRcode *code = QRcode_encodeString(text, 0, level, QR_MODE_8,
					   /*case-sensitive*/ 1);
	size_t n;

	if (!code && errno != ERANGE)
		return ao_fail_errno(err, NULL, _("cannot make a QR code"));
	if (!code || code->width > most) {
		QRcode_free(code);
		return true;
	}
	n = (size_t)code->width * (size_t)code->width;
	out->modules = code->width;
	out->level = level == QR_ECLEVEL_Q ? 'Q' : 'M';
	out->module = ao_alloc(n);
	for (size_t i = 0; i < n; i++)
		out->module[i] = code->data[i] & 1;
	QRcode_free(code);
	return true;
}

bool ao_qrcode_make(const char *text, double size, struct ao_qrcode *out,
		    struct ao_error *err)
{
	int most = modules_in(size);

	*out = (struct ao_qrcode){0};
	if (!*text)
		AO_BUG("a QR code of nothing");
	if (size >= SIZE_FOR_LEVEL_Q &&
	    !encode(text, QR_ECLEVEL_Q, most, out, err))
		return false;
	if (!out->module && !encode(text, QR_ECLEVEL_M, most, out, err))
		return false;
	if (out->module)
		return true;
	return ao_fail(err, AO_INPUT, NULL,
		       _("the text of the QR code is %zu bytes long; in a "
			 "box of %.1f mm it may be %d, so that its squares "
			 "can be read; shorten the address or widen the box"),
		       strlen(text), size, bytes_in(most));
}

void ao_qrcode_release(struct ao_qrcode *code)
{
	free(code->module);
	*code = (struct ao_qrcode){0};
}

void ao_qrcode_library(struct ao_buf *out)
{
	ao_buf_addf(out, "libqrencode %s", QRcode_APIVersionString());
}
