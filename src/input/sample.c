/* sample.c - the inventor of residents: row by row, each from its own number.
 */
#include "aofuto/input/sample.h"

#include "input/sample_inside.h"

#define CHUNK ((size_t)64 * 1024)

/* splitmix64 (Steele, Lea, Flood 2014): any state is a good one, so that each
 * row can start from its number. */
static uint64_t next(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

unsigned ao_sample_pick(struct ao_sample_row *r, unsigned n)
{
	return (unsigned)((next(&r->state) >> 32) * n >> 32);
}

static uint64_t state_of(uint64_t seed, unsigned long row)
{
	uint64_t state = seed;

	state = next(&state) ^ row;
	return next(&state);
}

#define LARGE_PRINT 15 /* of 1,000 */
#define ORDINARY    ((size_t)-1)

/* Every second one of the first rows is a case, in turn; later it is chance. */
static size_t case_of(struct ao_sample_row *r)
{
	unsigned chance = ao_sample_pick(r, 10000);

	if (r->number <= AO_SAMPLE_EARLY) {
		size_t i = (r->number - 1) / 2;

		return r->number % 2 == 0 && i < ao_sample_cases() ? i
								   : ORDINARY;
	}
	for (size_t i = 0; i < ao_sample_cases(); i++) {
		if (chance < ao_sample_case_share(i))
			return i;
		chance -= ao_sample_case_share(i);
	}
	return ORDINARY;
}

/* Of 100 cards some 45 are in their first five years, a quarter in their
 * second five, and a sixth are children's. */
static enum ao_sample_life ordinary_life(struct ao_sample_row *r)
{
	static const struct {
		enum ao_sample_life life;
		unsigned share;
	} lives[] = {
		{AO_LIFE_FIRST_CERTS, 46}, {AO_LIFE_SECOND_CERTS, 25},
		{AO_LIFE_CHILD, 17},       {AO_LIFE_MOVED, 4},
		{AO_LIFE_SIGN_AGAIN, 4},   {AO_LIFE_MIDWAY, 2},
		{AO_LIFE_RENEWED, 2},
	};
	unsigned at = ao_sample_pick(r, 100);
	size_t i = 0;

	while (i + 1 < AO_COUNT(lives) && at >= lives[i].share)
		at -= lives[i++].share;
	return lives[i].life;
}

static void ordinary(struct ao_sample_row *r)
{
	bool is_due = ao_sample_pick(r, 100) < 14;

	ao_sample_live(r, ordinary_life(r),
		       is_due ? ao_sample_end_due(r) : ao_sample_end_any(r));
	if (ao_sample_pick(r, 2) == 0)
		ao_sample_record(r);
}

/* 23 digits: eight and five by chance around ten that are the row's alone. */
static void application_id(struct ao_sample_row *r)
{
	uint64_t middle = r->number * UINT64_C(3267000013) % 10000000000u;
	char *s = r->application_id;

	for (int i = 0; i < 23; i++)
		s[i] = (char)('0' + ao_sample_pick(r, 10));
	for (int i = 17; i >= 8; i--, middle /= 10)
		s[i] = (char)('0' + middle % 10);
	s[23] = '\0';
}

static void begin(struct ao_sample_row *r, const struct ao_sample *s,
		  unsigned long number)
{
	struct ao_sample_row old = *r;

	*r = (struct ao_sample_row){.number = number,
				    .state = state_of(s->seed, number),
				    .as_of = s->as_of,
				    .name = old.name,
				    .kana = old.kana,
				    .town = old.town,
				    .house = old.house,
				    .building = old.building};
	ao_buf_clear(&r->name);
	ao_buf_clear(&r->kana);
	ao_buf_clear(&r->town);
	ao_buf_clear(&r->house);
	ao_buf_clear(&r->building);
}

static void end(struct ao_sample_row *r)
{
	ao_buf_release(&r->name);
	ao_buf_release(&r->kana);
	ao_buf_release(&r->town);
	ao_buf_release(&r->house);
	ao_buf_release(&r->building);
}

static void invent(struct ao_sample_row *r, const struct ao_sample *s,
		   unsigned long number)
{
	size_t odd;

	begin(r, s, number);
	odd = case_of(r);
	ao_sample_name_japanese(r);
	ao_sample_address(r);
	application_id(r);
	if (odd == ORDINARY)
		ordinary(r);
	else
		ao_sample_case_apply(odd, r);
	/* Drawn last, so that it moves nothing else of the row. */
	r->large_print = ao_sample_pick(r, 1000) < LARGE_PRINT;
}

bool ao_sample_write(const struct ao_sample *s, struct ao_sample_sink sink)
{
	struct ao_sample_row r = {0};
	struct ao_buf out = {0};
	bool ok = true;

	ao_sample_header(&out);
	for (unsigned long i = 1; ok && i <= s->rows; i++) {
		invent(&r, s, i);
		ao_sample_line(&r, &out);
		if (out.n < CHUNK)
			continue;
		ok = sink.take(out.s, out.n, sink.data);
		ao_buf_clear(&out);
	}
	if (ok && out.n > 0)
		ok = sink.take(out.s, out.n, sink.data);
	end(&r);
	ao_buf_release(&out);
	return ok;
}

const char *ao_sample_case(const struct ao_sample *s, unsigned long row)
{
	struct ao_sample_row r = {.number = row,
				  .state = state_of(s->seed, row)};
	size_t odd = case_of(&r);

	return odd == ORDINARY ? "" : ao_sample_case_name(odd);
}
