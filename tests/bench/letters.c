/* letters.c - see letters.h. */
#include "letters.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static const char *const family[] = {
	"佐藤", "鈴木", "高橋", "田中", "伊藤",   "渡辺",   "山本",
	"中村", "小林", "加藤", "吉田", "山田",   "佐々木", "松本",
	"井上", "木村", "清水", "林",   "斎藤",   "阿部",   "森",
	"池田", "橋本", "石川", "小川", "長谷川", "岡田",
};
static const char *const given[] = {
	"太郎", "花子", "翔太", "美咲", "健一", "陽菜",   "大輔",
	"結衣", "拓也", "直美", "誠",   "恵子", "さくら", "浩",
	"由美", "悠真", "葵",   "蓮",   "凛",   "湊",     "詩織",
	"正雄", "千代", "勇",   "幸子", "隆",   "久美子",
};
static const char *const town[] = {
	"本町一丁目", "緑町二丁目", "東新井町", "西所沢三丁目", "北野",
	"三ヶ島",     "上安松",     "小手指町", "日吉町",       "元町",
};

void letters_check(bool ok, const struct ao_error *err)
{
	if (ok)
		return;
	fprintf(stderr, "bench: %s: %s\n", err->where, err->text);
	exit(EXIT_FAILURE);
}

unsigned letters_count(const char *argument)
{
	long n;

	if (!ao_parse_long(argument, 1, 1000000, &n)) {
		fprintf(stderr, "bench: not a number of notices: %s\n",
			argument);
		exit(EXIT_FAILURE);
	}
	return (unsigned)n;
}

void letters_open(struct letters *l)
{
	struct ao_error err = {0};

	*l = (struct letters){
		.options = {.dated_on = {2026, 3, 9},
			    .month = {2026, 3, 1},
			    .print_id = AO_PRINT_ID_ALWAYS},
	};
	l->city = ao_city_open(PROJECT_DIR "/templates/city.yaml", &err);
	letters_check(l->city, &err);
	l->sheet = ao_template_open(PROJECT_DIR "/templates/notice.yaml",
				    l->city, &err);
	letters_check(l->sheet, &err);
	l->faces = ao_fonts_open(PROJECT_DIR "/fonts/fonts.yaml", &err);
	letters_check(l->faces, &err);
	l->layout = ao_layout_new(l->sheet, l->faces, &err);
	letters_check(l->layout, &err);
	ao_letter_init(&l->letter);
	l->arena = ao_arena_new();
}

void letters_close(struct letters *l)
{
	ao_letter_release(&l->letter);
	ao_layout_free(l->layout);
	ao_faces_close(l->faces);
	ao_template_close(l->sheet);
	ao_city_close(l->city);
	ao_arena_free(l->arena);
}

static void fill(struct letters *l, struct ao_notice *n, unsigned i)
{
	struct ao_arena *a = l->arena;

	n->text[AO_FIELD_NAME] =
		ao_arena_printf(a, "%s %s", family[i % AO_COUNT(family)],
				given[i / AO_COUNT(family) % AO_COUNT(given)]);
	n->text[AO_FIELD_ADDRESS] = ao_arena_printf(
		a, "埼玉県所沢市%s%u番地の%u", town[i % AO_COUNT(town)],
		i / 7 % 900 + 1, i % 30 + 1);
	n->text[AO_FIELD_POSTAL_CODE] =
		ao_arena_printf(a, "359-%04u", i * 17 % 10000);
	n->text[AO_FIELD_APPLICATION_ID] =
		ao_arena_printf(a, "%08u%015llu", i, i * 7919ULL * 104729ULL);
	n->text[AO_FIELD_SEQUENCE] =
		l->sequence
			? l->sequence
			: ao_arena_printf(a, "%03u-%04u", i / BENCH_VOLUME + 1,
					  i % BENCH_VOLUME + 1);
}

const struct ao_letter *letters_get(struct letters *l, unsigned i)
{
	const enum ao_kind kind =
		(enum ao_kind)(AO_KIND_CARD_CERT + i % (AO_KIND_COUNT - 1));
	struct ao_notice notice;
	struct ao_misfit misfit;
	struct ao_error err = {0};
	const char *qr;

	ao_arena_reset(l->arena);
	ao_notice_specimen(&notice, kind, ao_kind_items(kind), &l->options,
			   l->arena);
	fill(l, &notice, i);
	qr = ao_qr_address_for(ao_city_qr_address(l->city),
			       notice.text[AO_FIELD_APPLICATION_ID], l->arena);
	letters_check(ao_layout_letter(l->layout, &notice, qr, &l->letter,
				       &misfit, &err),
		      &err);
	if (misfit.type != AO_FITS) {
		fprintf(stderr, "bench: notice %u does not fit\n", i);
		exit(EXIT_FAILURE);
	}
	return &l->letter;
}

static double cpu(struct rusage *used)
{
	getrusage(RUSAGE_SELF, used);
	return (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) +
	       (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e6;
}

void letters_begin(struct letters *l)
{
	struct rusage used;

	l->begun = cpu(&used);
}

void letters_report(const struct letters *l, unsigned pages,
		    unsigned long bytes)
{
	struct rusage used;
	double seconds = cpu(&used) - l->begun;

	printf("%u %.6f %ld %lu\n", pages, seconds, used.ru_maxrss, bytes);
}
