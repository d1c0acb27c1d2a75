/* barcode.h - the customer barcode (カスタマバーコード) of Japan Post.
 *
 * The number of an address (住所表示番号) is taken from what follows the
 * town's name; with the postal code before it, it is the barcode's value:
 * "26300233-30-8-403". The value becomes 21 codes, the codes 67 bars. All of
 * it follows the post's manual (郵便番号・バーコードマニュアル,
 * post.japanpost.jp/zipcode/zipmanual/, pages 11 to 25). Knows no page.
 */
#ifndef AOFUTO_NOTICE_BARCODE_H
#define AOFUTO_NOTICE_BARCODE_H

#include "aofuto/input/resident.h"
#include "aofuto/notice/towns.h"

/* From the part of an address behind the town: "3丁目30-8　郵便ビル403号"
 * gives "3-30-8-403", "無番地" gives "". Appends. */
void ao_number_in(const char *behind_the_town, struct ao_buf *out);

enum ao_number_found {
	AO_NUMBER_NONE,  /* the address has none */
	AO_NUMBER_FOUND, /* "" for an office's own postal code */
	AO_NUMBER_UNSURE /* nobody said where the town ends, and its name looks
			  * like a number (八丁堀, 三ノ輪): worth a look */
};
/* The resident's, appended; also where the postal code gets no barcode. Where
 * the town ends is known by the list's own columns for town and number, of
 * which the town list (or NULL) may know better (東八丁), else by the town list
 * alone, else the whole address is gone through. */
enum ao_number_found ao_address_number(const struct ao_resident *,
				       const struct ao_towns *,
				       struct ao_buf *out);

/* The postal code has a barcode: 7 digits, of which the last two are not 00;
 * those are what is left of a city for addresses that have no code. */
bool ao_barcode_exists(const char *postal_code);
/* The resident's value, appended; nothing where there is no barcode. */
void ao_barcode_value(const struct ao_resident *, const struct ao_towns *,
		      struct ao_buf *out);

/* Values 0 to 18: a digit, 10 for the hyphen, 10 + n for CCn; 20 characters
 * and the check digit. What is longer than 13 characters behind the postal
 * code is cut. False: this is no value of a barcode. */
#define AO_BARCODE_CODES 21
AO_CHECKED bool ao_barcode_codes(const char *value,
				 unsigned char code[AO_BARCODE_CODES]);
/* The bars from left to right, a digit each: 1 long, 2 up, 3 down, 4 timing;
 * with start and stop. */
#define AO_BARS 67
AO_CHECKED bool ao_barcode_bars(const char *value, char bars[AO_BARS + 1]);
/* Of bars of 10 pt, 1/100 mm; others in proportion. Somewhat below the manual's
 * own (360, 120, 60; 120 pitch), which are the upper limits of what stands on
 * paper: PDF paints every pixel that a shape touches (ISO 32000-1, 10.6.5). */
#define AO_BAR_LONG    348
#define AO_BAR_TIMING  120
#define AO_BAR_WIDTH   58
#define AO_BAR_PITCH   116
#define AO_BARS_LEAST  8.0  /* pt */
#define AO_BARS_MOST   11.5 /* pt */
#define AO_BARS_AROUND 2.0  /* mm of blank on each side, whatever the size */

double ao_bars_length(double size); /* mm, without the blank */
double ao_bars_height(double size);
/* The least box, with the blank, up to the next 1/100 mm. */
double ao_bars_box_width(double size);
double ao_bars_box_height(double size);

#endif
