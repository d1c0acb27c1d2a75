/* barcode_bars.c - the value of a barcode as codes, and those as bars (p11,
 * p12 of the manual). */
#include "aofuto/notice/barcode.h"

#include <math.h>
#include <string.h>

#define POSTAL_DIGITS 7
#define PLACES        20 /* with the postal code, without the check digit */
#define MODULUS       19

enum { HYPHEN = 10, CC1, CC2, CC3, CC4, CC5, CC6, CC7, CC8 };
#define FILLER CC4

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool ao_barcode_exists(const char *postal_code)
{
	size_t n = strspn(postal_code, "0123456789");

	return n == POSTAL_DIGITS && !postal_code[n] &&
	       strcmp(postal_code + 5, "00") != 0;
}

void ao_barcode_value(const struct ao_resident *r, const struct ao_towns *towns,
		      struct ao_buf *out)
{
	if (!ao_barcode_exists(r->postal_code))
		return;
	ao_buf_adds(out, r->postal_code);
	ao_address_number(r, towns, out);
}

/* A letter has two codes: which ten letters, and which of them. On the last
 * place the second one is cut. */
static bool put_code(char c, unsigned char code[PLACES], size_t *n)
{
	unsigned letter = (unsigned)(c - 'A');

	if (is_digit(c)) {
		code[(*n)++] = (unsigned char)(c - '0');
	} else if (c == '-') {
		code[(*n)++] = HYPHEN;
	} else if (c >= 'A' && c <= 'Z') {
		code[(*n)++] = (unsigned char)(CC1 + letter / 10);
		if (*n < PLACES)
			code[(*n)++] = (unsigned char)(letter % 10);
	} else {
		return false;
	}
	return true;
}

bool ao_barcode_codes(const char *value, unsigned char code[AO_BARCODE_CODES])
{
	unsigned sum = 0;
	size_t n = 0;

	if (strspn(value, "0123456789") < POSTAL_DIGITS)
		return false;
	for (; *value && n < PLACES; value++)
		if (!put_code(*value, code, &n))
			return false;
	while (n < PLACES)
		code[n++] = FILLER;
	for (size_t i = 0; i < PLACES; i++)
		sum += code[i];
	code[PLACES] = (unsigned char)((MODULUS - sum % MODULUS) % MODULUS);
	return true;
}

bool ao_barcode_bars(const char *value, char bars[AO_BARS + 1])
{
	static const char pattern[MODULUS][4] = {
		"144", "114", "132", "312", "123", "141", "321",
		"213", "231", "411", "414", "324", "342", "234",
		"432", "243", "423", "441", "111"};
	unsigned char code[AO_BARCODE_CODES];
	char *to = bars + 2;

	if (!ao_barcode_codes(value, code))
		return false;
	memcpy(bars, "13", 2);
	for (size_t i = 0; i < AO_BARCODE_CODES; i++, to += 3)
		memcpy(to, pattern[code[i]], 3);
	memcpy(to, "31", 3);
	return true;
}

double ao_bars_length(double size)
{
	return ((AO_BARS - 1) * AO_BAR_PITCH + AO_BAR_WIDTH) * size / 1000;
}

double ao_bars_height(double size)
{
	return AO_BAR_LONG * size / 1000;
}

static double with_blank(double mm)
{
	return ceil((mm + 2 * AO_BARS_AROUND) * 100 - 1e-6) / 100;
}

double ao_bars_box_width(double size)
{
	return with_blank(ao_bars_length(size));
}

double ao_bars_box_height(double size)
{
	return with_blank(ao_bars_height(size));
}
