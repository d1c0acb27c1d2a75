/* resident.c - the words of a resident's row, and copies. */
#include "aofuto/input/resident.h"

#include "input/row.h"

#include <string.h>

/* Words as ao_column_fold leaves them. */
struct word {
	const char *word;
	int value;
};

static bool look_up(const struct word *table, size_t n, const char *s,
		    int *value)
{
	char folded[AO_FOLDED_SIZE];

	ao_column_fold(s, folded);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(table[i].word, folded) == 0) {
			*value = table[i].value;
			return true;
		}
	}
	return false;
}

bool ao_word_residence(const char *s, enum ao_residence *out)
{
	static const struct word table[] = {
		{"jp", AO_RESIDENCE_JP},
		{"日本人", AO_RESIDENCE_JP},
		{"pr", AO_RESIDENCE_PR},
		{"永住者", AO_RESIDENCE_PR},
		{"spr", AO_RESIDENCE_SPR},
		{"特別永住者", AO_RESIDENCE_SPR},
		{"hsp2", AO_RESIDENCE_HSP2},
		{"高度専門職第2号", AO_RESIDENCE_HSP2},
		{"高度専門職2号", AO_RESIDENCE_HSP2},
		{"mlt", AO_RESIDENCE_MLT},
		{"中長期在留者", AO_RESIDENCE_MLT},
		{"temprefuge", AO_RESIDENCE_TEMP_REFUGE},
		{"一時庇護許可者", AO_RESIDENCE_TEMP_REFUGE},
		{"provstay", AO_RESIDENCE_PROV_STAY},
		{"仮滞在許可者", AO_RESIDENCE_PROV_STAY},
		{"birthtransit", AO_RESIDENCE_BIRTH_TRANSIT},
		{"経過滞在者", AO_RESIDENCE_BIRTH_TRANSIT},
		{"出生による経過滞在者", AO_RESIDENCE_BIRTH_TRANSIT},
		{"国籍喪失による経過滞在者", AO_RESIDENCE_BIRTH_TRANSIT},
	};
	int value;

	if (!look_up(table, AO_COUNT(table), s, &value))
		return false;
	*out = (enum ao_residence)value;
	return true;
}

bool ao_word_status(const char *s, enum ao_card_status *out)
{
	static const struct word table[] = {
		{"normal", AO_STATUS_NORMAL},
		{"通常", AO_STATUS_NORMAL},
		{"正常", AO_STATUS_NORMAL},
		{"運用中", AO_STATUS_NORMAL},
		{"dead", AO_STATUS_DEAD},
		{"死亡", AO_STATUS_DEAD},
		{"movedout", AO_STATUS_MOVED_OUT},
		{"転出", AO_STATUS_MOVED_OUT},
		{"movedabroad", AO_STATUS_MOVED_ABROAD},
		{"国外転出", AO_STATUS_MOVED_ABROAD},
		{"cardreturned", AO_STATUS_CARD_RETURNED},
		{"返納", AO_STATUS_CARD_RETURNED},
		{"カード返納", AO_STATUS_CARD_RETURNED},
		{"suspended", AO_STATUS_SUSPENDED},
		{"一時停止", AO_STATUS_SUSPENDED},
		{"notdelivered", AO_STATUS_NOT_DELIVERED},
		{"未交付", AO_STATUS_NOT_DELIVERED},
	};
	int value;

	if (!look_up(table, AO_COUNT(table), s, &value))
		return false;
	*out = (enum ao_card_status)value;
	return true;
}

bool ao_word_language(const char *s, enum ao_language *out)
{
	static const struct word table[] = {
		{"ja", AO_LANGUAGE_JA},
		{"日本語", AO_LANGUAGE_JA},
		{"jaeasy", AO_LANGUAGE_JA_EASY},
		{"やさしい日本語", AO_LANGUAGE_JA_EASY},
		{"en", AO_LANGUAGE_EN},
		{"english", AO_LANGUAGE_EN},
		{"英語", AO_LANGUAGE_EN},
	};
	int value;

	if (!look_up(table, AO_COUNT(table), s, &value))
		return false;
	*out = (enum ao_language)value;
	return true;
}

bool ao_word_flag(const char *s, bool *out)
{
	static const struct word table[] = {
		{"0", 0}, {"false", 0}, {"無", 0}, {"なし", 0}, {"非該当", 0},
		{"1", 1}, {"true", 1},  {"有", 1}, {"あり", 1}, {"該当", 1},
	};
	int value;

	if (!look_up(table, AO_COUNT(table), s, &value))
		return false;
	*out = value != 0;
	return true;
}

const char *ao_residence_name(enum ao_residence r)
{
	static const char *const name[] = {
		"JP",  "PR",          "SPR",       "HSP2",
		"MLT", "TEMP_REFUGE", "PROV_STAY", "BIRTH_TRANSIT"};

	return name[r];
}

const char *ao_card_status_name(enum ao_card_status s)
{
	static const char *const name[] = {
		"NORMAL",        "DEAD",      "MOVED_OUT",    "MOVED_ABROAD",
		"CARD_RETURNED", "SUSPENDED", "NOT_DELIVERED"};

	return name[s];
}

const char *ao_language_name(enum ao_language l)
{
	static const char *const name[] = {"ja", "ja-easy", "en"};

	return name[l];
}

struct ao_resident ao_resident_copy(const struct ao_resident *r,
				    struct ao_arena *arena)
{
	struct ao_resident copy = *r;

	copy.resident_id = ao_arena_strdup(arena, r->resident_id);
	copy.name = ao_arena_strdup(arena, r->name);
	copy.name_kana = ao_arena_strdup(arena, r->name_kana);
	copy.postal_code = ao_arena_strdup(arena, r->postal_code);
	copy.address = ao_arena_strdup(arena, r->address);
	copy.address_town = ao_arena_strdup(arena, r->address_town);
	copy.address_number = ao_arena_strdup(arena, r->address_number);
	copy.building = ao_arena_strdup(arena, r->building);
	copy.application_id = ao_arena_strdup(arena, r->application_id);
	return copy;
}
