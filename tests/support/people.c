/* people.c - see people.h. */
#include "people.h"

#include <string.h>

struct writer {
	uint64_t seed;
	struct ao_buf out;
	size_t length; /* characters */
};

static uint32_t draw(struct writer *w, uint32_t below) /* splitmix64 */
{
	uint64_t z = w->seed += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ z >> 31) % below);
}

static void put(struct writer *w, const char *s)
{
	ao_buf_adds(&w->out, s);
	w->length += ao_utf8_length(s);
}

#define PICK(w, list) (list)[draw(w, AO_COUNT(list))]

static void kanji(struct writer *w, uint32_t most)
{
	static const char *const some[] = {
		"髙", "橋", "吉", "之", "助", "所", "沢", "渡",      "邉",
		"齋", "藤", "辻", "葛", "飾", "様", "方", "一",      "二",
		"十", "年", "號", "々", "ヶ", "﨑", "𠮷", "葛󠄂",
	};

	for (uint32_t n = 1 + draw(w, most); n; n--)
		put(w, PICK(w, some));
}

static void kana(struct writer *w, uint32_t most)
{
	static const char *const some[] = {
		"グ", "ラ", "ン", "ド", "メ", "ゾ", "ッ", "ー", "ィ", "ュ",
		"ヴ", "ア", "プ", "レ", "ジ", "デ", "ス", "ョ", "ァ", "・",
	};

	put(w, "ア");
	for (uint32_t n = draw(w, most); n; n--)
		put(w, PICK(w, some));
}

static void latin(struct writer *w, uint32_t most)
{
	static const char some[] = "AEIOUKLMNPRSTWaeioknrst";
	char letter[3];

	for (uint32_t n = 1 + draw(w, most); n; n--) {
		uint32_t at = draw(w, sizeof(some) - 1);

		letter[0] = some[at];
		letter[1] = '\0';
		put(w, letter);
	}
}

static void number(struct writer *w)
{
	static const char *const wide[] = {"０", "１", "２", "３", "４",
					   "５", "６", "７", "８", "９"};
	char digit[2] = "0";
	bool is_wide = draw(w, 3) == 0;

	for (uint32_t n = 1 + draw(w, 4); n; n--) {
		digit[0] = (char)('0' + draw(w, 10));
		put(w, is_wide ? PICK(w, wide) : digit);
	}
}

static void name(struct writer *w, size_t most)
{
	static const char *const between[] = {"　", " ", "・", "　", "-", "－"};
	uint32_t kind = draw(w, 5), word = 1 + draw(w, 20);

	if (kind == 4 && draw(w, 4) == 0)
		word = 200; /* one word without any blank */
	do {
		if (w->length)
			put(w, PICK(w, between));
		if (kind == 0 || (kind == 3 && draw(w, 2)))
			kanji(w, 4);
		else if (kind == 1)
			kana(w, word);
		else
			latin(w, word);
	} while (w->length < most && word < 200);
}

static void house(struct writer *w)
{
	static const char *const hyphen[] = {"-", "－", "‐", "−", "―", "ー"};
	static const char *const counter[] = {"丁目", "番地の", "番", "号",
					      "番地"};

	if (draw(w, 2)) {
		for (uint32_t n = 1 + draw(w, 3); n; n--) {
			number(w);
			put(w, PICK(w, hyphen));
		}
		number(w);
		return;
	}
	for (uint32_t n = 1 + draw(w, 3); n; n--) {
		number(w);
		put(w, PICK(w, counter));
	}
}

static void address(struct writer *w, size_t most)
{
	static const char *const town[] = {"並木",   "東所沢和田", "けやき台",
					   "三ヶ島", "小手指町",   "八丁堀"};

	put(w, "埼玉県所沢市");
	do {
		put(w, PICK(w, town));
		house(w);
	} while (w->length < most);
}

static void building(struct writer *w, size_t most)
{
	do {
		switch (draw(w, 6)) {
		case 0:
			kanji(w, 6);
			break;
		case 1:
			latin(w, 12);
			put(w, " ");
			break;
		case 2:
			put(w, "（社会福祉法人緑風会気付）、");
			break;
		case 3:
			number(w);
			put(w, "号室　勅使河原様方");
			break;
		default:
			kana(w, 12);
			number(w);
			put(w, "階");
		}
	} while (w->length < most);
}

/* The text so far, cut to so many characters. */
static const char *taken(struct writer *w, size_t most, struct ao_arena *arena)
{
	const char *s = w->out.s, *end = s, *text;

	for (size_t n = 0; n < most && *end; n++)
		ao_utf8_next(&end);
	/* Lists are trimmed, and a selector does not stand alone. */
	while (end > s &&
	       (end[-1] == ' ' || (end - s > 2 && !memcmp(end - 3, "　", 3))))
		end -= end[-1] == ' ' ? 1 : 3;
	text = ao_arena_strndup(arena, s, (size_t)(end - s));
	ao_buf_clear(&w->out);
	w->length = 0;
	return *text ? text : "様";
}

static void fill_rest(struct writer *w, struct ao_notice *n)
{
	struct ao_date day =
		ao_date_of(2036, 1 + (int)draw(w, 12), 1 + (int)draw(w, 28));

	for (size_t i = 0; i < AO_FIELD_COUNT; i++) {
		n->text[i] = "";
		n->date[i] = day;
	}
	n->text[AO_FIELD_NAME_KANA] = "カナ";
	n->text[AO_FIELD_POSTAL_CODE] = "359-0042";
	n->text[AO_FIELD_MONTH] = "2036-12";
	n->text[AO_FIELD_KIND] = "CARD_CERT";
	n->text[AO_FIELD_SEQUENCE] = "012-3456";
	if (n->flags & AO_FLAG(APPLICATION_ID))
		n->text[AO_FIELD_APPLICATION_ID] = "12345678901234567890123";
}

void people_make(unsigned i, struct ao_notice *n, bool *usual,
		 struct ao_arena *arena)
{
	static const size_t most_name[] = {6, 20, 45, 200};
	static const size_t most_house[] = {18, 24, 50, 120};
	static const size_t most_building[] = {14, 30, 60, 300};
	struct writer w = {.seed = i};
	uint32_t how = draw(&w, 4);
	size_t length;

	*n = (struct ao_notice){0};
	*usual = how == 0;
	n->flags = ao_flag_set(draw(&w, AO_FLAG_SETS)) &
		   ~(AO_FLAG(SPECIMEN) | AO_FLAG(BUILDING));
	fill_rest(&w, n);
	length = 1 + draw(&w, (uint32_t)most_name[how]);
	name(&w, length);
	n->text[AO_FIELD_NAME] = taken(&w, how ? 200 : 12, arena);
	length = most_house[how ? draw(&w, 4) : 0];
	address(&w, length);
	n->text[AO_FIELD_ADDRESS] = taken(&w, how ? 120 : 26, arena);
	if (draw(&w, 5) < 3) {
		length = most_building[how ? draw(&w, how + 1) : 0];
		building(&w, length);
		n->text[AO_FIELD_BUILDING] = taken(&w, how ? 300 : 20, arena);
		n->flags |= AO_FLAG(BUILDING);
	}
	ao_buf_release(&w.out);
}
