/* check_reason.c - a reason says what happened and never who. */
#include "aofuto/batch/reason.h"

#include "support/suite.h"

#include <string.h>

static const struct ao_entry_values *somebody(void)
{
	static struct ao_entry_values v = {
		.resident_id = "0012345",
		.notice = {.text = {[AO_FIELD_NAME] = "青山　花子",
				    [AO_FIELD_NAME_KANA] = "アオヤマ ハナコ",
				    [AO_FIELD_ADDRESS] =
					    "埼玉県所沢市並木一丁目1番地の1",
				    [AO_FIELD_BUILDING] = ""}},
	};

	return &v;
}

static enum ao_status judge(const char *reason)
{
	struct ao_error err = {0};

	return ao_reason_check(reason, somebody(), &err) ? AO_OK : err.status;
}

START_TEST(says_what_happened)
{
	static const char *const good[] = {"紛失",
					   "汚損のため",
					   "返戻後の再送",
					   "lost in the post",
					   "窓口で申し出（2026-12-03）",
					   "林の中に落とした",
					   "所沢市役所で受付",
					   "電話 04-2998-1111 へ連絡あり"};

	for (size_t i = 0; i < AO_COUNT(good); i++)
		ck_assert_msg(judge(good[i]) == AO_OK, "%s", good[i]);
}
END_TEST

START_TEST(never_says_who)
{
	static const char *const bad[] = {"青山花子さんが紛失",
					  "青山 花子 紛失",
					  "青山さんが来庁",
					  "花子様より電話",
					  "アオヤマ様",
					  "並木一丁目1番地の家に届かない",
					  "並木一丁目１番地の1",
					  "0012345 の再発行",
					  "００１２３４５の再発行"};

	for (size_t i = 0; i < AO_COUNT(bad); i++)
		ck_assert_msg(judge(bad[i]) == AO_INPUT, "%s", bad[i]);
}
END_TEST

START_TEST(must_be_something)
{
	char longer[AO_REASON_TEXT_MOST * 3 + 4] = "";

	for (int i = 0; i <= AO_REASON_TEXT_MOST; i++)
		strcat(longer, "紛");
	ck_assert_int_eq(judge(""), AO_USAGE);
	ck_assert_int_eq(judge(" 　"), AO_USAGE);
	ck_assert_int_eq(judge("a\nb"), AO_USAGE);
	ck_assert_int_eq(judge("\xff"), AO_USAGE);
	ck_assert_int_eq(judge("123456789012"), AO_USAGE);
	ck_assert_int_eq(judge("１２３４５６７８９０１２"), AO_USAGE);
	ck_assert_int_eq(judge(longer), AO_USAGE);
	longer[(size_t)AO_REASON_TEXT_MOST * 3] = '\0';
	ck_assert_int_eq(judge(longer), AO_OK);
}
END_TEST

/* Of a run nobody's name is known; the form is looked at all the same. */
START_TEST(without_a_person)
{
	struct ao_error err = {0};

	ck_assert(ao_reason_check("青山花子", NULL, &err));
	ck_assert(!ao_reason_check("", NULL, &err));
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, says_what_happened);
	tcase_add_test(tc, never_says_who);
	tcase_add_test(tc, must_be_something);
	tcase_add_test(tc, without_a_person);
}

SUITE_MAIN("reason", fill);
